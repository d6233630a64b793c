/**
 * Goods that come back at a till without a receipt: no order is known, so the price is the lowest they had lately, a manager agrees, and
 * the money is mostly store credit.
 */
@NullMarked
package onetill.unreceipted;

import org.jspecify.annotations.NullMarked;
