package onetill.orderstatus;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.fulfillment.Week;
import onetill.http.Printable;
import onetill.order.Fulfillment;
import onetill.order.FulfillmentProgress;
import onetill.order.FulfillmentStatus;
import onetill.order.OrderState;
import onetill.session.Total;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How it is with an order, for its buyer: what was bought, where it is, and what went back. All amounts are in the minor unit of the currency.
 * It says nothing about who the buyer is and where they live.
 *
 * @param locale the buyer's, a language tag (BCP 47)
 * @param timeZone of the merchant
 * @param totals the last one is the total
 * @param fulfillments how the goods reach the buyer, each part by itself
 * @param next what the buyer can do now
 * @param url where this is
 * @param receiptUrl where its receipt is
 */
@Schema(name = "OrderStatus")
public record OrderStatus(
        String orderNumber,
        OffsetDateTime placedAt,
        String merchant,
        String locale,
        String timeZone,
        OrderState state,
        @Nullable FulfillmentProgress fulfillmentStatus,
        String currency,
        List<Line> lines,
        List<Total> totals,
        long totalMinor,
        List<Part> fulfillments,
        List<Returned> returns,
        List<Refunded> refunds,
        Next next,
        String url,
        String receiptUrl)
        implements Printable {

    /** @param totalMinor before what is taken off, which stands in the totals */
    @Schema(name = "OrderStatusLine")
    public record Line(int line, String name, long quantity, long totalMinor) {}

    /** So many of one line. */
    @Schema(name = "OrderStatusGoods")
    public record Goods(int line, String name, long quantity) {}

    /**
     * Goods that reach the buyer together.
     *
     * @param earliest the first day on which they may arrive; null when nobody knows
     * @param readyAt pickup: from when they wait
     * @param place pickup: where
     * @param pickupCode what is said at the counter; null before they wait there and after they were fetched
     */
    @Schema(name = "OrderStatusFulfillment")
    public record Part(
            UUID id,
            Fulfillment.Kind kind,
            FulfillmentStatus status,
            List<Goods> lines,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable OffsetDateTime readyAt,
            @Nullable OffsetDateTime handedOverAt,
            Fulfillment.@Nullable Tracking tracking,
            @Nullable Place place,
            @Nullable String pickupCode) {}

    /**
     * Where something is picked up.
     *
     * @param openingHours for each day of the week from when to when; empty when nobody has said
     */
    @Schema(name = "OrderStatusPlace")
    public record Place(
            String name,
            String line1,
            String postalCode,
            String city,
            String country,
            Map<Week, List<List<LocalTime>>> openingHours) {}

    @Schema(name = "OrderStatusReturn")
    public record Returned(UUID id, List<Goods> lines, OffsetDateTime returnedAt) {}

    /**
     * Money that goes back.
     *
     * @param type of the tender it goes to
     * @param pending whether the provider has not said yet that it is done
     */
    @Schema(name = "OrderStatusRefund")
    public record Refunded(
            UUID id,
            String type,
            @Nullable String label,
            long amountMinor,
            boolean pending,
            OffsetDateTime refundedAt) {}

    /** What a buyer can do. */
    @Schema(name = "OrderStatusNext")
    public enum Next {
        /** Fetch what waits at a counter. */
        COLLECT,
        /** Look where what was sent is. */
        TRACK,
        /** Nothing yet: it is being prepared. */
        WAIT,
        /** Nothing more. */
        NOTHING;

        static Next of(List<Part> parts) {
            if (parts.stream().anyMatch(it -> it.status() == FulfillmentStatus.READY_FOR_PICKUP)) return COLLECT;
            if (parts.stream().anyMatch(it -> it.status().isOpen())) return WAIT;
            return parts.stream().anyMatch(Next::isUnderWay) ? TRACK : NOTHING;
        }

        private static boolean isUnderWay(Part part) {
            return part.status() == FulfillmentStatus.SHIPPED || part.status() == FulfillmentStatus.OUT_FOR_DELIVERY;
        }
    }

    /** What has still to come besides one part. */
    List<Goods> remaining(@Nullable UUID besides) {
        return fulfillments.stream()
                .filter(it -> it.status().isOpen() && !it.id().equals(besides))
                .flatMap(it -> it.lines().stream())
                .toList();
    }

    @Override
    public String html() {
        return new OrderStatusPage(this).html();
    }

    @Override
    public String text() {
        return new OrderStatusText(this).text();
    }
}
