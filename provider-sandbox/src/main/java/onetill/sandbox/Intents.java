package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;
import onetill.sandbox.Charges.Attempt;
import org.jspecify.annotations.Nullable;

/** Payment intents, from creation to money: the transitions of Stripe's documentation and no others. */
final class Intents {

    static final String KIND = "payment_intent";
    static final String EXPIRES = "authorization_expires";

    private static final String METHOD = "payment_method";
    private static final String METHOD_DATA = "payment_method_data";
    private static final String OPTIONS = "payment_method_options";
    private static final String NEW = "requires_payment_method";
    private static final String HELD = "requires_capture";
    private static final int MOST_INCREMENTS = 10;

    private static final Set<String> CONFIRMABLE = Set.of(NEW, "requires_confirmation", "requires_action");
    private static final Set<String> CANCELABLE = Set.of(NEW, "requires_confirmation", "requires_action", HELD);
    private static final Set<String> OPEN_TO_UPDATES = Set.of(NEW, "requires_confirmation");
    private static final Set<String> ALWAYS_UPDATED = Set.of("metadata", "description", "receipt_email", "expand");
    private static final Set<String> ONLY_WITH_CONFIRM = Set.of(
            "off_session", "return_url", "error_on_requires_action", "mandate", "mandate_data", "confirmation_token");
    private static final Set<String> PLAYED_TYPES =
            Set.of("card", "card_present", Methods.IDEAL, Methods.LINK, Methods.SEPA);
    private static final Pattern SUFFIX = Pattern.compile("(?=.*\\p{L})[^<>\\\\'\"*]{1,22}");

    private final Core core;
    private final Methods methods;
    private final Charges charges;
    private final Challenges challenges;
    private final Outcomes outcomes;
    private final LocalPayments locals;
    private final Later later;

    Intents(
            Core core,
            Methods methods,
            Charges charges,
            Challenges challenges,
            Outcomes outcomes,
            LocalPayments locals,
            Later later) {
        this.core = core;
        this.methods = methods;
        this.charges = charges;
        this.challenges = challenges;
        this.outcomes = outcomes;
        this.locals = locals;
        this.later = later;
    }

    ObjectNode create(ObjectNode params) {
        var confirms = params.path("confirm").asBoolean();
        params.fieldNames().forEachRemaining(name -> {
            if (!confirms && ONLY_WITH_CONFIRM.contains(name)) {
                throw Rejection.invalid("", name, "The parameter %s needs confirm=true.".formatted(name));
            }
        });
        var intent = core.create("PaymentIntent", KIND, "pi_");
        intent.put("status", NEW)
                .put("client_secret", core.secretOf(intent))
                .put("capture_method", "automatic_async")
                .put("confirmation_method", "automatic");
        intent.putObject(OPTIONS);
        set(intent, params);
        core.happened("payment_intent.created", intent);
        if (!confirms) return intent;
        return confirm(intent, params.deepCopy().without(Set.of(METHOD, METHOD_DATA)), false);
    }

    private static void methodTypes(ObjectNode intent, ObjectNode params) {
        var automatic = params.path("automatic_payment_methods");
        if (params.has("payment_method_types") && automatic.isObject()) {
            throw Rejection.invalid(
                    "",
                    "automatic_payment_methods",
                    "Only one of automatic_payment_methods and payment_method_types may be given.");
        }
        if (params.has("payment_method_types")) {
            for (var type : params.get("payment_method_types")) {
                if (!PLAYED_TYPES.contains(type.asText())) {
                    throw Rejection.notPlayed("payment_method_types=" + type.asText());
                }
                LocalPayments.checkFits(intent, type.asText());
            }
            intent.set("payment_method_types", params.get("payment_method_types"));
            return;
        }
        var types = intent.putArray("payment_method_types").add("card");
        if (!automatic.path("enabled").asBoolean(true)) return;
        var redirects = automatic.path("allow_redirects").asText("always");
        intent.putObject("automatic_payment_methods")
                .put("allow_redirects", redirects)
                .put("enabled", true);
        if (!"eur".equals(Nodes.text(intent, "currency"))
                || Nodes.text(intent, "capture_method").startsWith("manual")) {
            return;
        }
        if ("always".equals(redirects)) types.add(Methods.IDEAL);
        types.add(Methods.SEPA);
    }

