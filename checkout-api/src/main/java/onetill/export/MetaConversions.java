package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onetill.recognition.Consents;

/**
 * Meta, by its Conversions API
 * (<a href="https://developers.facebook.com/docs/marketing-api/conversions-api/parameters">parameters</a>,
 * <a href="https://developers.facebook.com/docs/marketing-api/conversions-api/deduplicate-pixel-and-server-events">what it takes for
 * the same event</a>). It recognizes an event by {@code event_id} and {@code event_name}. It has no event for refunds, so they go by an
 * event of that name.
 */
@ApplicationScoped
public class MetaConversions implements Receiver {

    @Inject
    ExportConfig config;

    @Override
    public String kind() {
        return "meta";
    }

    @Override
    public Set<String> purposes() {
        return Set.of(Consents.MARKETING_MEASUREMENT);
    }

    @Override
    public Set<Occasion> occasions() {
        return EnumSet.allOf(Occasion.class);
    }

    @Override
    public List<Need> settings() {
        return List.of(
                Need.of("pixel_id", "[0-9]{5,20}", "the number of a pixel or data set"),
                Need.optional(
                        "test_event_code", "TEST[0-9]{1,10}", "the code of the Test events page, such as TEST12345"));
    }

    @Override
    public List<Need> credentials() {
        return List.of(Need.of(
                "access_token", "[\\x21-\\x7e]{10,500}", "a token made in the Events Manager, under Conversions API"));
    }

    @Override
    public Written write(Occurrence fact, Account account) {
        if (!fact.buyer().marketing()) return NotAgreed.to(Consents.MARKETING_MEASUREMENT);
        var who = userData(fact.buyer());
        if (who.isEmpty()) return new Written.Withheld("nothing is known by which Meta could match it");
        var source = actionSource(fact);
        var event = new Members()
                .with("event_name", name(fact.occasion()))
                .with("event_time", fact.at().toEpochSecond())
                .with("event_id", fact.id().toString())
                .with("action_source", source)
                .with("event_source_url", fact.buyer().id(BrowserId.PAGE_URL))
                .with("user_data", who)
                .with("custom_data", customData(fact));
        var body = new Members()
                .with("data", List.of(event.map()))
                .with("test_event_code", account.settings().get("test_event_code"))
                .with("access_token", account.credential("access_token"));
        return new Written.Letter(
                config.metaUrl + "/" + account.setting("pixel_id") + "/events", Map.of(), body.json());
    }

    private static String name(Occasion occasion) {
        return switch (occasion) {
            case CHECKOUT_BEGUN -> "InitiateCheckout";
            case PAYMENT_INFO_ADDED -> "AddPaymentInfo";
            case PURCHASE -> "Purchase";
            case REFUND -> "Refund";
        };
    }

    /** What happened on a website has to come with its page and browser; where these are not known it is said to be from elsewhere. */
    private static String actionSource(Occurrence fact) {
        var hasPage =
                fact.buyer().id(BrowserId.PAGE_URL) != null && fact.buyer().id(BrowserId.USER_AGENT) != null;
        return switch (fact.channelKind()) {
            case "web" -> hasPage ? "website" : "other";
            case "pos" -> "physical_store";
            case "phone" -> "phone_call";
            default -> "other";
        };
    }

    private static Members userData(Measured buyer) {
        return new Members()
                .with("em", Hashes.email(buyer.email()).map(List::of))
                .with("ph", Hashes.phone(buyer.phone()).map(List::of))
                .with("fbp", buyer.id(BrowserId.FBP))
                .with("fbc", buyer.id(BrowserId.FBC))
                .with("client_user_agent", buyer.id(BrowserId.USER_AGENT));
    }

    private static Members customData(Occurrence fact) {
        var sale = Optional.ofNullable(fact.sale());
        var contents = fact.items().stream()
                .map(it -> new Members()
                        .with("id", it.sku())
                        .with("quantity", it.quantity())
                        .with("item_price", it.price())
                        .map())
                .toList();
        return new Members()
                .with("currency", fact.value().currency().getCurrencyCode())
                .with("value", fact.value())
                .with("order_id", sale.map(it -> it.purchaseId().toString()))
                .with("content_type", contents.isEmpty() ? null : "product")
                .with("contents", contents.isEmpty() ? null : contents);
    }
}
