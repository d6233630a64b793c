/**
 * The checkout session: one buyer's way from the first line item to an order, the same in every channel. Checkout
 * tells the story, CheckoutSession keeps the rules, CheckoutSessions stores.
 */
@NullMarked
package onetill.session;

import org.jspecify.annotations.NullMarked;
