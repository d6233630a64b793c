package onetill.order;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.payment.TenderView;
import onetill.tax.Taxes;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order as JSON.
 *
 * @param tipMinor the tip in the total, in minor units
 * @param fulfillments how its goods were to reach the buyer when it was placed
 * @param fulfillmentStatus how much of it has; null for orders from before that was kept
 * @param statusUrl where the buyer sees how it is with it, to be handed to them; null for who is not to see the codes of what is picked up
 * @param revision 1 when it was placed, one more with each edit
 * @param current what it is since its last edit; null for one that was never edited. Lines, totals and taxes beside it are what was sold
 * @param additions what was added to it, each an order of its own
 * @param addedToOrderId to which order this one was added; null for all others
 */
@Schema(name = "Order")
public record OrderView(
        UUID id,
        String number,
        UUID sessionId,
        ChannelRef channel,
        OrderState state,
        String currency,
        long totalMinor,
        long tipMinor,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        String totals,

        @JsonRawValue @Schema(implementation = Taxes.class) String taxes,
        List<OrderDraft.Line> lines,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String buyer,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String fulfillment,

        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        String fulfillments,

        @Nullable FulfillmentProgress fulfillmentStatus,
        List<TenderView> payments,
        List<CaptureView> captures,
        List<RefundView> refunds,
        @Nullable String statusUrl,
        long revision,
        @Nullable Current current,
        List<OrderEdit> edits,
        List<OrderAddition> additions,
        @Nullable UUID addedToOrderId,
        OffsetDateTime placedAt) {

    /** What is left of an order after its edits. */
    @Schema(name = "CurrentOrder")
    public record Current(
            long totalMinor,

            @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class)
            String totals,

            Taxes taxes,
            List<OrderDraft.Line> lines) {

        static @Nullable Current of(Edits.Now now) {
            return now.isEdited() ? new Current(now.totalMinor(), now.totals(), now.taxes(), now.lines()) : null;
        }
    }

    @Schema(name = "OrderChannel")
    public record ChannelRef(String id, String kind) {}

    /** Money that was taken after the order was placed. */
    @Schema(name = "Capture")
    public record CaptureView(UUID id, String state, long amountMinor, String actor, OffsetDateTime createdAt) {

        static CaptureView of(Capture capture) {
            return new CaptureView(
                    capture.id(), capture.state(), capture.amount().minor(), capture.actor(), capture.createdAt());
        }
    }

    /**
     * Money that went back.
     *
     * @param requestId what was asked for at once; each tender gives back its own part of it
     */
    @Schema(name = "Refund")
    public record RefundView(
            UUID id,
            UUID requestId,
            String state,
            long amountMinor,
            String reason,
            String actor,
            OffsetDateTime createdAt) {

        static RefundView of(Refund refund) {
            return new RefundView(
                    refund.id(),
                    refund.requestId(),
                    refund.state(),
                    refund.amount().minor(),
                    refund.reason(),
                    refund.actor(),
                    refund.createdAt());
        }
    }

    /** One row of a list. */
    @Schema(name = "OrderSummary")
    public record Summary(
            UUID id,
            String number,
            UUID sessionId,
            ChannelRef channel,
            OrderState state,
            @Nullable FulfillmentProgress fulfillmentStatus,
            String currency,
            long totalMinor,
            OffsetDateTime placedAt) {

        static Summary of(Order order) {
            return new Summary(
                    order.id(),
                    order.number(),
                    order.sessionId(),
                    new ChannelRef(order.channelId(), order.channelKind()),
                    order.state(),
                    order.fulfillmentStatus(),
                    order.total().currency().getCurrencyCode(),
                    order.total().minor(),
                    order.placedAt());
        }
    }
}
