package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Money that goes back: never more than was taken. */
final class Refunds {

    static final String SETTLES = "refund_settles";
    static final String FAILS = "refund_fails";

    private static final String KIND = "refund";
    private static final int SLOW_SECONDS = 3;

    private final Core core;
    private final Later later;
    private final Balances balances;

    Refunds(Core core, Later later, Balances balances) {
        this.core = core;
        this.balances = balances;
        this.later = later;
    }

    ObjectNode create(ObjectNode params) {
        var charge = core.store.edit(chargeOf(params));
        if (!"succeeded".equals(Nodes.text(charge, "status"))
                || !charge.path("captured").asBoolean()) {
            throw Rejection.state("charge_not_refundable", "This charge was not captured and cannot be refunded.");
        }
        var left = charge.path("amount_captured").asLong()
                - charge.path("amount_refunded").asLong();
        if (left == 0) {
            throw Rejection.state(
                    "charge_already_refunded",
                    "Charge %s has already been refunded.".formatted(Nodes.text(charge, "id")));
        }
        var amount = params.path("amount").asLong(left);
        if (amount < 1) {
            throw Rejection.invalid("parameter_invalid_integer", "amount", "This value must be at least 1.");
        }
        if (amount > left) {
            throw Rejection.state(
                    "amount_too_large",
                    "Refund amount (%d) is greater than unrefunded amount on charge (%d).".formatted(amount, left));
        }
        givesBack(charge, amount);
        var refund = core.create("Refund", KIND, "re_");
        refund.put("amount", amount);
        Core.copy(charge, refund, "currency", "payment_intent", "customer", "payment_method");
        refund.put("charge", Nodes.text(charge, "id"));
        Core.copy(params, refund, "reason");
        Core.mergeMetadata(refund, params.get("metadata"));
        settle(refund, charge);
        balances.refunded(refund);
        core.happened("refund.created", refund);
        core.happened("charge.refunded", charge);
        return refund;
    }

    private void settle(ObjectNode refund, ObjectNode charge) {
        var id = Nodes.text(refund, "id");
        switch (Charges.trait(charge)) {
            case REFUND_IS_SLOW -> {
                refund.put("status", "pending");
                later.plan(SETTLES, id, core.now() + SLOW_SECONDS);
            }
            case REFUND_FAILS -> {
                refund.put("status", "succeeded");
                later.plan(FAILS, id, core.now() + SLOW_SECONDS);
            }
            default -> refund.put("status", "succeeded");
        }
    }

    private static void givesBack(ObjectNode charge, long amount) {
        var refunded = charge.path("amount_refunded").asLong() + amount;
        charge.put("amount_refunded", refunded);
        charge.put("refunded", refunded == charge.path("amount_captured").asLong());
    }

    void settled(String id) {
        var refund = core.edit(KIND, id);
        refund.put("status", "succeeded");
        core.happened("refund.updated", refund);
    }

    /** The money comes back, and can be refunded again. */
    void failed(String id) {
        var refund = core.edit(KIND, id);
        refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
        balances.refundFailed(refund);
        givesBack(
                core.edit(Charges.KIND, Nodes.text(refund, "charge")),
                -refund.path("amount").asLong());
        core.happened("refund.failed", refund);
    }

    private ObjectNode chargeOf(ObjectNode params) {
        if (params.has("charge")) return core.named(Charges.KIND, params, "charge");
        var intent = core.named(Intents.KIND, params, Intents.KIND);
        if (intent.hasNonNull("latest_charge")) return core.get(Charges.KIND, Nodes.text(intent, "latest_charge"));
        throw Rejection.state("charge_not_refundable", "This PaymentIntent has no charge that could be refunded.");
    }

    ObjectNode update(String id, ObjectNode params) {
        var refund = core.edit(KIND, id);
        Core.mergeMetadata(refund, params.get("metadata"));
        core.happened("refund.updated", refund);
        return refund;
    }
}
