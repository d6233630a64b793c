/**
 * What the buyer of an order hears of it: messages at the moments of its life, in the merchant's words or ours, each once; and the page that
 * shows, to whoever has its link, how it is with the order now. Made of the events, so that a sale waits for none of it.
 */
@NullMarked
package onetill.orderstatus;

import org.jspecify.annotations.NullMarked;
