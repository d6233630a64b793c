package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Buyers who have their bank take money back, as the test cards for it do; evidence decides by Stripe's own words. */
final class Disputes {

    static final String KIND = "dispute";
    static final String BEGINS = "dispute_begins";

    private static final long FEE = 1_500;
    private static final int SOON_SECONDS = 1;
    private static final Duration TO_ANSWER = Duration.ofDays(9);

    private final Core core;
    private final Later later;
    private final Balances balances;

    Disputes(Core core, Later later, Balances balances) {
        this.core = core;
        this.later = later;
        this.balances = balances;
    }

    /** A charge with one of the cards for disputes has been paid. */
    void expect(ObjectNode charge) {
        switch (Charges.trait(charge)) {
            case DISPUTED, DISPUTED_NOT_RECEIVED ->
                later.plan(BEGINS, Nodes.text(charge, "id"), core.now() + SOON_SECONDS);
            default -> {
                /* most buyers are content */
            }
        }
    }

    void begins(String chargeId) {
        var charge = core.edit(Charges.KIND, chargeId);
        var amount = charge.path("amount_captured").asLong()
                - charge.path("amount_refunded").asLong();
        if (amount <= 0) return;
        charge.put("disputed", true);
        var dispute = core.create("Dispute", KIND, "du_");
        dispute.put("amount", amount)
                .put("charge", chargeId)
                .put("is_charge_refundable", false)
                .put("status", "needs_response")
                .put(
                        "reason",
                        Charges.trait(charge) == TestCards.Trait.DISPUTED ? "fraudulent" : "product_not_received");
        Core.copy(charge, dispute, "currency", "payment_intent");
        dispute.putArray("enhanced_eligibility_types");
        var details = (ObjectNode) dispute.path("evidence_details");
        details.put("due_by", core.now() + TO_ANSWER.toSeconds())
                .put("has_evidence", false)
                .put("past_due", false)
                .put("submission_count", 0);
        dispute.putArray("balance_transactions").add(balances.disputed(dispute, -amount, FEE));
        core.happened("charge.dispute.created", dispute);
        core.happened("charge.dispute.funds_withdrawn", dispute);
    }

    ObjectNode update(String id, ObjectNode params) {
        var dispute = core.edit(KIND, id);
        if (!"needs_response".equals(Nodes.text(dispute, "status"))) {
            throw Rejection.state("dispute_closed", "This dispute is %s.".formatted(Nodes.text(dispute, "status")));
        }
        Core.mergeMetadata(dispute, params.get("metadata"));
        var words = params.at("/evidence/uncategorized_text").asText();
        if (!params.path("submit").asBoolean(true) || words.isEmpty()) return dispute;
        ((ObjectNode) dispute.path("evidence")).put("uncategorized_text", words);
        ((ObjectNode) dispute.path("evidence_details"))
                .put("has_evidence", true)
                .put("submission_count", 1);
        switch (words) {
            case "winning_evidence" -> won(dispute);
            case "losing_evidence" -> ended(dispute, "lost");
            default -> {
                dispute.put("status", "under_review");
                core.happened("charge.dispute.updated", dispute);
            }
        }
        return dispute;
    }

    /** The merchant gives in. */
    ObjectNode close(String id) {
        var dispute = core.edit(KIND, id);
        ended(dispute, "lost");
        return dispute;
    }

    private void won(ObjectNode dispute) {
        var amount = dispute.path("amount").asLong();
        dispute.withArray("balance_transactions").add(balances.disputed(dispute, amount, -FEE));
        ended(dispute, "won");
        core.happened("charge.dispute.funds_reinstated", dispute);
    }

    private void ended(ObjectNode dispute, String status) {
        dispute.put("status", status);
        core.happened("charge.dispute.closed", dispute);
    }
}
