package onetill.payment;

import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One call that asks for money, complete enough to be repeated word for word.
 *
 * @param reference who wants the money: the checkout session
 * @param captureNow whether the money is taken at once or held until it is captured
 * @param providerRef the provider's object, when it was created before
 * @param sentAt when the provider was first asked; providers forget keys after a while
 */
public record Authorization(
        UUID merchantId,
        UUID attemptId,
        UUID reference,
        Money amount,
        boolean captureNow,
        Means means,
        @Nullable String providerRef,
        @Nullable OffsetDateTime sentAt) {

    /** A call that was not made yet. */
    public Authorization(
            UUID merchantId,
            UUID attemptId,
            UUID reference,
            Money amount,
            boolean captureNow,
            Means means,
            @Nullable String providerRef) {
        this(merchantId, attemptId, reference, amount, captureNow, means, providerRef, null);
    }

    /** The same call about an object of the provider that we have just heard of. */
    public Authorization known(String ref) {
        return new Authorization(merchantId, attemptId, reference, amount, captureNow, means, ref, sentAt);
    }

    /** The idempotency key of one operation on this attempt: stored with the attempt, before the call. */
    public String key(String operation) {
        return merchantId + ":" + attemptId + ":" + operation;
    }
}
