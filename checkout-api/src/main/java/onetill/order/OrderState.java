package onetill.order;

import java.util.Locale;

/** What became of an order's money. */
public enum OrderState {
    AUTHORIZED,
    PARTIALLY_PAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED,
    VOIDED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
