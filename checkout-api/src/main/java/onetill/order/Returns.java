package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.register.Register;
import onetill.register.Registers;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import onetill.stock.StockLevels;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Goods come back, in whichever channel they were bought: the money goes to where it came from, and what can be sold again is in stock
 * at the location that has it now. Refund, stock and the record of it are written at once.
 */
@ApplicationScoped
public class Returns {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    OrderMoney money;

    @Inject
    Exchanges exchanges;

    @Inject
    StockLevels stock;

    @Inject
    Channels channels;

    @Inject
    Registers registers;

    @Inject
    Approvals approvals;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Whether something can be sold again. */
    @Schema(name = "ReturnCondition")
    public enum Condition {
        SELLABLE,
        DAMAGED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** So many of one line of the order, in this condition. */
    public record Back(int line, long quantity, Condition condition) {}

    /**
     * What comes back.
     *
     * @param channelId where; null is the till that calls, else the channel that has sold it
     * @param locationId which location has the goods now; null is that of the channel
     * @param tenderId which tender gives money back first; null is the one that was asked for last
     * @param approval the token of a manager's approval of a refund; a cashier needs one
     */
    public record Wish(
            List<Back> lines,
            String reason,
            @Nullable String channelId,
            @Nullable String locationId,
            @Nullable UUID tenderId,
            @Nullable String approval) {}

    /**
     * One line that came back.
     *
     * @param restocked whether it can be sold again where it is
     * @param amountMinor what was paid for it
     */
    @Schema(name = "ReturnLine")
    public record Line(
            int line,
            String sku,
            String name,
            long quantity,
            Condition condition,
            boolean restocked,
            long amountMinor) {}

    /**
     * What came back at once.
     *
     * @param refundedMinor what was given back for it, or is on its way
     * @param handOutMinor how much of it is handed out in cash
     */
    @Schema(name = "Return")
    public record View(
            UUID id,
            UUID orderId,
            String orderNumber,
            String channelId,
            @Nullable String locationId,
            String reason,
            String actor,
            String currency,
            long refundedMinor,
            long handOutMinor,
            List<Line> lines,
            List<OrderView.RefundView> refunds,
            OffsetDateTime createdAt) {}

    /** Where it happens. */
    record Place(
            String channelId,
            @Nullable String locationId,
            @Nullable UUID registerId) {}

    /**
     * Takes goods back.
     *
     * @param requestId names the request, however often it comes
     * @throws ProblemException REFUND_TOO_LARGE when more comes back than was bought, APPROVAL_REQUIRED for a cashier alone
     */
    public View take(Principal by, UUID orderId, UUID requestId, Wish wish) {
        guardEachOnce(wish.lines());
        var place = place(by, orderId, wish);
        var lines = wish.lines().stream()
                .map(it -> new RefundLines.Returned(it.line(), it.quantity()))
                .toList();
        money.refund(
                by,
                orderId,
                requestId,
                new OrderMoney.Wish(null, lines, wish.tenderId(), wish.reason(), place.registerId()),
                order -> {
                    var manager =
                            approvals.agreed(by, wish.approval(), ApprovalAction.REFUND, order.sessionId(), requestId);
                    keep(by, by.actor(), order, requestId, wish, place, manager);
                });
        return find(by.merchantId(), orderId, " and request_id = ?3", requestId).get(0);
    }

    static void guardEachOnce(List<Back> lines) {
        var seen = new HashSet<Integer>();
        for (var it : lines) {
            if (!seen.add(it.line())) {
                throw ProblemException.invalid("lines", "line %d is there twice; add it up".formatted(it.line()));
            }
        }
    }

    Place place(Principal by, UUID orderId, Wish wish) {
        if (by.is(PrincipalKind.REGISTER)) {
            var own = Objects.requireNonNull(by.channelId(), "a till has a channel");
            var asked = wish.channelId();
            if (asked != null && !asked.equals(own)) {
                throw ProblemException.invalid(
                        "channel", "a till takes goods back in its own channel, %s".formatted(own));
            }
            var registerId = registers.of(by).map(Register::id).orElse(null);
            return new Place(own, location(by, own, wish), registerId);
        }
        var asked = wish.channelId();
        var channel = asked == null ? orders.get(by.merchantId(), orderId).channelId() : asked;
        return new Place(channel, location(by, channel, wish), null);
    }

    private @Nullable String location(Principal by, String channelId, Wish wish) {
        return wish.locationId() != null
                ? wish.locationId()
                : channels.get(by.merchantId(), channelId).locationId();
    }

    /**
     * Writes down that the goods are back, and counts them.
     *
     * @param actor who has taken them back
     */
    void keep(
            Principal by, String actor, Order order, UUID requestId, Wish wish, Place place, @Nullable UUID managerId) {
        var id = ids.next();
        em.createNativeQuery("""
                        insert into order_return (merchant_id, return_id, order_id, request_id, channel_id, location_id, reason, actor,
                                                  manager_id, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 as uuid), ?10)""")
                .setParameter(1, order.merchantId())
                .setParameter(2, id)
                .setParameter(3, order.id())
                .setParameter(4, requestId)
                .setParameter(5, place.channelId())
                .setParameter(6, place.locationId())
                .setParameter(7, wish.reason())
                .setParameter(8, actor)
                .setParameter(9, managerId == null ? null : managerId.toString())
                .setParameter(10, clock.now())
                .executeUpdate();
        restock(by, order, id, wish, place);
        var told = Map.<String, Object>of(
                "return_id",
                id,
                "returned_in",
                place.channelId(),
                "lines",
                wish.lines().size());
        orders.happened(order, "order.returned", actor, told);
        audit.record(by, Deed.of(AuditAction.RETURN_ORDER, order.id()).because(wish.reason()), told);
    }

