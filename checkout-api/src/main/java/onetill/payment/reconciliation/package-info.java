/**
 * Our books against the provider's. Its list of movements is read again and again; fees, disputes and payouts are posted
 * from it, and each difference is kept as a break until it is explained: by a later reading, by the refund of what was
 * charged twice, or by a person.
 */
@NullMarked
package onetill.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
