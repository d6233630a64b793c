package onetill.export;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One fact, as far as it may be told.
 *
 * @param id of the event that tells it, and by which each receiver knows it
 * @param value what is due, was paid or went back
 * @param tax contained in the value; null where nothing was sold yet
 * @param shipping contained in the value; null where nothing was sold yet
 * @param sale null before there is an order
 */
public record Occurrence(
        UUID id,
        Occasion occasion,
        OffsetDateTime at,
        UUID sessionId,
        String channelId,
        String channelKind,
        Money value,
        @Nullable Money tax,
        @Nullable Money shipping,
        List<Item> items,
        @Nullable Sale sale,
        Measured buyer) {

    /** @param price of one, before discounts */
    public record Item(String sku, String name, long quantity, Money price) {}

    /**
     * The order it is about.
     *
     * @param purchaseId the id under which the purchase was told
     * @param remaining what is left of its total after this
     */
    public record Sale(UUID orderId, String number, UUID purchaseId, Money remaining) {}
}
