package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import onetill.sandbox.TestCards.Behavior;
import onetill.sandbox.TestCards.Card;

/** Payment intents, from creation to money: the transitions of Stripe's documentation and no others. */
final class Intents {

    static final String KIND = "payment_intent";

    private static final Set<String> ZERO_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final Set<String> CONFIRMABLE =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");
    private static final Set<String> CANCELABLE =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action", "requires_capture");
    private static final Duration AUTHORIZATION_LIVES = Duration.ofDays(7);

    private final Core core;
    private final Methods methods;
    private final String baseUrl;

    Intents(Core core, Methods methods, String baseUrl) {
        this.core = core;
        this.methods = methods;
        this.baseUrl = baseUrl;
    }

    ObjectNode create(ObjectNode params) {
        checkAmount(params.path("amount").asLong(), currency(params));
        checkConfirmOnly(params);
        var intent = core.create("PaymentIntent", KIND, "pi_");
        var id = Nodes.text(intent, "id");
        intent.set("amount", params.get("amount"));
        intent.put("currency", currency(params))
                .put("status", "requires_payment_method")
                .put("client_secret", id + "_secret_" + core.id("").substring(0, 24))
                .put("capture_method", "automatic_async")
                .put("confirmation_method", "automatic")
                .put("amount_capturable", 0)
                .put("amount_received", 0);
        if (!intent.path("metadata").isObject()) intent.putObject("metadata");
        if (!intent.path("payment_method_options").isObject()) intent.putObject("payment_method_options");
        if (params.has("customer")) core.get("customer", Nodes.text(params, "customer"));
        set(intent, params);
        methodTypes(intent, params);
        core.happened("payment_intent.created", intent);
        if (!params.path("confirm").asBoolean()) return intent;
        return confirm(intent, params);
    }

    private static void checkConfirmOnly(ObjectNode params) {
        if (params.path("confirm").asBoolean()) return;
        for (var name : new String[] {
            "off_session", "return_url", "error_on_requires_action", "mandate", "mandate_data", "confirmation_token"
        }) {
            if (params.has(name)) {
                throw Rejection.invalid(
                        "",
                        name,
                        "The parameter `%s` cannot be passed when creating a PaymentIntent unless `confirm` is true."
                                .formatted(name));
            }
        }
    }

    private static void methodTypes(ObjectNode intent, ObjectNode params) {
        if (params.has("payment_method_types") && params.has("automatic_payment_methods")) {
            throw Rejection.invalid(
                    "",
                    "automatic_payment_methods",
                    "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.");
        }
        if (params.has("payment_method_types")) {
            intent.set("payment_method_types", params.get("payment_method_types"));
            return;
        }
        intent.putArray("payment_method_types").add("card");
        var automatic = intent.putObject("automatic_payment_methods");
        automatic.put("enabled", true);
        automatic.put(
                "allow_redirects",
                params.at("/automatic_payment_methods/allow_redirects").asText("always"));
    }

    private void set(ObjectNode intent, ObjectNode params) {
        Core.copy(
                params,
                intent,
                "amount",
                "customer",
                "description",
                "receipt_email",
                "shipping",
                "setup_future_usage",
                "statement_descriptor_suffix",
                "transfer_group",
                "capture_method",
                "confirmation_method");
        if (params.has("statement_descriptor")) {
            throw Rejection.invalid(
                    "",
                    "statement_descriptor",
                    "The statement_descriptor parameter is not supported for the card payment method type; use "
                            + "statement_descriptor_suffix.");
        }
        Core.mergeMetadata(intent, params.get("metadata"));
        if (params.has("payment_method")) {
            var method = methods.find(Nodes.text(params, "payment_method"));
            checkOwner(intent, method);
            intent.put("payment_method", Nodes.text(method, "id"));
            intent.putNull("last_payment_error");
            if ("requires_payment_method".equals(Nodes.text(intent, "status")))
                intent.put("status", "requires_confirmation");
        }
    }

