package onetill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.agent.Agent.State;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** The agents who are signed in at the desk. */
@ApplicationScoped
public class Agents {

    private static final String SELECT = """
        select a.agent, a.available, a.extension, a.since, a.expires_at,
            (select c.call_id from phone_call c where c.merchant_id = a.merchant_id and c.agent = a.agent
               and c.state in ('active', 'held') order by c.started_at limit 1),
            (select c.call_id from phone_call c where c.merchant_id = a.merchant_id and c.agent = a.agent
               and c.state = 'wrap_up' order by c.started_at limit 1),
            (select r.call_request_id from call_request r where r.merchant_id = a.merchant_id and r.agent = a.agent
               and r.state = 'taken' order by r.taken_at limit 1)
        from desk_agent a where a.merchant_id = ?1 and a.expires_at > ?2""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    AgentConfig config;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** All who are signed in, by name. */
    public List<Agent> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " order by a.agent")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .getResultList();
            return rows.stream().map(row -> agent((Object[]) row)).toList();
        });
    }

    /** As they are now; away when they have not signed in. */
    public Agent get(Principal by) {
        return work.read(by.merchantId(), () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and a.agent = ?3")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, clock.now())
                    .setParameter(3, by.device())
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(row -> agent((Object[]) row))
                    .orElseGet(() -> Agent.unknown(by.device()));
        });
    }

    private static Agent agent(Object[] row) {
        var atCall = (UUID) row[5];
        var toWrapUp = (UUID) row[6];
        var request = (UUID) row[7];
        var isAvailable = (Boolean) row[1];
        return new Agent(
                (String) row[0],
                state(isAvailable, atCall != null || request != null, toWrapUp != null),
                (String) row[2],
                Times.of(row[3]),
                Times.of(row[4]),
                atCall == null ? toWrapUp : atCall,
                request);
    }

    private static State state(boolean isAvailable, boolean isBusy, boolean wrapsUp) {
        if (isBusy) return State.BUSY;
        if (wrapsUp) return State.WRAP_UP;
        return isAvailable ? State.AVAILABLE : State.AWAY;
    }

    /**
     * An agent says how it is with them. To say the same again only prolongs it.
     *
     * @param extension the one they had when null; taken from whoever had it
     */
    Agent say(Principal by, boolean available, @Nullable String extension) {
        return work.write(by.merchantId(), () -> {
            lock(by.merchantId());
            if (extension != null) takeFromOthers(by, extension);
            var known = em.createNativeQuery("""
                update desk_agent set expires_at = ?3
                where merchant_id = ?1 and agent = ?2 and expires_at > ?4 and available = ?5
                  and (?6 = '' or extension = ?6)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, by.device())
                    .setParameter(3, clock.now().plus(config.ttl))
                    .setParameter(4, clock.now())
                    .setParameter(5, available)
                    .setParameter(6, extension == null ? "" : extension)
                    .executeUpdate();
            if (known == 0) change(by, available, extension);
            return get(by);
        });
    }

    /** Two agents who change extensions wait for each other. */
    private void lock(UUID merchantId) {
        em.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, merchantId + " agents")
                .getSingleResult();
    }

    private void takeFromOthers(Principal by, String extension) {
        em.createNativeQuery(
                        "update desk_agent set extension = null where merchant_id = ?1 and extension = ?2 and agent <>"
                                + " ?3")
                .setParameter(1, by.merchantId())
                .setParameter(2, extension)
                .setParameter(3, by.device())
                .executeUpdate();
    }

    private void change(Principal by, boolean available, @Nullable String extension) {
        var row = (Object[]) em.createNativeQuery("""
            insert into desk_agent as a (merchant_id, agent, agent_id, available, extension, since, expires_at, seq)
            values (?1, ?2, ?3, ?4, nullif(?5, ''), ?6, ?7, 1)
            on conflict (merchant_id, agent) do update set available = excluded.available,
                extension = coalesce(excluded.extension, a.extension), since = excluded.since,
                expires_at = excluded.expires_at, seq = a.seq + 1
            returning agent_id, seq, extension""")
                .setParameter(1, by.merchantId())
                .setParameter(2, by.device())
                .setParameter(3, ids.next())
                .setParameter(4, available)
                .setParameter(5, extension == null ? "" : extension)
                .setParameter(6, clock.now())
                .setParameter(7, clock.now().plus(config.ttl))
                .getSingleResult();
        var data = new HashMap<String, Object>();
        data.put("agent", by.device());
        data.put("available", available);
        if (row[2] != null) data.put("extension", row[2]);
        events.record(new Fact(
                by.merchantId(),
                "agent",
                (UUID) row[0],
                ((Number) row[1]).longValue(),
                "agent.changed",
                null,
                null,
                null,
                by.actor(),
                data));
    }

    /** Whose extension it is, if they are signed in. */
    public Optional<String> at(UUID merchantId, String extension) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(
                            "select agent from desk_agent where merchant_id = ?1 and extension = ?2 and expires_at >"
                                    + " ?3")
                    .setParameter(1, merchantId)
                    .setParameter(2, extension)
                    .setParameter(3, clock.now())
                    .getResultList();
            return rows.stream().findFirst().map(Object::toString);
        });
    }
}
