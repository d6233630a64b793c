package onetill.order;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is added to an order: an order of its own, with its own money, that goes along with it.
 *
 * @param id that of the checkout session that sells it
 * @param newOrderId of what was added; null until it is paid
 */
@Schema(name = "OrderAddition")
public record OrderAddition(
        UUID id,
        UUID orderId,
        String orderNumber,
        State state,
        @Nullable UUID newOrderId,
        @Nullable String newOrderNumber,
        String reason,
        String actor,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime completedAt) {

    @Schema(name = "OrderAdditionState")
    public enum State {
        /** Its session is not paid: nothing is added. */
        OPEN,
        COMPLETED,
        /** The session was given up. */
        CANCELED
    }
}