    private static void checkOwner(ObjectNode intent, ObjectNode method) {
        var owner = Nodes.text(method, "customer");
        if (!owner.isEmpty() && !owner.equals("null") && !owner.equals(Nodes.text(intent, "customer"))) {
            throw Rejection.invalid(
                    "",
                    "payment_method",
                    "The PaymentMethod you provided is attached to a customer, so for the payment to go through the customer "
                            + "must be given too.");
        }
    }

    ObjectNode update(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        var status = Nodes.text(intent, "status");
        var early = Set.of("requires_payment_method", "requires_confirmation").contains(status);
        if (!early) {
            params.fieldNames().forEachRemaining(name -> {
                if (!Set.of("metadata", "description", "expand", "receipt_email")
                        .contains(name)) {
                    throw unexpected(intent, "update the %s of".formatted(name));
                }
            });
        }
        if (params.has("amount")) checkAmount(params.path("amount").asLong(), Nodes.text(intent, "currency"));
        set(intent, params);
        return intent;
    }

    ObjectNode confirm(String id, ObjectNode params) {
        return confirm(core.edit(KIND, id), params);
    }

    private ObjectNode confirm(ObjectNode intent, ObjectNode params) {
        if (!CONFIRMABLE.contains(Nodes.text(intent, "status"))) throw unexpected(intent, "confirm");
        if (Nodes.text(intent, "payment_method_types").contains("card_present")) throw unexpected(intent, "confirm");
        if (intent.path("payment_method_types").toString().contains("card_present")) {
            throw Rejection.state(
                    "payment_intent_invalid_parameter", "A card_present PaymentIntent is confirmed by a reader.");
        }
        var method = chosen(intent, params);
        if (params.has("setup_future_usage")) intent.set("setup_future_usage", params.get("setup_future_usage"));
        var offSession = params.has("off_session")
                && !"false".equals(params.get("off_session").asText());
        if (!offSession
                && needsReturnUrl(intent)
                && !params.has("return_url")
                && intent.hasNonNull("automatic_payment_methods")) {
            throw Rejection.invalid(
                    "",
                    "return_url",
                    "This PaymentIntent accepts payment methods that might redirect; provide a `return_url` or set "
                            + "automatic_payment_methods[allow_redirects]=never.");
        }
        intent.put("payment_method", Nodes.text(method, "id"));
        intent.putNull("last_payment_error").putNull("next_action");
        var card = Methods.card(method);
        if (asksCustomer(card, offSession)) {
            if (offSession) {
                throw decline(
                        intent,
                        method,
                        "authentication_required",
                        "authentication_required",
                        "Your card was declined. This transaction requires authentication.");
            }
            if (params.path("error_on_requires_action").asBoolean()) {
                throw decline(
                        intent,
                        method,
                        "authentication_required",
                        "",
                        "This payment required an authentication action to complete.");
            }
            return challenge(intent, params);
        }
        return charge(intent, method, card);
    }

    /** A token once kept for off-session use is asked again only when its card says so each time. */
    private static boolean asksCustomer(Card card, boolean offSession) {
        return card.behavior() == Behavior.AUTHENTICATES
                || card.behavior() == Behavior.AUTHENTICATES_THEN_DECLINES && !offSession;
    }

    private static boolean needsReturnUrl(ObjectNode intent) {
        return !"never"
                .equals(intent.at("/automatic_payment_methods/allow_redirects").asText());
    }

    private ObjectNode chosen(ObjectNode intent, ObjectNode params) {
        if (params.has("confirmation_token")) {
            return methods.redeem(Nodes.text(params, "confirmation_token"), Nodes.text(intent, "id"));
        }
        if (params.path("payment_method_data").isObject()) {
            return methods.fromData(
                    (ObjectNode) params.get("payment_method_data"),
                    params.path("__browser").asBoolean());
        }
        var id = params.has("payment_method")
                ? Nodes.text(params, "payment_method")
                : Nodes.text(intent, "payment_method");
        if (id.isEmpty() || id.equals("null")) {
            throw Rejection.state(
                            "payment_intent_unexpected_state",
                            "You cannot confirm this PaymentIntent because it's missing a payment method.")
                    .with(KIND, intent.deepCopy());
        }
        var method = methods.find(id);
        checkOwner(intent, method);
        return method;
    }

