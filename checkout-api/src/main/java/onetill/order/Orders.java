package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.drawer.Drawers;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.AttemptState;
import onetill.payment.Outcome;
import onetill.payment.Payments;
import onetill.payment.Postings;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** All orders. */
@ApplicationScoped
public class Orders {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    OrderNumbers numbers;

    @Inject
    FulfillmentLines goods;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Payments payments;

    @Inject
    Drawers drawers;

    @Inject
    Postings postings;

    @Inject
    Ledger ledger;

    @Inject
    Events events;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * Writes the order, its lines, its ledger entries and its event, within the work that completes the session.
     *
     * @param paid what it is paid with: each held or taken
     */
    public Order place(OrderDraft draft, List<Attempt> paid) {
        var state = state(draft.total(), paid, 0);
        var order = new Order(ids.next(), numbers.next(draft.merchantId()), draft, state, clock.now());
        order.shownBy(secrets.fresh(StatusLink.TOKEN));
        if (draft.isAtTill()) order.inShift(shift(draft, paid));
        var planned = goods.planned(draft);
        if (!planned.isEmpty()) order.fulfilled(FulfillmentLines.progress(planned), clock.now());
        em.persist(order);
        em.flush();
        em.createNativeQuery("""
                        insert into order_line (merchant_id, order_id, line, sku, name, quantity, unit_price_minor, discount_minor,
                                                total_minor, tax_minor)
                        select ?1, ?2, l.line, l.sku, l.name, l.quantity, l.unit_price_minor, l.discount_minor, l.total_minor, l.tax_minor
                        from jsonb_to_recordset(cast(?3 as jsonb)) as l(line int, sku text, name text, quantity bigint,
                            unit_price_minor bigint, discount_minor bigint, total_minor bigint, tax_minor bigint)""")
                .setParameter(1, draft.merchantId())
                .setParameter(2, order.id())
                .setParameter(3, Json.write(draft.lines()))
                .executeUpdate();
        goods.keep(order, planned, order.placedAt());
        for (var attempt : paid) {
            if (attempt.isDeposit()) postings.depositApplied(attempt);
            else if (attempt.captured().minor() > 0) postings.sale(attempt);
        }
        if (state == OrderState.PAID) postTip(order);
        var ids = paid.stream().map(Attempt::id).toList();
        happened(order, "order.placed", draft.actor(), Map.of("attempt_ids", ids));
        return order;
    }

