/**
 * Payment intents, tenders and attempts: money asked for, held, taken and given back. A payment is for an amount,
 * whoever asks; this package knows no session.
 */
@NullMarked
package onetill.payment;

import org.jspecify.annotations.NullMarked;