    private ObjectNode challenge(ObjectNode intent, ObjectNode params) {
        var token = core.id("tds_");
        core.store.add(Nodes.object()
                .put("id", token)
                .put("object", "sandbox.challenge")
                .put(KIND, Nodes.text(intent, "id"))
                .put("return_url", Nodes.text(params, "return_url"))
                .put("open", true));
        intent.put("status", "requires_action");
        var action = intent.putObject("next_action");
        if (params.path("use_stripe_sdk").asBoolean()) {
            action.put("type", "use_stripe_sdk")
                    .putObject("use_stripe_sdk")
                    .put("stripe_js", baseUrl + "/pages/3ds/" + token);
        } else {
            action.put("type", "redirect_to_url");
            var redirect = action.putObject("redirect_to_url");
            redirect.put("url", baseUrl + "/pages/3ds/" + token);
            redirect.put("return_url", Nodes.text(params, "return_url"));
        }
        core.happened("payment_intent.requires_action", intent);
        return intent;
    }

    /** The bank's page: what it is about. */
    ObjectNode challengeOf(String token) {
        var challenge = core.get("sandbox.challenge", token);
        var intent = core.get(KIND, Nodes.text(challenge, KIND));
        var view = Nodes.object().put("merchant", "your test shop");
        view.set("amount", intent.get("amount"));
        view.set("currency", intent.get("currency"));
        view.put("open", challenge.path("open").asBoolean());
        view.set("return_url", challenge.get("return_url"));
        return view;
    }

    /** The customer's answer at the bank. A declined charge is an outcome of the intent, not an error of the page. */
    ObjectNode answerChallenge(String token, boolean confirmed) {
        var challenge = core.edit("sandbox.challenge", token);
        var intent = core.edit(KIND, Nodes.text(challenge, KIND));
        var url = Nodes.text(challenge, "return_url");
        if (challenge.path("open").asBoolean() && "requires_action".equals(Nodes.text(intent, "status"))) {
            challenge.put("open", false);
            var method = core.get("payment_method", Nodes.text(intent, "payment_method"));
            var card = Methods.card(method);
            intent.putNull("next_action");
            try {
                if (!confirmed) {
                    throw decline(
                            intent,
                            method,
                            "payment_intent_authentication_failure",
                            "",
                            "We are unable to authenticate your payment method. Please choose a different payment method and "
                                    + "try again.");
                }
                charge(intent, method, card);
            } catch (Rejection declined) {
                // The intent tells.
            }
        }
        var status = Nodes.text(core.get(KIND, Nodes.text(intent, "id")), "status");
        var paid = "succeeded".equals(status) || "requires_capture".equals(status);
        var join = url.contains("?") ? "&" : "?";
        return Nodes.object()
                .put(
                        "return_url",
                        url + join + "payment_intent=" + Nodes.text(intent, "id") + "&payment_intent_client_secret="
                                + Nodes.text(intent, "client_secret") + "&redirect_status="
                                + (paid ? "succeeded" : "failed"));
    }

    private ObjectNode charge(ObjectNode intent, ObjectNode method, Card card) {
        if (card.behavior() == Behavior.DECLINES
                || card.behavior() == Behavior.DECLINES_WHEN_CHARGED
                || card.behavior() == Behavior.AUTHENTICATES_THEN_DECLINES) {
            throw decline(intent, method, card.code(), card.declineCode(), card.message());
        }
        return authorized(intent, method, cardDetails(card, method));
    }

    /** The bank said yes: the money is held, or taken. */
    ObjectNode authorized(ObjectNode intent, ObjectNode method, ObjectNode details) {
        var manual = Nodes.text(intent, "capture_method").startsWith("manual");
        var charge = newCharge(intent, method, details);
        charge.put("status", "succeeded").put("paid", true).put("captured", !manual);
        charge.put("amount_captured", manual ? 0 : intent.path("amount").asLong());
        charge.putObject("outcome")
                .putNull("advice_code")
                .putNull("network_advice_code")
                .putNull("network_decline_code")
                .put("network_status", "approved_by_network")
                .putNull("reason")
                .put("risk_level", "normal")
                .put("seller_message", "Payment complete.")
                .put("type", "authorized");
        intent.put("latest_charge", Nodes.text(charge, "id"));
        core.happened("charge.succeeded", charge);
        if (manual) {
            intent.put("status", "requires_capture");
            intent.set("amount_capturable", intent.get("amount"));
            core.happened("payment_intent.amount_capturable_updated", intent);
        } else {
            succeeded(intent, intent.path("amount").asLong());
        }
        keep(intent, method);
        return intent;
    }

