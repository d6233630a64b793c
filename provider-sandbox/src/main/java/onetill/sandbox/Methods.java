package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Set;
import java.util.regex.Pattern;
import onetill.sandbox.TestCards.Answer;
import onetill.sandbox.TestCards.Card;
import onetill.sandbox.TestCards.Trait;
import org.jspecify.annotations.Nullable;

/** Payment methods and confirmation tokens. A card's number is read once, turned into its test card and forgotten. */
final class Methods {

    static final String KIND = "payment_method";
    static final String IDEAL = "ideal";
    static final String SEPA = "sepa_debit";
    static final String LINK = "link";

    /** Between our script and the sandbox: the wallet whose sheet the buyer has confirmed. */
    static final String WALLET = "wallet";

    private static final Set<String> WALLETS = Set.of("apple_pay", "google_pay", LINK);

    private static final String TOKEN = "confirmation_token";
    private static final String CUSTOMER = "customer";
    private static final Duration TOKEN_LIVES = Duration.ofHours(12);
    private static final Pattern DIGITS = Pattern.compile("\\d{12,19}");
    private static final int EXPIRY_MONTH = 12;
    private static final int EXPIRY_YEAR = 2034;

    private final Core core;

    Methods(Core core) {
        this.core = core;
    }

    /** By id, or a fresh one from a test token. */
    ObjectNode get(String idOrToken) {
        var card = TestCards.byToken(idOrToken);
        return card.isPresent() ? create(card.get(), Nodes.object()) : core.get(KIND, idOrToken);
    }

    /** The one a parameter names. */
    ObjectNode named(ObjectNode params) {
        var card = TestCards.byToken(Nodes.text(params, KIND));
        return card.isPresent() ? create(card.get(), Nodes.object()) : core.named(KIND, params, KIND);
    }

    ObjectNode attached(ObjectNode params) {
        var method = fromData(params, "", false);
        if (params.has(CUSTOMER)) attach(method, params);
        return method;
    }

    /** A browser gives a card number, a server may only give a token. */
    ObjectNode fromData(ObjectNode data, String at, boolean fromBrowser) {
        var type = Nodes.text(data, "type");
        if (type.isEmpty()) throw Rejection.missing(at.isEmpty() ? "type" : at + "[type]");
        return switch (type) {
            case "card" -> cardFrom(data, at, fromBrowser);
            case IDEAL -> ideal(data);
            case SEPA -> sepa(data, at);
            default -> throw Rejection.notPlayed((at.isEmpty() ? "type" : at + "[type]") + "=" + type);
        };
    }

    private ObjectNode cardFrom(ObjectNode data, String at, boolean fromBrowser) {
        if (!(data.get("card") instanceof ObjectNode card))
            throw Rejection.missing(at.isEmpty() ? "card" : at + "[card]");
        if (card.has("token")) {
            var token = Nodes.text(card, "token").replaceFirst("^tok_", "pm_card_");
            return create(
                    TestCards.byToken(token)
                            .orElseThrow(() -> Rejection.noSuch("token", Nodes.text(card, "token"), "card[token]")),
                    data);
        }
        if (fromBrowser) return create(checked(card), data);
        throw Rejection.card(
                "card_declined",
                "testmode_decline",
                "A server must not send card numbers: use a test token, or let the browser send them.");
    }

    private Card checked(ObjectNode card) {
        var number = Nodes.text(card, "number").replace(" ", "");
        if (!DIGITS.matcher(number).matches() || !passesLuhn(number)) {
            throw Rejection.card("incorrect_number", "", "Your card number is incorrect.");
        }
        var month = card.path("exp_month").asInt();
        if (month < 1 || month > 12) {
            throw Rejection.card("invalid_expiry_month", "", "Your card's expiration month is invalid.");
        }
        var afterwards = YearMonth.of(year(card), month).plusMonths(1).atDay(1).toEpochDay();
        if (year(card) > 2100 || Duration.ofDays(afterwards).toSeconds() <= core.now()) {
            throw Rejection.card("invalid_expiry_year", "", "Your card's expiration year is invalid.");
        }
        if (!Nodes.text(card, "cvc").matches("\\d{3,4}")) {
            throw Rejection.card("invalid_cvc", "", "Your card's security code is invalid.");
        }
        var known = TestCards.byNumber(number);
        if (known != null) return known;
        throw Rejection.card("card_declined", "testmode_decline", "Your card was declined: it is not a test card.");
    }

