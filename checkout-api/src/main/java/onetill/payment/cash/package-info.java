/**
 * Cash at the till: a provider that answers at once and never by network.
 */
@NullMarked
package onetill.payment.cash;

import org.jspecify.annotations.NullMarked;
