/**
 * Adyen, by its Java SDK. The only package that imports com.adyen. Offered where a key is set. Adyen cannot be asked what
 * became of a payment: repeating the call under its key and its webhooks are all there is, and of captures, cancellations
 * and refunds only the webhooks.
 *
 * <p>Not checked against Adyen itself, for want of an account: which reference a webhook about a modification carries
 * (both forms are understood), what canceling by reference does to a payment still at the bank, the words of refusals, and
 * the exponents of the currencies in {@link onetill.payment.adyen.Amounts}.
 */
@NullMarked
package onetill.payment.adyen;

import org.jspecify.annotations.NullMarked;
