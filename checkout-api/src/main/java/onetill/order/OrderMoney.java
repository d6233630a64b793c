package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.AttemptState;
import onetill.payment.Outcome;
import onetill.payment.Payments;
import onetill.payment.RefundOutcome;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** What happens to an order's money after the sale: capture, void, refund. Decide and write, call, write the answer. */
@ApplicationScoped
public class OrderMoney {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Payments payments;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    private record Decided(Refund refund, Attempt attempt) {}

    /**
     * Gives money back to where it came from.
     *
     * @param amountMinor how much, in the order's currency; null is all that is left
     * @throws ProblemException REFUND_TOO_LARGE when more is asked than is left
     */
    public Refund refund(Principal by, UUID orderId, @Nullable Long amountMinor, String reason) {
        var merchantId = by.merchantId();
        var decided = work.write(merchantId, () -> decide(by, orderId, amountMinor, reason));
        return answer(decided.refund(), decided.attempt());
    }

    private Decided decide(Principal by, UUID orderId, @Nullable Long amountMinor, String reason) {
        var order = orders.locked(by.merchantId(), orderId);
        var attempt = paidAttempt(order);
        var left = attempt.captured().minus(attempt.refunded());
        var amount = amountMinor == null ? left : new Money(amountMinor, left.currency());
        if (left.minor() == 0 || left.isLessThan(amount)) {
            throw new ProblemException(
                            ProblemType.REFUND_TOO_LARGE,
                            "order %s has %d left to refund, not %d"
                                    .formatted(order.number(), left.minor(), amount.minor()))
                    .with("refundable_minor", left.minor());
        }
        payments.reserveRefund(attempt, amount);
        var refund = new Refund(ids.next(), order, attempt.id(), amount, reason, by.actor(), clock.now());
        em.persist(refund);
        return new Decided(refund, attempt);
    }

    /** Asks the provider, also once more for a refund whose answer was lost: the key is the refund's. */
    Refund answer(Refund refund, Attempt attempt) {
        var outcome = payments.refund(attempt, refund.id(), refund.amount(), refund.reason());
        return work.write(refund.merchantId(), () -> {
            var order = orders.locked(refund.merchantId(), refund.orderId());
            var row = em.find(
                    Refund.class, new MerchantKey(refund.merchantId(), refund.id()), LockModeType.PESSIMISTIC_WRITE);
            if (row.apply(outcome, clock.now())) settled(order, row, outcome);
            return row;
        });
    }

    private void settled(Order order, Refund refund, RefundOutcome outcome) {
        var attempt = payments.locked(order.merchantId(), refund.attemptId());
        if (outcome.state() == RefundOutcome.State.DECLINED) payments.releaseRefund(attempt, refund.amount());
        if (outcome.state() == RefundOutcome.State.REFUNDED) {
            var all = attempt.refunded().equals(attempt.captured());
            orders.refunded(order, attempt, refund.id(), refund.amount(), all, refund.actor());
        }
    }

    /** Refunds whose answer is still out, for the timer. */
    List<Refund> open(UUID merchantId) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select r from Refund r where r.merchantId = :merchant and r.state in ('sent', 'unknown')"
                                        + " and r.createdAt < :before",
                                Refund.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("before", clock.now().minusSeconds(30))
                        .setMaxResults(20)
                        .getResultList());
    }

    /** Takes what is authorized, or a part of it; the rest is released. */
    public Order capture(Principal by, UUID orderId, @Nullable Long amountMinor) {
        var attempt = authorized(by, orderId);
        var amount = amountMinor == null
                ? attempt.authorized()
                : new Money(amountMinor, attempt.amount().currency());
        if (attempt.authorized().isLessThan(amount)) {
            throw ProblemException.invalid(
                    "amount_minor",
                    "only %d is authorized".formatted(attempt.authorized().minor()));
        }
        return answered(by, orderId, attempt, payments.capture(attempt, amount));
    }

    /** Releases an authorization that was not captured. */
    public Order voidAuthorization(Principal by, UUID orderId) {
        var attempt = authorized(by, orderId);
        return answered(by, orderId, attempt, payments.withdraw(attempt));
    }

    private Attempt authorized(Principal by, UUID orderId) {
        return work.read(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            return payments.attempts(order.merchantId(), order.sessionId()).stream()
                    .filter(it -> it.state() == AttemptState.AUTHORIZED)
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.NOTHING_TO_CAPTURE, "order %s is %s".formatted(order.number(), order.state())));
        });
    }

    private Order answered(Principal by, UUID orderId, Attempt attempt, Outcome outcome) {
        if (outcome.result() == Outcome.Result.UNKNOWN) {
            throw new ProblemException(
                            ProblemType.PROVIDER_UNAVAILABLE,
                            "the provider did not answer; the same call again is safe and finds out")
                    .retryAfter(2);
        }
        return work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            var row = payments.locked(by.merchantId(), attempt.id());
            if (!payments.apply(row, outcome)) return order;
            if (outcome.result() == Outcome.Result.CAPTURED) orders.captured(order, row, by.actor());
            if (outcome.result() == Outcome.Result.VOIDED) orders.voided(order, by.actor());
            return order;
        });
    }

    private Attempt paidAttempt(Order order) {
        return payments.attempts(order.merchantId(), order.sessionId()).stream()
                .filter(it -> it.captured().minor() > 0)
                .findFirst()
                .map(it -> payments.locked(order.merchantId(), it.id()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.REFUND_TOO_LARGE,
                        "order %s is %s: nothing was taken yet".formatted(order.number(), order.state())));
    }
}