    private void set(ObjectNode intent, ObjectNode params) {
        if (params.has("statement_descriptor")) {
            throw Rejection.invalid(
                    "", "statement_descriptor", "Cards take no statement_descriptor; use statement_descriptor_suffix.");
        }
        if (!SUFFIX.matcher(params.path("statement_descriptor_suffix").asText("ok"))
                .matches()) {
            throw Rejection.invalid(
                    "",
                    "statement_descriptor_suffix",
                    "Up to 22 characters, one of them a letter, none of < > \\ ' \" *.");
        }
        if (params.has("customer") && !Nodes.text(params, "customer").isEmpty()) {
            core.named("customer", params, "customer");
        }
        Core.copy(
                params,
                intent,
                "amount",
                "customer",
                "description",
                "receipt_email",
                "setup_future_usage",
                "statement_descriptor_suffix",
                "transfer_group",
                "capture_method",
                "confirmation_method");
        if (params.has("currency")) intent.put("currency", Amounts.currency(params));
        Amounts.check(intent.path("amount").asLong(), Nodes.text(intent, "currency"));
        if (params.has("payment_method_types")
                || !intent.path("payment_method_types").isArray()
                || intent.path("payment_method_types").isEmpty()) {
            methodTypes(intent, params);
        }
        details(intent, params);
        if (params.has(METHOD_DATA) || params.has(METHOD)) {
            var method = given(params, false);
            checkType(intent, method);
            Methods.checkOwner(intent, method);
            intent.put(METHOD, Nodes.text(method, "id")).putNull("last_payment_error");
            if (NEW.equals(Nodes.text(intent, "status"))) intent.put("status", "requires_confirmation");
        }
    }

    /** What may be given at any time before the money moves. */
    private void details(ObjectNode intent, ObjectNode params) {
        Core.mergeMetadata(intent, params.get("metadata"));
        if (params.has("shipping")) intent.set("shipping", Methods.shipping(params.get("shipping")));
        if (params.path("payment_details") instanceof ObjectNode given) {
            given.fieldNames().forEachRemaining(name -> {
                if (!Set.of("order_reference", "customer_reference").contains(name)) {
                    throw Rejection.notPlayed("payment_details[%s]".formatted(name));
                }
            });
            var known = intent.get("payment_details") instanceof ObjectNode it
                    ? it
                    : core.contract.blank("PaymentIntent.PaymentDetails");
            Core.copy(given, known, "order_reference", "customer_reference");
            intent.set("payment_details", known);
        }
        params.path(OPTIONS).fields().forEachRemaining(it -> options(intent, it.getKey(), it.getValue()));
    }

    private void options(ObjectNode intent, String type, JsonNode given) {
        var schema = switch (type) {
            case "card" -> "PaymentIntent.PaymentMethodOptions.Card";
            case "card_present" -> "PaymentIntent.PaymentMethodOptions.CardPresent";
            case Methods.IDEAL -> "PaymentIntent.PaymentMethodOptions.Ideal";
            case Methods.SEPA -> "PaymentIntent.PaymentMethodOptions.SepaDebit";
            default -> throw Rejection.notPlayed("%s[%s]".formatted(OPTIONS, type));
        };
        var all = (ObjectNode) intent.get(OPTIONS);
        var options = all.get(type) instanceof ObjectNode known ? known : core.contract.blank(schema);
        all.set(type, options);
        given.fields().forEachRemaining(it -> {
            if ("moto".equals(it.getKey())) return;
            if (it.getValue().isContainerNode() || !core.contract.has(schema, it.getKey())) {
                throw Rejection.notPlayed("%s[%s][%s]".formatted(OPTIONS, type, it.getKey()));
            }
            Core.copy((ObjectNode) given, options, it.getKey());
        });
    }

