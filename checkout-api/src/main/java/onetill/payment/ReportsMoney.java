package onetill.payment;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;

/**
 * A provider that tells which money has moved, so that our books can be compared with its own. Found by CDI. No
 * transaction is open meanwhile; what cannot be read is thrown and read again later.
 */
public interface ReportsMoney {

    /** The name of the provider in our records: {@code stripe}. */
    String provider();

    /** All movements since then, in any order. One may come twice. */
    void since(OffsetDateTime from, Consumer<Movement> each);

    /**
     * The names of the movements that a payout has brought to the bank; empty when the provider does not say.
     *
     * @param payoutRef the payout as the provider names it, the source of its movement
     */
    List<String> paidOutBy(String payoutRef);
}
