/**
 * A server shaped like Stripe's, so that the product can be tried, tested and broken without an account and without a
 * network. The product knows it only as a base URL. A pure core (what happens to payments) stands under a thin HTTP
 * adapter; outcomes come only by Stripe's own test tokens, card numbers and terminal amounts, and what Stripe would refuse
 * is refused here too, because a lenient stand-in hides bugs.
 */
@NullMarked
package onetill.sandbox;

import org.jspecify.annotations.NullMarked;