    private static int year(JsonNode card) {
        var year = card.path("exp_year").asInt(EXPIRY_YEAR);
        return year < 100 ? year + 2000 : Math.min(year, 9999);
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

    ObjectNode create(Card card, ObjectNode data) {
        return create("card", online(card, data), data);
    }

    private ObjectNode create(String type, ObjectNode details, ObjectNode data) {
        var method = core.create("PaymentMethod", KIND, "pm_");
        method.put("type", type);
        method.set("billing_details", billing(data.path("billing_details")));
        method.set(type, details);
        method.put("allow_redisplay", data.path("allow_redisplay").asText("unspecified"));
        Core.mergeMetadata(method, data.get("metadata"));
        return method;
    }

    static JsonNode wallet(JsonNode given) {
        if (WALLETS.contains(given.asText())) return given;
        throw Rejection.invalid("", WALLET, "Invalid wallet: must be one of " + WALLETS);
    }

    /** What the buyer holds in a wallet: a card that says so, or a Link account that says nothing of its card. */
    private ObjectNode held(String wallet, ObjectNode method, ObjectNode data) {
        if (!wallet.equals(LINK)) {
            var details = (ObjectNode) method.get("card");
            var shown = details.putObject(WALLET).put("type", wallet);
            shown.putObject(wallet);
            shown.set("dynamic_last4", wallet.equals("apple_pay") ? details.get("last4") : null);
            return method;
        }
        var account = core.contract.blank("PaymentMethod.Link");
        account.set("email", data.at("/billing_details/email"));
        var link = create(LINK, account, data);
        core.store.add(Nodes.object()
                .put("id", "funds_" + Nodes.text(link, "id"))
                .put("object", "sandbox.note")
                .put("fingerprint", card(method).fingerprint()));
        return link;
    }

    private ObjectNode ideal(ObjectNode data) {
        var details = core.contract.blank("PaymentMethod.Ideal");
        if (data.path(IDEAL) instanceof ObjectNode given) Core.copy(given, details, "bank");
        return create(IDEAL, details, data);
    }

    /** An account number, too, is read once and forgotten. Its owner must be named: the debit is in her name. */
    private ObjectNode sepa(ObjectNode data, String at) {
        var prefix = at.isEmpty() ? "" : at + "[";
        var end = at.isEmpty() ? "" : "]";
        if (!(data.get(SEPA) instanceof ObjectNode given)) throw Rejection.missing(prefix + SEPA + end);
        for (var name : new String[] {"name", "email"}) {
            if (data.path("billing_details").path(name).asText("").isEmpty()) {
                throw Rejection.missing("%sbilling_details%s[%s]".formatted(prefix, end, name));
            }
        }
        var iban = Nodes.text(given, "iban");
        var param = "%s%s%s[iban]".formatted(prefix, SEPA, end);
        if (!TestIbans.isValid(iban)) {
            throw Rejection.invalid("invalid_bank_account_iban", param, "The IBAN you provided is invalid.");
        }
        var account = TestIbans.byIban(iban);
        if (account == null) {
            throw Rejection.invalid("invalid_bank_account_iban", param, "This is not one of Stripe's test IBANs.");
        }
        var details = core.contract.blank("PaymentMethod.SepaDebit");
        details.put("bank_code", account.bankCode())
                .put("branch_code", "")
                .put("country", account.country())
                .put("fingerprint", account.fingerprint())
                .put("last4", account.last4());
        return create(SEPA, details, data);
    }

    /** Under which mandate an account may be debited, if there is one. */
    @Nullable
    String mandate(ObjectNode method) {
        var mandate = core.store.find("mandate_of_" + Nodes.text(method, "id"));
        return mandate == null ? null : Nodes.text(mandate, "mandate");
    }

    /** The owner has agreed; the mandate's id. */
    String mandated(ObjectNode method) {
        var id = core.id("mandate_");
        core.store.add(Nodes.object()
                .put("id", "mandate_of_" + Nodes.text(method, "id"))
                .put("object", "sandbox.note")
                .put("mandate", id));
        return id;
    }

    /** Whether a confirmation brings the buyer's consent to be debited, itself or by the token a page made. */
    boolean isMandated(ObjectNode params) {
        if (params.has("mandate_data")) return true;
        return params.has(TOKEN) && core.named(TOKEN, params, TOKEN).hasNonNull("mandate_data");
    }

    /** The card as a reader saw it. */
    ObjectNode inPerson(Card card) {
        var method = core.create("PaymentMethod", KIND, "pm_");
        method.put("type", "card_present").put("allow_redisplay", "unspecified");
        method.set("billing_details", billing(Nodes.object()));
        var present = core.contract.blank("PaymentMethod.CardPresent");
        describe(card, present).put("exp_month", EXPIRY_MONTH).put("exp_year", EXPIRY_YEAR);
        present.put("read_method", "contactless_emv");
        method.set("card_present", present);
        return method;
    }

    private static ObjectNode describe(Card card, ObjectNode details) {
        return details.put("brand", card.brand())
                .put("country", "US")
                .put("fingerprint", card.fingerprint())
                .put("funding", card.funding())
                .put("last4", card.last4());
    }

    private ObjectNode online(Card card, ObjectNode data) {
        var given = data.path("card");
        var postalCode = data.at("/billing_details/address/postal_code").asText("");
        var details = core.contract.blank("PaymentMethod.Card");
        describe(card, details)
                .put("display_brand", card.brand())
                .put("exp_month", given.path("exp_month").asInt(EXPIRY_MONTH))
                .put("exp_year", year(given));
        details.putObject("checks")
                .putNull("address_line1_check")
                .put("address_postal_code_check", postalCode.isEmpty() ? null : check(card, Trait.POSTAL_CODE_FAILS))
                .put("cvc_check", check(card, Trait.CVC_FAILS));
        details.putObject("networks").putNull("preferred").putArray("available").add(card.brand());
        details.putObject("three_d_secure_usage").put("supported", true);
        return details;
    }

    private static String check(Card card, Trait fails) {
        return card.trait() == fails ? "fail" : "pass";
    }

    static ObjectNode billing(JsonNode given) {
        var billing = Nodes.object();
        billing.set("address", address(given.path("address")));
        for (var name : new String[] {"email", "name", "phone", "tax_id"}) {
            billing.set(name, given.hasNonNull(name) ? given.get(name) : null);
        }
        return billing;
    }

    /** An address with all its members, null where nothing was said. */
    static ObjectNode address(JsonNode given) {
        var address = Nodes.object();
        for (var name : new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
            address.set(name, given.hasNonNull(name) ? given.get(name) : null);
        }
        return address;
    }

    static @Nullable ObjectNode shipping(@Nullable JsonNode given) {
        if (!(given instanceof ObjectNode known)) return null;
        var shipping = known.deepCopy();
        shipping.set("address", address(known.path("address")));
        for (var name : new String[] {"carrier", "name", "phone", "tracking_number"}) {
            if (!shipping.has(name)) shipping.putNull(name);
        }
        return shipping;
    }

    /** The test card behind a method; its brand and last four digits are all that is kept of a number. */
    Card card(ObjectNode method) {
        var type = Nodes.text(method, "type");
        if (LINK.equals(type)) {
            var funds = core.get("sandbox.note", "funds_" + Nodes.text(method, "id"));
            return TestCards.byFingerprint(Nodes.text(funds, "fingerprint"));
        }
        return TestCards.byFingerprint(Nodes.text(method.path(type), "fingerprint"));
    }

    ObjectNode attach(String id, ObjectNode params) {
        var method = core.store.edit(get(id));
        if (method.hasNonNull(CUSTOMER)) {
            throw Rejection.state("payment_method_unexpected_state", "The method is attached to a customer already.");
        }
        checkReuse(method);
        attach(method, params);
        return method;
    }

    private void attach(ObjectNode method, ObjectNode params) {
        var customer = core.named(CUSTOMER, params, CUSTOMER);
        if ("card".equals(Nodes.text(method, "type"))) {
            var card = card(method);
            if (card.answer() == Answer.NO) throw Rejection.card(card.code(), card.declineCode(), card.message());
        } else if (IDEAL.equals(Nodes.text(method, "type"))) {
            throw Rejection.invalid("", KIND, "A PaymentMethod of type ideal cannot be kept for a customer.");
        }
        attach(method, Nodes.text(customer, "id"));
    }

    void attach(ObjectNode method, String customer) {
        var saved = core.store.edit(method);
        saved.put(CUSTOMER, customer);
        core.happened("payment_method.attached", saved);
    }

    ObjectNode detach(String id) {
        var method = core.edit(KIND, id);
        if (!method.hasNonNull(CUSTOMER)) {
            throw Rejection.state("payment_method_unexpected_state", "The method is not attached to a customer.");
        }
        method.putNull(CUSTOMER);
        remember(id, "used");
        core.happened("payment_method.detached", method);
        return method;
    }

    /** Notes what an answer does not tell: that it was used, that it was set up for later. */
    void remember(String id, String what) {
        core.store.add(Nodes.object().put("id", what + "_" + id).put("object", "sandbox.note"));
    }

    private boolean is(String id, String what) {
        return core.store.find(what + "_" + id) != null;
    }

    boolean isSetUp(ObjectNode method) {
        return is(Nodes.text(method, "id"), "set_up");
    }

    /** A method without a customer pays once. */
    void checkReuse(ObjectNode method) {
        if (method.hasNonNull(CUSTOMER) || !is(Nodes.text(method, "id"), "used")) return;
        throw Rejection.invalid(
                "payment_method_unexpected_state",
                KIND,
                "This PaymentMethod was used before without a customer, or was detached; it cannot be used again.");
    }

    /** Whoever pays with somebody's kept method must be that somebody. */
    static void checkOwner(ObjectNode intent, ObjectNode method) {
        var owner = Nodes.text(method, CUSTOMER);
        if (!method.hasNonNull(CUSTOMER) || owner.equals(Nodes.text(intent, CUSTOMER))) return;
        throw Rejection.invalid(
                "", KIND, "This PaymentMethod belongs to a customer, who is not the one of this intent.");
    }

    /** What a page hands to its server: the buyer's choice, to be confirmed once within twelve hours. */
    ObjectNode confirmationToken(ObjectNode params, boolean fromBrowser) {
        var method = params.path("payment_method_data") instanceof ObjectNode data
                ? fromData(data, "payment_method_data", fromBrowser)
                : named(params);
        if (params.has(WALLET) && params.path("payment_method_data") instanceof ObjectNode data) {
            method = held(Nodes.text(params, WALLET), method, data);
        }
        var token = core.create("ConfirmationToken", TOKEN, "ctoken_");
        token.put("expires_at", core.now() + TOKEN_LIVES.toSeconds());
        if (fromBrowser && SEPA.equals(Nodes.text(method, "type"))) {
            // Stripe's script says below its field that whoever goes on agrees to be debited.
            var acceptance = token.putObject("mandate_data").putObject("customer_acceptance");
            acceptance.put("type", "online");
            acceptance.putObject("online").putNull("ip_address").putNull("user_agent");
        }
        Challenges.returnUrl(params);
        Core.copy(params, token, "return_url", "setup_future_usage");
        var shipping = shipping(params.get("shipping"));
        token.set("shipping", shipping == null ? null : shipping.without(Set.of("carrier", "tracking_number")));
        var preview = method.deepCopy();
        for (var name : new String[] {"id", "object", "created", "livemode", "metadata"}) preview.remove(name);
        token.set("payment_method_preview", preview);
        // Which method it becomes is the sandbox's own knowledge; an answer never has it.
        core.store.add(Nodes.object()
                .put("id", "of_" + Nodes.text(token, "id"))
                .put("object", "sandbox.note")
                .put(KIND, Nodes.text(method, "id")));
        return token;
    }

    /** Uses a token up for an intent, and answers its method. */
    ObjectNode redeem(ObjectNode params, ObjectNode intent) {
        var token = core.store.edit(core.named(TOKEN, params, TOKEN));
        if (token.hasNonNull(Intents.KIND) || token.hasNonNull("setup_intent")) {
            throw Rejection.invalid("", TOKEN, "This ConfirmationToken was used already.");
        }
        if (token.path("expires_at").asLong() < core.now()) {
            throw Rejection.invalid("", TOKEN, "This ConfirmationToken has expired.");
        }
        token.set(Nodes.text(intent, "object"), intent.get("id"));
        var behind = core.get("sandbox.note", "of_" + Nodes.text(token, "id"));
        return core.get(KIND, Nodes.text(behind, KIND));
    }
}
