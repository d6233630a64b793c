package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import onetill.drawer.Drawers;
import onetill.ledger.Ledger;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** What the money of an attempt means for the books. Each posting happens once, however often it is asked for. */
@ApplicationScoped
public class Postings {

    private static final String ATTEMPT = "payment_attempt";

    @Inject
    Ledger ledger;

    @Inject
    Drawers drawers;

    /** Money of an order has come, the first of it or some more. */
    public void sale(Attempt attempt) {
        var so = attempt.captured();
        var kind = attempt.newlyCaptured().equals(so) ? "capture" : "capture:" + so.minor();
        post(attempt, Ledger.clearing(attempt.provider()), Ledger.SALES, attempt.newlyCaptured(), kind);
    }

    /** Money was paid ahead: it is owed to the buyer until there is an order. */
    public void deposit(Attempt attempt) {
        post(attempt, Ledger.clearing(attempt.provider()), Ledger.DEPOSITS, attempt.captured(), "deposit");
    }

    /** What was paid ahead has become a part of a sale. */
    public void depositApplied(Attempt attempt) {
        post(attempt, Ledger.DEPOSITS, Ledger.SALES, attempt.captured(), "deposit_applied");
    }

    /** Money has come that nobody waits for. */
    public void unexpected(Attempt attempt) {
        post(attempt, Ledger.clearing(attempt.provider()), Ledger.UNEXPECTED, attempt.captured(), "unexpected");
    }

    /** A deposit, or money that nobody waited for, has gone back. */
    public void returned(Attempt attempt, Money amount) {
        var from = attempt.isDeposit() ? Ledger.DEPOSITS : Ledger.UNEXPECTED;
        var shift = attempt.shiftId();
        var now = shift == null
                ? null
                : drawers.openNow(attempt.merchantId(), shift).orElse(null);
        post(attempt, now, from, Ledger.clearing(attempt.provider()), amount, "returned");
    }

    /**
     * Money of an order has gone back.
     *
     * @param shiftId from whose drawer; null for what is no cash
     */
    public void refund(Attempt attempt, UUID refundId, Money amount, @Nullable UUID shiftId) {
        ledger.post(
                attempt.merchantId(),
                refundId,
                Ledger.SALES,
                Ledger.clearing(attempt.provider()),
                amount,
                new Ledger.Source("refund", refundId, attempt.providerRef(), shiftId),
                "refund");
    }

    /** A refund was taken back by the provider that had made it: the money is ours again. */
    public void refundReversed(Attempt attempt, UUID refundId, Money amount) {
        ledger.post(
                attempt.merchantId(),
                refundId,
                Ledger.clearing(attempt.provider()),
                Ledger.SALES,
                amount,
                new Ledger.Source("refund", refundId, attempt.providerRef()),
                "refund_reversed");
    }

    private void post(Attempt attempt, String debit, String credit, Money amount, String kind) {
        var moved = debit.equals(Ledger.CASH_DRAWER) || credit.equals(Ledger.CASH_DRAWER) ? attempt.shiftId() : null;
        post(attempt, moved, debit, credit, amount, kind);
    }

    private void post(Attempt attempt, @Nullable UUID shiftId, String debit, String credit, Money amount, String kind) {
        var source = new Ledger.Source(ATTEMPT, attempt.id(), attempt.providerRef(), shiftId);
        ledger.post(attempt.merchantId(), attempt.id(), debit, credit, amount, source, kind);
    }
}
