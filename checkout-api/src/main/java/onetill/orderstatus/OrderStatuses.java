package onetill.orderstatus;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.fulfillment.Week;
import onetill.json.Json;
import onetill.limit.RequestLimits;
import onetill.order.Fulfillment;
import onetill.order.FulfillmentStatus;
import onetill.order.FulfillmentView;
import onetill.order.Fulfillments;
import onetill.order.Order;
import onetill.order.OrderDraft;
import onetill.order.Orders;
import onetill.order.StatusLink;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import onetill.runtime.Times;
import onetill.session.CheckoutSession;
import onetill.session.Total;
import org.jspecify.annotations.Nullable;

/** How it is with orders, put together of what is stored now: for whoever shows the token of one, and for messages. */
@ApplicationScoped
public class OrderStatuses {

    /** Longer than any token; what is longer is not even hashed. */
    private static final int LONGEST = 100;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Fulfillments fulfillments;

    @Inject
    StatusLink links;

    @Inject
    RequestLimits limits;

    @Inject
    NoticeConfig config;

    @Inject
    Clocks clock;

    /** What surrounds an order. */
    private record Frame(String merchant, String timeZone, Locale locale) {}

    private record Found(UUID merchantId, UUID orderId) {}

    /**
     * The order whose token somebody shows. Wrong ones count like wrong credentials.
     *
     * @param caller who shows it, null for anybody; one of another merchant's has no use for it
     * @throws ProblemException NOT_FOUND for a token that was never given out, and for one that is too old
     */
    Order shown(@Nullable Principal caller, String token) {
        var found = limits.guarded(() -> find(token)).orElseThrow(OrderStatuses::gone);
        if (caller != null && !caller.merchantId().equals(found.merchantId())) throw gone();
        var order = orders.get(found.merchantId(), found.orderId());
        if (order.placedAt().plus(config.shown).isBefore(clock.now())) throw gone();
        return order;
    }