    private void keep(ObjectNode intent, ObjectNode method) {
        if (!intent.hasNonNull("setup_future_usage") || !intent.hasNonNull("customer")) return;
        if (method.hasNonNull("customer")) return;
        var saved = core.store.edit(method);
        saved.set("customer", intent.get("customer"));
        core.happened("payment_method.attached", saved);
    }

    private void succeeded(ObjectNode intent, long received) {
        intent.put("status", "succeeded").put("amount_received", received).put("amount_capturable", 0);
        core.happened("payment_intent.succeeded", intent);
    }

    Rejection decline(ObjectNode intent, ObjectNode method, String code, String declineCode, String message) {
        var rejection = Rejection.card(code, declineCode, message);
        if (!code.equals("payment_intent_authentication_failure")) {
            var charge = newCharge(intent, method, cardDetails(Methods.card(method), method));
            charge.put("status", "failed").put("failure_code", code).put("failure_message", message);
            rejection.error().put("charge", Nodes.text(charge, "id"));
            intent.put("latest_charge", Nodes.text(charge, "id"));
            core.happened("charge.failed", charge);
        }
        rejection.error().put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        rejection.with("payment_method", method.deepCopy());
        failed(intent, rejection.error());
        return rejection.with(KIND, intent.deepCopy());
    }

    /** Back to the beginning: another method may still pay this intent. */
    void failed(ObjectNode intent, ObjectNode error) {
        intent.set("last_payment_error", error.deepCopy());
        intent.put("status", "requires_payment_method")
                .putNull("payment_method")
                .putNull("next_action");
        core.happened("payment_intent.payment_failed", intent);
    }

    private ObjectNode newCharge(ObjectNode intent, ObjectNode method, ObjectNode details) {
        var charge = core.create("Charge", "charge", "ch_");
        charge.set("amount", intent.get("amount"));
        charge.set("currency", intent.get("currency"));
        charge.set("customer", intent.get("customer"));
        charge.set("metadata", intent.path("metadata").deepCopy());
        charge.set("billing_details", method.get("billing_details"));
        charge.put(KIND, Nodes.text(intent, "id"));
        charge.put("payment_method", Nodes.text(method, "id"));
        charge.put("amount_captured", 0).put("amount_refunded", 0);
        charge.putNull("balance_transaction");
        charge.set("payment_method_details", details);
        return charge;
    }

    private ObjectNode cardDetails(Card card, ObjectNode method) {
        var details = Nodes.object().put("type", "card");
        var of = core.contract.blank("Charge.PaymentMethodDetails.Card");
        Core.copy((ObjectNode) method.get("card"), of, "brand", "country", "exp_month", "exp_year", "funding", "last4");
        of.put("fingerprint", card.fingerprint());
        of.put("capture_before", core.now() + AUTHORIZATION_LIVES.toSeconds());
        details.set("card", of);
        return details;
    }

