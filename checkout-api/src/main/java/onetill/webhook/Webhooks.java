package onetill.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Event;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.webhook.WebhookDelivery.Kind;
import onetill.webhook.WebhookDelivery.Message;
import org.jspecify.annotations.Nullable;

/** The endpoints of merchants and what was sent to them. What changes rows is called within the caller's work. */
@ApplicationScoped
public class Webhooks {

    private static final int MOST_REPLAYED = 10_000;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    WebhookConfig config;

    @Inject
    Egress egress;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** What an endpoint should be; what is null stays as it is. */
    record Wish(
            @Nullable String url,
            @Nullable List<String> eventTypes,
            @Nullable String description,
            @Nullable Boolean enabled) {}

    /** Looks the address up, so it is called with no transaction open. */
    void check(@Nullable String url) {
        if (url == null) return;
        try {
            egress.check(url);
        } catch (Egress.Refused e) {
            throw new ProblemException(ProblemType.WEBHOOK_URL_REFUSED, "url: " + e.why()).with("field", "url");
        }
    }

    /** It is told from now on. */
    WebhookEndpoint create(Principal by, String url, Wish wish) {
        var end = events.lastPosition(by.merchantId());
        var endpoint = new WebhookEndpoint(
                by.merchantId(), ids.next(), url, secrets.freshForSigning("whsec_"), end, clock.now());
        em.persist(endpoint);
        changed(by, endpoint, wish, "created");
        audit.record(by, Deed.of(AuditAction.CREATE_WEBHOOK_ENDPOINT, endpoint.id()), setting(endpoint));
        return endpoint;
    }

    WebhookEndpoint change(Principal by, UUID id, Wish wish) {
        return work.write(by.merchantId(), () -> {
            var endpoint = locked(by.merchantId(), id);
            var before = setting(endpoint);
            changed(by, endpoint, wish, "changed");
            var changes = Changes.between(before, setting(endpoint));
            if (!changes.isEmpty()) audit.record(by, Deed.of(AuditAction.CHANGE_WEBHOOK_ENDPOINT, id), changes);
            return endpoint;
        });
    }

    /** For the audit. Addresses may hold secrets of whoever is called: their host says enough, and a hash that they are others. */
    private static Map<String, Object> setting(WebhookEndpoint endpoint) {
        return Map.of(
                "host", String.valueOf(URI.create(endpoint.url()).getHost()),
                "url_sha256", Secrets.hash(endpoint.url()),
                "event_types", List.copyOf(endpoint.eventTypes()),
                "enabled", endpoint.isEnabled());
    }

    private WebhookEndpoint changed(Principal by, WebhookEndpoint endpoint, Wish wish, String what) {
        endpoint.change(wish.url(), wish.eventTypes(), wish.description(), clock.now());
        tell(by, endpoint, what, Map.of());
        var enabled = wish.enabled();
        if (enabled != null && enabled && !endpoint.isEnabled()) endpoint.enable();
        if (enabled != null && !enabled && endpoint.isEnabled()) disable(by, endpoint, WebhookEndpoint.BY_HAND);
        return endpoint;
    }

    void disable(Principal by, WebhookEndpoint endpoint, String reason) {
        endpoint.disable(reason, clock.now());
        tell(by, endpoint, "disabled", Map.of("reason", reason));
    }

    void delete(Principal by, UUID id) {
        work.write(by.merchantId(), () -> {
            var endpoint = locked(by.merchantId(), id);
            tell(by, endpoint, "deleted", Map.of());
            audit.record(
                    by, Deed.of(AuditAction.DELETE_WEBHOOK_ENDPOINT, id), Changes.between(setting(endpoint), null));
            em.remove(endpoint);
            return endpoint;
        });
    }

    WebhookEndpoint rotate(Principal by, UUID id) {
        var endpoint = locked(by.merchantId(), id);
        var now = clock.now();
        endpoint.rotate(secrets.freshForSigning("whsec_"), now.plus(config.secretOverlap), now);
        tell(by, endpoint, "secret_rotated", Map.of());
        audit.record(
                by,
                Deed.of(AuditAction.ROTATE_WEBHOOK_SECRET, id),
                Map.of("old_secret_until", now.plus(config.secretOverlap)));
        return endpoint;
    }

    WebhookDelivery test(Principal by, UUID id) {
        var endpoint = locked(by.merchantId(), id);
        if (!endpoint.isEnabled()) {
            throw ProblemException.invalid("enabled", "the endpoint is disabled; enable it to be sent anything");
        }
        return add(endpoint, Kind.TEST, Messages.test(ids.next(), id, by.actor(), clock.now()));
    }

