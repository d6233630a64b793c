package onetill.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to change in a session; what is null stays. Line items and codes are replaced as a whole. */
public record Change(
        @Nullable List<LineChoice> lineItems,
        @Nullable Buyer buyer,
        @Nullable FulfillmentChoice fulfillment,
        @Nullable String locale,
        @Nullable List<String> discountCodes) {

    public static Change of(Buyer buyer) {
        return new Change(null, buyer, null, null, null);
    }

    public static Change of(FulfillmentChoice fulfillment) {
        return new Change(null, null, fulfillment, null, null);
    }

    public static Change of(List<LineChoice> lineItems) {
        return new Change(List.copyOf(lineItems), null, null, null, null);
    }
}
