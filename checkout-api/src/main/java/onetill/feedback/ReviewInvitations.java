package onetill.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.access.Principal;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.order.Order;
import onetill.order.Orders;
import onetill.recognition.Consents;
import onetill.recognition.SessionConsents;
import onetill.recognition.SessionConsents.Word;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.session.CheckoutSession;
import onetill.timer.RecurringWork;

/**
 * Says, some time after a purchase, that its buyer may be invited to a review: by the event {@code review.invited}, which webhooks bring to
 * whoever writes to them. Decided once for each order: not without consent, never when money went back, and not more than a week late.
 */
@ApplicationScoped
public class ReviewInvitations implements RecurringWork {

    private static final int BATCH = 50;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    SessionConsents consents;

    @Inject
    Feedback feedback;

    @Inject
    Events events;

    @Inject
    FeedbackConfig config;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    private volatile Set<UUID> withWork = Set.of();

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** One question for all merchants: those to whom nothing happens cost nothing. */
    @Override
    public void runOutsideMerchants() {
        withWork = work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select merchant_id from find_feedback_work(?1, ?2)")
                    .setParameter(1, clock.now())
                    .setParameter(2, clock.now().minus(config.textKept))
                    .getResultList();
            return rows.stream().map(UUID.class::cast).collect(Collectors.toSet());
        });
    }

    @Override
    public void run(UUID merchantId) {
        if (!withWork.contains(merchantId)) return;
        for (var due = due(merchantId); !due.isEmpty(); due = due(merchantId)) {
            for (var order : due) work.write(merchantId, () -> decide(merchantId, order));
        }
        feedback.forgetTexts(merchantId, clock.now().minus(config.textKept));
    }

    private List<UUID> due(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select o.order_id from feedback_policy p
                            join orders o on o.merchant_id = p.merchant_id and o.channel_id = p.channel_id
                            where p.merchant_id = ?1 and o.placed_at >= p.review_since
                              and o.placed_at <= cast(?2 as timestamptz) - p.review_after_seconds * interval '1 second'
                              and o.placed_at > cast(?2 as timestamptz) - p.review_after_seconds * interval '1 second' - interval '7 days'
                              and not exists (select 1 from review_invitation r
                                where r.merchant_id = o.merchant_id and r.order_id = o.order_id)
                            order by o.placed_at limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, BATCH)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }

    /** The order's lock keeps a refund that begins now, and other nodes, apart. */
    private boolean decide(UUID merchantId, UUID orderId) {
        var order = orders.locked(merchantId, orderId);
        var outcome = moneyWentBack(order) ? "money_went_back" : hasAgreed(order) ? "invited" : "no_consent";
        var isFirst = em.createNativeQuery("""
                                insert into review_invitation (merchant_id, order_id, outcome, decided_at) values (?1, ?2, ?3, ?4)
                                on conflict do nothing""")
                        .setParameter(1, merchantId)
                        .setParameter(2, orderId)
                        .setParameter(3, outcome)
                        .setParameter(4, clock.now())
                        .executeUpdate()
                > 0;
        if (isFirst && "invited".equals(outcome)) tell(order);
        return isFirst;
    }

    /** Also while it is on its way, and when nothing was taken in the end. */
    private boolean moneyWentBack(Order order) {
        return switch (order.state()) {
            case REFUNDED, PARTIALLY_REFUNDED, VOIDED -> true;
            case AUTHORIZED, PAID, PARTIALLY_PAID ->
                !em.createNativeQuery(
                                "select 1 from refund where merchant_id = ?1 and order_id = ?2 and state <> 'declined' limit 1")
                        .setParameter(1, order.merchantId())
                        .setParameter(2, order.id())
                        .getResultList()
                        .isEmpty();
        };
    }

    private boolean hasAgreed(Order order) {
        var session = em.find(CheckoutSession.class, new MerchantKey(order.merchantId(), order.sessionId()));
        if (session == null) return false;
        var word = consents.word(order.merchantId(), session.id(), session.provenCustomerId(), Consents.REVIEW);
        return word == Word.GIVEN;
    }

    private void tell(Order order) {
        events.record(new Fact(
                order.merchantId(),
                "review_invitation",
                ids.next(),
                1,
                "review.invited",
                order.channelId(),
                order.channelKind(),
                null,
                Principal.system(order.merchantId()).actor(),
                Map.of("session_id", order.sessionId(), "order_id", order.id(), "number", order.number())));
    }
}
