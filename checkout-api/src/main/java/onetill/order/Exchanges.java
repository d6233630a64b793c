package onetill.order;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Outcome;
import onetill.payment.Payments;
import onetill.payment.RefundOutcome;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import org.jspecify.annotations.Nullable;

/**
 * Goods that come back and pay for others. What they are worth is a tender of the session of what goes out, set aside from the payments of
 * the order while that session is paid, and let go when it is not. Only in the transaction that places the new order have the goods come
 * back, and what of their worth was not needed is refunded to where it came from. So nothing comes back unpaid, and no step is lost.
 *
 * <p>Locks are taken in this order: exchange, order, its payments, stock.
 */
@ApplicationScoped
public class Exchanges {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Resource
    ManagedExecutorService executor;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    OrderMoney money;

    @Inject
    RefundLines lines;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Returns returns;

    @Inject
    Payments payments;

    @Inject
    Ledger ledger;

    @Inject
    Approvals approvals;

    @Inject
    Audit audit;

    @Inject
    Clocks clock;

    /** One under its lock. */
    private record Held(
            UUID merchantId,
            UUID id,
            UUID orderId,
            String state,
            Money credit,
            String channelId,
            @Nullable String locationId,
            String reason,
            String actor,
            @Nullable UUID managerId) {

        boolean isCompleted() {
            return "completed".equals(state);
        }

        Money money(long minor) {
            return new Money(minor, credit.currency());
        }
    }

    /** What became of an attempt to pay with it. */
    private record Hold(String state, long amountMinor) {}

    /** What of one payment of the order it is. */
    private record Part(UUID attemptId, long amountMinor) {}

