package onetill.order;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How much of an order has reached its buyer, or is on its way. What was canceled counts as little as it weighs. */
@Schema(name = "FulfillmentProgress")
public enum FulfillmentProgress {
    UNFULFILLED,
    PARTIALLY_FULFILLED,
    FULFILLED;

    static FulfillmentProgress of(long handedOver, long open) {
        if (handedOver == 0) return UNFULFILLED;
        return open == 0 ? FULFILLED : PARTIALLY_FULFILLED;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable FulfillmentProgress of(@Nullable String stored) {
        return stored == null ? null : valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
