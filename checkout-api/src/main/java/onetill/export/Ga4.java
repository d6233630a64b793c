package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.recognition.Consents;
import onetill.runtime.Secrets;

/**
 * Google Analytics 4, by its Measurement Protocol
 * (<a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference">reference</a>,
 * <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference/events">events</a>). It recognizes a
 * purchase by its {@code transaction_id}. It answers 2xx to whatever it understands or not: that it took a call is all one can know.
 *
 * <p>Without consent a fact is counted and nobody is known by it: its client is made of the fact alone, so no two of them are
 * one person's.
 */
@ApplicationScoped
public class Ga4 implements Receiver {

    private static final int HEXADECIMAL = 16;
    private static final int HALF = 8;

    @Inject
    ExportConfig config;

    @Override
    public String kind() {
        return "ga4";
    }

    @Override
    public Set<String> purposes() {
        return Set.of(Consents.ANALYTICS);
    }

    @Override
    public Set<Occasion> occasions() {
        return EnumSet.allOf(Occasion.class);
    }

    @Override
    public List<Need> settings() {
        return List.of(
                Need.of("measurement_id", "G-[A-Z0-9]{4,20}", "the id of a web data stream, such as G-ABC123DEF4"));
    }

    @Override
    public List<Need> credentials() {
        return List.of(Need.of(
                "api_secret",
                "[\\x21-\\x7e]{1,100}",
                "a secret made under Admin, Data streams, Measurement Protocol API secrets"));
    }

    @Override
    public Written write(Occurrence fact, Account account) {
        var url = "%s/mp/collect?measurement_id=%s&api_secret=%s"
                .formatted(
                        config.ga4Url,
                        encoded(account.setting("measurement_id")),
                        encoded(account.credential("api_secret")));
        var event = new Members().with("name", name(fact.occasion())).with("params", params(fact));
        var consent = new Members()
                .with("ad_user_data", fact.buyer().marketing() ? "GRANTED" : "DENIED")
                .with("ad_personalization", "DENIED");
        var body = new Members()
                .with("client_id", clientId(fact))
                .with(
                        "timestamp_micros",
                        ChronoUnit.MICROS.between(Instant.EPOCH, fact.at().toInstant()))
                .with("consent", consent)
                .with("events", List.of(event.map()));
        return new Written.Letter(url, Map.of(), body.json());
    }

    private static String name(Occasion occasion) {
        return switch (occasion) {
            case CHECKOUT_BEGUN -> "begin_checkout";
            case PAYMENT_INFO_ADDED -> "add_payment_info";
            case PURCHASE -> "purchase";
            case REFUND -> "refund";
        };
    }

    private static Members params(Occurrence fact) {
        var sale = fact.sale();
        return new Members()
                .with("transaction_id", sale == null ? null : sale.purchaseId().toString())
                .with("event_id", fact.id().toString())
                .with("currency", fact.value().currency().getCurrencyCode())
                .with("value", fact.value())
                .with("tax", fact.tax())
                .with("shipping", fact.shipping())
                .with("session_id", fact.buyer().id(BrowserId.GA_SESSION_ID))
                .with("engagement_time_msec", fact.buyer().id(BrowserId.GA_SESSION_ID) == null ? null : 1)
                .with(
                        "items",
                        fact.items().isEmpty()
                                ? null
                                : fact.items().stream().map(Ga4::item).toList());
    }

    private static Map<String, Object> item(Occurrence.Item item) {
        return new Members()
                .with("item_id", item.sku())
                .with("item_name", item.name())
                .with("price", item.price())
                .with("quantity", item.quantity())
                .map();
    }

    private static String clientId(Occurrence fact) {
        var known = fact.buyer().id(BrowserId.GA_CLIENT_ID);
        if (known != null) return known;
        return pseudonym(fact.buyer().analytics() ? fact.sessionId() : fact.id());
    }

    /** Two numbers, as in the cookie of a browser; which session or fact they stand for cannot be told from them. */
    private static String pseudonym(UUID of) {
        var hash = Secrets.hash("ga4:" + of);
        return Long.parseLong(hash.substring(0, HALF), HEXADECIMAL) + "."
                + Long.parseLong(hash.substring(HALF, 2 * HALF), HEXADECIMAL);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
