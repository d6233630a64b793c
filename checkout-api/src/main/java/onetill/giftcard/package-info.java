/**
 * Gift cards and store credit of our own: a payment provider whose money is a row of ours. Codes are bearer secrets,
 * kept as hashes and guarded against guessing; each change of a balance is an entry that is never changed.
 */
@NullMarked
package onetill.giftcard;

import org.jspecify.annotations.NullMarked;
