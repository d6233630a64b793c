package onetill.store;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may use because of what they bought in a store.
 *
 * @param productId the store's name of it, of the last purchase
 * @param expiresAt how long it lasts as things are; null for good
 * @param accountToken what the app calls the buyer's account
 */
@Schema(name = "Entitlement")
public record Entitlement(
        UUID id,
        Store store,
        StoreEnvironment environment,
        String productId,
        String sku,
        String kind,
        State state,
        @Nullable OffsetDateTime expiresAt,
        @Nullable UUID customerId,
        @Nullable String accountToken,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {

    /** Whether it may be used. */
    public enum State {
        ACTIVE,
        /** The money went back, or the store took it away. */
        REVOKED,
        /** Its time is over. */
        EXPIRED
    }

    /**
     * What a store has said of an original besides its purchases.
     *
     * @param endedAt when it said that it has ended
     * @param withdrawnAt when it took it away without giving money back
     * @param extendedTo until when it lets it run on
     */
    record Said(
            @Nullable OffsetDateTime endedAt,
            @Nullable OffsetDateTime withdrawnAt,
            @Nullable OffsetDateTime extendedTo) {

        static final Said NOTHING = new Said(null, null, null);
    }

    /** The last purchase of an original. */
    record Last(
            boolean refunded,
            OffsetDateTime purchasedAt,
            @Nullable OffsetDateTime expiresAt) {}

    /** The same whatever order the news came in: only a later purchase outdoes what the store has said. */
    static State state(Last last, Said said, OffsetDateTime now) {
        if (last.refunded() || isSince(said.withdrawnAt(), last.purchasedAt())) return State.REVOKED;
        if (isSince(said.endedAt(), last.purchasedAt())) return State.EXPIRED;
        var until = until(last, said);
        return until != null && !until.isAfter(now) ? State.EXPIRED : State.ACTIVE;
    }

    /** The end of the last purchase, or later where the store lets it run on. */
    static @Nullable OffsetDateTime until(Last last, Said said) {
        var until = last.expiresAt();
        var extended = said.extendedTo();
        return until != null && extended != null && extended.isAfter(until) ? extended : until;
    }

    private static boolean isSince(@Nullable OffsetDateTime time, OffsetDateTime purchased) {
        return time != null && !time.isBefore(purchased);
    }
}
