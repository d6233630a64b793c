package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Events;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** The destinations of merchants and what was told to them. What changes rows is called within the caller's work. */
@ApplicationScoped
public class Exports {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Receivers receivers;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** What a destination should be; what is null stays as it is. Of maps each value is replaced, and an empty one is taken away. */
    record Wish(
            @Nullable String name,
            @Nullable Map<String, String> settings,
            @Nullable Map<String, String> credentials,
            @Nullable List<String> occasions,
            @Nullable Boolean enabled) {}

    /** @param generated credentials that were made here, to be shown this once */
    record Created(ExportDestination destination, Map<String, String> generated) {}

    /** Looks addresses up, so it is called with no transaction open. */
    void check(String kind, @Nullable Map<String, String> settings) {
        if (settings != null) receivers.checkAddresses(receivers.of(kind), settings);
    }

    /** It is told from now on. */
    Created create(Principal by, String kind, Wish wish) {
        var receiver = receivers.of(kind);
        var end = events.lastPosition(by.merchantId());
        var destination = new ExportDestination(by.merchantId(), ids.next(), kind, end, clock.now());
        var made = new LinkedHashMap<>(receiver.generated(secrets));
        if (wish.credentials() != null)
            made.keySet().removeAll(wish.credentials().keySet());
        apply(receiver, destination, wish, made);
        if (wish.occasions() == null) destination.tellOf(receiver.occasions());
        em.persist(destination);
        audit.record(by, Deed.of(AuditAction.CREATE_EXPORT_DESTINATION, destination.id()), setting(destination));
        return new Created(destination, made);
    }

    ExportDestination change(Principal by, UUID id, Wish wish) {
        return work.write(by.merchantId(), () -> {
            var destination = locked(by.merchantId(), id);
            var before = setting(destination);
            apply(receivers.of(destination.kind()), destination, wish, Map.of());
            destination.changed(clock.now());
            var after = setting(destination);
            if (wish.credentials() != null)
                after.put("new_credentials", new TreeSet<>(wish.credentials().keySet()));
            var changes = Changes.between(before, after);
            if (!changes.isEmpty()) audit.record(by, Deed.of(AuditAction.CHANGE_EXPORT_DESTINATION, id), changes);
            return destination;
        });
    }

    private static void apply(
            Receiver receiver, ExportDestination destination, Wish wish, Map<String, String> generated) {
        var settings = merged(destination.settings(), wish.settings());
        var credentials = merged(destination.credentials(), generated);
        credentials = merged(credentials, wish.credentials());
        Receivers.checkSettings(receiver, settings);
        Receivers.checkCredentials(receiver, credentials);
        destination.setUp(settings, credentials);
        if (wish.name() != null) destination.call(wish.name());
        if (wish.occasions() != null) destination.tellOf(occasions(receiver, wish.occasions()));
        if (wish.enabled() != null) destination.enable(wish.enabled());
    }

