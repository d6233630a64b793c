package onetill.session;

import onetill.money.Money;
import onetill.payment.Means;
import org.jspecify.annotations.Nullable;

/**
 * The buyer's yes.
 *
 * @param revision the state of the session the buyer has seen
 * @param confirmedTotalMinor the total the buyer has seen, in the minor unit of the session's currency
 * @param consent the words the buyer agreed to, where somebody else pays on their behalf; kept with the event
 */
public record Submission(
        long revision,
        long confirmedTotalMinor,
        Means means,
        @Nullable String consent) {

    public Submission(long revision, long confirmedTotalMinor, Means means) {
        this(revision, confirmedTotalMinor, means, null);
    }

    boolean confirms(Money total) {
        return confirmedTotalMinor == total.minor();
    }
}
