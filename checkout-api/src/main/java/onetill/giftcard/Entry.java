package onetill.giftcard;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a balance, as it was written.
 *
 * @param amountMinor what it adds to the balance
 * @param attemptId the payment it belongs to, if it does
 */
record Entry(
        UUID id,
        Kind kind,
        long amountMinor,
        @Nullable UUID attemptId,
        String sourceType,
        String actor,
        String reason,
        OffsetDateTime createdAt) {

    enum Kind {
        ISSUE,
        TOP_UP,
        REDEEM,
        /** What was held is taken for good; what it adds is the part that was not needed. */
        CAPTURE,
        RETURN,
        /** Disabled or enabled, with the reason. */
        ADJUST,
        EXPIRE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Where an entry comes from: each source has one entry of a kind.
     *
     * @param attemptId the payment it belongs to, if it does
     */
    record Source(String type, String id, @Nullable UUID attemptId) {

        static Source attempt(UUID attemptId) {
            return new Source("payment_attempt", attemptId.toString(), attemptId);
        }

        /** @param key of the refund, as the caller names it */
        static Source refund(String key, UUID attemptId) {
            return new Source("refund", key, attemptId);
        }
    }
}
