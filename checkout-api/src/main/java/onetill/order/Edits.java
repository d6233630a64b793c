package onetill.order;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.json.Json;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/**
 * Edits of orders whose goods are still here. What was sold stays written as it was sold, for the books, the drawers and the buyer; an edit
 * is a revision beside it that says what the order is since. What it takes out is canceled, and its money goes back to where it came from,
 * all of it decided in one transaction.
 *
 * <p>Locks are taken in this order: order, its payments, stock.
 */
@ApplicationScoped
public class Edits {

    private static final long PLACED = 1;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    OrderMoney money;

    @Inject
    RefundLines refundLines;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Payments payments;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * What an order is now: as it was sold, or as its last edit left it.
     *
     * @param revision 1 when it was never edited
     * @param totals its typed amounts, as JSON
     * @param taxPercents the rates of lines that have another one than when they were sold
     */
    public record Now(
            long revision,
            List<OrderDraft.Line> lines,
            String totals,
            Taxes taxes,
            Map<Integer, BigDecimal> taxPercents,
            long totalMinor) {

        public boolean isEdited() {
            return revision > PLACED;
        }
    }

    /**
     * So many of one line that are taken out.
     *
     * @param amountMinor what was paid for them, with the tax where it came on top
     */
    public record Removed(int line, long quantity, long amountMinor) {}

    /**
     * An edit that was worked out.
     *
     * @param lines what is left
     * @param totals its typed amounts, to be written as JSON
     * @param taxPercents the rates of lines that have another one than when they were sold
     * @param fulfillment how and where the goods reach the buyer from now on; null when that stays
     */
    public record Change(
            Now before,
            List<Removed> removed,
            List<OrderDraft.Line> lines,
            Object totals,
            Taxes taxes,
            Map<Integer, BigDecimal> taxPercents,
            long totalMinor,
            @Nullable Object fulfillment) {

        public long differenceMinor() {
            return totalMinor - before.totalMinor();
        }

        /** Each line of which there are fewer after it. */
        public List<OrderEdit.Line> changed() {
            var changed = new ArrayList<OrderEdit.Line>();
            for (var line : before.lines()) {
                var less = removed.stream()
                        .filter(it -> it.line() == line.line())
                        .mapToLong(Removed::quantity)
                        .sum();
                if (less == 0) continue;
                changed.add(new OrderEdit.Line(
                        line.line(), line.sku(), line.name(), line.quantity(), line.quantity() - less));
            }
            return List.copyOf(changed);
        }
    }

    public Now now(Order order) {
        return work.read(order.merchantId(), () -> {
            List<?> rows = em.createNativeQuery("""
                            select revision, cast(lines as text), cast(totals as text), cast(taxes as text), cast(tax_percents as text),
                                   total_minor from order_edit
                            where merchant_id = ?1 and order_id = ?2 order by revision desc limit 1""")
                    .setParameter(1, order.merchantId())
                    .setParameter(2, order.id())
                    .getResultList();
            if (rows.isEmpty()) {
                var sold = orders.lines(order.merchantId(), order.id());
                return new Now(
                        PLACED,
                        sold,
                        order.totals(),
                        taxes(order.taxes()),
                        Map.of(),
                        order.total().minor());
            }
            var row = (Object[]) rows.get(0);
            return new Now(
                    number(row[0]),
                    Json.read(String.valueOf(row[1]), new TypeReference<List<OrderDraft.Line>>() {}),
                    String.valueOf(row[2]),
                    taxes(String.valueOf(row[3])),
                    Json.read(String.valueOf(row[4]), new TypeReference<Map<Integer, BigDecimal>>() {}),
                    number(row[5]));
        });
    }

    private static Taxes taxes(String json) {
        return Json.read(json, Taxes.class);
    }

