package onetill.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.event.Events;
import onetill.timer.RecurringWork;
import onetill.webhook.WebhookDelivery.Kind;

/**
 * Makes deliveries of events. Positions are given in the order of the commits and without gaps, so that a cursor never
 * passes an event that becomes visible later; cursor and deliveries are committed together, so that a crash neither loses
 * nor doubles one. The lock of the endpoint's row keeps nodes apart.
 */
@ApplicationScoped
public class WebhookRelay implements RecurringWork {

    private static final int BATCH = 200;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookConfig config;

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void run(UUID merchantId) {
        while (relay(merchantId)) {
            /* more are waiting */
        }
    }

    /** @return whether there may be more */
    private boolean relay(UUID merchantId) {
        return work.write(merchantId, () -> {
            @SuppressWarnings("unchecked")
            List<WebhookEndpoint> behind = em.createNativeQuery("""
                            select * from webhook_endpoint where merchant_id = ?1 and enabled and told_position <
                                (select coalesce(max(position), 0) from event where merchant_id = ?1)
                            for update skip locked""", WebhookEndpoint.class)
                    .setParameter(1, merchantId)
                    .getResultList();
            var more = false;
            for (var endpoint : behind) more |= relay(endpoint);
            return more;
        });
    }

    private boolean relay(WebhookEndpoint endpoint) {
        var news = events.after(endpoint.merchantId(), endpoint.toldPosition(), BATCH);
        for (var event : news) {
            if (endpoint.wants(event.type())) webhooks.add(endpoint, Kind.EVENT, Messages.of(event));
            var position = event.position();
            if (position != null) endpoint.toldUpTo(position);
        }
        return news.size() == BATCH;
    }
}
