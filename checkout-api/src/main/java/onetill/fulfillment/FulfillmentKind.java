package onetill.fulfillment;

import java.util.Locale;

/** The ways in which goods reach a buyer. */
public enum FulfillmentKind {
    SHIPPING,
    PICKUP,
    LOCAL_DELIVERY,
    DIGITAL;

    static FulfillmentKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    public boolean needsAddress() {
        return this == SHIPPING || this == LOCAL_DELIVERY;
    }
}
