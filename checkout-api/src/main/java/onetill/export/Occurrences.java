package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.customer.Customers;
import onetill.database.MerchantKey;
import onetill.event.Event;
import onetill.money.Money;
import onetill.order.Orders;
import onetill.recognition.Consents;
import onetill.recognition.SessionConsents;
import onetill.recognition.SessionConsents.Word;
import onetill.session.CheckoutSession;
import onetill.session.Total;
import org.jspecify.annotations.Nullable;

/** Facts as they may be told now: from the event, its session and order, and what the buyer has agreed to. Within the caller's work. */
@ApplicationScoped
public class Occurrences {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Orders orders;

    @Inject
    Customers customers;

    @Inject
    SessionConsents consents;

    @Inject
    MeasurementIds measurementIds;

    /** @param unsaid whether the buyer has not said anything yet to something that matters */
    record Found(Occurrence occurrence, boolean unsaid) {}

    /** @param purposes which consents matter */
    Found of(ExportDelivery delivery, Set<String> purposes) {
        var merchantId = delivery.merchantId();
        var event = find(Event.class, merchantId, delivery.eventId());
        var session = find(CheckoutSession.class, merchantId, delivery.sessionId());
        var analytics = word(session, Consents.ANALYTICS);
        var marketing = word(session, Consents.MARKETING_MEASUREMENT);
        var unsaid = purposes.contains(Consents.ANALYTICS) && analytics == Word.UNSAID
                || purposes.contains(Consents.MARKETING_MEASUREMENT) && marketing == Word.UNSAID;
        var buyer = buyer(session, analytics == Word.GIVEN, marketing == Word.GIVEN);
        var occasion =
                Occasion.of(event).orElseThrow(() -> new IllegalStateException("nobody measures " + event.type()));
        return new Found(occurrence(delivery, event, session, occasion, buyer), unsaid);
    }

    private <T> T find(Class<T> type, UUID merchantId, UUID id) {
        var found = em.find(type, new MerchantKey(merchantId, id));
        if (found == null) throw new IllegalStateException(type.getSimpleName() + " " + id + " is forgotten");
        return found;
    }

    private Word word(CheckoutSession session, String purpose) {
        return consents.word(session.merchantId(), session.id(), session.provenCustomerId(), purpose);
    }

    private Measured buyer(CheckoutSession session, boolean analytics, boolean marketing) {
        if (!analytics && !marketing) return Measured.NOBODY;
        var customerId = session.provenCustomerId();
        var customer = customerId == null
                ? null
                : customers.get(session.merchantId(), customerId).orElse(null);
        return Measured.agreed(
                analytics,
                marketing,
                measurementIds.of(session.merchantId(), session.id()),
                first(session.buyer().email(), customer == null ? null : customer.email()),
                first(session.buyer().phone(), customer == null ? null : customer.phone()));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private Occurrence occurrence(
            ExportDelivery delivery, Event event, CheckoutSession session, Occasion occasion, Measured buyer) {
        var orderId = delivery.orderId();
        var isPurchase = occasion == Occasion.PURCHASE;
        return new Occurrence(
                event.id(),
                occasion,
                event.occurredAt(),
                session.id(),
                String.valueOf(event.channelId()),
                String.valueOf(event.channelKind()),
                value(event, occasion),
                isPurchase ? total(session, Total.Type.TAX) : null,
                isPurchase ? total(session, Total.Type.FULFILLMENT) : null,
                occasion == Occasion.REFUND ? List.of() : items(session),
                orderId == null ? null : sale(event, orderId),
                buyer);
    }

    private static Money value(Event event, Occasion occasion) {
        var data = event.data();
        return Money.of(
                number(data, occasion == Occasion.REFUND ? "amount_minor" : "total_minor"),
                String.valueOf(data.get("currency")));
    }

    private static long number(Map<String, Object> data, String name) {
        return data.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static Money total(CheckoutSession session, Total.Type type) {
        var minor = session.totals().stream()
                .filter(it -> it.type() == type)
                .mapToLong(Total::amountMinor)
                .sum();
        return new Money(minor, session.currency());
    }

    private static List<Occurrence.Item> items(CheckoutSession session) {
        return session.lineItems().stream()
                .map(it -> new Occurrence.Item(
                        it.sku(), it.name(), it.quantity(), new Money(it.unitPriceMinor(), session.currency())))
                .toList();
    }

    /** What went back is counted up to this event, so that a late try tells the same as an early one. */
    private Occurrence.Sale sale(Event event, UUID orderId) {
        var order = orders.get(event.merchantId(), orderId);
        var row = (Object[]) em.createNativeQuery("""
                        select (select cast(event_id as text) from event
                                where merchant_id = ?1 and aggregate_id = ?2 and type = 'order.placed'),
                            (select coalesce(sum(cast(data ->> 'amount_minor' as bigint)
                                    * case type when 'order.refunded' then 1 else -1 end), 0) from event
                                where merchant_id = ?1 and aggregate_id = ?2 and seq <= ?3
                                  and type in ('order.refunded', 'order.refund_reversed'))""")
                .setParameter(1, event.merchantId())
                .setParameter(2, orderId)
                .setParameter(3, event.seq())
                .getSingleResult();
        var refunded = new Money(((Number) row[1]).longValue(), order.total().currency());
        return new Occurrence.Sale(
                orderId,
                order.number(),
                UUID.fromString(String.valueOf(row[0])),
                order.total().minus(refunded));
    }
}
