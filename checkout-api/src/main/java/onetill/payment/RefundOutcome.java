package onetill.payment;

import org.jspecify.annotations.Nullable;

/**
 * What a provider says about a refund.
 *
 * @param providerRef the refund as the provider names it; null while nothing is known
 * @param code the provider's reason when it refused
 */
public record RefundOutcome(
        State state, @Nullable String providerRef, @Nullable String code) {

    public enum State {
        REFUNDED,
        PENDING,
        DECLINED,
        UNKNOWN
    }

    public static RefundOutcome unknown(String cause) {
        return new RefundOutcome(State.UNKNOWN, null, cause);
    }
}
