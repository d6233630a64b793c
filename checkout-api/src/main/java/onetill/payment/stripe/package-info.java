/**
 * Stripe, by its Java SDK. The only package that imports com.stripe. Whatever is not a clear answer is unknown,
 * never declined.
 */
@NullMarked
package onetill.payment.stripe;

import org.jspecify.annotations.NullMarked;
