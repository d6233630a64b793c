package onetill.orderstatus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.event.Event;
import onetill.notification.Medium;
import onetill.notification.Notifications;
import onetill.order.Order;
import onetill.order.Orders;
import onetill.order.StatusLink;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that buyers were told of their orders: once of each fact by each medium. To where, stands in the message alone. */
@ApplicationScoped
public class Notices {

    /** Longer than a mail server is asked again. */
    private static final Duration OF_USE = Duration.ofDays(3);

    private static final String SELECT = """
            select o.notice_id, o.kind, o.medium, n.state, o.actor, o.written_at from order_notice o
            left join notification n on n.merchant_id = o.merchant_id and n.notification_id = o.notification_id
            where o.merchant_id = ?1 and o.order_id = ?2""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    StatusLink links;

    @Inject
    OrderStatuses statuses;

    @Inject
    NoticePolicies policies;

    @Inject
    NoticeTemplates templates;

    @Inject
    Notifications notifications;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * That a buyer was told of something.
     *
     * @param delivery {@code pending}, {@code sent} or {@code failed}; null when that is forgotten
     * @param writtenBy who had it sent; {@code system} when it is sent by itself
     */
    @Schema(name = "OrderNotice")
    public record Notice(
            UUID id,
            NoticeKind kind,
            Medium medium,
            @Nullable String delivery,
            String writtenBy,
            OffsetDateTime writtenAt) {}

    /** How one message reaches its buyer. */
    private record Way(Medium medium, String recipient) {}

    /**
     * Tells the buyer of an order of something, as its channel wants it; nothing happens when they were told of it, or cannot be reached.
     * Within the caller's work.
     */
    void tell(Event event, Occasion occasion) {
        var merchantId = event.merchantId();
        var found = resolved(merchantId, occasion);
        if (found.isEmpty()) return;
        var order = orders.get(merchantId, event.aggregateId());
        var ways = policies.of(merchantId, order.channelId())
                .of(occasion.kind())
                .of(isReachable(order, Medium.EMAIL), isReachable(order, Medium.SMS));
        if (ways.isEmpty() || isForgotten(order)) return;
        var by = Principal.system(merchantId).actor();
        for (var medium : ways) {
            if (wasTold(merchantId, event.id(), medium)) continue;
            write(order, found.get(), new Way(medium, address(order, medium)), event.id(), by);
        }
    }

    /** What came back for other goods is told of as an exchange, and once. */
    private Optional<Occasion> resolved(UUID merchantId, Occasion occasion) {
        var subject = occasion.subject();
        if (subject == null) return Optional.of(occasion);
        return switch (occasion.kind()) {
            case RETURNED -> isOfExchange(merchantId, subject) ? Optional.empty() : Optional.of(occasion);
            case EXCHANGED -> Optional.of(new Occasion(NoticeKind.EXCHANGED, returnOf(merchantId, subject)));
            case PLACED,
                    SHIPPED,
                    OUT_FOR_DELIVERY,
                    READY_FOR_PICKUP,
                    COLLECTED,
                    DELIVERED,
                    CANCELED,
                    REFUNDED,
                    STATUS -> Optional.of(occasion);
        };
    }

    private boolean isOfExchange(UUID merchantId, UUID returnId) {
        return !em.createNativeQuery("""
                        select 1 from order_return r
                        join exchange e on e.merchant_id = r.merchant_id and e.exchange_id = r.request_id
                        where r.merchant_id = ?1 and r.return_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, returnId)
                .getResultList()
                .isEmpty();
    }

    private @Nullable UUID returnOf(UUID merchantId, UUID exchangeId) {
        List<?> rows = em.createNativeQuery(
                        "select return_id from order_return where merchant_id = ?1 and request_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, exchangeId)
                .getResultList();
        return rows.isEmpty() ? null : (UUID) rows.get(0);
    }

    private boolean isReachable(Order order, Medium medium) {
        return !address(order, medium).isEmpty() && notifications.isReady(medium);
    }

    private static String address(Order order, Medium medium) {
        var address = medium == Medium.EMAIL ? order.email() : order.phone();
        return address == null ? "" : address;
    }

    /** Who was erased is not written to, although the order says where they were. */
    private boolean isForgotten(Order order) {
        return order.customerId() != null
                && !em.createNativeQuery(
                                "select 1 from customer where merchant_id = ?1 and customer_id = ?2 and erased_at is not null")
                        .setParameter(1, order.merchantId())
                        .setParameter(2, order.customerId())
                        .getResultList()
                        .isEmpty();
    }

    private boolean wasTold(UUID merchantId, UUID source, Medium medium) {
        return !em.createNativeQuery(
                        "select 1 from order_notice where merchant_id = ?1 and source = ?2 and medium = ?3")
                .setParameter(1, merchantId)
                .setParameter(2, source)
                .setParameter(3, medium.stored())
                .getResultList()
                .isEmpty();
    }

    /**
     * Somebody has the buyer sent how it is with their order, within the caller's work.
     *
     * @param to where it goes; where the order says, when null
     * @throws ProblemException VALIDATION_FAILED when nobody has said where, MESSAGE_NOT_OFFERED when nothing is configured that could send it
     */
    Notice send(Principal by, UUID orderId, Medium medium, @Nullable String to) {
        return work.write(by.merchantId(), () -> {
            var order = orders.get(by.merchantId(), orderId);
            var known = isForgotten(order) ? "" : address(order, medium);
            var recipient = to == null || to.isBlank() ? known : to.strip();
            if (recipient.isEmpty()) {
                throw ProblemException.invalid(
                        "to",
                        medium == Medium.EMAIL
                                ? "the order has no e-mail address; say where it shall go"
                                : "the order has no phone number; say where it shall go");
            }
            var notice = write(order, Occasion.STATUS, new Way(medium, recipient), ids.next(), by.actor());
            audit.record(
                    by,
                    Deed.of(AuditAction.SEND_ORDER_NOTICE, orderId),
                    Map.of("notice_id", notice, "medium", medium.stored(), "elsewhere", to != null && !to.isBlank()));
            return all(by.merchantId(), orderId).stream()
                    .filter(it -> it.id().equals(notice))
                    .findFirst()
                    .orElseThrow();
        });
    }

    private UUID write(Order order, Occasion occasion, Way way, UUID source, String actor) {
        if (links.of(order) == null) links.made(order.merchantId(), order.id());
        var status = statuses.of(order);
        var locale = Locale.forLanguageTag(status.locale());
        var words = templates
                .of(order.merchantId(), occasion.kind(), locale, way.medium())
                .filled(Placeholders.of(status, occasion));
        var notification = notifications.write(
                order.merchantId(),
                new Notifications.Wanted(
                        way.medium(),
                        way.recipient(),
                        "order_" + occasion.kind().stored(),
                        words.subject(),
                        words.text(),
                        clock.now().plus(OF_USE)));
        var id = ids.next();
        em.createNativeQuery("""
                        insert into order_notice (merchant_id, notice_id, order_id, kind, medium, source, notification_id, actor, written_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)""")
                .setParameter(1, order.merchantId())
                .setParameter(2, id)
                .setParameter(3, order.id())
                .setParameter(4, occasion.kind().stored())
                .setParameter(5, way.medium().stored())
                .setParameter(6, source)
                .setParameter(7, notification)
                .setParameter(8, actor)
                .setParameter(9, clock.now())
                .executeUpdate();
        return id;
    }

    /** What the buyer of an order was told, the oldest first. */
    List<Notice> all(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> {
            orders.get(merchantId, orderId);
            List<?> rows = em.createNativeQuery(SELECT + " order by o.written_at, o.notice_id")
                    .setParameter(1, merchantId)
                    .setParameter(2, orderId)
                    .getResultList();
            return rows.stream().map(row -> notice((Object[]) row)).toList();
        });
    }

    private static Notice notice(Object[] row) {
        return new Notice(
                (UUID) row[0],
                NoticeKind.of((String) row[1]),
                Medium.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                (String) row[3],
                (String) row[4],
                Times.of(row[5]));
    }
}
