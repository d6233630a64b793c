package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.regex.Pattern;

/** Payment methods and confirmation tokens. A card's number is read once, turned into its test card and forgotten. */
final class Methods {

    private static final Duration TOKEN_LIVES = Duration.ofHours(12);
    private static final Pattern DIGITS = Pattern.compile("\\d{12,19}");
    private static final String SAVED_CUSTOMER = "customer";

    private final Core core;

    Methods(Core core) {
        this.core = core;
    }

    /** By id, or a fresh one from a test token. */
    ObjectNode find(String idOrToken) {
        var card = TestCards.byToken(idOrToken);
        if (card.isPresent()) return of(card.get(), Nodes.object());
        return core.get("payment_method", idOrToken);
    }

    /** POST /v1/payment_methods: a browser gives a card number, a server may only give a token. */
    ObjectNode create(ObjectNode params, boolean fromBrowser) {
        return fromData(params, fromBrowser);
    }

    ObjectNode fromData(ObjectNode params, boolean fromBrowser) {
        var type = Nodes.text(params, "type");
        if (!"card".equals(type)) {
            throw Rejection.invalid(
                    "", "type", "The sandbox serves payment methods of type card, not '%s'.".formatted(type));
        }
        var card = params.path("card");
        if (card.hasNonNull("token")) {
            var token = card.get("token").asText().replaceFirst("^tok_", "pm_card_");
            return TestCards.byToken(token)
                    .map(it -> of(it, params))
                    .orElseThrow(
                            () -> Rejection.notFound("token", card.get("token").asText()));
        }
        if (!fromBrowser) {
            throw Rejection.card(
                    "card_declined",
                    "testmode_decline",
                    "Sending credit card numbers directly to the API is unsafe. Use test tokens or the browser's fields.");
        }
        return of(checked(card), params);
    }

    private TestCards.Card checked(JsonNode card) {
        var number = Nodes.text(card, "number").replace(" ", "");
        if (!DIGITS.matcher(number).matches() || !passesLuhn(number)) {
            throw Rejection.card("incorrect_number", "", "Your card number is incorrect.");
        }
        var month = card.path("exp_month").asInt();
        var year = card.path("exp_year").asInt();
        var fullYear = year < 100 ? year + 2000 : year;
        if (month < 1 || month > 12) {
            throw Rejection.card("invalid_expiry_month", "", "Your card's expiration month is invalid.");
        }
        var lastDay = java.time.YearMonth.of(fullYear, month).atEndOfMonth().plusDays(1);
        if (lastDay.toEpochDay() <= core.now() / Duration.ofDays(1).toSeconds()) {
            throw Rejection.card("invalid_expiry_year", "", "Your card's expiration year is in the past.");
        }
        if (!Nodes.text(card, "cvc").matches("\\d{3,4}")) {
            throw Rejection.card("invalid_cvc", "", "Your card's security code is invalid.");
        }
        var known = TestCards.byNumber(number);
        if (known != null) return known;
        throw Rejection.card(
                "card_declined",
                "testmode_decline",
                "Your card was declined. Your request was in test mode, but used a non test card.");
    }

