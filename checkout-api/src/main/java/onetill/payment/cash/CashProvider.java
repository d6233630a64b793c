package onetill.payment.cash;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;

/** Money in the drawer is taken the moment it is counted. */
@ApplicationScoped
public class CashProvider implements PaymentProvider {

    @Override
    public String name() {
        return "cash";
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.Cash;
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        return new Outcome.Captured(reference(authorization), authorization.amount(), null);
    }

    @Override
    public Outcome lookUp(Authorization authorization) {
        return authorize(authorization);
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        return new Outcome.Captured(reference(authorization), amount, null);
    }

    /** Cash that was counted is paid; giving it back is a refund. */
    @Override
    public Outcome withdraw(Authorization authorization) {
        return authorize(authorization);
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
    }

    private static String reference(Authorization authorization) {
        return "cash_" + authorization.attemptId();
    }
}
