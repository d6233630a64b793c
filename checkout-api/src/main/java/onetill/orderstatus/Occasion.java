package onetill.orderstatus;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.event.Event;
import onetill.order.OrderState;
import org.jspecify.annotations.Nullable;

/**
 * Something a buyer is told of.
 *
 * @param subject of a fulfillment, a refund, a return or an exchange, which one; null when it is all of the order
 */
record Occasion(NoticeKind kind, @Nullable UUID subject) {

    private static final String VOIDED = OrderState.VOIDED.name();

    /** Which member of an event says what it is about. */
    private record Told(NoticeKind kind, @Nullable String subject) {}

    private static final Map<String, Told> BY_EVENT = Map.of(
            "order.placed", new Told(NoticeKind.PLACED, null),
            "order.voided", new Told(NoticeKind.CANCELED, null),
            "order.refunded", new Told(NoticeKind.REFUNDED, "refund_id"),
            "order.returned", new Told(NoticeKind.RETURNED, "return_id"),
            "order.exchanged", new Told(NoticeKind.EXCHANGED, "exchange_id"),
            "fulfillment.shipped", new Told(NoticeKind.SHIPPED, "fulfillment_id"),
            "fulfillment.out_for_delivery", new Told(NoticeKind.OUT_FOR_DELIVERY, "fulfillment_id"),
            "fulfillment.ready_for_pickup", new Told(NoticeKind.READY_FOR_PICKUP, "fulfillment_id"),
            "fulfillment.collected", new Told(NoticeKind.COLLECTED, "fulfillment_id"),
            "fulfillment.delivered", new Told(NoticeKind.DELIVERED, "fulfillment_id"));

    static final Occasion STATUS = new Occasion(NoticeKind.STATUS, null);

    /** Empty for what buyers are not told of. */
    static Optional<Occasion> of(Event event) {
        return "order".equals(event.aggregateType()) ? of(event.type(), event.data()) : Optional.empty();
    }

    /**
     * An order that is let go cancels what is open of it: that is said once, of all of it. So is one whose money is let go in part, which
     * says nothing to its buyer.
     */
    static Optional<Occasion> of(String type, Map<String, Object> data) {
        var isVoided = VOIDED.equalsIgnoreCase(String.valueOf(data.get("state")));
        if ("fulfillment.canceled".equals(type)) {
            return isVoided
                    ? Optional.empty()
                    : Optional.of(new Occasion(NoticeKind.CANCELED, id(data, "fulfillment_id")));
        }
        if ("order.voided".equals(type) && !isVoided) return Optional.empty();
        return Optional.ofNullable(BY_EVENT.get(type)).map(it -> new Occasion(it.kind(), id(data, it.subject())));
    }

    private static @Nullable UUID id(Map<String, Object> data, @Nullable String member) {
        var said = member == null ? null : data.get(member);
        return said == null ? null : UUID.fromString(said.toString());
    }
}
