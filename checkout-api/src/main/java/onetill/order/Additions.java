package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/**
 * What is added to orders whose goods are still here. It is sold by a checkout session of its own and so is an order of its own: until it is
 * paid nothing is added, and its money, taxes, refunds and returns are its own.
 */
@ApplicationScoped
public class Additions {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Audit audit;

    @Inject
    Clocks clock;

    /**
     * Begins an addition, within the caller's work.
     *
     * @param id that of the session that sells it
     * @throws ProblemException FULFILLMENT_STATE when no parcel waits any more that it could go along with
     */
    public void begin(Principal by, UUID orderId, UUID id, String reason) {
        var order = orders.locked(by.merchantId(), orderId);
        if (fulfillments.waiting(order).isEmpty()) {
            throw new ProblemException(
                    ProblemType.FULFILLMENT_STATE,
                    "no parcel of order %s waits any more: sell this by a checkout session of its own"
                            .formatted(order.number()));
        }
        em.createNativeQuery("""
                        insert into order_addition (merchant_id, session_id, order_id, reason, actor, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, orderId)
                .setParameter(4, reason)
                .setParameter(5, by.actor())
                .setParameter(6, clock.now())
                .executeUpdate();
        audit.record(by, Deed.of(AuditAction.ADD_TO_ORDER, orderId).because(reason), Map.of("session_id", id));
    }

    /** How many of each line wait to be sent, as long as nobody has picked any of them; else none. */
    public Map<Integer, Long> waiting(Order order) {
        var isOver = order.state() == OrderState.VOIDED || order.state() == OrderState.REFUNDED;
        return isOver ? Map.of() : fulfillments.waiting(order);
    }

    /** Whether goods were added that go along with it, and stay sold. */
    public boolean isAccompanied(Order order) {
        return !em.createNativeQuery("""
                        select 1 from order_addition a
                        join orders n on n.merchant_id = a.merchant_id and n.order_id = a.new_order_id and n.state not in ('voided', 'refunded')
                        where a.merchant_id = ?1 and a.order_id = ?2 limit 1""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getResultList()
                .isEmpty();
    }

    /** It was paid. Within the work that places its order. */
    public void completed(UUID merchantId, UUID id, UUID newOrderId) {
        var addition = find(merchantId, "a.session_id = ?2", id).get(0);
        if (addition.state() == OrderAddition.State.COMPLETED) return;
        em.flush();
        em.createNativeQuery("""
                        update order_addition set new_order_id = ?3, completed_at = ?4 where merchant_id = ?1 and session_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, newOrderId)
                .setParameter(4, clock.now())
                .executeUpdate();
        orders.happened(
                orders.locked(merchantId, addition.orderId()),
                "order.added_to",
                addition.actor(),
                Map.of("addition_id", id, "new_order_id", newOrderId));
    }

    /** One of an order. */
    public OrderAddition get(UUID merchantId, UUID id) {
        return work.read(
                merchantId,
                () -> find(merchantId, "a.session_id = ?2", id).stream()
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("addition", id)));
    }

    /** Those of an order, the oldest first. */
    public List<OrderAddition> all(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> {
            orders.get(merchantId, orderId);
            return find(merchantId, "a.order_id = ?2", orderId);
        });
    }

    /** Those of an order, and the one by which it was added to another. */
    List<OrderAddition> around(Order order) {
        return find(order.merchantId(), "(a.order_id = ?2 or a.new_order_id = ?2)", order.id());
    }

    private List<OrderAddition> find(UUID merchantId, String which, UUID id) {
        List<?> rows = em.createNativeQuery("""
                        select a.session_id, a.order_id, o.number as order_number,
                               case when a.new_order_id is not null then 'completed' when s.status = 'canceled' then 'canceled'
                                    else 'open' end as state,
                               a.new_order_id, n.number as new_order_number, a.reason, a.actor, a.created_at, a.completed_at
                        from order_addition a
                        join orders o on o.merchant_id = a.merchant_id and o.order_id = a.order_id
                        left join orders n on n.merchant_id = a.merchant_id and n.order_id = a.new_order_id
                        left join checkout_session s on s.merchant_id = a.merchant_id and s.session_id = a.session_id
                        where a.merchant_id = ?1 and """ + " " + which + " order by a.created_at, a.session_id")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        return rows.stream().map(row -> view((Object[]) row)).toList();
    }

    private static OrderAddition view(@Nullable Object[] row) {
        return new OrderAddition(
                (UUID) Objects.requireNonNull(row[0]),
                (UUID) Objects.requireNonNull(row[1]),
                String.valueOf(row[2]),
                OrderAddition.State.valueOf(String.valueOf(row[3]).toUpperCase(Locale.ROOT)),
                (UUID) row[4],
                (String) row[5],
                String.valueOf(row[6]),
                String.valueOf(row[7]),
                Times.of(Objects.requireNonNull(row[8])),
                time(row[9]));
    }

    private static @Nullable OffsetDateTime time(@Nullable Object column) {
        return column == null ? null : Times.of(column);
    }
}
