package onetill.session;

import onetill.money.Money;
import onetill.payment.Means;

/**
 * The buyer's yes.
 *
 * @param revision the state of the session the buyer has seen
 * @param confirmedTotalMinor the total the buyer has seen, in the minor unit of the session's currency
 */
public record Submission(long revision, long confirmedTotalMinor, Means means) {

    boolean confirms(Money total) {
        return confirmedTotalMinor == total.minor();
    }
}
