package onetill.store;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One payment in a store, as it stands in our books.
 *
 * @param transactionId the store's name of this one payment
 * @param originalId what it renews or restores
 * @param sku our item; the store's product id where the catalog has none
 * @param knownItem whether the catalog has it
 * @param priceMinor what was paid for all of them, tax included, as the store says
 * @param catalogMinor what our catalog asked for them then; null where it has no price in this currency
 * @param varianceMinor paid less asked; null where nothing was asked
 */
@Schema(name = "StorePurchase")
public record StorePurchase(
        UUID id,
        String channelId,
        Store store,
        StoreEnvironment environment,
        String transactionId,
        String originalId,
        String productId,
        String kind,
        String sku,
        boolean knownItem,
        long quantity,
        long priceMinor,
        String currency,
        @Nullable Long catalogMinor,
        @Nullable Long varianceMinor,
        String state,
        @Nullable UUID sessionId,
        @Nullable UUID orderId,
        OffsetDateTime purchasedAt,
        @Nullable OffsetDateTime expiresAt) {

    /** A purchase with what it entitles to. */
    @Schema(name = "RecordedPurchase")
    public record Recorded(StorePurchase purchase, Entitlement entitlement) {}
}
