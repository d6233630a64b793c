package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    record Priced(int line, long quantity, long amountMinor) {

        Priced plus(Priced more) {
            return new Priced(line, quantity + more.quantity, amountMinor + more.amountMinor);
        }
    }

    /**
     * What comes back now.
     *
     * @param lines each line once
     * @param isAll whether nothing is left to come back after it
     */
    record Coming(List<Priced> lines, boolean isAll) {

        private static final Coming NOTHING = new Coming(List.of(), false);

        long worthMinor() {
            return lines.stream().mapToLong(Priced::amountMinor).reduce(0, Math::addExact);
        }
    }

    /**
     * What these lines are worth, within the order's lock.
     *
     * @throws ProblemException REFUND_TOO_LARGE when more comes back than was bought and not returned yet
     */
    Coming coming(Order order, List<Returned> wanted) {
        if (wanted.isEmpty()) return Coming.NOTHING;
        var bought = new HashMap<Integer, OrderDraft.Line>();
        orders.lines(order.merchantId(), order.id()).forEach(it -> bought.put(it.line(), it));
        var returned = returned(order);
        var priced = new LinkedHashMap<Integer, Priced>();
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
            var now = new Priced(one.line(), one.quantity(), share(order, line, after) - share(order, line, before));
            priced.merge(one.line(), now, Priced::plus);
            returned.put(one.line(), after);
        }
        var isAll = bought.values().stream().allMatch(it -> returned.getOrDefault(it.line(), 0L) >= it.quantity());
        return new Coming(List.copyOf(priced.values()), isAll);
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

    /** Whether this request brought lines back before. */
    boolean isKept(Order order, UUID requestId) {
        return !em.createNativeQuery(
                        "select 1 from refund_line where merchant_id = ?1 and request_id = ?2 and order_id = ?3 limit 1")
                .setParameter(1, order.merchantId())
                .setParameter(2, requestId)
                .setParameter(3, order.id())
                .getResultList()
                .isEmpty();
    }

    void keep(Order order, UUID requestId, Coming coming) {
        for (var it : coming.lines()) {
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

    /**
     * How many of each line came back, other than by refunds that the provider refused; what cost nothing, or was exchanged, has none.
     * What an exchange that is being paid has set aside is as good as back.
     */
    Map<Integer, Long> returned(Order order) {
        em.flush();
        List<?> rows = em.createNativeQuery("""
                        select line, sum(quantity) from (
                            select l.line, l.quantity from refund_line l
                            where l.merchant_id = ?1 and l.order_id = ?2 and coalesce((
                                select bool_or(r.state <> 'declined') from refund r
                                where r.merchant_id = l.merchant_id and r.request_id = l.request_id), true)
                            union all
                            select x.line, x.quantity from exchange_line x
                            join exchange e on e.merchant_id = x.merchant_id and e.exchange_id = x.exchange_id and e.state = 'held'
                            where x.merchant_id = ?1 and x.order_id = ?2) as back
                        group by line""")
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
