package onetill.payment.spare;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;

/** Two more providers for one kind of card: one that is never there, and one that always is. */
public final class SpareProviders {

    static final String CARD = "pm_of_two_providers";

    private SpareProviders() {}

    /** Knows that it cannot be reached. */
    @ApplicationScoped
    public static class Away extends Spare {
        @Override
        public Outcome authorize(Authorization authorization) {
            return new Outcome.NotSent("away");
        }
    }

    /** Takes what it is asked for. */
    @ApplicationScoped
    public static class There extends Spare {
        @Override
        public Outcome authorize(Authorization authorization) {
            return capture(authorization, authorization.amount());
        }
    }

    abstract static class Spare implements PaymentProvider {

        @Override
        public String name() {
            var proxied = getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return proxied.contains("$") ? proxied.substring(0, proxied.indexOf('$')) : proxied;
        }

        @Override
        public boolean takes(Means means) {
            return means instanceof Means.PaymentMethod method && CARD.equals(method.id());
        }

        @Override
        public Outcome lookUp(Authorization authorization) {
            return authorize(authorization);
        }

        @Override
        public Outcome capture(Authorization authorization, Money amount) {
            return new Outcome.Captured(name() + "_" + authorization.attemptId(), amount, null);
        }

        @Override
        public Outcome withdraw(Authorization authorization) {
            return authorize(authorization);
        }

        @Override
        public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
            return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
        }
    }
}