    /**
     * Begins an exchange, within the caller's work: what comes back is looked at, and nothing is set aside yet.
     *
     * @param id that of the session of what goes out
     * @return what it is worth there
     * @throws ProblemException REFUND_TOO_LARGE when more comes back than was bought or paid, APPROVAL_REQUIRED for a cashier alone
     */
    public Money begin(Principal by, UUID orderId, UUID id, Returns.Wish wish) {
        Returns.guardEachOnce(wish.lines());
        var place = returns.place(by, orderId, wish);
        var order = orders.locked(by.merchantId(), orderId);
        var credit = money.worth(order, returned(wish.lines()));
        var manager = approvals.agreed(by, wish.approval(), ApprovalAction.REFUND, order.sessionId(), id);
        em.createNativeQuery("""
                        insert into exchange (merchant_id, exchange_id, order_id, state, credit_minor, currency, channel_id, location_id,
                                              reason, actor, manager_id, created_at)
                        values (?1, ?2, ?3, 'open', ?4, ?5, ?6, ?7, ?8, ?9, cast(?10 as uuid), ?11)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, orderId)
                .setParameter(4, credit.minor())
                .setParameter(5, credit.currency().getCurrencyCode())
                .setParameter(6, place.channelId())
                .setParameter(7, place.locationId())
                .setParameter(8, wish.reason())
                .setParameter(9, by.actor())
                .setParameter(10, manager == null ? null : manager.toString())
                .setParameter(11, clock.now())
                .executeUpdate();
        for (var back : wish.lines()) {
            em.createNativeQuery("""
                            insert into exchange_line (merchant_id, exchange_id, order_id, line, quantity, condition)
                            values (?1, ?2, ?3, ?4, ?5, ?6)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, orderId)
                    .setParameter(4, back.line())
                    .setParameter(5, back.quantity())
                    .setParameter(6, back.condition().stored())
                    .executeUpdate();
        }
        audit.record(
                by,
                Deed.of(AuditAction.EXCHANGE_ORDER, orderId).because(wish.reason()),
                Map.of(
                        "session_id",
                        id,
                        "credit_minor",
                        credit.minor(),
                        "lines",
                        wish.lines().size()));
        return credit;
    }

    private static List<RefundLines.Returned> returned(List<Returns.Back> lines) {
        return lines.stream()
                .map(it -> new RefundLines.Returned(it.line(), it.quantity()))
                .toList();
    }

    /** Sets what comes back aside, as long as it can still come back. */
    Outcome hold(Authorization asked, UUID id) {
        return work.write(asked.merchantId(), () -> {
            var exchange = locked(asked.merchantId(), id);
            var known = hold(asked);
            if (known.isPresent()) return outcome(asked, known.get());
            if (exchange.credit().isLessThan(asked.amount()) || !setAside(exchange)) {
                return new Outcome.Declined(null, "returned_already", Outcome.Retry.ANOTHER_TENDER, null);
            }
            var now = new Hold(
                    asked.captureNow() ? "captured" : "held", asked.amount().minor());
            write(asked, id, now);
            return outcome(asked, now);
        });
    }

    /** @return false when another payment has it, or the goods or their money went back meanwhile */
    private boolean setAside(Held exchange) {
        if (!"open".equals(exchange.state())) return false;
        var order = orders.locked(exchange.merchantId(), exchange.orderId());
        var attempts = money.refundable(order, null);
        var left =
                attempts.stream().mapToLong(it -> OrderMoney.left(it).minor()).sum();
        if (left < exchange.credit().minor() || !canComeBack(order, exchange)) return false;
        var rest = exchange.credit().minor();
        for (var attempt : attempts) {
            var part = Math.min(rest, OrderMoney.left(attempt).minor());
            if (part == 0) continue;
            payments.setAside(attempt, exchange.money(part));
            em.createNativeQuery("""
                            insert into exchange_part (merchant_id, exchange_id, attempt_id, position, amount_minor) values (?1, ?2, ?3,
                                (select count(*) from exchange_part where merchant_id = ?1 and exchange_id = ?2), ?4)""")
                    .setParameter(1, exchange.merchantId())
                    .setParameter(2, exchange.id())
                    .setParameter(3, attempt.id())
                    .setParameter(4, part)
                    .executeUpdate();
            rest -= part;
        }
        become(exchange, "held");
        return true;
    }

    private boolean canComeBack(Order order, Held exchange) {
        try {
            lines.coming(order, returned(backs(exchange)));
            return true;
        } catch (ProblemException e) {
            if (e.type() != ProblemType.REFUND_TOO_LARGE) throw e;
            return false;
        }
    }

    Outcome capture(Authorization asked, UUID id, Money amount) {
        return work.write(asked.merchantId(), () -> {
            var exchange = locked(asked.merchantId(), id);
            var known = hold(asked);
            if (known.isEmpty()) return new Outcome.Unknown("nothing is held");
            if (!"held".equals(known.get().state())) return outcome(asked, known.get());
            var spared = known.get().amountMinor() - amount.minor();
            if (spared < 0) throw new IllegalStateException("%s is more than is held".formatted(amount));
            var now = new Hold("captured", amount.minor());
            write(asked, id, now);
            if (spared > 0) refund(exchange, exchange.money(spared), asked.key("spared"), exchange.reason());
            return outcome(asked, now);
        });
    }

    /** Also where nothing was asked for yet: a call that comes later than this finds that it came too late. */
    Outcome withdraw(Authorization asked, UUID id) {
        return work.write(asked.merchantId(), () -> {
            var exchange = locked(asked.merchantId(), id);
            var known = hold(asked);
            var isOver = known.filter(it -> !"held".equals(it.state())).isPresent();
            if (isOver) return outcome(asked, known.get());
            if (known.isPresent()) letGo(exchange, exchange.money(known.get().amountMinor()), asked.key("void"));
            var now = new Hold("withdrawn", 0);
            write(asked, id, now);
            return outcome(asked, now);
        });
    }

    /** Before the new order nothing has come back; after it, the goods stay and their money goes to where it came from. */
    private void letGo(Held exchange, Money amount, String key) {
        if (exchange.isCompleted()) {
            refund(exchange, amount, key, exchange.reason());
            return;
        }
        orders.locked(exchange.merchantId(), exchange.orderId());
        for (var part : parts(exchange)) {
            payments.putBack(
                    payments.locked(exchange.merchantId(), part.attemptId()), exchange.money(part.amountMinor()));
        }
        em.createNativeQuery("delete from exchange_part where merchant_id = ?1 and exchange_id = ?2")
                .setParameter(1, exchange.merchantId())
                .setParameter(2, exchange.id())
                .executeUpdate();
        become(exchange, "open");
    }

    /** Once for each key, however often it is asked for: what has gone back to the order is tracked there. */
    RefundOutcome giveBack(Authorization asked, UUID id, Money amount, String key, String reason) {
        return work.write(asked.merchantId(), () -> {
            var exchange = locked(asked.merchantId(), id);
            if (exchange.isCompleted()) {
                refund(exchange, amount, key, reason);
                return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
            }
            var isHeld =
                    hold(asked).filter(it -> !"withdrawn".equals(it.state())).isPresent();
            if (isHeld) letGo(exchange, amount, key);
            write(asked, id, new Hold("withdrawn", 0));
            return new RefundOutcome(RefundOutcome.State.REFUNDED, key, null);
        });
    }

    private void refund(Held exchange, Money amount, String key, String reason) {
        var requestId = requestOf(key);
        var isNew = em.createNativeQuery("""
                                insert into exchange_refund (merchant_id, request_id, exchange_id, amount_minor) values (?1, ?2, ?3, ?4)
                                on conflict do nothing""")
                        .setParameter(1, exchange.merchantId())
                        .setParameter(2, requestId)
                        .setParameter(3, exchange.id())
                        .setParameter(4, amount.minor())
                        .executeUpdate()
                == 1;
        if (!isNew) return;
        var order = orders.locked(exchange.merchantId(), exchange.orderId());
        em.createNativeQuery("""
                        update exchange set given_back_minor = given_back_minor + ?3 where merchant_id = ?1 and exchange_id = ?2""")
                .setParameter(1, exchange.merchantId())
                .setParameter(2, exchange.id())
                .setParameter(3, amount.minor())
                .executeUpdate();
        var source = new Ledger.Source("exchange_refund", requestId, order.number());
        ledger.post(
                exchange.merchantId(),
                requestId,
                Ledger.EXCHANGES,
                Ledger.SALES,
                amount,
                source,
                "exchange_given_back");
        refundParts(exchange, order, amount.minor(), requestId, reason);
    }

    /** The requests of refunds are named by what caused them, so that each happens once. */
    private static UUID requestOf(String key) {
        return UUID.nameUUIDFromBytes(("exchange:" + key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The new order was placed: the goods have come back. Within the work that places it.
     *
     * @param id that of the session that was paid
     */
    public void completed(UUID merchantId, UUID id, UUID newOrderId) {
        var exchange = locked(merchantId, id);
        if (exchange.isCompleted()) return;
        // Nothing had to be paid, so nothing was set aside; what cannot come back any more does not.
        if ("open".equals(exchange.state()) && !setAside(exchange)) return;
        var used = used(exchange);
        em.createNativeQuery("""
                        update exchange set state = 'completed', used_minor = ?3, new_order_id = ?4, completed_at = ?5
                        where merchant_id = ?1 and exchange_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, used)
                .setParameter(4, newOrderId)
                .setParameter(5, clock.now())
                .executeUpdate();
        var order = orders.locked(merchantId, exchange.orderId());
        var backs = backs(exchange);
        lines.keep(order, id, lines.coming(order, returned(backs)));
        var wish = new Returns.Wish(backs, exchange.reason(), exchange.channelId(), exchange.locationId(), null, null);
        var place = new Returns.Place(exchange.channelId(), exchange.locationId(), null);
        returns.keep(Principal.system(merchantId), exchange.actor(), order, id, wish, place, exchange.managerId());
        fulfillments.refunded(order, id, exchange.actor());
        var source = new Ledger.Source("exchange", id, order.number());
        ledger.post(merchantId, id, Ledger.SALES, Ledger.EXCHANGES, exchange.money(used), source, "exchange");
        refundParts(exchange, order, exchange.credit().minor() - used, requestOf(id + ":rest"), exchange.reason());
        orders.exchanged(
                order, exchange.actor(), Map.of("exchange_id", id, "new_order_id", newOrderId, "used_minor", used));
    }

    private long used(Held exchange) {
        return ((Number) em.createNativeQuery("""
                                select coalesce(sum(amount_minor), 0) from exchange_hold
                                where merchant_id = ?1 and exchange_id = ?2 and state <> 'withdrawn'""")
                        .setParameter(1, exchange.merchantId())
                        .setParameter(2, exchange.id())
                        .getSingleResult())
                .longValue();
    }

    /** So much of what was set aside goes back to where it came from, the tender that was asked for last first. */
    private void refundParts(Held exchange, Order order, long amountMinor, UUID requestId, String reason) {
        var shares = new ArrayList<OrderMoney.Share>();
        var rest = amountMinor;
        for (var part : parts(exchange)) {
            var share = Math.min(rest, part.amountMinor());
            if (share == 0) continue;
            var attempt = payments.locked(exchange.merchantId(), part.attemptId());
            payments.putBack(attempt, exchange.money(share));
            em.createNativeQuery("""
                            update exchange_part set amount_minor = amount_minor - ?4
                            where merchant_id = ?1 and exchange_id = ?2 and attempt_id = ?3""")
                    .setParameter(1, exchange.merchantId())
                    .setParameter(2, exchange.id())
                    .setParameter(3, attempt.id())
                    .setParameter(4, share)
                    .executeUpdate();
            shares.add(new OrderMoney.Share(attempt, share));
            rest -= share;
        }
        if (shares.isEmpty()) return;
        var by = Principal.system(exchange.merchantId());
        var decided = money.decide(by, order, requestId, shares, reason, exchange.channelId());
        // Whoever waits for the session does not wait for this; should it be lost, the timer asks.
        work.afterCommit(() -> executor.execute(decided));
    }

    private void become(Held exchange, String state) {
        em.createNativeQuery("update exchange set state = ?3 where merchant_id = ?1 and exchange_id = ?2")
                .setParameter(1, exchange.merchantId())
                .setParameter(2, exchange.id())
                .setParameter(3, state)
                .executeUpdate();
    }

    private Held locked(UUID merchantId, UUID id) {
        List<?> rows = em.createNativeQuery("""
                        select order_id, state, credit_minor, currency, channel_id, location_id, reason, actor, manager_id from exchange
                        where merchant_id = ?1 and exchange_id = ?2 for update""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        if (rows.isEmpty()) throw ProblemException.notFound("exchange", id);
        var row = (Object[]) rows.get(0);
        return new Held(
                merchantId,
                id,
                (UUID) row[0],
                (String) row[1],
                new Money(number(row[2]), Currency.getInstance(String.valueOf(row[3]))),
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (UUID) row[8]);
    }

    private Optional<Hold> hold(Authorization asked) {
        List<?> rows = em.createNativeQuery(
                        "select state, amount_minor from exchange_hold where merchant_id = ?1 and attempt_id = ?2")
                .setParameter(1, asked.merchantId())
                .setParameter(2, asked.attemptId())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(it -> new Hold((String) it[0], number(it[1])))
                .findFirst();
    }

    private void write(Authorization asked, UUID id, Hold hold) {
        em.createNativeQuery("""
                        insert into exchange_hold (merchant_id, attempt_id, exchange_id, state, amount_minor) values (?1, ?2, ?3, ?4, ?5)
                        on conflict (merchant_id, attempt_id) do update set state = excluded.state, amount_minor = excluded.amount_minor""")
                .setParameter(1, asked.merchantId())
                .setParameter(2, asked.attemptId())
                .setParameter(3, id)
                .setParameter(4, hold.state())
                .setParameter(5, hold.amountMinor())
                .executeUpdate();
    }

    private static Outcome outcome(Authorization asked, Hold hold) {
        var ref = ExchangeProvider.NAME + "_" + asked.attemptId();
        var amount = new Money(hold.amountMinor(), asked.amount().currency());
        return switch (hold.state()) {
            case "held" -> new Outcome.Authorized(ref, amount, null);
            case "captured" -> new Outcome.Captured(ref, amount, null);
            default -> new Outcome.Voided(ref);
        };
    }

    private List<Part> parts(Held exchange) {
        List<?> rows = em.createNativeQuery("""
                        select attempt_id, amount_minor from exchange_part
                        where merchant_id = ?1 and exchange_id = ?2 and amount_minor > 0 order by position""")
                .setParameter(1, exchange.merchantId())
                .setParameter(2, exchange.id())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(it -> new Part((UUID) it[0], number(it[1])))
                .toList();
    }

    private List<Returns.Back> backs(Held exchange) {
        return linesOf(exchange.merchantId(), exchange.id()).stream()
                .map(it -> new Returns.Back(it.line(), it.quantity(), it.condition()))
                .toList();
    }

    private List<Exchange.Line> linesOf(UUID merchantId, UUID id) {
        List<?> rows = em.createNativeQuery("""
                        select line, quantity, condition from exchange_line where merchant_id = ?1 and exchange_id = ?2 order by line""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(it -> new Exchange.Line(
                        ((Number) it[0]).intValue(),
                        number(it[1]),
                        Returns.Condition.valueOf(String.valueOf(it[2]).toUpperCase(Locale.ROOT))))
                .toList();
    }

    /** One of an order. */
    public Exchange get(UUID merchantId, UUID orderId, UUID id) {
        return all(merchantId, orderId).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("exchange", id));
    }

    /** Those of an order, the oldest first. */
    public List<Exchange> all(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> {
            var order = orders.get(merchantId, orderId);
            List<?> rows = em.createNativeQuery("""
                            select e.exchange_id, case when e.state = 'open' and s.status = 'canceled' then 'canceled' else e.state end,
                                   e.channel_id, e.currency, e.credit_minor, e.used_minor, e.new_order_id, e.reason, e.actor, e.created_at,
                                   e.completed_at
                            from exchange e
                            left join checkout_session s on s.merchant_id = e.merchant_id and s.session_id = e.exchange_id
                            where e.merchant_id = ?1 and e.order_id = ?2 order by e.created_at, e.exchange_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, orderId)
                    .getResultList();
            return rows.stream().map(row -> view(order, (Object[]) row)).toList();
        });
    }

    private Exchange view(Order order, @Nullable Object[] row) {
        var id = (UUID) Objects.requireNonNull(row[0]);
        var rest = requestOf(id + ":rest");
        var refunds = money.refunds(order).stream()
                .filter(it -> it.requestId().equals(rest))
                .toList();
        var cash = money.paidInCash(order);
        return new Exchange(
                id,
                order.id(),
                order.number(),
                Exchange.State.valueOf(String.valueOf(row[1]).toUpperCase(Locale.ROOT)),
                String.valueOf(row[2]),
                String.valueOf(row[3]),
                number(row[4]),
                number(row[5]),
                sum(refunds.stream().filter(it -> !it.isDeclined()).toList()),
                sum(refunds.stream()
                        .filter(it -> !it.isDeclined() && cash.contains(it.attemptId()))
                        .toList()),
                (UUID) row[6],
                String.valueOf(row[7]),
                String.valueOf(row[8]),
                linesOf(order.merchantId(), id),
                refunds.stream().map(OrderView.RefundView::of).toList(),
                Times.of(Objects.requireNonNull(row[9])),
                time(row[10]));
    }

    /** What is handed out in cash because this refund of a new order gives back what goods of an order before had paid. */
    long handOut(UUID merchantId, UUID refundId) {
        return work.read(merchantId, () -> {
            var requestId = requestOf(merchantId + ":" + refundId + ":refund");
            List<?> found = em.createNativeQuery("""
                            select e.order_id from exchange_refund r
                            join exchange e on e.merchant_id = r.merchant_id and e.exchange_id = r.exchange_id
                            where r.merchant_id = ?1 and r.request_id = ?2""")
                    .setParameter(1, merchantId)
                    .setParameter(2, requestId)
                    .getResultList();
            if (found.isEmpty()) return 0L;
            return money.handOut(orders.get(merchantId, (UUID) found.get(0)), requestId);
        });
    }

    private static long sum(List<Refund> refunds) {
        return refunds.stream().mapToLong(it -> it.amount().minor()).sum();
    }

    private static @Nullable OffsetDateTime time(@Nullable Object column) {
        return column == null ? null : Times.of(column);
    }

    private static long number(@Nullable Object column) {
        return ((Number) Objects.requireNonNull(column)).longValue();
    }
}
