/**
 * What is on the shelf: available, held for a session that is paying, sold. Conditional updates, so that it is
 * never negative and never oversold.
 */
@NullMarked
package onetill.stock;

import org.jspecify.annotations.NullMarked;
