package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;

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
        customer.put("invoice_prefix", core.id("").substring(0, 8).toUpperCase(Locale.ROOT));
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

    /** For good, with all that was kept. Stripe still tells of a deleted customer that there was one; here it is not there. */
    ObjectNode delete(String id) {
        var customer = core.get("customer", id);
        for (var method : core.store.all("payment_method")) {
            if (id.equals(Nodes.text(method, "customer")))
                core.store.edit(method).putNull("customer");
        }
        core.store.remove(id);
        core.happened("customer.deleted", customer);
        return Nodes.object().put("id", id).put("object", "customer").put("deleted", true);
    }

    private static void set(ObjectNode customer, ObjectNode params) {
        Core.copy(params, customer, "email", "name", "phone", "description", "preferred_locales");
        if (params.has("address")) {
            var address = params.path("address");
            customer.set("address", address.isObject() ? Methods.address(address) : null);
        }
        if (params.has("shipping")) customer.set("shipping", Methods.shipping(params.get("shipping")));
        Core.mergeMetadata(customer, params.get("metadata"));
    }

    ObjectNode session(ObjectNode params) {
        var customer = core.named("customer", params, "customer");
        var session = core.contract.blank("CustomerSession");
        session.put("object", "customer_session")
                .put("client_secret", core.id("cuss_secret_"))
                .put("created", core.now())
                .put("expires_at", core.now() + SESSION_LIVES.toSeconds())
                .put("customer", Nodes.text(customer, "id"))
                .put("livemode", false);
        var components = core.contract.blank("CustomerSession.Components");
        session.set("components", components);
        components.fieldNames().forEachRemaining(name -> {
            var given = params.path("components").path(name);
            var component = (ObjectNode) components.get(name);
            component.put("enabled", given.path("enabled").asBoolean());
            if (given.has("features")) component.set("features", features(name, given.get("features")));
        });
        return session;
    }

    private ObjectNode features(String component, JsonNode given) {
        var camel = new StringBuilder();
        for (var word : component.split("_")) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        var features = core.contract.blank("CustomerSession.Components." + camel + ".Features");
        given.fields().forEachRemaining(it -> features.set(it.getKey(), it.getValue()));
        return features;
    }

    ObjectNode ephemeralKey(ObjectNode params) {
        var customer = core.named("customer", params, "customer");
        var key = core.contract.blank("EphemeralKey");
        key.put("id", core.id("ephkey_"))
                .put("object", "ephemeral_key")
                .put("created", core.now())
                .put("expires", core.now() + KEY_LIVES.toSeconds())
                .put("livemode", false)
                .put("secret", core.id("ek_test_"));
        // In no published description, and yet the mobile SDKs look for it.
        key.putArray("associated_objects")
                .addObject()
                .put("id", Nodes.text(customer, "id"))
                .put("type", "customer");
        return key;
    }
}
