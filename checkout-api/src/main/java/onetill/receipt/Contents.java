package onetill.receipt;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.MerchantKey;
import onetill.json.Json;
import onetill.order.Edits;
import onetill.order.Order;
import onetill.order.OrderDraft;
import onetill.payment.Attempt;
import onetill.payment.Payments;
import onetill.payment.TenderView;
import onetill.runtime.Times;
import onetill.session.CheckoutSession;
import onetill.session.LineItem;
import onetill.session.Total;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/**
 * What stands on receipts, put together of what was kept when the order was placed or edited: its lines and totals, and of the completed
 * session, which does not change any more, its language and what its lines are. Today's catalog is not asked.
 */
@ApplicationScoped
class Contents {

    private static final Set<String> REASONS = Set.of(Taxes.REVERSE_CHARGE, Taxes.REMITTED_BY_STORE);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Edits edits;

    @Inject
    Payments payments;

    /** What surrounds the order. */
    private record Frame(
            Receipt.Seller seller,
            Receipt.Channel channel,
            Receipt.@Nullable Register register,
            @Nullable String cashier,
            List<Total> totals,
            @Nullable Long roundingMinor) {}

    /**
     * Within the caller's work.
     *
     * @param copy how often it was handed out before
     */
    Receipt of(Order order, int copy) {
        var session = em.find(CheckoutSession.class, new MerchantKey(order.merchantId(), order.sessionId()));
        var now = edits.now(order);
        var frame = frame(order, now);
        var taxes = now.taxes();
        return new Receipt(
                order.id(),
                order.number(),
                order.placedAt(),
                order.state(),
                copy,
                order.total().currency().getCurrencyCode(),
                (session == null ? Locale.ENGLISH : session.locale()).toLanguageTag(),
                frame.seller(),
                frame.channel(),
                frame.register(),
                frame.cashier(),
                lines(now, session),
                frame.totals(),
                now.totalMinor(),
                taxes.parts().stream()
                        .map(it -> new Receipt.Tax(it.percent(), it.baseMinor(), it.taxMinor(), taxes.included()))
                        .toList(),
                taxes.reason() != null && REASONS.contains(taxes.reason()) ? taxes.reason() : null,
                tenders(order, frame.roundingMinor()),
                refunds(order));
    }

