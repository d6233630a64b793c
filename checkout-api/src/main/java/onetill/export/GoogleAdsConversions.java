package onetill.export;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onetill.json.Json;
import onetill.recognition.Consents;
import onetill.webhook.Egress;
import onetill.webhook.Wire;

/**
 * Google Ads, by its offline conversions
 * (<a href="https://developers.google.com/google-ads/api/docs/conversions/upload-offline">uploads</a>,
 * <a href="https://developers.google.com/google-ads/api/docs/conversions/upload-adjustments">adjustments</a>). A purchase is an upload, a
 * refund restates its value or retracts it. It recognizes a conversion by {@code orderId}, and refuses one it has; that is as
 * good as taking it.
 */
@ApplicationScoped
public class GoogleAdsConversions implements Receiver {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx", Locale.ROOT);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    /** Errors that say: this is here already. */
    private static final Set<String> TAKEN_BEFORE = Set.of(
            "CLICK_CONVERSION_ALREADY_EXISTS",
            "ORDER_ID_ALREADY_IN_USE",
            "DUPLICATE_ORDER_ID",
            "CONVERSION_ALREADY_RETRACTED",
            "RESTATEMENT_ALREADY_EXISTS");

    @Inject
    ExportConfig config;

    @Inject
    GoogleTokens tokens;

    @Override
    public String kind() {
        return "google_ads";
    }

    @Override
    public Set<String> purposes() {
        return Set.of(Consents.MARKETING_MEASUREMENT);
    }

    @Override
    public Set<Occasion> occasions() {
        return Set.of(Occasion.PURCHASE, Occasion.REFUND);
    }

    @Override
    public List<Need> settings() {
        return List.of(
                Need.of("customer_id", "[0-9]{10}", "the number of the account, ten digits without dashes"),
                Need.of("conversion_action_id", "[0-9]{1,20}", "the number of a conversion action of the type import"),
                Need.optional("login_customer_id", "[0-9]{10}", "the number of the manager account, ten digits"));
    }

    @Override
    public List<Need> credentials() {
        var form = "[\\x21-\\x7e]{5,500}";
        return List.of(
                Need.of("developer_token", form, "the token of the API Center"),
                Need.of("client_id", form, "the id of an OAuth client"),
                Need.of("client_secret", form, "the secret of that OAuth client"),
                Need.of("refresh_token", form, "a refresh token with the scope adwords"));
    }

    @Override
    public Written write(Occurrence fact, Account account) {
        var sale = fact.sale();
        if (sale == null) return new Written.Withheld("Google Ads is told of purchases and refunds only");
        if (!fact.buyer().marketing()) return NotAgreed.to(Consents.MARKETING_MEASUREMENT);
        return switch (fact.occasion()) {
            case PURCHASE -> upload(fact, sale, account);
            case REFUND ->
                letter(
                        account,
                        "uploadConversionAdjustments",
                        "conversionAdjustments",
                        adjustment(fact, sale, account));
            case CHECKOUT_BEGUN, PAYMENT_INFO_ADDED ->
                new Written.Withheld("Google Ads is told of purchases and refunds only");
        };
    }

    private Written upload(Occurrence fact, Occurrence.Sale sale, Account account) {
        var click = click(fact.buyer());
        var who = click.isPresent() && !"gclid".equals(click.get().name()) ? List.of() : identifiers(fact.buyer());
        if (click.isEmpty() && who.isEmpty()) {
            return new Written.Withheld("nothing is known by which Google Ads could match it");
        }
        var conversion = new Members().with("conversionAction", action(account));
        click.ifPresent(it -> conversion.with(it.name(), it.value()));
        conversion
                .with("conversionDateTime", time(fact.at()))
                .with("conversionValue", fact.value())
                .with("currencyCode", fact.value().currency().getCurrencyCode())
                .with("orderId", sale.purchaseId().toString())
                .with("userIdentifiers", who.isEmpty() ? null : who)
                .with("consent", new Members().with("adUserData", "GRANTED").with("adPersonalization", "DENIED"));
        return letter(account, "uploadClickConversions", "conversions", conversion);
    }

    /** Of the click that led here; the kinds exclude each other, and only the first can be matched with a person, too. */
    private record Click(String name, String value) {}

    private static Optional<Click> click(Measured buyer) {
        for (var id : List.of(BrowserId.GCLID, BrowserId.GBRAID, BrowserId.WBRAID)) {
            var value = buyer.id(id);
            if (value != null) return Optional.of(new Click(id.stored(), value));
        }
        return Optional.empty();
    }

    private static List<Map<String, Object>> identifiers(Measured buyer) {
        var all = new ArrayList<Map<String, Object>>();
        Hashes.emailForGoogle(buyer.email())
                .ifPresent(it -> all.add(new Members().with("hashedEmail", it).map()));
        Hashes.phoneForGoogle(buyer.phone())
                .ifPresent(it ->
                        all.add(new Members().with("hashedPhoneNumber", it).map()));
        return all;
    }

    private static Members adjustment(Occurrence fact, Occurrence.Sale sale, Account account) {
        var isAllGone = sale.remaining().minor() <= 0;
        var restated = new Members()
                .with("adjustedValue", sale.remaining())
                .with("currencyCode", sale.remaining().currency().getCurrencyCode());
        return new Members()
                .with("conversionAction", action(account))
                .with("adjustmentType", isAllGone ? "RETRACTION" : "RESTATEMENT")
                .with("adjustmentDateTime", time(fact.at()))
                .with("orderId", sale.purchaseId().toString())
                .with("restatementValue", isAllGone ? null : restated);
    }

    private Written letter(Account account, String method, String list, Members one) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("developer-token", account.credential("developer_token"));
        var manager = account.setting("login_customer_id");
        if (!manager.isEmpty()) headers.put("login-customer-id", manager);
        var body = new Members().with(list, List.of(one.map())).with("partialFailure", true);
        var url = "%s/customers/%s:%s".formatted(config.googleAdsUrl, account.setting("customer_id"), method);
        return new Written.Letter(url, headers, body.json());
    }

    private static String action(Account account) {
        return "customers/%s/conversionActions/%s"
                .formatted(account.setting("customer_id"), account.setting("conversion_action_id"));
    }

    private static String time(OffsetDateTime at) {
        return TIME.format(at);
    }

    @Override
    public Map<String, String> authorization(Account account) throws IOException, Egress.Refused {
        return Map.of("Authorization", "Bearer " + tokens.get(account));
    }

    /** Errors of a single conversion come with 200. */
    @Override
    public Reading read(Wire.Answer answer, Account account) {
        if (answer.status() == UNAUTHORIZED) tokens.forget(account);
        if (answer.status() != OK) return Reading.ofStatus(answer.status());
        var failure = parsed(answer.body()).path("partialFailureError");
        if (failure.isMissingNode() || failure.isEmpty()) return new Reading(true, "answered 200");
        var codes = failure.findValues("errorCode").stream()
                .flatMap(it -> elements(it).stream())
                .map(JsonNode::asText)
                .toList();
        var before = !codes.isEmpty() && TAKEN_BEFORE.containsAll(codes);
        return new Reading(before, "answered 200: " + (codes.isEmpty() ? "an error without a code" : codes.get(0)));
    }

    private static List<JsonNode> elements(JsonNode node) {
        var all = new ArrayList<JsonNode>();
        node.elements().forEachRemaining(all::add);
        return all;
    }

    /** What is no JSON is no answer of Google's. */
    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException("the answer is not JSON", e);
        }
    }
}
