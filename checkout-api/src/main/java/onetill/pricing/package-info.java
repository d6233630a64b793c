/**
 * From line items and a fulfillment option to totals. Pure arithmetic with one named place of rounding.
 */
@NullMarked
package onetill.pricing;

import org.jspecify.annotations.NullMarked;
