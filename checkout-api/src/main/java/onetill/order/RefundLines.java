package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which of an order's lines came back, and what they are worth. */
@ApplicationScoped
class RefundLines {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Orders orders;

    /** So many of one line come back. */
    @Schema(name = "ReturnedLine")
    public record Returned(
            @NotNull @Positive Integer line,
            @NotNull @Positive Long quantity) {}

    /** So many of one line, and what they cost, of which several returns of one line sum up exactly to the line. */
    record Priced(int line, long quantity, long amountMinor) {}

    /**
     * What these lines are worth, within the order's lock.
     *
     * @throws ProblemException REFUND_TOO_LARGE when more comes back than was bought and not returned yet
     */
    List<Priced> priced(Order order, List<Returned> wanted) {
        if (wanted.isEmpty()) return List.of();
        var bought = new HashMap<Integer, OrderDraft.Line>();
        orders.lines(order.merchantId(), order.id()).forEach(it -> bought.put(it.line(), it));
        var returned = returned(order);
        var priced = new ArrayList<Priced>();
        for (var one : wanted) {
            var line = bought.get(one.line());
            if (line == null) throw ProblemException.notFound("order line", one.line());
            var before = returned.getOrDefault(one.line(), 0L);
            var after = Math.addExact(before, one.quantity());
            if (after > line.quantity()) {
                throw new ProblemException(
                        ProblemType.REFUND_TOO_LARGE,
                        "of line %d, %d were bought and %d came back already"
                                .formatted(line.line(), line.quantity(), before));
            }
            priced.add(new Priced(one.line(), one.quantity(), share(order, line, after) - share(order, line, before)));
            returned.put(one.line(), after);
        }
        return priced;
    }

    /** Whether nothing is left to come back after these. */
    boolean isAll(Order order, List<Priced> coming) {
        var returned = returned(order);
        coming.forEach(it -> returned.merge(it.line(), it.quantity(), Long::sum));
        return orders.lines(order.merchantId(), order.id()).stream()
                .allMatch(it -> returned.getOrDefault(it.line(), 0L) >= it.quantity());
    }

    /** Each line with what came back of it already. */
    List<ReturnableOrdersResource.Line> returnable(Order order) {
        var returned = returned(order);
        return orders.lines(order.merchantId(), order.id()).stream()
                .map(it -> new ReturnableOrdersResource.Line(
                        it.line(),
                        it.sku(),
                        it.name(),
                        it.quantity(),
                        returned.getOrDefault(it.line(), 0L),
                        share(order, it, it.quantity())))
                .toList();
    }

    /** What was paid for so many of a line, with the tax where it came on top. */
    private static long share(Order order, OrderDraft.Line line, long quantity) {
        var paid = order.taxIncluded() ? line.totalMinor() : Math.addExact(line.totalMinor(), line.taxMinor());
        return Math.multiplyExact(paid, quantity) / line.quantity();
    }

    void keep(Order order, UUID requestId, List<Priced> returned) {
        var merged = new HashMap<Integer, Priced>();
        for (var it : returned) {
            merged.merge(
                    it.line(),
                    it,
                    (a, b) -> new Priced(a.line(), a.quantity() + b.quantity(), a.amountMinor() + b.amountMinor()));
        }
        for (var it : merged.values()) {
            em.createNativeQuery("""
                            insert into refund_line (merchant_id, request_id, order_id, line, quantity, amount_minor)
                            values (?1, ?2, ?3, ?4, ?5, ?6)""")
                    .setParameter(1, order.merchantId())
                    .setParameter(2, requestId)
                    .setParameter(3, order.id())
                    .setParameter(4, it.line())
                    .setParameter(5, it.quantity())
                    .setParameter(6, it.amountMinor())
                    .executeUpdate();
        }
    }

    /** How many of each line came back, other than by refunds that the provider refused. */
    Map<Integer, Long> returned(Order order) {
        em.flush();
        List<?> rows = em.createNativeQuery("""
                        select l.line, sum(l.quantity) from refund_line l
                        where l.merchant_id = ?1 and l.order_id = ?2 and exists (
                            select 1 from refund r where r.merchant_id = l.merchant_id and r.request_id = l.request_id
                              and r.state <> 'declined')
                        group by l.line""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getResultList();
        var returned = new HashMap<Integer, Long>();
        for (var row : rows) {
            var columns = (Object[]) row;
            returned.put(((Number) columns[0]).intValue(), ((Number) columns[1]).longValue());
        }
        return returned;
    }
}
