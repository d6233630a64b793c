/** A way around the sessions, straight to the provider of gift cards: for races that no channel can bring about. */
@org.jspecify.annotations.NullMarked
package onetill.giftcard.direct;