    /** In the order of the items, so that two returns never wait for each other. */
    private void restock(Principal by, Order order, UUID returnId, Wish wish, Place place) {
        var bought = orders.lines(order.merchantId(), order.id());
        var counted = place.locationId() == null ? Set.<String>of() : counted(order.merchantId(), bought);
        var inOrder = wish.lines().stream()
                .sorted(Comparator.comparing(it -> sku(bought, it)))
                .toList();
        for (var back : inOrder) {
            var sku = sku(bought, back);
            var location = place.locationId();
            var restocked = location != null && back.condition() == Condition.SELLABLE && counted.contains(sku);
            if (restocked && location != null) {
                stock.adjust(
                        by,
                        sku,
                        location,
                        back.quantity(),
                        StockLevels.Reason.RETURNED,
                        "order %s".formatted(order.number()));
            }
            em.createNativeQuery("""
                            insert into order_return_line (merchant_id, return_id, order_id, line, quantity, condition, restocked)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7)""")
                    .setParameter(1, order.merchantId())
                    .setParameter(2, returnId)
                    .setParameter(3, order.id())
                    .setParameter(4, back.line())
                    .setParameter(5, back.quantity())
                    .setParameter(6, back.condition().stored())
                    .setParameter(7, restocked)
                    .executeUpdate();
        }
    }

    private static String sku(List<OrderDraft.Line> bought, Back back) {
        return bought.stream()
                .filter(it -> it.line() == back.line())
                .map(OrderDraft.Line::sku)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("order line", back.line()));
    }

    /** What is in stock by number: not files, and not what nobody counts or sells any more. */
    private Set<String> counted(UUID merchantId, List<OrderDraft.Line> bought) {
        List<?> rows = em.createNativeQuery("""
                        select distinct i.sku from item i join stock s on s.merchant_id = i.merchant_id and s.sku = i.sku
                        where i.merchant_id = ?1 and not i.digital and i.sku = any(string_to_array(?2, chr(31)))""")
                .setParameter(1, merchantId)
                .setParameter(
                        2,
                        String.join(
                                "\u001f",
                                bought.stream()
                                        .map(OrderDraft.Line::sku)
                                        .distinct()
                                        .toList()))
                .getResultList();
        var counted = new HashSet<String>();
        rows.forEach(it -> counted.add(String.valueOf(it)));
        return counted;
    }

    /** What came back of an order, the oldest first. */
    public List<View> all(UUID merchantId, UUID orderId) {
        return find(merchantId, orderId, "", null);
    }

    private List<View> find(UUID merchantId, UUID orderId, String which, @Nullable UUID requestId) {
        return work.read(merchantId, () -> {
            var order = orders.get(merchantId, orderId);
            var query = em.createNativeQuery("""
                            select return_id, request_id, channel_id, location_id, reason, actor, created_at from order_return
                            where merchant_id = ?1 and order_id = ?2""" + which + " order by created_at, return_id")
                    .setParameter(1, merchantId)
                    .setParameter(2, orderId);
            if (requestId != null) query.setParameter(3, requestId);
            List<?> rows = query.getResultList();
            return rows.stream().map(row -> view(order, (Object[]) row)).toList();
        });
    }

    private View view(Order order, @Nullable Object[] row) {
        var id = (UUID) Objects.requireNonNull(row[0]);
        var requestId = (UUID) Objects.requireNonNull(row[1]);
        var refunds = money.refunds(order).stream()
                .filter(it -> it.requestId().equals(requestId))
                .toList();
        var given = refunds.stream().filter(it -> !it.isDeclined()).toList();
        var refunded = given.stream().mapToLong(it -> it.amount().minor()).sum();
        var handOut = money.handOut(order, requestId)
                + given.stream()
                        .mapToLong(it -> exchanges.handOut(order.merchantId(), it.id()))
                        .sum();
        return new View(
                id,
                order.id(),
                order.number(),
                String.valueOf(row[2]),
                (String) row[3],
                String.valueOf(row[4]),
                String.valueOf(row[5]),
                order.total().currency().getCurrencyCode(),
                refunded,
                handOut,
                lines(order.merchantId(), id, requestId),
                refunds.stream().map(OrderView.RefundView::of).toList(),
                Times.of(Objects.requireNonNull(row[6])));
    }

    private List<Line> lines(UUID merchantId, UUID returnId, UUID requestId) {
        List<?> rows = em.createNativeQuery("""
                        select r.line, o.sku, o.name, r.quantity, r.condition, r.restocked, coalesce(m.amount_minor, 0)
                        from order_return_line r
                        join order_line o on o.merchant_id = r.merchant_id and o.order_id = r.order_id and o.line = r.line
                        left join refund_line m on m.merchant_id = r.merchant_id and m.request_id = ?3 and m.line = r.line
                        where r.merchant_id = ?1 and r.return_id = ?2 order by r.line""")
                .setParameter(1, merchantId)
                .setParameter(2, returnId)
                .setParameter(3, requestId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(it -> new Line(
                        ((Number) it[0]).intValue(),
                        (String) it[1],
                        (String) it[2],
                        ((Number) it[3]).longValue(),
                        Condition.valueOf(String.valueOf(it[4]).toUpperCase(Locale.ROOT)),
                        (Boolean) it[5],
                        ((Number) it[6]).longValue()))
                .toList();
    }
}
