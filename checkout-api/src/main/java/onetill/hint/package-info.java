/**
 * What pages tell of how it is to fill in their fields: counts of focus, time, errors and impatience, never what was typed. They are
 * the first to go when there is much to do, and the funnel does not need them.
 */
@NullMarked
package onetill.hint;

import org.jspecify.annotations.NullMarked;
