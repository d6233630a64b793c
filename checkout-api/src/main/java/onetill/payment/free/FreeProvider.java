package onetill.payment.free;

import jakarta.enterprise.context.ApplicationScoped;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;

/** Takes nothing, at once. */
@ApplicationScoped
public class FreeProvider implements PaymentProvider {

    @Override
    public String name() {
        return "free";
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.NothingDue;
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

    @Override
    public Outcome withdraw(Authorization authorization) {
        return authorize(authorization);
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
    }

    private static String reference(Authorization authorization) {
        return "free_" + authorization.attemptId();
    }
}
