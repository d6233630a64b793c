package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.AttemptState;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
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
    Ledger ledger;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Writes the order, its lines, its ledger entry and its event, within the work that completes the session. */
    public Order place(OrderDraft draft, Attempt attempt) {
        var state = attempt.state() == AttemptState.AUTHORIZED ? OrderState.AUTHORIZED : OrderState.PAID;
        var order = new Order(ids.next(), numbers.next(draft.merchantId()), draft, state, clock.now());
        em.persist(order);
        em.flush();
        em.createNativeQuery("""
                        insert into order_line (merchant_id, order_id, line, sku, name, quantity, unit_price_minor, total_minor, tax_minor)
                        select ?1, ?2, l.line, l.sku, l.name, l.quantity, l.unit_price_minor, l.total_minor, l.tax_minor
                        from jsonb_to_recordset(cast(?3 as jsonb)) as l(line int, sku text, name text, quantity bigint,
                            unit_price_minor bigint, total_minor bigint, tax_minor bigint)""")
                .setParameter(1, draft.merchantId())
                .setParameter(2, order.id())
                .setParameter(3, Json.write(draft.lines()))
                .executeUpdate();
        if (state == OrderState.PAID) postCapture(attempt);
        happened(order, "order.placed", draft.actor(), Map.of("attempt_id", attempt.id()));
        return order;
    }

    /** The money of an authorized order was taken, all or the part that was asked for. */
    public void captured(Order order, Attempt attempt, String actor) {
        order.become(OrderState.PAID, clock.now());
        postCapture(attempt);
        happened(
                order,
                "order.captured",
                actor,
                Map.of("captured_minor", attempt.captured().minor()));
    }

    void voided(Order order, String actor) {
        order.become(OrderState.VOIDED, clock.now());
        happened(order, "order.voided", actor, Map.of());
    }

    void refunded(Order order, Attempt attempt, UUID refundId, Money amount, boolean all, String actor) {
        order.become(all ? OrderState.REFUNDED : OrderState.PARTIALLY_REFUNDED, clock.now());
        ledger.post(
                order.merchantId(),
                refundId,
                Ledger.SALES,
                Ledger.clearing(attempt.provider()),
                amount,
                "refund",
                refundId,
                "refund");
        happened(order, "order.refunded", actor, Map.of("refund_id", refundId, "amount_minor", amount.minor()));
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

    /** The lines of an order, as they were bought. */
    public List<OrderDraft.Line> lines(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select line, sku, name, quantity, unit_price_minor, total_minor, tax_minor from order_line
                            where merchant_id = ?1 and order_id = ?2 order by line""")
                    .setParameter(1, merchantId)
                    .setParameter(2, orderId)
                    .getResultList();
            return rows.stream().map(row -> line((Object[]) row)).toList();
        });
    }

    private void postCapture(Attempt attempt) {
        ledger.post(
                attempt.merchantId(),
                attempt.id(),
                Ledger.clearing(attempt.provider()),
                Ledger.SALES,
                attempt.captured(),
                "payment_attempt",
                attempt.id(),
                "capture");
    }

    private void happened(Order order, String type, String actor, Map<String, Object> details) {
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
                ((Number) row[6]).longValue());
    }
}
