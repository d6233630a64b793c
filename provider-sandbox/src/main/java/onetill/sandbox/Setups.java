package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import onetill.sandbox.TestCards.Answer;
import onetill.sandbox.TestCards.Authentication;

/** Setup intents: keeping a card for later without charging it. */
final class Setups {

    static final String KIND = "setup_intent";

    private static final String METHOD = "payment_method";
    private static final String METHOD_DATA = "payment_method_data";
    private static final Set<String> OPEN =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");
    private static final Set<String> ONLY_WITH_CONFIRM =
            Set.of("return_url", "mandate_data", "single_use", "confirmation_token");

    private static final Set<String> KEPT_TYPES = Set.of("card", Methods.SEPA);

    private final Core core;
    private final Methods methods;
    private final Challenges challenges;

    Setups(Core core, Methods methods, Challenges challenges) {
        this.core = core;
        this.methods = methods;
        this.challenges = challenges;
    }

    ObjectNode create(ObjectNode params) {
        var confirms = params.path("confirm").asBoolean();
        for (var name : ONLY_WITH_CONFIRM) {
            if (!confirms && params.has(name)) {
                throw Rejection.invalid("", name, "The parameter %s needs confirm=true.".formatted(name));
            }
        }
        var setup = core.create("SetupIntent", KIND, "seti_");
        setup.put("status", "requires_payment_method")
                .put("usage", "off_session")
                .put("client_secret", core.secretOf(setup));
        var types = setup.putArray("payment_method_types").add("card");
        for (var type : params.path("payment_method_types")) {
            if (!KEPT_TYPES.contains(type.asText())) {
                throw Rejection.notPlayed("payment_method_types=" + type.asText());
            }
        }
        if (params.has("customer")) core.named("customer", params, "customer");
        Core.copy(params, setup, "customer", "description", "usage", "payment_method_types");
        Core.mergeMetadata(setup, params.get("metadata"));
        if (!params.has("payment_method_types")
                && params.at("/automatic_payment_methods/enabled").asBoolean(true)) {
            types.add(Methods.SEPA);
            setup.putObject("automatic_payment_methods")
                    .put(
                            "allow_redirects",
                            params.at("/automatic_payment_methods/allow_redirects")
                                    .asText("always"))
                    .put("enabled", true);
        }
        if (params.has(METHOD) || params.has(METHOD_DATA)) {
            setup.put(METHOD, Nodes.text(given(setup, params, false), "id"));
            setup.put("status", "requires_confirmation");
        }
        core.happened("setup_intent.created", setup);
        return confirms ? confirm(setup, params.deepCopy().without(Set.of(METHOD, METHOD_DATA)), false) : setup;
    }

    private ObjectNode given(ObjectNode setup, ObjectNode params, boolean fromBrowser) {
        var method = params.path(METHOD_DATA) instanceof ObjectNode data
                ? methods.fromData(data, METHOD_DATA, fromBrowser)
                : methods.named(params);
        methods.checkReuse(method);
        Methods.checkOwner(setup, method);
        checkType(setup, method);
        return method;
    }

    private static void checkType(ObjectNode setup, ObjectNode method) {
        var type = Nodes.text(method, "type");
        for (var allowed : setup.path("payment_method_types")) if (type.equals(allowed.asText())) return;
        throw Rejection.invalid(
                "", METHOD, "The PaymentMethod provided (%s) is not allowed for this SetupIntent.".formatted(type));
    }

    ObjectNode confirm(String id, ObjectNode params, boolean fromBrowser) {
        return confirm(core.edit(KIND, id), params, fromBrowser);
    }

