package onetill.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment sheet for an app: of a session that is there, or of one that is opened with it. */
public record NewPaymentSheet(
        @Nullable UUID sessionId,
        @Nullable List<LineChoice> lineItems,
        @Nullable Buyer buyer,
        @Nullable FulfillmentChoice fulfillment,
        @Nullable String locale) {

    public static NewPaymentSheet of(UUID sessionId) {
        return new NewPaymentSheet(sessionId, null, null, null, null);
    }

    public static NewPaymentSheet of(List<LineChoice> lineItems, Buyer buyer, FulfillmentChoice fulfillment) {
        return new NewPaymentSheet(null, List.copyOf(lineItems), buyer, fulfillment, null);
    }
}
