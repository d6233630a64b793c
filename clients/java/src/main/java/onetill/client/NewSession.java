package onetill.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session to be opened.
 *
 * @param channel where it is sold, such as {@code web}
 * @param locale of the buyer, such as {@code de} or {@code en-GB}; the channel's when left out
 */
public record NewSession(
        String channel,
        List<LineChoice> lineItems,
        @Nullable Buyer buyer,
        @Nullable FulfillmentChoice fulfillment,
        @Nullable String locale,
        @Nullable List<String> discountCodes) {

    public NewSession {
        lineItems = List.copyOf(lineItems);
    }

    public static NewSession in(String channel, LineChoice... lines) {
        return new NewSession(channel, List.of(lines), null, null, null, null);
    }

    public NewSession forBuyer(Buyer who) {
        return new NewSession(channel, lineItems, who, fulfillment, locale, discountCodes);
    }

    public NewSession to(FulfillmentChoice where) {
        return new NewSession(channel, lineItems, buyer, where, locale, discountCodes);
    }
}