    private ObjectNode confirm(ObjectNode setup, ObjectNode params, boolean fromBrowser) {
        if (!OPEN.contains(Nodes.text(setup, "status"))) throw unexpected(setup, "confirm");
        if (params.path("use_stripe_sdk").asBoolean() && !fromBrowser) throw Rejection.notPlayed("use_stripe_sdk");
        var method = chosen(setup, params, fromBrowser);
        checkType(setup, method);
        var returnUrl = Challenges.returnUrl(params);
        if (returnUrl.isEmpty()
                && !fromBrowser
                && "always"
                        .equals(setup.at("/automatic_payment_methods/allow_redirects")
                                .asText())) {
            throw Rejection.invalid(
                    "", "return_url", "This SetupIntent allows methods that redirect: give a return_url.");
        }
        setup.put(METHOD, Nodes.text(method, "id")).putNull("last_setup_error").putNull("next_action");
        if (LocalPayments.pays(method)) {
            if (!fromBrowser && !methods.isMandated(params)) throw Rejection.missing("mandate_data");
            setup.put("mandate", methods.mandated(method));
            return succeeded(setup, method);
        }
        var card = methods.card(method);
        if (card.answer() == Answer.NO) {
            var declined = Rejection.card(card.code(), card.declineCode(), card.message());
            declined.with(METHOD, method.deepCopy());
            failed(setup, declined.error());
            throw declined.with(KIND, setup.deepCopy());
        }
        var asks =
                card.authentication() == Authentication.ALWAYS || card.authentication() == Authentication.UNLESS_SET_UP;
        if (!asks) return succeeded(setup, method);
        challenges.ask(setup, "3ds", returnUrl);
        core.happened("setup_intent.requires_action", setup);
        return setup;
    }

    private ObjectNode chosen(ObjectNode setup, ObjectNode params, boolean fromBrowser) {
        if (params.has("confirmation_token")) return methods.redeem(params, setup);
        if (params.has(METHOD) || params.has(METHOD_DATA)) return given(setup, params, fromBrowser);
        if (setup.hasNonNull(METHOD)) return core.get(Methods.KIND, Nodes.text(setup, METHOD));
        throw Rejection.state(
                        "setup_intent_unexpected_state",
                        "You cannot confirm this SetupIntent because it's missing a payment method.")
                .with(KIND, setup.deepCopy());
    }

    /** The buyer has answered the bank. */
    void authenticated(ObjectNode setup, boolean passed) {
        var method = core.get(Methods.KIND, Nodes.text(setup, METHOD));
        setup.putNull("next_action");
        if (passed) {
            succeeded(setup, method);
            return;
        }
        failed(
                setup,
                Rejection.invalid(
                                "setup_intent_authentication_failure",
                                "",
                                "The bank could not make sure that this card is yours. Try again or use another one.")
                        .with(METHOD, method.deepCopy())
                        .error());
    }

    private ObjectNode succeeded(ObjectNode setup, ObjectNode method) {
        setup.put("status", "succeeded");
        if ("off_session".equals(Nodes.text(setup, "usage"))) methods.remember(Nodes.text(method, "id"), "set_up");
        if (setup.hasNonNull("customer") && !method.hasNonNull("customer")) {
            methods.attach(method, Nodes.text(setup, "customer"));
        }
        core.happened("setup_intent.succeeded", setup);
        return setup;
    }

    private void failed(ObjectNode setup, ObjectNode error) {
        setup.set("last_setup_error", error.deepCopy());
        setup.put("status", "requires_payment_method").putNull(METHOD).putNull("next_action");
        core.happened("setup_intent.setup_failed", setup);
    }

    ObjectNode cancel(String id, ObjectNode params) {
        var setup = core.edit(KIND, id);
        if (!OPEN.contains(Nodes.text(setup, "status"))) throw unexpected(setup, "cancel");
        setup.put("status", "canceled").putNull("next_action");
        Core.copy(params, setup, "cancellation_reason");
        core.happened("setup_intent.canceled", setup);
        return setup;
    }

    private static Rejection unexpected(ObjectNode setup, String what) {
        return Rejection.state(
                        "setup_intent_unexpected_state",
                        "You cannot %s this SetupIntent because it has a status of %s."
                                .formatted(what, Nodes.text(setup, "status")))
                .with(KIND, setup.deepCopy());
    }
}
