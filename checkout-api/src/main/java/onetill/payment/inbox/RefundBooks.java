package onetill.payment.inbox;

import java.util.UUID;
import onetill.payment.RefundOutcome;

/** Where refunds are written down. Payments do not know who that is; whoever refunds orders implements it. */
public interface RefundBooks {

    /**
     * Writes down what a provider says about a refund by now.
     *
     * @return false when no refund of this attempt has the provider's name in the outcome (yet)
     */
    boolean answered(UUID merchantId, UUID attemptId, RefundOutcome outcome);
}
