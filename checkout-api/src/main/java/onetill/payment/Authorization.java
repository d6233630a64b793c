package onetill.payment;

import java.util.UUID;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One call that asks for money, complete enough to be repeated word for word.
 *
 * @param reference who wants the money: the checkout session
 * @param captureNow whether the money is taken at once or held until it is captured
 * @param providerRef the provider's object, when it was created before
 */
public record Authorization(
        UUID merchantId,
        UUID attemptId,
        UUID reference,
        Money amount,
        boolean captureNow,
        Means means,
        @Nullable String providerRef) {

    /** The idempotency key of one operation on this attempt: stored with the attempt, before the call. */
    public String key(String operation) {
        return merchantId + ":" + attemptId + ":" + operation;
    }
}
