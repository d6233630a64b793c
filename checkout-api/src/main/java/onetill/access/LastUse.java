package onetill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import onetill.database.Work;
import onetill.runtime.Clocks;

/**
 * When keys and registers were used last. Noted in memory while they are used and written now and then, so that no request
 * pays for it; what a node has noted when it dies is lost, and nothing depends on it.
 */
@ApplicationScoped
public class LastUse {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    private final Map<UUID, Map<UUID, OffsetDateTime>> noted = new ConcurrentHashMap<>();

    void note(Principal by) {
        var shown = by.credential();
        if (shown == null || by.is(PrincipalKind.CLIENT_TOKEN)) return;
        noted.computeIfAbsent(by.merchantId(), it -> new ConcurrentHashMap<>()).put(shown.id(), clock.now());
    }

    /** Writes what was noted of a merchant's. */
    public void write(UUID merchantId) {
        var uses = noted.remove(merchantId);
        if (uses == null) return;
        work.write(merchantId, () -> {
            // In one order, so that nodes that do this at once do not stand in each other's way.
            uses.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(it -> write(merchantId, it));
            return null;
        });
    }

    private void write(UUID merchantId, Map.Entry<UUID, OffsetDateTime> use) {
        em.createNativeQuery("""
                        update credential set last_used_at = greatest(last_used_at, cast(?3 as timestamptz))
                        where merchant_id = ?1 and credential_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, use.getKey())
                .setParameter(3, use.getValue())
                .executeUpdate();
    }
}
