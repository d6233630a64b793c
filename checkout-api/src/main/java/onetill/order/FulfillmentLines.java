package onetill.order;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** Which lines of an order are in which fulfillment, and how many of each. All of it under the order's lock. */
@ApplicationScoped
class FulfillmentLines {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Ids ids;

    /** So many of one line. */
    record Quantity(int line, long quantity) {}

    /** What of one line is where. */
    record Counted(long handedOver, long open, long canceled) {

        static final Counted NOTHING = new Counted(0, 0, 0);

        long all() {
            return handedOver + open + canceled;
        }
    }

    /** How the session has said the goods will leave. */
    private record Part(
            Fulfillment.Kind kind,
            @Nullable String optionId,
            @Nullable String title,
            @Nullable String locationId,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable OffsetDateTime readyAt,
            boolean backordered,
            List<Piece> lineItems) {

        FulfillmentStatus status() {
            if (kind.isAtOnce()) return FulfillmentStatus.HANDED_OVER;
            return backordered ? FulfillmentStatus.BACKORDERED : FulfillmentStatus.ALLOCATED;
        }
    }

    private record Piece(String sku, long quantity) {}

    /** A fulfillment before it is written. */
    record Planned(
            UUID id,
            Fulfillment.Kind kind,
            FulfillmentStatus status,
            @Nullable String locationId,
            @Nullable String optionId,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable OffsetDateTime readyAt,
            List<Quantity> lines) {}

    /** What a new order has to be fulfilled by: its parts name items, and each item stands in one or more lines. */
    List<Planned> planned(OrderDraft draft) {
        var parts = Json.read(Json.write(draft.fulfillments()), new TypeReference<List<Part>>() {});
        var left = new ArrayList<OrderDraft.Line>(draft.lines());
        var planned = new ArrayList<Planned>();
        for (var part : parts) {
            var lines = new ArrayList<Quantity>();
            part.lineItems().forEach(it -> take(left, it, lines));
            if (lines.isEmpty()) continue;
            planned.add(new Planned(
                    ids.next(),
                    part.kind(),
                    part.status(),
                    part.locationId(),
                    part.optionId(),
                    part.earliest(),
                    part.latest(),
                    part.readyAt(),
                    List.copyOf(lines)));
        }
        return planned;
    }

    private static void take(List<OrderDraft.Line> left, Piece piece, List<Quantity> into) {
        var wanted = piece.quantity();
        for (var i = 0; i < left.size() && wanted > 0; i++) {
            var line = left.get(i);
            if (!line.sku().equals(piece.sku()) || line.quantity() == 0) continue;
            var taken = Math.min(wanted, line.quantity());
            into.add(new Quantity(line.line(), taken));
            left.set(i, line.of(line.quantity() - taken));
            wanted -= taken;
        }
    }

    static FulfillmentProgress progress(List<Planned> planned) {
        var handedOver = planned.stream().filter(it -> it.status().isHandedOver());
        return FulfillmentProgress.of(
                handedOver.count(),
                planned.stream().filter(it -> it.status().isOpen()).count());
    }