    /**
     * What is taken out when there shall be so many of these lines, within the order's lock.
     *
     * @param wanted quantities by line; what is not named stays
     * @throws ProblemException FULFILLMENT_STATE when that is picked, sent or canceled already
     */
    public List<Removed> removed(Order order, Now now, Map<Integer, Long> wanted) {
        var editable = fulfillments.editable(order);
        var left = new TreeMap<>(wanted);
        var gone = new ArrayList<RefundLines.Returned>();
        for (var line : now.lines()) {
            var quantity = left.remove(line.line());
            if (quantity == null || quantity == line.quantity()) continue;
            if (quantity > line.quantity()) throw notMore(line);
            var less = line.quantity() - quantity;
            var most = editable.getOrDefault(line.line(), 0L);
            if (less > most) throw notSoMany(line, most);
            gone.add(new RefundLines.Returned(line.line(), less));
        }
        if (!left.isEmpty()) throw ProblemException.notFound("order line", left.firstKey());
        return refundLines.coming(order, gone).lines().stream()
                .map(it -> new Removed(it.line(), it.quantity(), it.amountMinor()))
                .toList();
    }

    private static ProblemException notMore(OrderDraft.Line line) {
        return ProblemException.invalid(
                        "lines",
                        "line %d has %d of %s; more of it is sold at today's price by a checkout session of its own"
                                .formatted(line.line(), line.quantity(), line.sku()))
                .with("line", line.line());
    }

    private static ProblemException notSoMany(OrderDraft.Line line, long most) {
        return new ProblemException(
                        ProblemType.FULFILLMENT_STATE,
                        "of line %d, %d can still be taken out; the others are picked, sent, handed over or canceled"
                                .formatted(line.line(), most))
                .with("line", line.line())
                .with("left", most);
    }

    /** How many of each line go to an address of the buyer's, under the order's lock. */
    public Map<Integer, Long> sent(Order order) {
        return fulfillments.sent(order);
    }

    /** @throws ProblemException FULFILLMENT_STATE when goods are picked or on their way, or none are sent */
    public void guardAddress(Order order) {
        fulfillments.guardAddress(order);
    }

    /** Who would give so much back, within the order's lock. */
    public List<OrderEdit.Back> backs(Order order, long amountMinor) {
        var tenders = payments.tenders(order.merchantId(), order.sessionId());
        var backs = new ArrayList<OrderEdit.Back>();
        for (var giving : money.giving(order, amountMinor)) {
            var tenderId = giving.attempt().tenderId();
            tenders.stream()
                    .filter(it -> it.id().equals(tenderId))
                    .findFirst()
                    .ifPresent(it -> backs.add(new OrderEdit.Back(
                            it.id(), it.type(), it.label(), giving.part().amountMinor())));
        }
        return List.copyOf(backs);
    }

    /** Whether this request has edited the order before, however often it comes. */
    public boolean isDone(Order order, UUID requestId) {
        return !em.createNativeQuery(
                        "select 1 from order_edit where merchant_id = ?1 and request_id = ?2 and order_id = ?3")
                .setParameter(1, order.merchantId())
                .setParameter(2, requestId)
                .setParameter(3, order.id())
                .getResultList()
                .isEmpty();
    }

    /**
     * Writes an edit down, with all that comes of it, within the order's lock.
     *
     * @return asks for its refunds; to be run once this is committed, with no transaction open
     */
    public Runnable commit(Principal by, Order order, UUID requestId, Change change, String reason) {
        var refunds = refunds(by, order, requestId, change, reason);
        if (!change.removed().isEmpty()) takeOut(by, order, requestId, change, reason);
        var fulfillment = change.fulfillment();
        if (fulfillment != null) order.sentTo(fulfillment, clock.now());
        var revision = change.before().revision() + 1;
        var id = keep(by, order, requestId, change, reason);
        var told = Map.<String, Object>of(
                "edit_id",
                id,
                "revision",
                revision,
                "lines",
                change.changed().stream()
                        .map(it -> Map.of("line", it.line(), "quantity", it.quantity()))
                        .toList(),
                "address_changed",
                fulfillment != null,
                "difference_minor",
                change.differenceMinor());
        orders.happened(order, "order.edited", by.actor(), told);
        audit.record(by, Deed.of(AuditAction.EDIT_ORDER, order.id()).because(reason), told);
        return refunds;
    }

    private Runnable refunds(Principal by, Order order, UUID requestId, Change change, String reason) {
        if (change.differenceMinor() == 0) return () -> {};
        var shares = money.giving(order, -change.differenceMinor()).stream()
                .map(OrderMoney.Giving::share)
                .toList();
        return money.decide(by, order, requestId, shares, reason, order.channelId());
    }

