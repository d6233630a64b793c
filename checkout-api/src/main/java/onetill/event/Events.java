package onetill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** All events. Written with the fact; read in the order in which the facts became visible. */
@ApplicationScoped
public class Events {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    @Inject
    Meters meters;

    /** Writes the fact in the transaction that makes it true, and counts it once that is committed. */
    public void record(Fact fact) {
        em.persist(new Event(ids.next(), clock.now(), fact));
        work.afterCommit(() -> meters.count(fact));
    }

    /**
     * The events after a position, oldest first.
     *
     * @param aggregateId only this session or order; null for the merchant's whole stream
     */
    public List<Event> after(UUID merchantId, @Nullable UUID aggregateId, long position, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select e from Event e where e.merchantId = :merchant and e.position > :position"
                                    + (aggregateId == null ? "" : " and e.aggregateId = :aggregate")
                                    + " order by e.position",
                            Event.class)
                    .setParameter("merchant", merchantId)
                    .setParameter("position", position)
                    .setMaxResults(limit);
            if (aggregateId != null) query.setParameter("aggregate", aggregateId);
            return query.getResultList();
        });
    }

    /** The end of the merchant's stream: a new listener begins here. */
    public long lastPosition(UUID merchantId) {
        return work.read(
                merchantId,
                () -> ((Number) em.createNativeQuery(
                                        "select coalesce(max(position), 0) from event where merchant_id = ?1")
                                .setParameter(1, merchantId)
                                .getSingleResult())
                        .longValue());
    }
}