    /** That of its cash, which cannot be closed meanwhile; else the one that is open. */
    private @Nullable UUID shift(OrderDraft draft, List<Attempt> paid) {
        if (!draft.drawer().isOfNow()) return draft.drawer().shiftId();
        return paid.stream()
                .filter(it -> !it.isDeposit())
                .map(Attempt::shiftId)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> drawers.openAt(draft.merchantId(), draft.channelId()))
                .orElse(null);
    }

    /** The money of an order moved on: it was taken, all or a part, or let go. */
    public void moved(UUID merchantId, UUID orderId, Attempt attempt, Outcome outcome, String actor) {
        moved(locked(merchantId, orderId), attempt, outcome, actor);
    }

    void moved(Order order, Attempt attempt, Outcome outcome, String actor) {
        switch (outcome.result()) {
            case CAPTURED, PARTLY_CAPTURED -> {
                postings.sale(attempt);
                settled(order);
                happened(
                        order,
                        "order.captured",
                        actor,
                        Map.of(
                                "attempt_id",
                                attempt.id(),
                                "captured_minor",
                                attempt.captured().minor()));
            }
            case VOIDED, DECLINED -> {
                settled(order);
                if (order.state() == OrderState.VOIDED) fulfillments.cancelOpen(order, actor);
                happened(order, "order.voided", actor, Map.of("attempt_id", attempt.id()));
            }
            case AUTHORIZED, ACTION_REQUIRED, PENDING, ASKED, UNKNOWN, REFUNDED -> {
                /* nothing that an order has to know */
            }
        }
    }

    void refunded(Order order, Attempt attempt, Refund refund, String actor) {
        postings.refund(attempt, refund.id(), refund.amount(), refund.shiftId());
        settled(order);
        happened(
                order,
                "order.refunded",
                actor,
                Map.of("refund_id", refund.id(), "amount_minor", refund.amount().minor()));
    }

    /** Goods of it came back for others. */
    void exchanged(Order order, String actor, Map<String, Object> details) {
        settled(order);
        happened(order, "order.exchanged", actor, details);
    }

    /** A refund that was done was taken back by the provider: the sale stands again. */
    void refundReversed(Order order, Attempt attempt, UUID refundId, Money amount, String actor) {
        postings.refundReversed(attempt, refundId, amount);
        settled(order);
        happened(order, "order.refund_reversed", actor, Map.of("refund_id", refundId, "amount_minor", amount.minor()));
    }

    /** The provider refused a refund: what the order said about it is true no more. */
    void refundDeclined(Order order, UUID refundId, String actor) {
        settled(order);
        happened(order, "order.refund_declined", actor, Map.of("refund_id", refundId));
    }

    /** The state of an order is what became of its money, and nothing else. */
    private void settled(Order order) {
        em.flush();
        var refunded = ((Number) em.createNativeQuery("""
                                select coalesce((select sum(amount_minor) from refund
                                           where merchant_id = ?1 and order_id = ?2 and state = 'refunded'), 0)
                                     + coalesce((select sum(used_minor - given_back_minor) from exchange
                                           where merchant_id = ?1 and order_id = ?2 and state = 'completed'), 0)""")
                        .setParameter(1, order.merchantId())
                        .setParameter(2, order.id())
                        .getSingleResult())
                .longValue();
        var paying = payments.paying(order.merchantId(), order.sessionId());
        order.become(state(order.total(), paying, refunded), clock.now());
        if (order.state() == OrderState.PAID) postTip(order);
    }

    static OrderState state(Money total, List<Attempt> paying, long refundedMinor) {
        if (total.minor() == 0) return OrderState.PAID;
        var captured = paying.stream().mapToLong(it -> it.captured().minor()).sum();
        var held = paying.stream().anyMatch(it -> it.state() == AttemptState.AUTHORIZED);
        if (captured == 0) return held ? OrderState.AUTHORIZED : OrderState.VOIDED;
        if (refundedMinor >= captured && !held) return OrderState.REFUNDED;
        if (refundedMinor > 0) return OrderState.PARTIALLY_REFUNDED;
        return captured < total.minor() ? OrderState.PARTIALLY_PAID : OrderState.PAID;
    }

    private void postTip(Order order) {
        var source = new Ledger.Source("order", order.id(), order.number());
        ledger.post(order.merchantId(), order.id(), Ledger.SALES, Ledger.TIPS, order.tip(), source, "tip");
    }

    public Order get(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> {
            var order = em.find(Order.class, new MerchantKey(merchantId, orderId));
            if (order == null) throw ProblemException.notFound("order", orderId);
            return order;
        });
    }

    /** The order with its row locked until the work ends. */
    public Order locked(UUID merchantId, UUID orderId) {
        var order = em.find(Order.class, new MerchantKey(merchantId, orderId), LockModeType.PESSIMISTIC_WRITE);
        if (order == null) throw ProblemException.notFound("order", orderId);
        return order;
    }

    /** Newest first; after the given order, if any. */
    public List<Order> newest(UUID merchantId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select o from Order o where o.merchantId = :merchant"
                                    + (after == null ? "" : " and o.id < :after") + " order by o.id desc",
                            Order.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (after != null) query.setParameter("after", after);
            return query.getResultList();
        });
    }

    /** Those of one customer, newest first. */
    public List<Order> ofCustomer(UUID merchantId, UUID customerId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select o from Order o where o.merchantId = :merchant and o.customerId = :customer"
                                    + (after == null ? "" : " and o.id < :after") + " order by o.id desc",
                            Order.class)
                    .setParameter("merchant", merchantId)
                    .setParameter("customer", customerId)
                    .setMaxResults(limit);
            if (after != null) query.setParameter("after", after);
            return query.getResultList();
        });
    }

    /** The lines of an order, as they were bought. */
    public List<OrderDraft.Line> lines(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select line, sku, name, quantity, unit_price_minor, discount_minor, total_minor, tax_minor from order_line
                            where merchant_id = ?1 and order_id = ?2 order by line""")
                    .setParameter(1, merchantId)
                    .setParameter(2, orderId)
                    .getResultList();
            return rows.stream().map(row -> line((Object[]) row)).toList();
        });
    }

    void happened(Order order, String type, String actor, Map<String, Object> details) {
        var data = new java.util.LinkedHashMap<>(details);
        data.put("order_id", order.id());
        data.put("number", order.number());
        data.put("state", order.state());
        data.put("total_minor", order.total().minor());
        data.put("currency", order.total().currency().getCurrencyCode());
        data.put("session_id", order.sessionId());
        events.record(new Fact(
                order.merchantId(),
                "order",
                order.id(),
                nextSeq(order),
                type,
                order.channelId(),
                order.channelKind(),
                null,
                actor,
                data));
    }

    /** Under the order's lock nobody else counts. */
    private long nextSeq(Order order) {
        return ((Number) em.createNativeQuery(
                                "select coalesce(max(seq), 0) + 1 from event where merchant_id = ?1 and aggregate_id = ?2")
                        .setParameter(1, order.merchantId())
                        .setParameter(2, order.id())
                        .getSingleResult())
                .longValue();
    }

    private static OrderDraft.Line line(Object[] row) {
        return new OrderDraft.Line(
                ((Number) row[0]).intValue(),
                (String) row[1],
                (String) row[2],
                ((Number) row[3]).longValue(),
                ((Number) row[4]).longValue(),
                ((Number) row[5]).longValue(),
                ((Number) row[6]).longValue(),
                ((Number) row[7]).longValue());
    }
}
