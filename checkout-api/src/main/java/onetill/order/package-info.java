/**
 * What a completed session leaves behind: lines that never change, and what became of the money since.
 */
@NullMarked
package onetill.order;

import org.jspecify.annotations.NullMarked;