    private ObjectNode given(ObjectNode params, boolean fromBrowser) {
        var method = params.path(METHOD_DATA) instanceof ObjectNode data
                ? methods.fromData(data, METHOD_DATA, fromBrowser)
                : methods.named(params);
        methods.checkReuse(method);
        return method;
    }

    ObjectNode update(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!OPEN_TO_UPDATES.contains(Nodes.text(intent, "status"))) {
            params.fieldNames().forEachRemaining(name -> {
                if (!ALWAYS_UPDATED.contains(name)) throw unexpected(intent, "update the %s of".formatted(name));
            });
            Core.copy(params, intent, "description", "receipt_email");
            Core.mergeMetadata(intent, params.get("metadata"));
            return intent;
        }
        set(intent, params);
        return intent;
    }

    ObjectNode confirm(String id, ObjectNode params, boolean fromBrowser) {
        return confirm(core.edit(KIND, id), params, fromBrowser);
    }

    private ObjectNode confirm(ObjectNode intent, ObjectNode params, boolean fromBrowser) {
        if (!CONFIRMABLE.contains(Nodes.text(intent, "status"))) throw unexpected(intent, "confirm");
        if (isForReader(intent)) {
            throw Rejection.state("payment_intent_invalid_parameter", "A reader confirms a card_present PaymentIntent.")
                    .with(KIND, intent.deepCopy());
        }
        if (params.path("use_stripe_sdk").asBoolean() && !fromBrowser) throw Rejection.notPlayed("use_stripe_sdk");
        Core.copy(params, intent, "receipt_email", "setup_future_usage", "capture_method");
        details(intent, params);
        var method = chosen(intent, params, fromBrowser);
        var returnUrl = Challenges.returnUrl(params);
        if (returnUrl.isEmpty()) returnUrl = returnUrlOf(params);
        var offSession = params.has("off_session") && !"false".equals(Nodes.text(params, "off_session"));
        if (returnUrl.isEmpty() && mayRedirect(intent) && !offSession && !fromBrowser) {
            throw Rejection.invalid(
                    "",
                    "return_url",
                    "This PaymentIntent allows methods that redirect: give a return_url, or set "
                            + "automatic_payment_methods[allow_redirects] to never.");
        }
        checkType(intent, method);
        intent.put(METHOD, Nodes.text(method, "id"));
        intent.putNull("last_payment_error").putNull("next_action");
        if (LocalPayments.pays(method)) {
            var mandated = fromBrowser || methods.isMandated(params);
            return locals.confirm(intent, method, mandated, returnUrl, offSession);
        }

        var card = methods.card(method);
        var attempt = new Attempt(method, card, isMoto(params), isAuthenticated(intent));
        if (!isAsked(intent, attempt, offSession)) return charge(intent, attempt);
        if (offSession || params.path("error_on_requires_action").asBoolean()) {
            throw decline(
                    intent,
                    attempt,
                    Rejection.card(
                            "authentication_required",
                            "authentication_required",
                            "Your card was declined. This transaction requires authentication."));
        }
        challenges.ask(intent, "3ds", returnUrl);
        core.happened("payment_intent.requires_action", intent);
        return intent;
    }

    private boolean isAsked(ObjectNode intent, Attempt attempt, boolean offSession) {
        if (attempt.moto() || attempt.authenticated()) return false;
        var wanted =
                intent.at("/payment_method_options/card/request_three_d_secure").asText("");
        return switch (attempt.card().authentication()) {
            case NEVER -> false;
            case ON_REQUEST -> "any".equals(wanted) || "challenge".equals(wanted);
            case UNLESS_SET_UP -> !methods.isSetUp(attempt.method());
            case WHEN_PRESENT -> !offSession;
            case ALWAYS -> true;
        };
    }

    private static boolean isForReader(ObjectNode intent) {
        var types = intent.path("payment_method_types");
        for (var type : types) if (!"card_present".equals(type.asText())) return false;
        return !types.isEmpty();
    }

    private static void checkType(ObjectNode intent, ObjectNode method) {
        var type = Nodes.text(method, "type");
        for (var allowed : intent.path("payment_method_types")) if (type.equals(allowed.asText())) return;
        throw Rejection.invalid(
                "", METHOD, "The PaymentMethod provided (%s) is not allowed for this PaymentIntent.".formatted(type));
    }

    private static boolean isMoto(ObjectNode params) {
        return params.at("/payment_method_options/card/moto").asBoolean();
    }

    private static boolean mayRedirect(ObjectNode intent) {
        return "always"
                .equals(intent.at("/automatic_payment_methods/allow_redirects").asText());
    }

    /** With confirmation_method=manual the server confirms once more after the buyer has authenticated. */
    private boolean isAuthenticated(ObjectNode intent) {
        return core.store.find("authenticated_" + Nodes.text(intent, "id")) != null
                && "requires_confirmation".equals(Nodes.text(intent, "status"));
    }

    private String returnUrlOf(ObjectNode params) {
        if (!params.has("confirmation_token")) return "";
        var token = core.named("confirmation_token", params, "confirmation_token");
        return token.hasNonNull("return_url") ? Nodes.text(token, "return_url") : "";
    }

    private ObjectNode chosen(ObjectNode intent, ObjectNode params, boolean fromBrowser) {
        if (params.has("confirmation_token")) {
            var token = core.named("confirmation_token", params, "confirmation_token");
            if (token.hasNonNull("setup_future_usage") && !params.has("setup_future_usage")) {
                intent.set("setup_future_usage", token.get("setup_future_usage"));
            }
            if (token.hasNonNull("shipping") && !params.has("shipping")) {
                intent.set("shipping", Methods.shipping(token.get("shipping")));
            }
            return methods.redeem(params, intent);
        }
        if (params.has(METHOD_DATA) || params.has(METHOD)) {
            var method = given(params, fromBrowser);
            Methods.checkOwner(intent, method);
            return method;
        }
        if (!intent.hasNonNull(METHOD)) {
            throw Rejection.state(
                            "payment_intent_unexpected_state",
                            "You cannot confirm this PaymentIntent because it's missing a payment method.")
                    .with(KIND, intent.deepCopy());
        }
        return core.get(Methods.KIND, Nodes.text(intent, METHOD));
    }

    /** The buyer has answered the bank. A decline is an outcome of the intent, not an error of whoever asks here. */
    void authenticated(ObjectNode intent, boolean passed) {
        var method = core.get(Methods.KIND, Nodes.text(intent, METHOD));
        if (LocalPayments.pays(method)) {
            locals.answered(intent, method, passed);
            return;
        }
        var attempt = new Attempt(method, methods.card(method), false, true);
        intent.putNull("next_action");
        if (!passed) {
            var error = Rejection.invalid(
                            "payment_intent_authentication_failure",
                            "",
                            "The bank could not make sure that this payment is yours. Try again or use another card.")
                    .with(METHOD, method.deepCopy())
                    .error();
            outcomes.failed(intent, error);
            return;
        }
        if ("manual".equals(Nodes.text(intent, "confirmation_method"))) {
            intent.put("status", "requires_confirmation");
            core.store.add(Nodes.object()
                    .put("id", "authenticated_" + Nodes.text(intent, "id"))
                    .put("object", "sandbox.note"));
            return;
        }
        try {
            charge(intent, attempt);
        } catch (Rejection declined) {
            // The intent tells.
        }
    }

    private ObjectNode charge(ObjectNode intent, Attempt attempt) {
        core.store.remove("authenticated_" + Nodes.text(intent, "id"));
        var card = attempt.card();
        if (!card.isDeclined()) return authorized(intent, attempt);
        throw decline(intent, attempt, Rejection.card(card.code(), card.declineCode(), card.message()));
    }

    /** The bank said yes: the money is held, or taken. */
    ObjectNode authorized(ObjectNode intent, Attempt attempt) {
        var type = Nodes.text(attempt.method(), "type");
        var special = intent.path(OPTIONS).path(type).path("capture_method").asText("");
        var manual = (special.isEmpty() ? Nodes.text(intent, "capture_method") : special).startsWith("manual");
        var charge = charges.authorized(intent, attempt, !manual);
        intent.put(METHOD, Nodes.text(attempt.method(), "id"))
                .put("latest_charge", Nodes.text(charge, "id"))
                .putNull("last_payment_error");
        if (manual) {
            intent.put("status", HELD);
            intent.set("amount_capturable", intent.get("amount"));
            later.plan(EXPIRES, Nodes.text(intent, "id"), Charges.captureBefore(charge));
            core.happened("payment_intent.amount_capturable_updated", intent);
        } else {
            outcomes.succeeded(intent, intent.path("amount").asLong());
        }
        keep(intent, attempt, charge);
        return intent;
    }

    /** Keeps the card for the customer when that was wanted; what a reader saw is kept as a card for online use. */
    private void keep(ObjectNode intent, Attempt attempt, ObjectNode charge) {
        var wanted = Outcomes.keptFor(intent, "card");
        var method = attempt.method();
        if (!wanted.isEmpty() && attempt.inPerson()) {
            method = methods.create(attempt.card(), Nodes.object());
            ((ObjectNode) charge.at("/payment_method_details/card_present"))
                    .put("generated_card", Nodes.text(method, "id"));
        }
        outcomes.keep(intent, method, wanted);
    }

    /** The bank said no; what the caller is told. */
    Rejection decline(ObjectNode intent, Attempt attempt, Rejection why) {
        var charge = charges.declined(intent, attempt, why);
        why.error()
                .put("charge", Nodes.text(charge, "id"))
                .put(
                        "doc_url",
                        "https://stripe.com/docs/error-codes/"
                                + Nodes.text(why.error(), "code").replace('_', '-'));
        why.with(METHOD, attempt.method().deepCopy());
        intent.put("latest_charge", Nodes.text(charge, "id"));
        outcomes.failed(intent, why.error());
        return why.with(KIND, intent.deepCopy());
    }

    ObjectNode capture(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!HELD.equals(Nodes.text(intent, "status"))) throw unexpected(intent, "capture");
        var charge = core.edit(Charges.KIND, Nodes.text(intent, "latest_charge"));
        var isFinal = params.path("final_capture").asBoolean(true);
        if (!isFinal && !Charges.isCapturedInParts(charge)) {
            throw Rejection.state(
                    "payment_intent_invalid_parameter",
                    "final_capture=false needs a card with payment_method_options[card][request_multicapture].");
        }
        var received = intent.path("amount_received").asLong();
        var capturable = intent.path("amount_capturable").asLong();
        var amount = params.path("amount_to_capture").asLong(capturable);
        // Nothing at all may be captured to let go of the rest.
        if (amount < 1 && !(isFinal && amount == 0 && received > 0)) {
            throw Rejection.invalid(
                    "parameter_invalid_integer", "amount_to_capture", "This value must be greater than or equal to 1.");
        }
        if (amount > capturable) {
            throw Rejection.state(
                    "amount_too_large",
                    "The amount to capture is more than what is authorized (%d).".formatted(capturable));
        }
        Core.mergeMetadata(intent, params.get("metadata"));
        charges.captured(charge, amount, isFinal);
        if (isFinal) {
            later.drop(EXPIRES, id);
            outcomes.succeeded(intent, received + amount);
        } else {
            intent.put("amount_received", received + amount).put("amount_capturable", capturable - amount);
            core.happened("payment_intent.amount_capturable_updated", intent);
        }
        return intent;
    }

    ObjectNode cancel(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!CANCELABLE.contains(Nodes.text(intent, "status"))) throw unexpected(intent, "cancel");
        if (isPartlyCaptured(intent)) throw partlyCaptured(intent);
        later.drop(EXPIRES, id);
        return canceled(intent, params.path("cancellation_reason").asText(null));
    }

    private ObjectNode canceled(ObjectNode intent, @Nullable String reason) {
        intent.put("status", "canceled")
                .put("canceled_at", core.now())
                .put("cancellation_reason", reason)
                .put("amount_capturable", 0)
                .putNull("next_action");
        core.happened("payment_intent.canceled", intent);
        return intent;
    }

    /** Nobody captured in time; the bank lets the money go. */
    void expired(String id) {
        var intent = core.edit(KIND, id);
        if (!HELD.equals(Nodes.text(intent, "status"))) return;
        var charge = core.edit(Charges.KIND, Nodes.text(intent, "latest_charge"));
        if (isPartlyCaptured(intent)) {
            charges.captured(charge, 0, true);
            outcomes.succeeded(intent, intent.path("amount_received").asLong());
            return;
        }
        core.happened("charge.expired", charge);
        canceled(intent, "automatic");
    }

    ObjectNode increment(String id, ObjectNode params) {
        var intent = core.edit(KIND, id);
        if (!HELD.equals(Nodes.text(intent, "status"))) throw unexpected(intent, "increment the authorization of");
        if (isPartlyCaptured(intent)) throw partlyCaptured(intent);
        var options = intent.path(OPTIONS);
        if (!"if_available"
                        .equals(options.at("/card/request_incremental_authorization")
                                .asText())
                && !options.at("/card_present/request_incremental_authorization_support")
                        .asBoolean()) {
            throw Rejection.state(
                    "payment_intent_invalid_parameter", "Incremental authorization was not requested for this intent.");
        }
        var amount = params.path("amount").asLong();
        if (amount <= intent.path("amount").asLong()) {
            throw Rejection.invalid("", "amount", "The new amount must be greater than the present one.");
        }
        Amounts.check(amount, Nodes.text(intent, "currency"));
        countIncrement(id);
        intent.put("amount", amount).put("amount_capturable", amount);
        Core.copy(params, intent, "description");
        Core.mergeMetadata(intent, params.get("metadata"));
        core.edit(Charges.KIND, Nodes.text(intent, "latest_charge")).put("amount", amount);
        core.happened("payment_intent.amount_capturable_updated", intent);
        return intent;
    }

    private static boolean isPartlyCaptured(ObjectNode intent) {
        return intent.path("amount_received").asLong() > 0;
    }

    private static Rejection partlyCaptured(ObjectNode intent) {
        return Rejection.state(
                        "payment_intent_unexpected_state",
                        "A part of this PaymentIntent was captured; a final capture lets go of the rest.")
                .with(KIND, intent.deepCopy());
    }

    private void countIncrement(String id) {
        var noteId = "increments_" + id;
        var known = core.store.find(noteId);
        var count = known == null ? 0 : known.path("count").asInt();
        if (count == MOST_INCREMENTS) {
            throw Rejection.state("payment_intent_increment_limit", "An authorization can be incremented ten times.");
        }
        core.store.add(
                Nodes.object().put("id", noteId).put("object", "sandbox.note").put("count", count + 1));
    }

    private static Rejection unexpected(ObjectNode intent, String what) {
        return Rejection.state(
                        "payment_intent_unexpected_state",
                        "You cannot %s this PaymentIntent because it has a status of %s."
                                .formatted(what, Nodes.text(intent, "status")))
                .with(KIND, intent.deepCopy());
    }
}
