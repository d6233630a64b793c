/**
 * Buyers who had their bank take money back. A provider tells of them by its events and decides them; here they are listed,
 * with the time by which somebody has to answer, and what they cost is in the ledger.
 */
@NullMarked
package onetill.payment.dispute;

import org.jspecify.annotations.NullMarked;