    /** The original's seller stays that of all copies; where nothing was handed out yet, it is who that is now. */
    private Frame frame(Order order, Edits.Now now) {
        var row = (Object[]) em.createNativeQuery("""
                        select cast(coalesce(
                                   (select i.seller from receipt i
                                    where i.merchant_id = o.merchant_id and i.order_id = o.order_id and i.copy = 0),
                                   jsonb_build_object('merchant', m.name, 'time_zone', coalesce(l.time_zone, m.time_zone),
                                       'location', case when l.location_id is not null then jsonb_build_object(
                                           'id', l.location_id, 'name', l.name, 'line1', l.line1, 'postal_code', l.postal_code,
                                           'city', l.city, 'country', l.country) end)) as text),
                               coalesce(c.name, o.channel_id), r.register_id, r.name
                        from orders o
                        join merchant m on m.merchant_id = o.merchant_id
                        left join channel c on c.merchant_id = o.merchant_id and c.channel_id = o.channel_id
                        left join location l on l.merchant_id = c.merchant_id and l.location_id = c.location_id
                        left join shift s on s.merchant_id = o.merchant_id and s.shift_id = o.shift_id
                        left join register r on r.merchant_id = s.merchant_id and r.register_id = s.register_id
                        where o.merchant_id = ?1 and o.order_id = ?2""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getSingleResult();
        var totals = Json.read(now.totals(), new TypeReference<List<Total>>() {});
        return new Frame(
                Json.read(String.valueOf(row[0]), Receipt.Seller.class),
                new Receipt.Channel(order.channelId(), order.channelKind(), String.valueOf(row[1])),
                row[2] == null ? null : new Receipt.Register((UUID) row[2], String.valueOf(row[3])),
                cashier(order),
                totals,
                totals.stream()
                        .filter(it -> it.type() == Total.Type.ROUNDING)
                        .map(Total::amountMinor)
                        .findFirst()
                        .orElse(null));
    }

    /**
     * Who placed it; when that was the answer of a provider, who has worked on its session last. People are known by their place among
     * the staff: whoever is only known to the issuer of their tokens has no name here.
     */
    private @Nullable String cashier(Order order) {
        List<?> names = em.createNativeQuery("""
                        select m.name from (
                            select e.actor from event e
                            where e.merchant_id = ?1 and (e.actor like '%/cashier:%' or e.actor like 'staff:%')
                              and (e.aggregate_id = ?2 and e.type = 'order.placed' or e.aggregate_id = ?3 and e.type in
                                  ('session.opened', 'session.changed', 'session.submitted', 'session.completed'))
                            order by e.type = 'order.placed' desc, e.seq desc limit 1) a
                        join staff_member m on m.merchant_id = ?1
                          and (a.actor like '%/cashier:' || cast(m.staff_member_id as text) or a.actor = 'staff:' || m.subject)""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .setParameter(3, order.sessionId())
                .getResultList();
        return names.isEmpty() ? null : String.valueOf(names.get(0));
    }

    private static List<Receipt.Line> lines(Edits.Now now, @Nullable CheckoutSession session) {
        var items = session == null ? List.<LineItem>of() : session.lineItems();
        var lines = new ArrayList<Receipt.Line>();
        for (var line : now.lines()) {
            var item = line.line() <= items.size() ? items.get(line.line() - 1) : null;
            lines.add(line(line, item, now.taxPercents().get(line.line())));
        }
        return lines;
    }

    /** @param percent its rate, where an edit has changed it */
    private static Receipt.Line line(OrderDraft.Line line, @Nullable LineItem item, @Nullable BigDecimal percent) {
        var known = item != null && item.sku().equals(line.sku()) ? item : null;
        return new Receipt.Line(
                line.line(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPriceMinor(),
                line.discountMinor(),
                line.totalMinor(),
                percent != null || known == null ? percent : known.taxPercent(),
                known != null && known.fee());
    }

    private List<Receipt.Tender> tenders(Order order, @Nullable Long roundingMinor) {
        var paying = payments.paying(order.merchantId(), order.sessionId()).stream()
                .map(Attempt::tenderId)
                .collect(Collectors.toCollection(HashSet::new));
        var taken = payments.tenders(order.merchantId(), order.sessionId()).stream()
                .filter(it -> paying.contains(it.id()) && (isHeld(it) || it.capturedMinor() > 0))
                .toList();
        var lastCash = taken.stream()
                .filter(it -> it.receivedMinor() != null)
                .reduce((a, b) -> b)
                .orElse(null);
        return taken.stream()
                .map(it -> tender(it, it.equals(lastCash) ? roundingMinor : null))
                .toList();
    }

    private static Receipt.Tender tender(TenderView tender, @Nullable Long roundingMinor) {
        return new Receipt.Tender(
                tender.type(),
                tender.label(),
                isHeld(tender) ? tender.amountMinor() : tender.capturedMinor(),
                isHeld(tender),
                tender.receivedMinor(),
                tender.changeMinor(),
                roundingMinor);
    }

    private static boolean isHeld(TenderView tender) {
        return "authorized".equals(tender.state());
    }

    private List<Receipt.Refund> refunds(Order order) {
        List<?> rows = em.createNativeQuery("""
                        select t.type, t.label, r.amount_minor, coalesce(r.answered_at, r.created_at)
                        from refund r
                        join payment_attempt a on a.merchant_id = r.merchant_id and a.attempt_id = r.attempt_id
                        join tender t on t.merchant_id = a.merchant_id and t.tender_id = a.tender_id
                        where r.merchant_id = ?1 and r.order_id = ?2 and r.state = 'refunded' order by r.refund_id""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getResultList();
        return rows.stream().map(row -> refund((Object[]) row)).toList();
    }

    private static Receipt.Refund refund(Object[] row) {
        return new Receipt.Refund((String) row[0], (String) row[1], ((Number) row[2]).longValue(), Times.of(row[3]));
    }
}
