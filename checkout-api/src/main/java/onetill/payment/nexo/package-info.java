/**
 * Payment terminals by the nexo Sale to POI protocol 3.0, in its JSON form. Offered where an address is set: that of a gateway, or
 * of one terminal. A payment is asked for once and never again; what became of it is asked by TransactionStatus, until the
 * terminal knows. A terminal takes what it approves at once, so what nobody waits for is reversed.
 *
 * <p>Not checked against a terminal, for want of one: how a tip is asked for (a data element of one vendor), and for how long
 * a terminal remembers what it did.
 */
@NullMarked
package onetill.payment.nexo;

import org.jspecify.annotations.NullMarked;
