package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import onetill.sandbox.TestCards.Card;
import onetill.sandbox.TestCards.Trait;

/** Charges: the attempts of an intent to move money, good ones and declined ones. */
final class Charges {

    static final String KIND = "charge";

    private static final Duration ONLINE_AUTHORIZATION = Duration.ofDays(7);
    private static final Set<String> ONE_CAPTURE_ONLY = Set.of("jcb", "unionpay");
    private static final Duration IN_PERSON_AUTHORIZATION = Duration.ofDays(2);

    private final Core core;
    private final Balances balances;
    private final Disputes disputes;

    Charges(Core core, Balances balances, Disputes disputes) {
        this.core = core;
        this.balances = balances;
        this.disputes = disputes;
    }

    /** How an attempt was made. */
    record Attempt(ObjectNode method, Card card, boolean moto, boolean authenticated) {

        boolean inPerson() {
            return "card_present".equals(Nodes.text(method, "type"));
        }

        boolean byLink() {
            return Methods.LINK.equals(Nodes.text(method, "type"));
        }
    }

    ObjectNode authorized(ObjectNode intent, Attempt attempt, boolean captured) {
        var charge = create(intent, attempt.method(), details(intent, attempt, !captured));
        charge.put("status", "succeeded").put("paid", true).put("captured", captured);
        charge.put("amount_captured", captured ? intent.path("amount").asLong() : 0);
        var risk = switch (attempt.card().trait()) {
            case RISK_ELEVATED -> "elevated";
            case RISK_HIGHEST -> "highest";
            default -> "normal";
        };
        outcome(charge, "authorized", "approved_by_network", "Payment complete.")
                .put("risk_level", risk);
        core.happened("charge.succeeded", charge);
        if (captured) taken(charge, intent.path("amount").asLong());
        return charge;
    }

    private void taken(ObjectNode charge, long amount) {
        balances.charged(charge, amount);
        disputes.expect(charge);
    }

    ObjectNode declined(ObjectNode intent, Attempt attempt, Rejection why) {
        var charge = create(intent, attempt.method(), details(intent, attempt, false));
        var code = Nodes.text(why.error(), "code");
        charge.put("status", "failed")
                .put("failure_code", code)
                .put("failure_message", Nodes.text(why.error(), "message"));
        outcome(charge, "issuer_declined", "declined_by_network", "The bank did not accept the payment.")
                .put(
                        "reason",
                        Nodes.text(why.error(), "decline_code").isEmpty()
                                ? code
                                : Nodes.text(why.error(), "decline_code"))
                .put("risk_level", "normal");
        core.happened("charge.failed", charge);
        return charge;
    }

    private ObjectNode outcome(ObjectNode charge, String type, String status, String message) {
        var outcome = core.contract.blank("Charge.Outcome");
        outcome.put("type", type).put("network_status", status).put("seller_message", message);
        charge.set("outcome", outcome);
        return outcome;
    }

    /** By another method than a card: not settled yet. */
    ObjectNode local(ObjectNode intent, ObjectNode method, ObjectNode ofItsType) {
        var type = Nodes.text(method, "type");
        var details = Nodes.object().put("type", type);
        details.set(type, ofItsType);
        var charge = create(intent, method, details);
        charge.put("status", "pending").put("captured", true);
        charge.set("amount_captured", intent.get("amount"));
        outcome(charge, "authorized", "approved_by_network", "Payment complete.");
        return charge;
    }

    /** Takes a part of what is held, or all of it; after the last part the bank lets go of the rest. */
    void captured(ObjectNode charge, long amount, boolean isFinal) {
        var before = charge.path("amount_captured").asLong();
        charge.put("captured", true).put("amount_captured", before + amount);
        charge.put("refunded", charge.path("amount_refunded").asLong() == before + amount);
        core.happened(isFinal && before == 0 ? "charge.captured" : "charge.updated", charge);
        if (amount > 0) taken(charge, amount);
    }

    /** Whether what is held can be taken in several parts. */
    static boolean isCapturedInParts(ObjectNode charge) {
        return "available"
                .equals(charge.at("/payment_method_details/card/multicapture/status")
                        .asText());
    }

    void settled(ObjectNode charge) {
        charge.put("status", "succeeded").put("paid", true);
        core.happened("charge.succeeded", charge);
        taken(charge, charge.path("amount_captured").asLong());
    }