    /** Sends the same message again, under the same id. */
    WebhookDelivery replay(Principal by, UUID id, UUID deliveryId) {
        var endpoint = locked(by.merchantId(), id);
        var old = em.find(WebhookDelivery.class, new MerchantKey(by.merchantId(), deliveryId));
        if (old == null || !old.endpointId().equals(id)) throw ProblemException.notFound("delivery", deliveryId);
        audit.record(by, Deed.of(AuditAction.REPLAY_WEBHOOK_DELIVERY, id), Map.of("delivery_id", deliveryId));
        return add(endpoint, Kind.REPLAY, old.message());
    }

    /** Sends again what happened in a time and the endpoint wants, also what it was never sent. */
    int replay(Principal by, UUID id, OffsetDateTime from, OffsetDateTime until) {
        var endpoint = locked(by.merchantId(), id);
        var found = em.createQuery(
                        "select e from Event e where e.merchantId = :merchant and e.occurredAt >= :from"
                                + " and e.occurredAt < :until and e.position is not null order by e.position",
                        Event.class)
                .setParameter("merchant", by.merchantId())
                .setParameter("from", from)
                .setParameter("until", until)
                .setMaxResults(MOST_REPLAYED + 1)
                .getResultList();
        if (found.size() > MOST_REPLAYED) {
            throw ProblemException.invalid(
                    "until", "more than %d events happened in that time; take parts of it".formatted(MOST_REPLAYED));
        }
        var wanted = found.stream().filter(it -> endpoint.wants(it.type())).toList();
        wanted.forEach(it -> add(endpoint, Kind.REPLAY, Messages.of(it)));
        audit.record(
                by,
                Deed.of(AuditAction.REPLAY_WEBHOOKS, id),
                Map.of("from", from, "until", until, "deliveries", wanted.size()));
        return wanted.size();
    }

    WebhookDelivery add(WebhookEndpoint endpoint, Kind kind, Message message) {
        var delivery = new WebhookDelivery(ids.next(), endpoint, kind, message, clock.now());
        em.persist(delivery);
        return delivery;
    }

    WebhookEndpoint get(UUID merchantId, UUID id) {
        return work.read(merchantId, () -> {
            var endpoint = em.find(WebhookEndpoint.class, new MerchantKey(merchantId, id));
            if (endpoint == null) throw ProblemException.notFound("webhook endpoint", id);
            return endpoint;
        });
    }

    WebhookEndpoint locked(UUID merchantId, UUID id) {
        var endpoint = em.find(WebhookEndpoint.class, new MerchantKey(merchantId, id), LockModeType.PESSIMISTIC_WRITE);
        if (endpoint == null) throw ProblemException.notFound("webhook endpoint", id);
        return endpoint;
    }

    /** All endpoints, newest first. */
    List<WebhookEndpoint> endpoints(UUID merchantId, @Nullable UUID before, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select e from WebhookEndpoint e where e.merchantId = :merchant"
                                    + (before == null ? "" : " and e.id < :before") + " order by e.id desc",
                            WebhookEndpoint.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }

    /** The deliveries of an endpoint, newest first. */
    List<WebhookDelivery> deliveries(
            UUID merchantId, UUID endpointId, @Nullable String state, @Nullable UUID before, int limit) {
        get(merchantId, endpointId);
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select d from WebhookDelivery d where d.merchantId = :merchant and d.endpointId = :endpoint"
                                    + (state == null ? "" : " and d.state = :state")
                                    + (before == null
                                            ? ""
                                            : " and d.ordinal < (select b.ordinal from WebhookDelivery b"
                                                    + " where b.merchantId = :merchant and b.id = :before)")
                                    + " order by d.ordinal desc",
                            WebhookDelivery.class)
                    .setParameter("merchant", merchantId)
                    .setParameter("endpoint", endpointId)
                    .setMaxResults(limit);
            if (state != null) query.setParameter("state", state);
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }

    /** Forgets what was delivered or given up before then. */
    int forget(UUID merchantId, OffsetDateTime before) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "delete from webhook_delivery where merchant_id = ?1 and created_at < ?2 and state <> 'pending'")
                        .setParameter(1, merchantId)
                        .setParameter(2, before)
                        .executeUpdate());
    }

    private void tell(Principal by, WebhookEndpoint endpoint, String what, Map<String, Object> data) {
        events.record(new Fact(
                endpoint.merchantId(),
                "webhook_endpoint",
                endpoint.id(),
                endpoint.nextSeq(),
                "webhook_endpoint." + what,
                null,
                null,
                null,
                by.actor(),
                data));
    }
}