    private static boolean passesLuhn(String number) {
        var sum = 0;
        for (var i = 0; i < number.length(); i++) {
            var digit = number.charAt(number.length() - 1 - i) - '0';
            var doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private ObjectNode of(TestCards.Card card, ObjectNode params) {
        var method = core.create("PaymentMethod", "payment_method", "pm_");
        method.put("type", "card").putNull("customer");
        method.set("billing_details", billing(params.path("billing_details")));
        method.set("card", cardDetails(card));
        method.put("allow_redisplay", "unspecified");
        if (!method.has("metadata") || !method.get("metadata").isObject()) method.putObject("metadata");
        return method;
    }

    static ObjectNode billing(JsonNode given) {
        var billing = Nodes.object();
        var address = billing.putObject("address");
        for (var name : new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
            address.set(
                    name,
                    given.path("address").path(name).isMissingNode()
                            ? null
                            : given.path("address").get(name));
        }
        for (var name : new String[] {"email", "name", "phone", "tax_id"}) {
            billing.set(name, given.path(name).isMissingNode() ? null : given.get(name));
        }
        return billing;
    }

    private ObjectNode cardDetails(TestCards.Card card) {
        var details = core.contract.blank("PaymentMethod.Card");
        details.put("brand", card.brand())
                .put("country", "US")
                .put("display_brand", card.brand())
                .put("exp_month", 12)
                .put("exp_year", 2034)
                .put("fingerprint", card.fingerprint())
                .put("funding", "credit")
                .put("last4", card.last4());
        details.putObject("checks")
                .putNull("address_line1_check")
                .putNull("address_postal_code_check")
                .put("cvc_check", "pass");
        details.putObject("networks").putNull("preferred").putArray("available").add(card.brand());
        details.putObject("three_d_secure_usage").put("supported", true);
        return details;
    }

    /** The test card behind a method; the last four digits and the brand are all that is kept of it. */
    static TestCards.Card card(ObjectNode method) {
        var fingerprint = method.path("card").path("fingerprint").asText();
        return TestCards.byFingerprint(fingerprint);
    }

    ObjectNode attach(String id, ObjectNode params) {
        var customer = Nodes.text(params, SAVED_CUSTOMER);
        if (customer.isEmpty()) throw Rejection.missing(SAVED_CUSTOMER);
        core.get("customer", customer);
        var found = find(id);
        if (found.hasNonNull(SAVED_CUSTOMER)) {
            throw Rejection.state("resource_already_exists", "The payment method is already attached to a customer.");
        }
        var method = core.store.edit(found);
        method.put(SAVED_CUSTOMER, customer);
        core.happened("payment_method.attached", method);
        return method;
    }

    ObjectNode detach(String id) {
        var method = core.edit("payment_method", id);
        if (!method.hasNonNull(SAVED_CUSTOMER)) {
            throw Rejection.state("resource_missing", "The payment method is not attached to a customer.");
        }
        method.putNull(SAVED_CUSTOMER);
        core.happened("payment_method.detached", method);
        return method;
    }

    /** What a page hands to its server: the buyer's choice, to be confirmed once within twelve hours. */
    ObjectNode confirmationToken(ObjectNode params, boolean fromBrowser) {
        var method = params.has("payment_method")
                ? find(Nodes.text(params, "payment_method"))
                : fromData((ObjectNode) params.path("payment_method_data"), fromBrowser);
        var token = core.create("ConfirmationToken", "confirmation_token", "ctoken_");
        token.put("expires_at", core.now() + TOKEN_LIVES.toSeconds());
        token.put("use_stripe_sdk", false);
        Core.copy(params, token, "return_url", "setup_future_usage", "shipping");
        var preview = method.deepCopy();
        for (var name : new String[] {"id", "object", "created", "livemode", "metadata"}) preview.remove(name);
        token.set("payment_method_preview", preview);
        // Which method it becomes is the sandbox's own knowledge; an answer never has it.
        core.store.add(Nodes.object()
                .put("id", "of_" + Nodes.text(token, "id"))
                .put("object", "sandbox.token")
                .put("payment_method", Nodes.text(method, "id")));
        return token;
    }

    /** Uses a token up. */
    ObjectNode redeem(String tokenId, String intentId) {
        var token = core.edit("confirmation_token", tokenId);
        if (token.hasNonNull("payment_intent") || token.hasNonNull("setup_intent")) {
            throw Rejection.state("confirmation_token_already_used", "This ConfirmationToken was used already.");
        }
        if (token.path("expires_at").asLong() < core.now()) {
            throw Rejection.state("confirmation_token_expired", "This ConfirmationToken has expired.");
        }
        token.put(intentId.startsWith("seti_") ? "setup_intent" : "payment_intent", intentId);
        var behind = core.store.find("of_" + tokenId);
        if (behind == null) throw Rejection.notFound("confirmation_token", tokenId);
        return core.get("payment_method", Nodes.text(behind, "payment_method"));
    }
}