    private static Map<String, String> merged(Map<String, String> known, @Nullable Map<String, String> given) {
        var all = new LinkedHashMap<>(known);
        if (given != null) all.putAll(given);
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private static Set<Occasion> occasions(Receiver receiver, List<String> wanted) {
        return wanted.stream()
                .map(it -> Occasion.named(it)
                        .filter(receiver.occasions()::contains)
                        .orElseThrow(() -> ProblemException.invalid(
                                "occasions",
                                "%s is told of %s, not of \"%s\""
                                        .formatted(
                                                receiver.kind(),
                                                receiver.occasions().stream()
                                                        .map(Occasion::stored)
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")),
                                                it))))
                .collect(Collectors.toSet());
    }

    /** For the audit. Of secrets only which there are; addresses may hold some, so they are hashed. */
    private static Map<String, Object> setting(ExportDestination destination) {
        var settings = new LinkedHashMap<String, Object>(destination.settings());
        settings.computeIfPresent("url", (name, url) -> "sha256:" + Secrets.hash(url.toString()));
        var all = new LinkedHashMap<String, Object>();
        all.put("kind", destination.kind());
        all.put("name", destination.name());
        all.put("settings", settings);
        all.put("credentials", destination.credentialNames());
        all.put("occasions", destination.occasions());
        all.put("enabled", destination.isEnabled());
        return all;
    }

    /** What is still to be told is not told any more. */
    void delete(Principal by, UUID id) {
        work.write(by.merchantId(), () -> {
            var destination = locked(by.merchantId(), id);
            audit.record(
                    by,
                    Deed.of(AuditAction.DELETE_EXPORT_DESTINATION, id),
                    Changes.between(setting(destination), null));
            em.remove(destination);
            return destination;
        });
    }

    /** Sends once more what has stopped, under the same id: written anew, by what holds now. */
    ExportDelivery retry(Principal by, UUID id, UUID deliveryId) {
        locked(by.merchantId(), id);
        var delivery = em.find(
                ExportDelivery.class, new MerchantKey(by.merchantId(), deliveryId), LockModeType.PESSIMISTIC_WRITE);
        if (delivery == null || !delivery.destinationId().equals(id)) {
            throw ProblemException.notFound("delivery", deliveryId);
        }
        if (!delivery.hasStopped()) {
            throw new ProblemException(
                    ProblemType.EXPORT_NOT_STOPPED,
                    "this delivery is %s; only one that is dead or withheld can be sent again"
                            .formatted(delivery.state()));
        }
        audit.record(by, Deed.of(AuditAction.RETRY_EXPORT_DELIVERY, id), Map.of("delivery_id", deliveryId));
        delivery.retry(clock.now());
        return delivery;
    }

    ExportDestination get(UUID merchantId, UUID id) {
        return work.read(merchantId, () -> {
            var destination = em.find(ExportDestination.class, new MerchantKey(merchantId, id));
            if (destination == null) throw ProblemException.notFound("export destination", id);
            return destination;
        });
    }

    ExportDestination locked(UUID merchantId, UUID id) {
        var destination =
                em.find(ExportDestination.class, new MerchantKey(merchantId, id), LockModeType.PESSIMISTIC_WRITE);
        if (destination == null) throw ProblemException.notFound("export destination", id);
        return destination;
    }

    /** Merchants who have facts to be told: one question for all of them, so that those who export nothing cost nothing. */
    Set<UUID> withWork() {
        return work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select merchant_id from find_export_work(?1)")
                    .setParameter(1, clock.now())
                    .getResultList();
            return rows.stream().map(UUID.class::cast).collect(Collectors.toSet());
        });
    }

    /** All destinations, newest first. */
    List<ExportDestination> destinations(UUID merchantId, @Nullable UUID before, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select d from ExportDestination d where d.merchantId = :merchant"
                                    + (before == null ? "" : " and d.id < :before") + " order by d.id desc",
                            ExportDestination.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }

    /** The deliveries of a destination, newest first. */
    List<ExportDelivery> deliveries(
            UUID merchantId, UUID destinationId, @Nullable String state, @Nullable UUID before, int limit) {
        get(merchantId, destinationId);
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select d from ExportDelivery d where d.merchantId = :merchant and d.destinationId = :destination"
                                    + (state == null ? "" : " and d.state = :state")
                                    + (before == null
                                            ? ""
                                            : " and d.ordinal < (select b.ordinal from ExportDelivery b"
                                                    + " where b.merchantId = :merchant and b.id = :before)")
                                    + " order by d.ordinal desc",
                            ExportDelivery.class)
                    .setParameter("merchant", merchantId)
                    .setParameter("destination", destinationId)
                    .setMaxResults(limit);
            if (state != null) query.setParameter("state", state);
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }

    /** Forgets what was settled before then. */
    int forget(UUID merchantId, OffsetDateTime before) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "delete from export_delivery where merchant_id = ?1 and settled_at < ?2 and state <> 'pending'")
                        .setParameter(1, merchantId)
                        .setParameter(2, before)
                        .executeUpdate());
    }
}
