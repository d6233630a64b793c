package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Customers, and what lets a page or an app show what they saved. */
final class Customers {

    private static final Duration SESSION_LIVES = Duration.ofMinutes(30);
    private static final Duration KEY_LIVES = Duration.ofHours(1);

    private final Core core;

    Customers(Core core) {
        this.core = core;
    }

    ObjectNode create(ObjectNode params) {
        var customer = core.create("Customer", "customer", "cus_");
        customer.put("invoice_prefix", core.id("").substring(0, 8).toUpperCase(java.util.Locale.ROOT));
        if (!customer.path("metadata").isObject()) customer.putObject("metadata");
        set(customer, params);
        core.happened("customer.created", customer);
        return customer;
    }

    ObjectNode update(String id, ObjectNode params) {
        var customer = core.edit("customer", id);
        set(customer, params);
        core.happened("customer.updated", customer);
        return customer;
    }

    private static void set(ObjectNode customer, ObjectNode params) {
        Core.copy(params, customer, "email", "name", "phone", "description", "address", "shipping");
        Core.mergeMetadata(customer, params.get("metadata"));
    }

    ObjectNode session(ObjectNode params) {
        var customer = core.get("customer", Nodes.text(params, "customer"));
        if (!params.path("components").isObject()) throw Rejection.missing("components");
        var session = core.contract.blank("CustomerSession");
        session.put("object", "customer_session")
                .put("client_secret", core.id("cuss_secret_"))
                .put("created", core.now())
                .put("expires_at", core.now() + SESSION_LIVES.toSeconds())
                .put("customer", Nodes.text(customer, "id"))
                .put("livemode", false);
        var components = core.contract.blank("CustomerSession.Components");
        components.fieldNames().forEachRemaining(name -> {
            var component = Nodes.object();
            component.put(
                    "enabled", params.at("/components/" + name + "/enabled").asBoolean());
            if (!"buy_button".equals(name) && !"pricing_table".equals(name)) component.putNull("features");
            components.set(name, component);
        });
        session.set("components", components);
        return session;
    }

    ObjectNode ephemeralKey(ObjectNode params) {
        core.get("customer", Nodes.text(params, "customer"));
        var key = core.contract.blank("EphemeralKey");
        key.put("id", core.id("ephkey_"))
                .put("object", "ephemeral_key")
                .put("created", core.now())
                .put("expires", core.now() + KEY_LIVES.toSeconds())
                .put("livemode", false)
                .put("secret", core.id("ek_test_"));
        return key;
    }
}
