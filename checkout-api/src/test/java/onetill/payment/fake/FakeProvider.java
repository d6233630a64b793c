package onetill.payment.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import onetill.money.Money;
import onetill.payment.Action;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A provider in memory for tests, which answers by the token it is given: {@code good}, {@code refused},
 * {@code confirm} (the buyer has to act) and {@code silent} (the effect happens, the answer is lost).
 */
public class FakeProvider implements PaymentProvider {

    private static final class Payment {
        private final String ref;
        private final Money amount;
        private final boolean captureNow;
        private Outcome.Result state;
        private long takenMinor;
        private long refundedMinor;

        Payment(String ref, Money amount, boolean captureNow, Outcome.Result state) {
            this.ref = ref;
            this.amount = amount;
            this.captureNow = captureNow;
            this.state = state;
        }
    }

    private final Map<String, Payment> byKey = new LinkedHashMap<>();
    private final Map<String, RefundOutcome> refunds = new LinkedHashMap<>();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean takes(Means means) {
        return means instanceof Means.PaymentMethod;
    }

    @Override
    public synchronized Outcome authorize(Authorization authorization) {
        var token = ((Means.PaymentMethod) authorization.means()).id();
        var before = byKey.get(authorization.key("authorize"));
        if (before == null) {
            if ("refused".equals(token)) {
                return new Outcome.Declined(null, "do_not_honor", Outcome.Retry.ANOTHER_TENDER, null);
            }
            before = new Payment(
                    "fake_" + (byKey.size() + 1),
                    authorization.amount(),
                    authorization.captureNow(),
                    Outcome.Result.ACTION_REQUIRED);
            byKey.put(authorization.key("authorize"), before);
            if (!"confirm".equals(token)) settle(before);
            if ("silent".equals(token)) return new Outcome.Unknown("the answer was lost");
        }
        return told(before);
    }

    @Override
    public synchronized Outcome lookUp(Authorization authorization) {
        var ref = authorization.providerRef();
        return ref == null ? authorize(authorization) : told(payment(ref));
    }

    @Override
    public synchronized Outcome capture(Authorization authorization, Money amount) {
        var payment = payment(authorization.providerRef());
        payment.state = Outcome.Result.CAPTURED;
        payment.takenMinor = amount.minor();
        return told(payment);
    }

    @Override
    public synchronized Outcome withdraw(Authorization authorization) {
        var payment = payment(authorization.providerRef());
        if (payment.state != Outcome.Result.CAPTURED) payment.state = Outcome.Result.VOIDED;
        return told(payment);
    }

    @Override
    public synchronized RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        return refunds.computeIfAbsent(key, unused -> {
            var payment = payment(authorization.providerRef());
            if (payment.refundedMinor + amount.minor() > payment.takenMinor) {
                return new RefundOutcome(RefundOutcome.State.DECLINED, null, "too_much");
            }
            payment.refundedMinor += amount.minor();
            return new RefundOutcome(RefundOutcome.State.REFUNDED, "refund_" + key, null);
        });
    }

    /** The buyer confirms. */
    public synchronized void confirm(String ref) {
        settle(payment(ref));
    }

    public synchronized long timesCharged() {
        return byKey.values().stream()
                .filter(it -> it.state == Outcome.Result.CAPTURED || it.state == Outcome.Result.AUTHORIZED)
                .count();
    }

    private static void settle(Payment payment) {
        payment.state = payment.captureNow ? Outcome.Result.CAPTURED : Outcome.Result.AUTHORIZED;
        payment.takenMinor = payment.captureNow ? payment.amount.minor() : 0;
    }

    private Payment payment(@Nullable String ref) {
        return byKey.values().stream()
                .filter(it -> it.ref.equals(ref))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome told(Payment payment) {
        return switch (payment.state) {
            case CAPTURED ->
                new Outcome.Captured(payment.ref, new Money(payment.takenMinor, payment.amount.currency()), null);
            case AUTHORIZED -> new Outcome.Authorized(payment.ref, payment.amount, null);
            case VOIDED -> new Outcome.Voided(payment.ref);
            default -> new Outcome.ActionRequired(payment.ref, Action.redirect("http://localhost/bank"));
        };
    }
}
