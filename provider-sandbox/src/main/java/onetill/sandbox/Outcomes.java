package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a payment intent ends, whatever paid it. */
final class Outcomes {

    private static final String METHOD = "payment_method";

    private final Core core;
    private final Methods methods;

    Outcomes(Core core, Methods methods) {
        this.core = core;
        this.methods = methods;
    }

    void succeeded(ObjectNode intent, long received) {
        intent.put("status", "succeeded").put("amount_received", received).put("amount_capturable", 0);
        core.happened("payment_intent.succeeded", intent);
    }

    /** Back to the beginning: another method may still pay this intent. */
    void failed(ObjectNode intent, ObjectNode error) {
        intent.set("last_payment_error", error.deepCopy());
        intent.put("status", "requires_payment_method").putNull(METHOD).putNull("next_action");
        core.happened("payment_intent.payment_failed", intent);
    }

    /** For which later payments the method is to be kept; empty for none. */
    static String keptFor(ObjectNode intent, String type) {
        var wanted = intent.hasNonNull("setup_future_usage")
                ? Nodes.text(intent, "setup_future_usage")
                : intent.at("/payment_method_options/%s/setup_future_usage".formatted(type))
                        .asText("");
        return "none".equals(wanted) || !intent.hasNonNull("customer") ? "" : wanted;
    }

    /** Keeps the method for the customer when that was wanted; one of nobody has paid for the only time. */
    void keep(ObjectNode intent, ObjectNode method, String wanted) {
        var id = Nodes.text(method, "id");
        if (!wanted.isEmpty()) {
            if (!method.hasNonNull("customer")) methods.attach(method, Nodes.text(intent, "customer"));
            if ("off_session".equals(wanted)) methods.remember(id, "set_up");
        } else if (!method.hasNonNull("customer")) {
            methods.remember(id, "used");
        }
    }
}
