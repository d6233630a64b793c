package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;

/** Goods that come back pay for others. Nobody outside is asked: the money is that of the order they were bought with. */
@ApplicationScoped
public class ExchangeProvider implements PaymentProvider {

    static final String NAME = "exchange";

    @Inject
    Exchanges exchanges;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.ExchangeCredit;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        return exchanges.hold(authorization, id(authorization));
    }

    @Override
    public Outcome lookUp(Authorization authorization) {
        return authorize(authorization);
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        return exchanges.capture(authorization, id(authorization), amount);
    }

    @Override
    public Outcome withdraw(Authorization authorization) {
        return exchanges.withdraw(authorization, id(authorization));
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        return exchanges.giveBack(authorization, id(authorization), amount, key, reason);
    }

    private static UUID id(Authorization authorization) {
        if (authorization.means() instanceof Means.ExchangeCredit credit) return credit.exchangeId();
        throw new IllegalArgumentException(
                "no exchange pays by " + authorization.means().tenderType());
    }
}
