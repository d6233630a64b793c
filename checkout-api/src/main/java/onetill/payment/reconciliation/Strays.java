package onetill.payment.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Currency;
import onetill.database.Work;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.Payments;
import onetill.payment.RefundOutcome;

/**
 * Payments that carry our reference although the attempt has a payment of its own: a device that sent its queue twice, a
 * copy made by hand. Whoever paid gets the money back at once, and somebody learns of it.
 */
@ApplicationScoped
public class Strays {

    private static final String SOURCE = "stray_charge";

    @Inject
    Work work;

    @Inject
    Payments payments;

    @Inject
    Breaks breaks;

    @Inject
    Ledger ledger;

    /** Money has come by such a payment. Safe to repeat. */
    public void came(Attempt attempt, String providerRef, Money amount) {
        if (amount.minor() <= 0) return;
        var isNews = work.write(attempt.merchantId(), () -> {
            if (breaks.isExplained(attempt.merchantId(), attempt.provider(), Breaks.Kind.DUPLICATE_CHARGE, providerRef))
                return false;
            breaks.found(new Breaks.Found(
                    attempt.merchantId(),
                    attempt.provider(),
                    Breaks.Kind.DUPLICATE_CHARGE,
                    providerRef,
                    attempt.id(),
                    0,
                    amount.minor(),
                    amount.currency().getCurrencyCode()));
            post(attempt, providerRef, Ledger.clearing(attempt.provider()), Ledger.UNEXPECTED, amount, "unexpected");
            return true;
        });
        if (isNews) giveBack(attempt, providerRef, amount);
    }

    /** Tries once more what had no answer. */
    void again(Break found) {
        var attemptId = found.attemptId();
        if (attemptId == null) return;
        var amount = new Money(found.thereMinor(), Currency.getInstance(found.currency()));
        giveBack(payments.get(found.merchantId(), attemptId), found.providerRef(), amount);
    }

    private void giveBack(Attempt attempt, String providerRef, Money amount) {
        var refund = payments.giveBackStray(attempt, providerRef, amount);
        if (!isBack(refund)) return;
        work.write(attempt.merchantId(), () -> {
            post(attempt, providerRef, Ledger.UNEXPECTED, Ledger.clearing(attempt.provider()), amount, "returned");
            breaks.explain(
                    attempt.merchantId(),
                    attempt.provider(),
                    Breaks.Kind.DUPLICATE_CHARGE,
                    providerRef,
                    "given back by itself" + (refund.providerRef() == null ? "" : ": " + refund.providerRef()));
            return true;
        });
    }

    private static boolean isBack(RefundOutcome refund) {
        return switch (refund.state()) {
            case REFUNDED, PENDING -> true;
            case DECLINED -> "charge_already_refunded".equals(refund.code());
            case UNKNOWN -> false;
        };
    }

    private void post(Attempt attempt, String ref, String debit, String credit, Money amount, String kind) {
        var source = Movements.id(attempt.provider(), ref);
        ledger.post(
                attempt.merchantId(),
                attempt.id(),
                debit,
                credit,
                amount,
                new Ledger.Source(SOURCE, source, ref),
                kind);
    }
}
