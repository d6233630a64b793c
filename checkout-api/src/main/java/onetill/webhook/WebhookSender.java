package onetill.webhook;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Meters;
import onetill.runtime.Chance;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, at least once. A later message about the same thing waits until the earlier one has arrived or was
 * given up, so that no endpoint learns of a payment before its session. Few calls at a time go to one endpoint, so that a
 * slow one holds up nobody else.
 */
@ApplicationScoped
public class WebhookSender implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class.getName());
    private static final int MOST_AT_ONCE = 32;
    private static final int MOST_PER_ENDPOINT = 4;
    private static final double JITTER = 0.1;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int GONE = 410;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Resource
    ManagedExecutorService executor;

    @Inject
    Work work;

    @Inject
    Webhooks webhooks;

    @Inject
    Egress egress;

    @Inject
    Wire wire;

    @Inject
    WebhookConfig config;

    @Inject
    Chance chance;

    @Inject
    Meters meters;

    @Inject
    Clocks clock;

    private final Hands hands = new Hands(MOST_AT_ONCE, MOST_PER_ENDPOINT);

    /** A claimed delivery and everything a call needs. */
    private record Sending(WebhookDelivery delivery, String url, Map<String, String> headers) {}

    /** What came of a try; the status is null when there was no answer. */
    private record Result(@Nullable Integer status, String error) {

        boolean isDelivered() {
            return status != null && status >= OK && status < REDIRECT;
        }
    }

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void run(UUID merchantId) {
        for (var endpoint : waiting(merchantId)) hands.pump(executor, endpoint, () -> next(merchantId, endpoint));
    }

    private List<UUID> waiting(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select distinct d.endpoint_id from webhook_delivery d
                            join webhook_endpoint e on e.merchant_id = d.merchant_id and e.endpoint_id = d.endpoint_id
                            where d.merchant_id = ?1 and d.state = 'pending' and d.next_at <= ?2 and e.enabled""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }

    private @Nullable Runnable next(UUID merchantId, UUID endpointId) {
        var claimed = claim(merchantId, endpointId);
        return claimed == null ? null : () -> settle(claimed.delivery(), send(claimed));
    }

    /** The next that is due, of an aggregate of which nothing earlier is unsent. */
    private @Nullable Sending claim(UUID merchantId, UUID endpointId) {
        return work.write(merchantId, () -> {
            var now = clock.now();
            List<?> due = em.createNativeQuery("""
                            select d.* from webhook_delivery d
                            where d.merchant_id = ?1 and d.endpoint_id = ?2 and d.state = 'pending' and d.next_at <= ?3
                              and not exists (
                                select 1 from webhook_delivery b
                                where b.merchant_id = d.merchant_id and b.endpoint_id = d.endpoint_id
                                  and b.aggregate_id = d.aggregate_id and b.state = 'pending' and b.ordinal < d.ordinal)
                            order by d.ordinal limit 1 for update of d skip locked""", WebhookDelivery.class)
                    .setParameter(1, merchantId)
                    .setParameter(2, endpointId)
                    .setParameter(3, now)
                    .getResultList();
            if (due.isEmpty()) return null;
            var endpoint = em.find(WebhookEndpoint.class, new MerchantKey(merchantId, endpointId));
            if (endpoint == null || !endpoint.isEnabled()) return null;
            var delivery = (WebhookDelivery) due.get(0);
            delivery.claim(now.plus(config.lease), now);
            var message = delivery.message();
            var headers = Signatures.headers(message.id(), message.body(), endpoint.secrets(now), now);
            return new Sending(delivery, endpoint.url(), headers);
        });
    }

    private Result send(Sending sending) {
        try {
            var target = egress.check(sending.url());
            var body = sending.delivery().message().body();
            var status = wire.post(target, sending.headers(), body, config.timeout);
            return new Result(status, "answered " + status);
        } catch (Egress.Refused e) {
            return new Result(null, e.why());
        } catch (IOException | RuntimeException e) {
            // Also what should not happen is a failed try, or it would be tried without end.
            if (e instanceof RuntimeException) LOG.log(Level.WARNING, "a webhook failed by our fault", e);
            return new Result(null, Wire.told(e));
        }
    }

    private void settle(WebhookDelivery claimed, Result result) {
        work.write(claimed.merchantId(), () -> {
            var endpoint = webhooks.locked(claimed.merchantId(), claimed.endpointId());
            var delivery = em.find(
                    WebhookDelivery.class,
                    new MerchantKey(claimed.merchantId(), claimed.id()),
                    LockModeType.PESSIMISTIC_WRITE);
            if (delivery == null || !delivery.isHeldBy(claimed.attempts())) return false;
            var now = clock.now();
            var status = result.status();
            if (status != null && result.isDelivered()) {
                delivery.delivered(status, now);
                endpoint.succeeded();
            } else {
                delivery.failed(status, result.error(), pauseAfter(delivery.attempts()), now);
                failed(endpoint, status);
            }
            var counted = delivery.isPending() ? "retried" : delivery.state();
            work.afterCommit(() -> meters.countWebhookDelivery(counted));
            return true;
        });
    }

    private void failed(WebhookEndpoint endpoint, @Nullable Integer status) {
        var tooLong = endpoint.failed(clock.now(), config.disableAfter);
        var gone = status != null && status == GONE;
        if (!endpoint.isEnabled() || !(tooLong || gone)) return;
        var reason = gone ? WebhookEndpoint.GONE : WebhookEndpoint.FAILING;
        webhooks.disable(Principal.system(endpoint.merchantId()), endpoint, reason);
        LOG.log(Level.WARNING, "webhook endpoint {0} was disabled: {1}", new Object[] {endpoint.id(), reason});
    }

    /** Null when that was the last try. */
    private @Nullable Duration pauseAfter(int attempts) {
        return attempts > config.retries.size() ? null : chance.about(config.retries.get(attempts - 1), JITTER);
    }
}
