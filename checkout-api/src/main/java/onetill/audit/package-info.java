/**
 * Who did what to money and settings, when and why: written with the action, only ever added to, chained by hashes so
 * that whoever changes it later is found out. Ids only.
 */
@NullMarked
package onetill.audit;

import org.jspecify.annotations.NullMarked;
