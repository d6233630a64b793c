package onetill.client;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a completed session leaves behind. Money is in minor units of {@code currency}.
 *
 * @param state {@code authorized}, {@code partially_paid}, {@code paid}, {@code partially_refunded}, {@code refunded} or {@code voided}
 * @param fulfillmentStatus how much of its goods has reached the buyer; null for old orders
 */
public record Order(
        UUID id,
        String number,
        UUID sessionId,
        String state,
        @Nullable String fulfillmentStatus,
        String currency,
        long totalMinor,
        List<Line> lines,
        List<Refund> refunds,
        OffsetDateTime placedAt) {

    public record Line(int line, String sku, String name, long quantity, long unitPriceMinor, long totalMinor) {}

    public record Refund(UUID id, String state, long amountMinor, String reason, OffsetDateTime createdAt) {}
}