    ObjectNode capture(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!"requires_capture".equals(Nodes.text(intent, "status"))) throw unexpected(intent, "capture");
        var capturable = intent.path("amount_capturable").asLong();
        var amount = params.path("amount_to_capture").asLong(capturable);
        if (amount > capturable) {
            throw Rejection.state(
                    "amount_too_large",
                    "The amount to capture is more than what is authorized (%d).".formatted(capturable));
        }
        if (amount < 1)
            throw Rejection.invalid("parameter_invalid_integer", "amount_to_capture", "This value must be at least 1.");
        var charge = core.edit("charge", Nodes.text(intent, "latest_charge"));
        charge.put("captured", true).put("amount_captured", amount);
        core.happened("charge.captured", charge);
        Core.mergeMetadata(intent, params.get("metadata"));
        succeeded(intent, amount);
        return intent;
    }

    ObjectNode cancel(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!CANCELABLE.contains(Nodes.text(intent, "status"))) throw unexpected(intent, "cancel");
        if ("requires_capture".equals(Nodes.text(intent, "status"))) {
            var charge = core.edit("charge", Nodes.text(intent, "latest_charge"));
            charge.put("refunded", true).set("amount_refunded", charge.get("amount"));
            core.happened("charge.refunded", charge);
        }
        intent.put("status", "canceled")
                .put("canceled_at", core.now())
                .put("amount_capturable", 0)
                .putNull("next_action");
        intent.set(
                "cancellation_reason",
                params.path("cancellation_reason").isMissingNode() ? null : params.get("cancellation_reason"));
        core.happened("payment_intent.canceled", intent);
        return intent;
    }

    ObjectNode increment(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!"requires_capture".equals(Nodes.text(intent, "status"))) throw unexpected(intent, "increment");
        var amount = params.path("amount").asLong();
        if (amount <= intent.path("amount").asLong()) {
            throw Rejection.invalid("", "amount", "The new amount must be greater than the present one.");
        }
        intent.put("amount", amount).put("amount_capturable", amount);
        core.happened("payment_intent.amount_capturable_updated", intent);
        return intent;
    }

    /** {@code metadata['key']:'value'}, joined by AND; Stripe's index is late, this one is not. */
    ObjectNode search(ObjectNode params) {
        var query = Nodes.text(params, "query");
        var wanted = new java.util.LinkedHashMap<String, String>();
        for (var clause : query.split("(?i)\\s+AND\\s+")) {
            var match = java.util.regex.Pattern.compile(
                            "\\s*metadata\\[['\"]([^'\"]+)['\"]\\]\\s*:\\s*['\"]([^'\"]*)['\"]\\s*")
                    .matcher(clause);
            if (!match.matches()) {
                throw Rejection.invalid(
                        "", "query", "The sandbox searches metadata['key']:'value' clauses joined by AND.");
            }
            wanted.put(match.group(1), match.group(2));
        }
        var found = Nodes.object().put("object", "search_result").put("url", "/v1/payment_intents/search");
        found.put("has_more", false).putNull("next_page");
        var data = found.putArray("data");
        for (var intent : core.store.all(KIND)) {
            JsonNode metadata = intent.path("metadata");
            if (wanted.entrySet().stream()
                    .allMatch(it ->
                            it.getValue().equals(metadata.path(it.getKey()).asText(null)))) {
                data.add(intent);
            }
        }
        return found;
    }

    private static Rejection unexpected(ObjectNode intent, String what) {
        return Rejection.state(
                        "payment_intent_unexpected_state",
                        "You cannot %s this PaymentIntent because it has a status of %s."
                                .formatted(what, Nodes.text(intent, "status")))
                .with(KIND, intent.deepCopy());
    }

    static String currency(ObjectNode params) {
        return Nodes.text(params, "currency").toLowerCase(Locale.ROOT);
    }

    static void checkAmount(long amount, String currency) {
        if (!currency.matches("[a-z]{3}")) throw Rejection.invalid("", "currency", "Invalid currency: " + currency);
        if (amount < 1)
            throw Rejection.invalid(
                    "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1.");
        if (amount > 99_999_999) {
            throw Rejection.invalid("amount_too_large", "amount", "Amount must be no more than 99999999 minor units.");
        }
        if (THREE_DECIMALS.contains(currency) && amount % 10 != 0) {
            throw Rejection.invalid("", "amount", "The last digit of an amount in a three-decimal currency must be 0.");
        }
        var least = smallest(currency);
        if (amount < least) {
            throw Rejection.invalid(
                    "amount_too_small",
                    "amount",
                    "Amount must be at least %d %s in minor units.".formatted(least, currency));
        }
    }

    private static long smallest(String currency) {
        if (ZERO_DECIMALS.contains(currency)) return 50;
        if (THREE_DECIMALS.contains(currency)) return 500;
        return "gbp".equals(currency) ? 30 : 50;
    }
}
