package onetill.order;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Goods of an order that come back for others.
 *
 * @param id that of the checkout session of what goes out
 * @param creditMinor what the goods that come back are worth there
 * @param usedMinor what of it has paid for the new order; the rest is refunded
 * @param refundedMinor what was refunded of the order because of it, or is on its way
 * @param handOutMinor how much of that is handed out in cash
 * @param newOrderId of what went out; null until it is paid
 */
@Schema(name = "Exchange")
public record Exchange(
        UUID id,
        UUID orderId,
        String orderNumber,
        State state,
        String channelId,
        String currency,
        long creditMinor,
        long usedMinor,
        long refundedMinor,
        long handOutMinor,
        @Nullable UUID newOrderId,
        String reason,
        String actor,
        List<Line> lines,
        List<OrderView.RefundView> refunds,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime completedAt) {

    @Schema(name = "ExchangeState")
    public enum State {
        /** The session of what goes out is not paid: nothing has come back. */
        OPEN,
        /** It is being paid: what comes back is set aside for it. */
        HELD,
        COMPLETED,
        /** The session was given up: nothing comes back. */
        CANCELED
    }

    /** So many of one line of the order. */
    @Schema(name = "ExchangeLine")
    public record Line(int line, long quantity, Returns.Condition condition) {}
}
