package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Setup intents: keeping a card for later without charging it. */
final class Setups {

    private static final String KIND = "setup_intent";
    private static final Set<String> OPEN =
            Set.of("requires_payment_method", "requires_confirmation", "requires_action");

    private final Core core;
    private final Methods methods;

    Setups(Core core, Methods methods) {
        this.core = core;
        this.methods = methods;
    }

    ObjectNode create(ObjectNode params) {
        var setup = core.create("SetupIntent", KIND, "seti_");
        setup.put("status", "requires_payment_method")
                .put("usage", "off_session")
                .put(
                        "client_secret",
                        Nodes.text(setup, "id") + "_secret_" + core.id("").substring(0, 24));
        if (!setup.path("metadata").isObject()) setup.putObject("metadata");
        setup.putArray("payment_method_types").add("card");
        Core.copy(params, setup, "customer", "description", "usage", "payment_method_types");
        Core.mergeMetadata(setup, params.get("metadata"));
        if (params.has("payment_method")) {
            setup.put("payment_method", Nodes.text(methods.find(Nodes.text(params, "payment_method")), "id"));
            setup.put("status", "requires_confirmation");
        }
        core.happened("setup_intent.created", setup);
        return params.path("confirm").asBoolean() ? confirm(setup, params) : setup;
    }

    ObjectNode confirm(String id, ObjectNode params) {
        return confirm(core.edit(KIND, id), params);
    }

    private ObjectNode confirm(ObjectNode setup, ObjectNode params) {
        if (!OPEN.contains(Nodes.text(setup, "status"))) throw unexpected(setup, "confirm");
        var method = params.has("confirmation_token")
                ? methods.redeem(Nodes.text(params, "confirmation_token"), Nodes.text(setup, "id"))
                : methods.find(Nodes.text(params.has("payment_method") ? params : setup, "payment_method"));
        var card = Methods.card(method);
        if (card.behavior() == TestCards.Behavior.DECLINES) {
            setup.put("status", "requires_payment_method").putNull("payment_method");
            var declined = Rejection.card(card.code(), card.declineCode(), card.message());
            setup.set("last_setup_error", declined.error().deepCopy());
            core.happened("setup_intent.setup_failed", setup);
            throw declined.with(KIND, setup.deepCopy());
        }
        setup.put("payment_method", Nodes.text(method, "id")).put("status", "succeeded");
        if (setup.hasNonNull("customer")) core.store.edit(method).set("customer", setup.get("customer"));
        core.happened("setup_intent.succeeded", setup);
        return setup;
    }

    ObjectNode cancel(String id, ObjectNode params) {
        var setup = core.edit(KIND, id);
        if (!OPEN.contains(Nodes.text(setup, "status"))) throw unexpected(setup, "cancel");
        setup.put("status", "canceled");
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
