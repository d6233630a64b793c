package onetill.payment.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** All events of providers. What is kept here will be applied, by this node or another. */
@ApplicationScoped
public class Inbox {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    @Inject
    Ids ids;

    @Inject
    InboxWorker worker;

    /** A payment of ours. */
    public record Found(UUID merchantId, UUID attemptId) {}

    /**
     * Keeps what arrived, all of it or an exception, and has it applied at once after each commit. One that was kept
     * before is left as it is. When this returns, the sender can be told that we have it.
     */
    public void receive(List<Arrived> all) {
        for (var arrived : all) receive(arrived);
    }

    private void receive(Arrived arrived) {
        var named = arrived.merchantId();
        var merchantId = named != null && exists(named) ? named : ProviderEvent.NOBODY;
        var id = ids.next();
        work.write(merchantId, () -> {
            var isNew = insert(merchantId, id, arrived);
            if (isNew) work.afterCommit(() -> worker.soon(merchantId, id));
            return isNew;
        });
    }

    private boolean insert(UUID merchantId, UUID id, Arrived arrived) {
        var now = clock.now();
        var keyring = Keyring.current();
        return em.createNativeQuery("""
                        insert into provider_event (merchant_id, inbox_id, provider, event_id, type, object_ref, headers,
                                                    body, state, next_at, received_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'received', ?9, ?9)
                        on conflict (provider, event_id) do nothing""")
                        .setParameter(1, merchantId)
                        .setParameter(2, id)
                        .setParameter(3, arrived.provider())
                        .setParameter(4, arrived.eventId())
                        .setParameter(5, arrived.type())
                        .setParameter(6, arrived.objectRef())
                        .setParameter(
                                7,
                                keyring.seal(
                                        Field.PROVIDER_EVENT_HEADERS.of(merchantId, id), Json.write(arrived.headers())))
                        .setParameter(8, keyring.seal(Field.PROVIDER_EVENT_BODY.of(merchantId, id), arrived.body()))
                        .setParameter(9, now)
                        .executeUpdate()
                == 1;
    }

    private boolean exists(UUID merchantId) {
        return work.outsideMerchants(() -> !em.createNativeQuery("select 1 from merchant where merchant_id = ?1")
                .setParameter(1, merchantId)
                .getResultList()
                .isEmpty());
    }

    /** Whose a payment is, by the provider's name for it. For events that say nothing else. */
    public Optional<Found> find(String provider, String providerRef) {
        return work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select merchant_id, attempt_id from find_attempt(?1, ?2)")
                    .setParameter(1, provider)
                    .setParameter(2, providerRef)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new Found((UUID) row[0], (UUID) row[1]))
                    .findFirst();
        });
    }

    /** Those of a merchant, newest first. */
    List<ProviderEvent> newest(UUID merchantId, ProviderEvent.@Nullable State state, @Nullable UUID before, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select e from ProviderEvent e where e.merchantId = :merchant"
                                    + (state == null ? "" : " and e.state = :state")
                                    + (before == null ? "" : " and e.id < :before")
                                    + " order by e.id desc",
                            ProviderEvent.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (state != null) query.setParameter("state", state.stored());
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }

    ProviderEvent locked(UUID merchantId, UUID id) {
        var event = em.find(ProviderEvent.class, new MerchantKey(merchantId, id), LockModeType.PESSIMISTIC_WRITE);
        if (event == null) throw ProblemException.notFound("provider event", id);
        return event;
    }

    /** Claims what is due and nobody else has; a single one, or all. */
    List<ProviderEvent> due(
            UUID merchantId, @Nullable UUID only, int limit, OffsetDateTime now, OffsetDateTime leaseEnd) {
        return work.write(merchantId, () -> {
            var query = em.createNativeQuery(
                            "select * from provider_event where merchant_id = ?1 and next_at <= ?2"
                                    + (only == null ? "" : " and inbox_id = ?4")
                                    + " order by next_at limit ?3 for update skip locked",
                            ProviderEvent.class)
                    .setParameter(1, merchantId)
                    .setParameter(2, now)
                    .setParameter(3, limit);
            if (only != null) query.setParameter(4, only);
            @SuppressWarnings("unchecked")
            List<ProviderEvent> due = query.getResultList();
            due.forEach(event -> event.claim(leaseEnd));
            return due;
        });
    }

    /** Forgets what was applied or ignored before then; what is dead waits for somebody. */
    int forget(UUID merchantId, OffsetDateTime before) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "delete from provider_event where merchant_id = ?1 and received_at < ?2 and state in ('applied', 'ignored')")
                        .setParameter(1, merchantId)
                        .setParameter(2, before)
                        .executeUpdate());
    }
}