    private Optional<Found> find(String token) {
        if (token.length() > LONGEST) return Optional.empty();
        List<?> rows = work.outsideMerchants(
                () -> em.createNativeQuery("select merchant_id, order_id from find_order_status(?1)")
                        .setParameter(1, Secrets.hash(token))
                        .getResultList());
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Found((UUID) row[0], (UUID) row[1]))
                .findFirst();
    }

    private static ProblemException gone() {
        return new ProblemException(
                ProblemType.NOT_FOUND, "this link leads to no order, or it is too old; ask the shop for a new one");
    }

    /** How it is with an order that has a link. */
    OrderStatus of(Order order) {
        return work.read(order.merchantId(), () -> {
            var frame = frame(order);
            var lines = orders.lines(order.merchantId(), order.id());
            var parts = parts(order);
            var url = Objects.requireNonNull(links.of(order), "an order without a link is not shown");
            return new OrderStatus(
                    order.number(),
                    order.placedAt(),
                    frame.merchant(),
                    frame.locale().toLanguageTag(),
                    frame.timeZone(),
                    order.state(),
                    order.fulfillmentStatus(),
                    order.total().currency().getCurrencyCode(),
                    lines.stream().map(OrderStatuses::line).toList(),
                    Json.read(order.totals(), new TypeReference<List<Total>>() {}),
                    order.total().minor(),
                    parts,
                    returns(order, lines),
                    refunds(order),
                    OrderStatus.Next.of(parts),
                    url,
                    url + "/receipt");
        });
    }

    private static OrderStatus.Line line(OrderDraft.Line line) {
        return new OrderStatus.Line(
                line.line(), line.name(), line.quantity(), line.totalMinor() + line.discountMinor());
    }

    private Frame frame(Order order) {
        var row = (Object[]) em.createNativeQuery("""
                        select m.name, m.time_zone, c.locale from merchant m
                        left join channel c on c.merchant_id = m.merchant_id and c.channel_id = ?2
                        where m.merchant_id = ?1""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.channelId())
                .getSingleResult();
        var session = em.find(CheckoutSession.class, new MerchantKey(order.merchantId(), order.sessionId()));
        var ofChannel = row[2] == null ? Locale.ENGLISH : Locale.forLanguageTag((String) row[2]);
        return new Frame((String) row[0], (String) row[1], session == null ? ofChannel : session.locale());
    }

    private List<OrderStatus.Part> parts(Order order) {
        var all = fulfillments.all(order);
        var lines = fulfillments.linesOf(order.merchantId(), all);
        var places = all.stream().anyMatch(OrderStatuses::isPickup)
                ? places(order.merchantId())
                : Map.<String, OrderStatus.Place>of();
        return all.stream()
                .map(it -> part(
                        it, lines.getOrDefault(it.id(), List.of()), isPickup(it) ? places.get(it.locationId()) : null))
                .toList();
    }

    private static boolean isPickup(Fulfillment it) {
        return it.kind() == Fulfillment.Kind.PICKUP && it.locationId() != null;
    }

    private static OrderStatus.Part part(
            Fulfillment it, List<FulfillmentView.Line> lines, OrderStatus.@Nullable Place place) {
        return new OrderStatus.Part(
                it.id(),
                it.kind(),
                it.status(),
                lines.stream()
                        .map(line -> new OrderStatus.Goods(line.line(), line.name(), line.quantity()))
                        .toList(),
                it.earliest(),
                it.latest(),
                it.readyAt(),
                it.handedOverAt(),
                it.tracking(),
                place,
                it.status() == FulfillmentStatus.READY_FOR_PICKUP ? it.code() : null);
    }

    private Map<String, OrderStatus.Place> places(UUID merchantId) {
        List<?> rows = em.createNativeQuery("""
                        select location_id, name, line1, postal_code, city, country, cast(opening_hours as text) from location
                        where merchant_id = ?1""").setParameter(1, merchantId).getResultList();
        var places = new HashMap<String, OrderStatus.Place>();
        for (var row : rows) {
            var columns = (Object[]) row;
            places.put(
                    (String) columns[0],
                    new OrderStatus.Place(
                            (String) columns[1],
                            (String) columns[2],
                            (String) columns[3],
                            (String) columns[4],
                            String.valueOf(columns[5]),
                            Json.read(
                                    String.valueOf(columns[6]),
                                    new TypeReference<Map<Week, List<List<LocalTime>>>>() {})));
        }
        return places;
    }

    private List<OrderStatus.Returned> returns(Order order, List<OrderDraft.Line> bought) {
        List<?> rows = em.createNativeQuery("""
                        select r.return_id, r.created_at, l.line, l.quantity from order_return r
                        join order_return_line l on l.merchant_id = r.merchant_id and l.return_id = r.return_id
                        where r.merchant_id = ?1 and r.order_id = ?2 order by r.created_at, r.return_id, l.line""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getResultList();
        var names = new HashMap<Integer, String>();
        bought.forEach(it -> names.put(it.line(), it.name()));
        var found = new LinkedHashMap<UUID, OrderStatus.Returned>();
        for (var row : rows) {
            var columns = (Object[]) row;
            var id = (UUID) columns[0];
            var line = ((Number) columns[2]).intValue();
            var goods = new OrderStatus.Goods(line, names.getOrDefault(line, ""), ((Number) columns[3]).longValue());
            found.computeIfAbsent(id, it -> new OrderStatus.Returned(it, new ArrayList<>(), Times.of(columns[1])))
                    .lines()
                    .add(goods);
        }
        return List.copyOf(found.values());
    }

    /** What was refused by the provider did not go back. */
    private List<OrderStatus.Refunded> refunds(Order order) {
        List<?> rows = em.createNativeQuery("""
                        select r.refund_id, t.type, t.label, r.amount_minor, r.state <> 'refunded', coalesce(r.answered_at, r.created_at)
                        from refund r
                        join payment_attempt a on a.merchant_id = r.merchant_id and a.attempt_id = r.attempt_id
                        join tender t on t.merchant_id = a.merchant_id and t.tender_id = a.tender_id
                        where r.merchant_id = ?1 and r.order_id = ?2 and r.state <> 'declined' order by r.refund_id""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getResultList();
        return rows.stream().map(row -> refund((Object[]) row)).toList();
    }

    private static OrderStatus.Refunded refund(Object[] row) {
        return new OrderStatus.Refunded(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                ((Number) row[3]).longValue(),
                (Boolean) row[4],
                Times.of(row[5]));
    }
}
