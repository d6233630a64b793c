package onetill.store;

import java.time.OffsetDateTime;
import java.util.Locale;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One payment, as the store has proven it.
 *
 * @param transactionId the store's name of this one payment
 * @param originalId what it renews or restores; its own name when it is the first
 * @param price all that was paid, tax included; null when the store does not say, then the catalog's price is taken for it
 * @param country where the store sold it, ISO 3166-1 alpha-2; null when it does not say
 * @param expiresAt how long it lasts; null for good
 * @param accountToken what the app calls the buyer's account; null when it said nothing to the store
 * @param acknowledgeBy until when the store has to hear that we have it, or it gives the money back; null: it need not
 * @param asOf when the store said so
 */
public record Purchase(
        String transactionId,
        String originalId,
        String productId,
        Kind kind,
        long quantity,
        @Nullable Money price,
        @Nullable String country,
        OffsetDateTime purchasedAt,
        @Nullable OffsetDateTime expiresAt,
        @Nullable String accountToken,
        @Nullable OffsetDateTime acknowledgeBy,
        OffsetDateTime asOf) {

    /** What is sold, as the store tells it apart. */
    public enum Kind {
        CONSUMABLE,
        NON_CONSUMABLE,
        SUBSCRIPTION,
        NON_RENEWING,
        /** Google's: whether it is consumed is known to the app alone. */
        ONE_TIME;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
