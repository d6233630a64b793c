package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Money that goes back: never more than was taken. */
final class Refunds {

    private final Core core;

    Refunds(Core core) {
        this.core = core;
    }

    ObjectNode create(ObjectNode params) {
        var charge = chargeOf(params);
        var left = charge.path("amount_captured").asLong()
                - charge.path("amount_refunded").asLong();
        if (!"succeeded".equals(Nodes.text(charge, "status"))
                || !charge.path("captured").asBoolean()) {
            throw Rejection.state("charge_not_refundable", "This charge was not captured and cannot be refunded.");
        }
        if (left == 0) {
            throw Rejection.state(
                    "charge_already_refunded",
                    "Charge %s has already been refunded.".formatted(Nodes.text(charge, "id")));
        }
        var amount = params.path("amount").asLong(left);
        if (amount < 1) throw Rejection.invalid("parameter_invalid_integer", "amount", "Invalid positive integer");
        if (amount > left) {
            throw Rejection.state(
                    "amount_too_large",
                    "Refund amount (%d) is greater than unrefunded amount on charge (%d).".formatted(amount, left));
        }
        charge.put("amount_refunded", charge.path("amount_refunded").asLong() + amount);
        charge.put(
                "refunded",
                charge.path("amount_refunded").asLong() == charge.path("amount").asLong());
        var refund = core.create("Refund", "refund", "re_");
        refund.put("amount", amount).put("status", "succeeded");
        refund.set("currency", charge.get("currency"));
        refund.put("charge", Nodes.text(charge, "id"));
        refund.set("payment_intent", charge.get("payment_intent"));
        refund.set("reason", params.has("reason") ? params.get("reason") : null);
        refund.putNull("balance_transaction");
        if (!refund.path("metadata").isObject()) refund.putObject("metadata");
        Core.mergeMetadata(refund, params.get("metadata"));
        core.happened("refund.created", refund);
        core.happened("charge.refunded", charge);
        return refund;
    }

    private ObjectNode chargeOf(ObjectNode params) {
        if (params.has("charge")) return core.edit("charge", Nodes.text(params, "charge"));
        if (!params.has("payment_intent")) throw Rejection.missing("payment_intent");
        var intent = core.get(Intents.KIND, Nodes.text(params, "payment_intent"));
        if (!intent.hasNonNull("latest_charge")) {
            throw Rejection.state(
                    "charge_not_refundable", "This PaymentIntent does not have a successful charge to refund.");
        }
        return core.edit("charge", Nodes.text(intent, "latest_charge"));
    }
}
