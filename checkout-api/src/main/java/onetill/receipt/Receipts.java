package onetill.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.notification.Notifications;
import onetill.order.Order;
import onetill.order.Orders;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.text.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Receipts of orders, and that they were handed out. Whoever asks for the next one at the same moment waits for the order's row, so each
 * has its own number.
 */
@ApplicationScoped
public class Receipts {

    /** Longer than a mail server is asked again. */
    private static final Duration OF_USE = Duration.ofDays(3);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Contents contents;

    @Inject
    Channels channels;

    @Inject
    Notifications notifications;

    @Inject
    Events events;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** @param receipt to be printed; an e-mail is on its way by itself */
    @Schema(name = "HandedOutReceipt")
    public record HandedOut(Issued issued, Receipt receipt) {}

    /** The receipt that would be handed out next; nothing is written down. */
    Receipt next(Principal by, UUID orderId) {
        return work.read(by.merchantId(), () -> {
            var order = visible(by, orders.get(by.merchantId(), orderId));
            return contents.of(order, handedOut(order));
        });
    }

    /** The same for whoever was let in to this order. */
    public Receipt of(Order order) {
        return work.read(order.merchantId(), () -> contents.of(order, handedOut(order)));
    }

    /**
     * Hands a receipt out, within the caller's work.
     *
     * @param to the address of an e-mail; it is kept with the message alone. Null for paper
     * @throws ProblemException MESSAGE_NOT_OFFERED when no mail server is configured
     */
    HandedOut issue(Principal by, UUID orderId, Medium medium, @Nullable String to) {
        return work.write(by.merchantId(), () -> {
            var order = visible(by, orders.locked(by.merchantId(), orderId));
            var receipt = contents.of(order, handedOut(order));
            var notification = medium == Medium.EMAIL ? send(order, receipt, Objects.requireNonNull(to)) : null;
            var issued = new Issued(
                    ids.next(),
                    orderId,
                    receipt.copy(),
                    medium,
                    notification == null ? null : "pending",
                    by.actor(),
                    clock.now());
            keep(order, issued, notification, receipt.seller());
            tell(by, order, issued);
            audit.record(
                    by,
                    Deed.of(AuditAction.ISSUE_RECEIPT, orderId),
                    Map.of("receipt_id", issued.id(), "medium", medium.stored(), "copy", issued.copy()));
            return new HandedOut(issued, receipt);
        });
    }

    private UUID send(Order order, Receipt receipt, String to) {
        var words = new Wording(receipt);
        var subject = words.of("email.subject", receipt.seller().merchant(), order.number());
        return notifications.write(
                order.merchantId(),
                new Notifications.Wanted(
                        onetill.notification.Medium.EMAIL,
                        to,
                        "receipt",
                        PlainText.of(subject),
                        receipt.text(),
                        clock.now().plus(OF_USE)));
    }

    private void keep(Order order, Issued issued, @Nullable UUID notification, Receipt.Seller seller) {
        em.createNativeQuery("""
                        insert into receipt (merchant_id, receipt_id, order_id, copy, medium, notification_id, seller, issued_by, issued_at)
                        values (?1, ?2, ?3, ?4, ?5, cast(?6 as uuid), cast(?7 as jsonb), ?8, ?9)""")
                .setParameter(1, order.merchantId())
                .setParameter(2, issued.id())
                .setParameter(3, order.id())
                .setParameter(4, issued.copy())
                .setParameter(5, issued.medium().stored())
                .setParameter(6, notification == null ? null : notification.toString())
                .setParameter(7, Json.write(seller))
                .setParameter(8, issued.issuedBy())
                .setParameter(9, issued.issuedAt())
                .executeUpdate();
    }

    private void tell(Principal by, Order order, Issued issued) {
        events.record(new Fact(
                order.merchantId(),
                "receipt",
                issued.id(),
                1,
                "receipt.issued",
                order.channelId(),
                order.channelKind(),
                null,
                by.actor(),
                Map.of(
                        "order_id",
                        order.id(),
                        "session_id",
                        order.sessionId(),
                        "medium",
                        issued.medium().stored(),
                        "copy",
                        issued.copy())));
    }

    /** What was handed out of an order, the original first. */
    List<Issued> all(Principal by, UUID orderId) {
        return work.read(by.merchantId(), () -> {
            var order = visible(by, orders.get(by.merchantId(), orderId));
            List<?> rows = em.createNativeQuery("""
                            select r.receipt_id, r.copy, r.medium, n.state, r.issued_by, r.issued_at from receipt r
                            left join notification n on n.merchant_id = r.merchant_id and n.notification_id = r.notification_id
                            where r.merchant_id = ?1 and r.order_id = ?2 order by r.copy""")
                    .setParameter(1, order.merchantId())
                    .setParameter(2, order.id())
                    .getResultList();
            return rows.stream().map(row -> issued(orderId, (Object[]) row)).toList();
        });
    }

    /** One that was handed out, to be printed: with its own number, and with what is true of the money now. */
    Receipt get(Principal by, UUID orderId, UUID receiptId) {
        return work.read(by.merchantId(), () -> {
            var issued = all(by, orderId).stream()
                    .filter(it -> it.id().equals(receiptId))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("receipt", receiptId));
            return contents.of(orders.get(by.merchantId(), orderId), issued.copy());
        });
    }

    private int handedOut(Order order) {
        return ((Number) em.createNativeQuery("select count(*) from receipt where merchant_id = ?1 and order_id = ?2")
                        .setParameter(1, order.merchantId())
                        .setParameter(2, order.id())
                        .getSingleResult())
                .intValue();
    }

    /** A buyer's device has its own order, and a till those of its place: whoever was there asks at any of its tills. */
    private Order visible(Principal by, Order order) {
        var isTheirs = !by.is(PrincipalKind.CLIENT_TOKEN) || order.sessionId().equals(by.sessionId());
        var isHere = !by.is(PrincipalKind.REGISTER) || isSamePlace(by, order);
        if (!isTheirs || !isHere) throw ProblemException.notFound("order", order.id());
        return order;
    }

    private boolean isSamePlace(Principal by, Order order) {
        var here = Objects.requireNonNull(by.channelId(), "a till has a channel");
        if (here.equals(order.channelId())) return true;
        var place = channels.get(by.merchantId(), here).locationId();
        return place != null
                && channels.all(by.merchantId()).stream()
                        .filter(it -> it.id().equals(order.channelId()))
                        .map(Channel::locationId)
                        .anyMatch(place::equals);
    }

    private static Issued issued(UUID orderId, Object[] row) {
        return new Issued(
                (UUID) row[0],
                orderId,
                ((Number) row[1]).intValue(),
                Medium.of((String) row[2]),
                (String) row[3],
                (String) row[4],
                Times.of(row[5]));
    }
}
