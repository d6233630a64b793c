/**
 * Means of payment that customers agreed to keep: the consent in the words they were asked, the way to the provider and back, what is
 * known of each, and their end. The provider keeps the card; here is a reference to it.
 */
@NullMarked
package onetill.payment.saved;

import org.jspecify.annotations.NullMarked;
