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

    /** The events of the merchant after a position, oldest first. */
    public List<Event> after(UUID merchantId, long position, int limit) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select e from Event e where e.merchantId = :merchant and e.position > :position"
                                        + " order by e.position",
                                Event.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("position", position)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /**
     * The events of a session, its order, payments, disputes, calls and of those who help in it after a position, oldest first. By
     * their ids: behind the walls of the database an index on {@code data} would not be used.
     */
    @SuppressWarnings("unchecked")
    public List<Event> ofSession(UUID merchantId, UUID sessionId, long position, int limit) {
        return work.read(
                merchantId,
                () -> em.createNativeQuery("""
                                select * from event where merchant_id = ?1 and position > ?3 and aggregate_id in (
                                    select cast(?2 as uuid)
                                    union all select order_id from orders where merchant_id = ?1 and session_id = ?2
                                    union all select attempt_id from payment_attempt
                                        where merchant_id = ?1 and reference = ?2
                                    union all select dispute_id from dispute where merchant_id = ?1 and session_id = ?2
                                    union all select call_request_id from call_request
                                        where merchant_id = ?1 and session_id = ?2
                                    union all select call_id from phone_call
                                        where merchant_id = ?1 and session_id = ?2
                                    union all select entry_id from keypad_entry
                                        where merchant_id = ?1 and session_id = ?2
                                    union all select cast(a ->> 'id' as uuid)
                                        from checkout_session s, jsonb_array_elements(s.assistance) a
                                        where s.merchant_id = ?1 and s.session_id = ?2)
                                order by position limit ?4""", Event.class)
                        .setParameter(1, merchantId)
                        .setParameter(2, sessionId)
                        .setParameter(3, position)
                        .setParameter(4, limit)
                        .getResultList());
    }

    /** The end of the merchant's stream. */
    public long lastPosition(UUID merchantId) {
        return work.read(
                merchantId,
                () -> ((Number) em.createNativeQuery(
                                        "select coalesce(max(position), 0) from event where merchant_id = ?1")
                                .setParameter(1, merchantId)
                                .getSingleResult())
                        .longValue());
    }

    /** How far the log has come, of all merchants together. Whatever stands before it can be read. */
    public long end() {
        return work.outsideMerchants(() -> ((Number) em.createNativeQuery("select last_position from event_relay")
                        .getSingleResult())
                .longValue());
    }
}
