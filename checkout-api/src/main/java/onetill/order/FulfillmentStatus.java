package onetill.order;

import static onetill.order.FulfillmentEvent.ALLOCATE;
import static onetill.order.FulfillmentEvent.CANCEL;
import static onetill.order.FulfillmentEvent.COLLECT;
import static onetill.order.FulfillmentEvent.DELIVER;
import static onetill.order.FulfillmentEvent.DISPATCH;
import static onetill.order.FulfillmentEvent.FAIL;
import static onetill.order.FulfillmentEvent.PACK;
import static onetill.order.FulfillmentEvent.PICK;
import static onetill.order.FulfillmentEvent.READY;
import static onetill.order.FulfillmentEvent.SHIP;

import java.util.Locale;
import java.util.Map;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far goods are on their way to the buyer. */
@Schema(name = "FulfillmentStatus")
public enum FulfillmentStatus {
    BACKORDERED,
    ALLOCATED,
    PICKED,
    PACKED,
    SHIPPED,
    READY_FOR_PICKUP,
    OUT_FOR_DELIVERY,
    DELIVERY_FAILED,
    DELIVERED,
    COLLECTED,
    HANDED_OVER,
    CANCELED;

    private static final Map<FulfillmentEvent, FulfillmentStatus> PROMISED =
            Map.of(ALLOCATE, ALLOCATED, CANCEL, CANCELED);

    /** The whole life in one table for each kind; what is not in it cannot happen. */
    static final Map<Fulfillment.Kind, Map<FulfillmentStatus, Map<FulfillmentEvent, FulfillmentStatus>>> TABLE = Map.of(
            Fulfillment.Kind.SHIPPING,
            Map.of(
                    BACKORDERED, PROMISED,
                    ALLOCATED, Map.of(PICK, PICKED, PACK, PACKED, SHIP, SHIPPED, CANCEL, CANCELED),
                    PICKED, Map.of(PACK, PACKED, SHIP, SHIPPED, CANCEL, CANCELED),
                    PACKED, Map.of(SHIP, SHIPPED, CANCEL, CANCELED),
                    SHIPPED, Map.of(DELIVER, DELIVERED, FAIL, DELIVERY_FAILED),
                    DELIVERY_FAILED, Map.of(SHIP, SHIPPED, CANCEL, CANCELED)),
            Fulfillment.Kind.PICKUP,
            Map.of(
                    BACKORDERED, PROMISED,
                    ALLOCATED, Map.of(PICK, PICKED, PACK, PACKED, READY, READY_FOR_PICKUP, CANCEL, CANCELED),
                    PICKED, Map.of(PACK, PACKED, READY, READY_FOR_PICKUP, CANCEL, CANCELED),
                    PACKED, Map.of(READY, READY_FOR_PICKUP, CANCEL, CANCELED),
                    READY_FOR_PICKUP, Map.of(COLLECT, COLLECTED, CANCEL, CANCELED)),
            Fulfillment.Kind.LOCAL_DELIVERY,
            Map.of(
                    BACKORDERED, PROMISED,
                    ALLOCATED, Map.of(PICK, PICKED, PACK, PACKED, DISPATCH, OUT_FOR_DELIVERY, CANCEL, CANCELED),
                    PICKED, Map.of(PACK, PACKED, DISPATCH, OUT_FOR_DELIVERY, CANCEL, CANCELED),
                    PACKED, Map.of(DISPATCH, OUT_FOR_DELIVERY, CANCEL, CANCELED),
                    OUT_FOR_DELIVERY, Map.of(DELIVER, DELIVERED, FAIL, DELIVERY_FAILED),
                    DELIVERY_FAILED, Map.of(DISPATCH, OUT_FOR_DELIVERY, CANCEL, CANCELED)),
            Fulfillment.Kind.HANDED_OVER,
            Map.of(),
            Fulfillment.Kind.DIGITAL,
            Map.of());

    /** @throws ProblemException FULFILLMENT_STATE when that cannot happen to it now */
    FulfillmentStatus on(Fulfillment.Kind kind, FulfillmentEvent event) {
        var possible = TABLE.getOrDefault(kind, Map.of()).getOrDefault(this, Map.of());
        var next = possible.get(event);
        if (next == null) {
            var others = possible.keySet().stream()
                    .map(FulfillmentEvent::word)
                    .sorted()
                    .toList();
            throw new ProblemException(
                            ProblemType.FULFILLMENT_STATE,
                            "a fulfillment by %s that is %s does not take %s, but %s"
                                    .formatted(
                                            kind.stored(),
                                            stored(),
                                            event.word(),
                                            others.isEmpty() ? "nothing any more" : String.join(", ", others)))
                    .with("fulfillment_status", stored());
        }
        return next;
    }

    /** Whether the goods have left us. */
    public boolean isHandedOver() {
        return switch (this) {
            case SHIPPED, OUT_FOR_DELIVERY, DELIVERED, COLLECTED, HANDED_OVER -> true;
            case BACKORDERED, ALLOCATED, PICKED, PACKED, READY_FOR_PICKUP, DELIVERY_FAILED, CANCELED -> false;
        };
    }

    /** Whether nobody has had the goods in hand for this order yet. */
    boolean isUntouched() {
        return this == BACKORDERED || this == ALLOCATED;
    }

    /** Whether somebody has still to do something before the goods leave us. */
    public boolean isOpen() {
        return !isHandedOver() && this != CANCELED;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FulfillmentStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
