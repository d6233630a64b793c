package onetill.payment;

import onetill.money.Money;

/** A provider that is no network away: what it is asked for is done the moment it is asked. */
public abstract class AnswersAtOnce implements PaymentProvider {

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        return authorization.captureNow()
                ? capture(authorization, authorization.amount())
                : new Outcome.Authorized(ref(authorization), authorization.amount(), null);
    }

    @Override
    public Outcome lookUp(Authorization authorization) {
        return authorize(authorization);
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        return new Outcome.Captured(ref(authorization), amount, null);
    }

    @Override
    public Outcome withdraw(Authorization authorization) {
        return new Outcome.Voided(ref(authorization));
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
    }

    private String ref(Authorization authorization) {
        return name() + "_" + authorization.attemptId();
    }
}
