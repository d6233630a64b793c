package onetill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;

/**
 * Gives committed events their position. Numbers drawn while writing would become visible out of order and readers
 * would skip some; here one relay at a time (it holds the lock of one row) counts what is already committed. Any node
 * may be that relay, at any time.
 */
@ApplicationScoped
public class EventRelay implements RecurringWork {

    private static final int BATCH = 500;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Settings settings;

    @Inject
    EventStreams streams;

    private volatile Set<UUID> waiting = Set.of();

    @Override
    public Duration pause() {
        return settings.relayInterval();
    }

    /** One question for all merchants: those to whom nothing happens cost nothing. */
    @Override
    public void runOutsideMerchants() {
        waiting = work.outsideMerchants(() -> {
            List<?> rows = em.createNativeQuery("select find_unpublished()").getResultList();
            return rows.stream().map(UUID.class::cast).collect(Collectors.toSet());
        });
    }

    @Override
    public void run(UUID merchantId) {
        if (!waiting.contains(merchantId)) return;
        var given = relay(merchantId);
        while (given == BATCH) given = relay(merchantId);
        streams.relayed(merchantId);
    }

    /** Within an aggregate by its own count, across aggregates by time. */
    private int relay(UUID merchantId) {
        return work.write(merchantId, () -> {
            List<?> waiting = em.createNativeQuery(
                            "select 1 from event where merchant_id = ?1 and position is null limit 1")
                    .setParameter(1, merchantId)
                    .getResultList();
            if (waiting.isEmpty()) return 0;
            List<?> lock = em.createNativeQuery("select last_position from event_relay for update skip locked")
                    .getResultList();
            if (lock.isEmpty()) return 0;
            var last = ((Number) lock.get(0)).longValue();
            var given = em.createNativeQuery("""
                            with waiting as (
                                select event_id, aggregate_id, seq, occurred_at from event
                                where merchant_id = ?1 and position is null
                                order by occurred_at, event_id limit ?2
                            ), ordered as (
                                select event_id, row_number() over (order by at_least, aggregate_id, seq) as n from (
                                    select event_id, aggregate_id, seq, max(occurred_at)
                                        over (partition by aggregate_id order by seq) as at_least
                                    from waiting) w
                            )
                            update event set position = ?3 + ordered.n from ordered
                            where event.merchant_id = ?1 and event.event_id = ordered.event_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, BATCH)
                    .setParameter(3, last)
                    .executeUpdate();
            em.createNativeQuery("update event_relay set last_position = last_position + ?1")
                    .setParameter(1, given)
                    .executeUpdate();
            return given;
        });
    }
}