    void failed(ObjectNode charge, Rejection why) {
        charge.put("status", "failed")
                .put("amount_captured", 0)
                .put("captured", false)
                .put("failure_code", Nodes.text(why.error(), "code"))
                .put("failure_message", Nodes.text(why.error(), "message"));
        core.happened("charge.failed", charge);
    }

    private ObjectNode details(ObjectNode intent, Attempt attempt, boolean held) {
        if (attempt.inPerson()) return inPerson(attempt, held);
        return attempt.byLink() ? byLink() : online(intent, attempt, held);
    }

    private ObjectNode create(ObjectNode intent, ObjectNode method, ObjectNode details) {
        var charge = core.create("Charge", KIND, LocalPayments.pays(method) ? "py_" : "ch_");
        Core.copy(
                intent,
                charge,
                "amount",
                "currency",
                "customer",
                "description",
                "receipt_email",
                "shipping",
                "statement_descriptor_suffix",
                "transfer_group");
        charge.set("metadata", intent.path("metadata").deepCopy());
        charge.set("billing_details", method.get("billing_details"));
        charge.put(Intents.KIND, Nodes.text(intent, "id"));
        charge.put("payment_method", Nodes.text(method, "id"));
        charge.set("payment_method_details", details);
        return charge;
    }

    private ObjectNode online(ObjectNode intent, Attempt attempt, boolean held) {
        var details = Nodes.object().put("type", "card");
        var card = core.contract.blank("Charge.PaymentMethodDetails.Card");
        Core.copy(
                (ObjectNode) attempt.method().get("card"),
                card,
                "brand",
                "checks",
                "country",
                "exp_month",
                "exp_year",
                "fingerprint",
                "funding",
                "last4",
                Methods.WALLET);
        card.put("network", attempt.card().brand());
        card.set("amount_authorized", intent.get("amount"));
        if (attempt.moto()) card.put("moto", true);
        var inParts = held
                && "if_available"
                        .equals(intent.at("/payment_method_options/card/request_multicapture")
                                .asText())
                && !ONE_CAPTURE_ONLY.contains(attempt.card().brand());
        card.putObject("multicapture").put("status", inParts ? "available" : "unavailable");
        if (held) card.put("capture_before", core.now() + ONLINE_AUTHORIZATION.toSeconds());
        if (attempt.authenticated()) {
            var secure = core.contract.blank("Charge.PaymentMethodDetails.Card.ThreeDSecure");
            secure.put("authentication_flow", "challenge")
                    .put("result", "authenticated")
                    .put("version", "2.2.0");
            card.set("three_d_secure", secure);
        }
        details.set("card", card);
        return details;
    }

    /** A Link account does not tell its card. */
    private ObjectNode byLink() {
        var details = Nodes.object().put("type", Methods.LINK);
        details.set(
                Methods.LINK,
                core.contract.blank("Charge.PaymentMethodDetails.Link").put("country", "DE"));
        return details;
    }

    private ObjectNode inPerson(Attempt attempt, boolean held) {
        var details = Nodes.object().put("type", "card_present");
        var card = core.contract.blank("Charge.PaymentMethodDetails.CardPresent");
        Core.copy(
                (ObjectNode) attempt.method().get("card_present"),
                card,
                "brand",
                "country",
                "exp_month",
                "exp_year",
                "fingerprint",
                "funding",
                "last4",
                "read_method");
        card.put("network", attempt.card().brand());
        if (held) card.put("capture_before", core.now() + IN_PERSON_AUTHORIZATION.toSeconds());
        details.set("card_present", card);
        return details;
    }

    /** Until when what is held can be captured. */
    static long captureBefore(ObjectNode charge) {
        var details = charge.path("payment_method_details");
        if (Methods.LINK.equals(Nodes.text(details, "type"))) {
            return charge.path("created").asLong() + ONLINE_AUTHORIZATION.toSeconds();
        }
        return details.path(Nodes.text(details, "type")).path("capture_before").asLong();
    }

    static Trait trait(ObjectNode charge) {
        var details = charge.path("payment_method_details");
        var type = Nodes.text(details, "type");
        if (LocalPayments.TYPES.contains(type) || Methods.LINK.equals(type)) return Trait.NONE;
        return TestCards.byFingerprint(Nodes.text(details.path(Nodes.text(details, "type")), "fingerprint"))
                .trait();
    }
}
