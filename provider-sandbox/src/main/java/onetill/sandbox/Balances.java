package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The account: each movement of money is a balance transaction with its fee, and what is available is paid out. The fees
 * are made up, though of the usual size: 2.9 % and 30 minor units for cards, 0.8 % for debits, a fixed amount for iDEAL.
 */
final class Balances {

    static final String KIND = "balance_transaction";
    static final String PAYOUT = "payout";
    static final String PAYS_OUT = "payout_due";

    private static final String PAID_OUT = "sandbox.paid_out";
    private static final Duration UNTIL_AVAILABLE = Duration.ofDays(2);
    private static final int CARD_PER_MILLE = 29;
    private static final int DEBIT_PER_MILLE = 8;
    private static final long FIXED = 30;
    private static final int MILLE = 1000;

    private final Core core;
    private final Later later;

    Balances(Core core, Later later) {
        this.core = core;
        this.later = later;
    }

    /** Money of a charge has come. */
    void charged(ObjectNode charge, long amount) {
        var details = charge.path("payment_method_details");
        var fee = fee(Nodes.text(details, "type"), amount);
        var id = move(charge, "charge", "charge", amount, fee, Nodes.text(charge, "currency"));
        charge.put(KIND, id);
        core.happened("charge.updated", charge);
    }

    /** Money of a refund has gone; the fee of the charge is not given back. */
    void refunded(ObjectNode refund) {
        var amount = refund.path("amount").asLong();
        refund.put(KIND, move(refund, "refund", "refund", -amount, 0, Nodes.text(refund, "currency")));
    }

    /** A refund came back. */
    void refundFailed(ObjectNode refund) {
        var amount = refund.path("amount").asLong();
        refund.put(
                "failure_balance_transaction",
                move(refund, "refund_failure", "refund_failure", amount, 0, Nodes.text(refund, "currency")));
    }

    /** Money a dispute takes or gives back. */
    ObjectNode disputed(ObjectNode dispute, long amount, long fee) {
        var category = amount < 0 ? "dispute" : "dispute_reversal";
        return core.get(KIND, move(dispute, "adjustment", category, amount, fee, Nodes.text(dispute, "currency")));
    }

    private static long fee(String type, long amount) {
        return switch (type) {
            case "ideal" -> FIXED;
            case "sepa_debit" -> (amount * DEBIT_PER_MILLE + MILLE / 2) / MILLE;
            default -> (amount * CARD_PER_MILLE + MILLE / 2) / MILLE + FIXED;
        };
    }

    private String move(ObjectNode source, String type, String category, long amount, long fee, String currency) {
        var moved = core.create("BalanceTransaction", KIND, "txn_");
        var available = core.now() + UNTIL_AVAILABLE.toSeconds();
        moved.put("amount", amount)
                .put("currency", currency)
                .put("fee", fee)
                .put("net", amount - fee)
                .put("type", type)
                .put("reporting_category", category)
                .put("source", Nodes.text(source, "id"))
                .put("status", "pending")
                .put("available_on", available)
                .put("balance_type", "payments");
        var details = moved.putArray("fee_details");
        if (fee != 0) {
            details.addObject()
                    .put("amount", fee)
                    .put("currency", currency)
                    .put("type", "stripe_fee")
                    .put("description", "Stripe processing fees")
                    .putNull("application");
        }
        if (!later.isPlanned(PAYS_OUT, currency)) later.plan(PAYS_OUT, currency, available);
        return Nodes.text(moved, "id");
    }

    /** All that is available in a currency goes to the bank, if it is more than nothing. */
    void paysOut(String currency) {
        var open = core.store.all(KIND).stream()
                .filter(it -> currency.equals(Nodes.text(it, "currency")) && !"payout".equals(Nodes.text(it, "type")))
                .filter(it -> payoutOf(Nodes.text(it, "id")).isEmpty())
                .toList();
        open.stream()
                .mapToLong(it -> it.path("available_on").asLong())
                .filter(it -> it > core.now())
                .min()
                .ifPresent(it -> later.plan(PAYS_OUT, currency, it));
        var due = open.stream()
                .filter(it -> it.path("available_on").asLong() <= core.now())
                .toList();
        var sum = due.stream().mapToLong(it -> it.path("net").asLong()).sum();
        if (sum <= 0) return;
        var payout = core.create("Payout", PAYOUT, "po_");
        var id = Nodes.text(payout, "id");
        payout.put("amount", sum)
                .put("currency", currency)
                .put("arrival_date", core.now())
                .put("automatic", true)
                .put("method", "standard")
                .put("type", "bank_account")
                .put("source_type", "card")
                .put("reconciliation_status", "completed")
                .put("status", "paid");
        for (var each : due) {
            core.store.edit(core.get(KIND, Nodes.text(each, "id"))).put("status", "available");
            remember(Nodes.text(each, "id"), id);
        }
        var moved = core.create("BalanceTransaction", KIND, "txn_");
        moved.put("amount", -sum)
                .put("currency", currency)
                .put("fee", 0)
                .put("net", -sum)
                .put("type", "payout")
                .put("reporting_category", "payout")
                .put("source", id)
                .put("status", "available")
                .put("available_on", core.now())
                .put("balance_type", "payments");
        moved.putArray("fee_details");
        remember(Nodes.text(moved, "id"), id);
        payout.put(KIND, Nodes.text(moved, "id"));
        core.happened("payout.created", payout);
        core.happened("payout.paid", payout);
    }

    private void remember(String transaction, String payout) {
        core.store.add(Nodes.object()
                .put("id", "paidout_" + transaction)
                .put("object", PAID_OUT)
                .put(PAYOUT, payout));
    }

    private String payoutOf(String transaction) {
        var known = core.store.find("paidout_" + transaction);
        return known == null ? "" : Nodes.text(known, PAYOUT);
    }

    /** What may be asked of a list besides the usual. */
    Predicate<ObjectNode> wanted(ObjectNode params) {
        return Core.where(params, "type", "source", "currency")
                .and(it -> !params.has(PAYOUT) || Nodes.text(params, PAYOUT).equals(payoutOf(Nodes.text(it, "id"))));
    }

    /** What there is now, by currency. */
    ObjectNode balance() {
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (var each : core.store.all(KIND)) {
            var sum = sums.computeIfAbsent(Nodes.text(each, "currency"), it -> new long[2]);
            sum[each.path("available_on").asLong() <= core.now() ? 0 : 1] +=
                    each.path("net").asLong();
        }
        var balance = core.contract.blank("Balance");
        balance.put("object", "balance").put("livemode", false);
        var available = balance.putArray("available");
        var pending = balance.putArray("pending");
        sums.forEach((currency, sum) -> {
            available.addObject().put("amount", sum[0]).put("currency", currency);
            pending.addObject().put("amount", sum[1]).put("currency", currency);
        });
        return balance;
    }
}
