/**
 * What tills have sold while they could not reach us: taken once under the till's own name for it, never refused for being other
 * than we would have had it, and what is other is told.
 */
@NullMarked
package onetill.offline;

import org.jspecify.annotations.NullMarked;
