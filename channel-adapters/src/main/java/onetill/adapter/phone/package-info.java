/**
 * The phone: an agent opens a session for a caller, reads it back, and takes payment by a link into the same
 * session or by a tender the customer agreed to keep. There is no card field anywhere; keying a card on a reader
 * (MOTO) stands behind an interface, because the provider's server-driven readers have no switch for it.
 */
@NullMarked
package onetill.adapter.phone;

import org.jspecify.annotations.NullMarked;
