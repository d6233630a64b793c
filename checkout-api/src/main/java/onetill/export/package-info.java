/**
 * Tells those who measure for a merchant (analytics, advertising) what was bought: made of the events, told at least once, under an id by
 * which each receiver knows what it has been told before, and only as far as the buyer has agreed. A new receiver is a class
 * that implements {@link onetill.export.Receiver}, and no edit elsewhere.
 */
@NullMarked
package onetill.export;

import org.jspecify.annotations.NullMarked;