    /** One statement, whatever there is. */
    void keep(Order order, List<Planned> planned, OffsetDateTime now) {
        if (planned.isEmpty()) return;
        em.createNativeQuery("""
                        with p as (
                            select * from jsonb_to_recordset(cast(?3 as jsonb)) as p(id uuid, kind text, status text, location_id text,
                                option_id text, earliest date, latest date, ready_at timestamptz, lines jsonb)),
                        f as (
                            insert into fulfillment (merchant_id, fulfillment_id, order_id, kind, status, location_id, option_id, earliest,
                                                     latest, ready_at, handed_over_at, created_at, updated_at)
                            select ?1, id, ?2, kind, status, location_id, option_id, earliest, latest, ready_at,
                                   case when status = 'handed_over' then cast(?4 as timestamptz) end, ?4, ?4 from p)
                        insert into fulfillment_line (merchant_id, fulfillment_id, order_id, line, quantity)
                        select ?1, p.id, ?2, l.line, l.quantity from p, jsonb_to_recordset(p.lines) as l(line int, quantity bigint)""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .setParameter(3, Json.write(planned))
                .setParameter(4, now)
                .executeUpdate();
    }

    void put(Fulfillment fulfillment, Map<Integer, Long> quantities) {
        em.flush();
        quantities.forEach((line, quantity) -> em.createNativeQuery("""
                                insert into fulfillment_line (merchant_id, fulfillment_id, order_id, line, quantity)
                                values (?1, ?2, ?3, ?4, ?5)""")
                .setParameter(1, fulfillment.merchantId())
                .setParameter(2, fulfillment.id())
                .setParameter(3, fulfillment.orderId())
                .setParameter(4, line)
                .setParameter(5, quantity)
                .executeUpdate());
    }

    /** Takes these out of a fulfillment; it keeps at least one thing. */
    void takeOut(Fulfillment fulfillment, Map<Integer, Long> quantities) {
        quantities.forEach((line, quantity) -> {
            var gone = em.createNativeQuery("""
                            delete from fulfillment_line
                            where merchant_id = ?1 and fulfillment_id = ?2 and line = ?3 and quantity = ?4""")
                    .setParameter(1, fulfillment.merchantId())
                    .setParameter(2, fulfillment.id())
                    .setParameter(3, line)
                    .setParameter(4, quantity)
                    .executeUpdate();
            if (gone > 0) return;
            em.createNativeQuery("""
                            update fulfillment_line set quantity = quantity - ?4
                            where merchant_id = ?1 and fulfillment_id = ?2 and line = ?3""")
                    .setParameter(1, fulfillment.merchantId())
                    .setParameter(2, fulfillment.id())
                    .setParameter(3, line)
                    .setParameter(4, quantity)
                    .executeUpdate();
        });
    }

    /** How many of each line are in it. */
    Map<Integer, Long> of(Fulfillment fulfillment) {
        var quantities = new TreeMap<Integer, Long>();
        views(fulfillment.merchantId(), List.of(fulfillment.id()))
                .getOrDefault(fulfillment.id(), List.of())
                .forEach(it -> quantities.put(it.line(), it.quantity()));
        return quantities;
    }

    /** The lines of each of these. */
    Map<UUID, List<FulfillmentView.Line>> views(UUID merchantId, List<UUID> fulfillments) {
        List<?> rows = em.createNativeQuery("""
                        select l.fulfillment_id, l.line, o.sku, o.name, l.quantity from fulfillment_line l
                        join order_line o on o.merchant_id = l.merchant_id and o.order_id = l.order_id and o.line = l.line
                        where l.merchant_id = ?1 and l.fulfillment_id = any(cast(string_to_array(?2, ',') as uuid[]))
                        order by l.line""")
                .setParameter(1, merchantId)
                .setParameter(2, fulfillments.stream().map(UUID::toString).collect(Collectors.joining(",")))
                .getResultList();
        var views = new HashMap<UUID, List<FulfillmentView.Line>>();
        for (var row : rows) {
            var columns = (Object[]) row;
            views.computeIfAbsent((UUID) columns[0], it -> new ArrayList<>())
                    .add(new FulfillmentView.Line(
                            ((Number) columns[1]).intValue(),
                            (String) columns[2],
                            (String) columns[3],
                            ((Number) columns[4]).longValue()));
        }
        return views;
    }

    /** What of each line is where; nothing of a line that is in no fulfillment, such as a fee. */
    Map<Integer, Counted> counted(Order order) {
        em.flush();
        List<?> rows = em.createNativeQuery("""
                        select l.line, f.status, cast(sum(l.quantity) as bigint) from fulfillment_line l
                        join fulfillment f on f.merchant_id = l.merchant_id and f.fulfillment_id = l.fulfillment_id
                        where l.merchant_id = ?1 and l.order_id = ?2 group by l.line, f.status order by l.line""")
                .setParameter(1, order.merchantId())
                .setParameter(2, order.id())
                .getResultList();
        var counted = new LinkedHashMap<Integer, Counted>();
        for (var row : rows) {
            var columns = (Object[]) row;
            var status = FulfillmentStatus.of((String) columns[1]);
            var quantity = ((Number) columns[2]).longValue();
            var before = counted.getOrDefault(((Number) columns[0]).intValue(), Counted.NOTHING);
            counted.put(
                    ((Number) columns[0]).intValue(),
                    new Counted(
                            before.handedOver() + (status.isHandedOver() ? quantity : 0),
                            before.open() + (status.isOpen() ? quantity : 0),
                            before.canceled() + (status == FulfillmentStatus.CANCELED ? quantity : 0)));
        }
        return counted;
    }

    /**
     * Each wanted quantity by its line.
     *
     * @throws ProblemException VALIDATION_FAILED when a line is there twice, or more is wanted of it than there is
     */
    static Map<Integer, Long> wanted(List<RefundLines.Returned> lines, Map<Integer, Long> there) {
        var wanted = new TreeMap<Integer, Long>();
        for (var it : lines) {
            if (wanted.put(it.line(), it.quantity()) != null) {
                throw ProblemException.invalid("lines", "line %d is there twice; add it up".formatted(it.line()));
            }
            var most = there.getOrDefault(it.line(), 0L);
            if (it.quantity() > most) {
                throw ProblemException.invalid("lines", "of line %d, there are %d here".formatted(it.line(), most))
                        .with("line", it.line())
                        .with("left", most);
            }
        }
        return wanted;
    }
}
