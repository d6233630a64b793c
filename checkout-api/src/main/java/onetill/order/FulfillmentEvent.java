package onetill.order;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can happen to the goods of an order. */
@Schema(name = "FulfillmentEvent")
public enum FulfillmentEvent {
    /** What was promised has arrived, at a location. */
    ALLOCATE,
    /** Taken from the shelf. */
    PICK,
    PACK,
    /** Given to a carrier. */
    SHIP,
    /** Waits at the counter; the buyer is given a code. */
    READY,
    /** Fetched by the buyer. */
    COLLECT,
    /** Left with our own driver. */
    DISPATCH,
    DELIVER,
    /** Nobody took it, or it was lost: it comes back. */
    FAIL,
    CANCEL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
