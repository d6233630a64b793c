package onetill.orderstatus;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.fulfillment.Week;
import onetill.order.Fulfillment;
import onetill.order.FulfillmentProgress;
import onetill.order.FulfillmentStatus;
import onetill.order.OrderState;
import onetill.session.Total;
import org.jspecify.annotations.Nullable;

/** A made-up order, at each moment of its life, so that merchants see what a buyer would read. */
final class Samples {

    private static final UUID PART = new UUID(0, 1);
    private static final UUID LATER = new UUID(0, 2);
    private static final UUID BACK = new UUID(0, 3);
    private static final OffsetDateTime DAY = OffsetDateTime.parse("2026-11-30T10:00:00Z");
    private static final OrderStatus.Place PLACE = new OrderStatus.Place(
            "Tea House Mitte",
            "Torstr. 1",
            "10119",
            "Berlin",
            "DE",
            Map.of(Week.MON, hours("09:00", "18:00"), Week.SAT, hours("10:00", "14:00")));

    private Samples() {}

    private static List<List<LocalTime>> hours(String from, String to) {
        return List.of(List.of(LocalTime.parse(from), LocalTime.parse(to)));
    }

    static Map<String, String> values(NoticeKind kind, Locale locale) {
        return Placeholders.of(order(kind, locale), new Occasion(kind, subject(kind)));
    }

    private static @Nullable UUID subject(NoticeKind kind) {
        return switch (kind) {
            case PLACED, STATUS -> null;
            case SHIPPED, OUT_FOR_DELIVERY, READY_FOR_PICKUP, COLLECTED, DELIVERED, CANCELED -> PART;
            case REFUNDED, RETURNED, EXCHANGED -> BACK;
        };
    }

    static OrderStatus order(NoticeKind kind, Locale locale) {
        var isPickup = kind == NoticeKind.READY_FOR_PICKUP || kind == NoticeKind.COLLECTED;
        var status = status(kind);
        var part = new OrderStatus.Part(
                PART,
                isPickup ? Fulfillment.Kind.PICKUP : Fulfillment.Kind.SHIPPING,
                status,
                List.of(new OrderStatus.Goods(1, "Earl Grey", 2)),
                LocalDate.parse("2026-12-02"),
                LocalDate.parse("2026-12-03"),
                isPickup ? DAY : null,
                status.isHandedOver() ? DAY : null,
                status == FulfillmentStatus.SHIPPED
                        ? new Fulfillment.Tracking("DHL", "00340434", "https://carrier.example/track/00340434")
                        : null,
                isPickup ? PLACE : null,
                status == FulfillmentStatus.READY_FOR_PICKUP ? "7K4M2P" : null);
        var goods = List.of(new OrderStatus.Goods(2, "Teapot", 1));
        var later = new OrderStatus.Part(
                LATER,
                Fulfillment.Kind.SHIPPING,
                kind == NoticeKind.PLACED ? FulfillmentStatus.CANCELED : FulfillmentStatus.ALLOCATED,
                goods,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        var parts = List.of(part, later);
        return new OrderStatus(
                "1009",
                DAY,
                "Tea House",
                locale.toLanguageTag(),
                "Europe/Berlin",
                OrderState.PAID,
                FulfillmentProgress.PARTIALLY_FULFILLED,
                "EUR",
                List.of(new OrderStatus.Line(1, "Earl Grey", 2, 1780), new OrderStatus.Line(2, "Teapot", 1, 4900)),
                List.of(
                        new Total(Total.Type.SUBTOTAL, 6680, false),
                        new Total(Total.Type.FULFILLMENT, 490, false),
                        new Total(Total.Type.TAX, 899, true),
                        new Total(Total.Type.TOTAL, 7170, false)),
                7170,
                parts,
                isBack(kind) ? List.of(new OrderStatus.Returned(BACK, goods, DAY)) : List.of(),
                kind == NoticeKind.REFUNDED
                        ? List.of(new OrderStatus.Refunded(BACK, "card", "Visa ending in 4242", 4900, false, DAY))
                        : List.of(),
                OrderStatus.Next.of(parts),
                "https://shop.example/api/v1/order-status/os_example",
                "https://shop.example/api/v1/order-status/os_example/receipt");
    }

    private static boolean isBack(NoticeKind kind) {
        return kind == NoticeKind.RETURNED || kind == NoticeKind.EXCHANGED;
    }

    private static FulfillmentStatus status(NoticeKind kind) {
        return switch (kind) {
            case PLACED, STATUS, REFUNDED, RETURNED, EXCHANGED -> FulfillmentStatus.ALLOCATED;
            case SHIPPED -> FulfillmentStatus.SHIPPED;
            case OUT_FOR_DELIVERY -> FulfillmentStatus.OUT_FOR_DELIVERY;
            case READY_FOR_PICKUP -> FulfillmentStatus.READY_FOR_PICKUP;
            case COLLECTED -> FulfillmentStatus.COLLECTED;
            case DELIVERED -> FulfillmentStatus.DELIVERED;
            case CANCELED -> FulfillmentStatus.CANCELED;
        };
    }
}
