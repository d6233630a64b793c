package onetill.order;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A fulfillment as JSON.
 *
 * @param locationId where the goods are; null while that is open
 * @param earliest the first day on which the buyer was told it may arrive
 * @param readyAt pickup: when the buyer was told it can be fetched
 * @param reason why it failed, was canceled, or was handed out without the code
 * @param collectionCode what the buyer says at the counter; only in the answer that makes it ready, and only for servers
 */
@Schema(name = "OrderFulfillment")
public record FulfillmentView(
        UUID id,
        UUID orderId,
        String orderNumber,
        Fulfillment.Kind kind,
        FulfillmentStatus status,
        @Nullable String locationId,
        @Nullable String optionId,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest,
        @Nullable OffsetDateTime readyAt,
        Fulfillment.@Nullable Tracking tracking,
        List<Line> lines,
        @Nullable String reason,
        @Nullable String collectionCode,
        @Nullable OffsetDateTime handedOverAt,
        OffsetDateTime createdAt,
        OffsetDateTime updatedAt) {

    /** So many of one line of the order. */
    @Schema(name = "OrderFulfillmentLine")
    public record Line(int line, String sku, String name, long quantity) {}

    static FulfillmentView of(Fulfillment it, String orderNumber, List<Line> lines) {
        return new FulfillmentView(
                it.id(),
                it.orderId(),
                orderNumber,
                it.kind(),
                it.status(),
                it.locationId(),
                it.optionId(),
                it.earliest(),
                it.latest(),
                it.readyAt(),
                it.tracking(),
                lines,
                it.reason(),
                null,
                it.handedOverAt(),
                it.createdAt(),
                it.updatedAt());
    }

    FulfillmentView with(@Nullable String code) {
        return new FulfillmentView(
                id,
                orderId,
                orderNumber,
                kind,
                status,
                locationId,
                optionId,
                earliest,
                latest,
                readyAt,
                tracking,
                lines,
                reason,
                code,
                handedOverAt,
                createdAt,
                updatedAt);
    }
}
