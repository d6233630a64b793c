package onetill.client;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkout session. Money is in minor units of {@code currency}.
 *
 * @param asks what the buyer still has to be asked, in order
 * @param order null until it is completed
 */
public record Session(
        UUID id,
        SessionStatus status,
        String step,
        long revision,
        Channel channel,
        String currency,
        String locale,
        List<LineItem> lineItems,
        Buyer buyer,
        List<FulfillmentOption> fulfillmentOptions,
        List<Total> totals,
        long totalMinor,
        long dueMinor,
        List<Ask> asks,
        Payment payment,
        List<Message> messages,
        @Nullable OrderRef order,
        OffsetDateTime expiresAt) {

    public record Channel(String id, String kind, List<String> tenders) {}

    public record LineItem(
            String sku, String name, long quantity, long unitPriceMinor, long discountMinor, long totalMinor) {}

    public record FulfillmentOption(String id, String kind, String title, long amountMinor) {}

    public record Total(String type, long amountMinor) {}

    /** @param id such as {@code buyer.email}; {@code fields} are what to draw */
    public record Ask(String id, String step, List<Field> fields) {}

    public record Field(
            String name,
            String type,
            boolean required,
            @Nullable String value) {}

    /** @param state {@code not_paid}, {@code checking}, {@code pending}, {@code authorized} or {@code paid} */
    public record Payment(String state, @Nullable Action action) {}

    /** @param type {@code redirect}: send the buyer to {@code url}; {@code present_card}; {@code confirm_in_app} */
    public record Action(String type, @Nullable String url) {}

    /** @param retry {@code same_tender}, {@code another_tender} or {@code never}; null where there is nothing to try again */
    public record Message(
            String type, String code, String text, @Nullable String retry) {}

    public record OrderRef(UUID id, String number) {}
}