    private void takeOut(Principal by, Order order, UUID requestId, Change change, String reason) {
        var priced = change.removed().stream()
                .map(it -> new RefundLines.Priced(it.line(), it.quantity(), it.amountMinor()))
                .toList();
        refundLines.keep(order, requestId, new RefundLines.Coming(priced, false));
        var quantities = new TreeMap<Integer, Long>();
        change.removed().forEach(it -> quantities.put(it.line(), it.quantity()));
        fulfillments.withdraw(order, quantities, reason, by.actor());
    }

    private UUID keep(Principal by, Order order, UUID requestId, Change change, String reason) {
        var id = ids.next();
        em.flush();
        em.createNativeQuery("""
                        insert into order_edit (merchant_id, edit_id, order_id, request_id, revision, reason, actor, changes, address_changed,
                                                total_before_minor, total_minor, lines, totals, taxes, tax_percents, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as jsonb), ?9, ?10, ?11, cast(?12 as jsonb), cast(?13 as jsonb),
                                cast(?14 as jsonb), cast(?15 as jsonb), ?16)""")
                .setParameter(1, order.merchantId())
                .setParameter(2, id)
                .setParameter(3, order.id())
                .setParameter(4, requestId)
                .setParameter(5, change.before().revision() + 1)
                .setParameter(6, reason)
                .setParameter(7, by.actor())
                .setParameter(8, Json.write(change.changed()))
                .setParameter(9, change.fulfillment() != null)
                .setParameter(10, change.before().totalMinor())
                .setParameter(11, change.totalMinor())
                .setParameter(12, Json.write(change.lines()))
                .setParameter(13, Json.write(change.totals()))
                .setParameter(14, Json.write(change.taxes()))
                .setParameter(15, Json.write(change.taxPercents()))
                .setParameter(16, clock.now())
                .executeUpdate();
        return id;
    }

    /** Those of an order, the oldest first. */
    public List<OrderEdit> all(UUID merchantId, UUID orderId) {
        return find(merchantId, orderId, "", null);
    }

    /** The one that this request has made. */
    public OrderEdit of(UUID merchantId, UUID orderId, UUID requestId) {
        return find(merchantId, orderId, " and request_id = ?3", requestId).get(0);
    }

    private List<OrderEdit> find(UUID merchantId, UUID orderId, String which, @Nullable UUID requestId) {
        return work.read(merchantId, () -> {
            var order = orders.get(merchantId, orderId);
            var query = em.createNativeQuery("""
                            select edit_id, request_id, revision, reason, actor, cast(changes as text), address_changed, total_before_minor,
                                   total_minor, created_at from order_edit
                            where merchant_id = ?1 and order_id = ?2""" + which + " order by revision")
                    .setParameter(1, merchantId)
                    .setParameter(2, orderId);
            if (requestId != null) query.setParameter(3, requestId);
            List<?> rows = query.getResultList();
            if (rows.isEmpty()) return List.<OrderEdit>of();
            var refunds = money.refunds(order);
            return rows.stream()
                    .map(row -> view(order, refunds, (Object[]) row))
                    .toList();
        });
    }

    private static OrderEdit view(Order order, List<Refund> refunds, @Nullable Object[] row) {
        var requestId = (UUID) Objects.requireNonNull(row[1]);
        var before = number(row[7]);
        var after = number(row[8]);
        return new OrderEdit(
                (UUID) Objects.requireNonNull(row[0]),
                order.id(),
                number(row[2]),
                String.valueOf(row[3]),
                String.valueOf(row[4]),
                Json.read(String.valueOf(row[5]), new TypeReference<List<OrderEdit.Line>>() {}),
                Boolean.TRUE.equals(row[6]),
                before,
                after,
                after - before,
                refunds.stream()
                        .filter(it -> it.requestId().equals(requestId))
                        .map(OrderView.RefundView::of)
                        .toList(),
                Times.of(Objects.requireNonNull(row[9])));
    }

    private static long number(@Nullable Object column) {
        return ((Number) Objects.requireNonNull(column)).longValue();
    }
}
