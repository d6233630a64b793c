/**
 * Which part of a price is tax, or comes on top of it: rates by where goods go, kept as rows, and the rule for business
 * customers in other countries of the European Union.
 */
@NullMarked
package onetill.tax;

import org.jspecify.annotations.NullMarked;
