package onetill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.database.Work;
import onetill.json.Json;
import onetill.runtime.Ids;
import onetill.runtime.Settings;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** Who looks at which session, of all nodes. What a node wrote counts for as long as the node lives. */
@ApplicationScoped
public class Participants {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Ids ids;

    @Inject
    Settings settings;

    private @Nullable UUID runId;

    /** One participant of one session. */
    record Seen(UUID sessionId, Participant participant) {}

    /** Who looks at this session now, who came first in front. */
    public List<Participant> of(UUID merchantId, UUID sessionId) {
        return of(merchantId, Set.of(sessionId)).getOrDefault(sessionId, List.of());
    }

    Map<UUID, List<Participant>> of(UUID merchantId, Collection<UUID> sessionIds) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select p.session_id, p.participant_id, min(p.kind), min(p.channel_id), min(p.since)
                            from presence p join stream_node n on n.run_id = p.run_id and n.lease_until > now()
                            where p.merchant_id = ?1 and p.session_id in (
                                select cast(jsonb_array_elements_text(cast(?2 as jsonb)) as uuid))
                            group by p.session_id, p.participant_id order by min(p.since), p.participant_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(sessionIds))
                    .getResultList();
            var found = new HashMap<UUID, List<Participant>>();
            for (var each : rows) {
                var row = (Object[]) each;
                found.computeIfAbsent((UUID) row[0], id -> new ArrayList<>()).add(participant(row));
            }
            return found;
        });
    }

    private static Participant participant(Object[] row) {
        return new Participant((UUID) row[1], Participant.Kind.of((String) row[2]), (String) row[3], Times.of(row[4]));
    }

    /**
     * Says that this node lives, and forgets those that have been dead for long.
     *
     * @return false when this node was taken for dead, or is new: what it wrote is not there
     */
    boolean renew(Duration ttl) {
        return work.outsideMerchants(() -> {
            em.createNativeQuery("delete from stream_node where lease_until < now() - interval '1 minute'")
                    .executeUpdate();
            var before = em.createNativeQuery("""
                            update stream_node set lease_until = now() + cast(?2 as interval)
                            where run_id = ?1 and lease_until > now()""")
                    .setParameter(1, runId())
                    .setParameter(2, ttl.toString())
                    .executeUpdate();
            if (before == 1) return true;
            em.createNativeQuery("delete from stream_node where run_id = ?1")
                    .setParameter(1, runId())
                    .executeUpdate();
            em.createNativeQuery("""
                            insert into stream_node (run_id, node_id, lease_until)
                            values (?1, ?3, now() + cast(?2 as interval))""")
                    .setParameter(1, runId())
                    .setParameter(2, ttl.toString())
                    .setParameter(3, settings.nodeId())
                    .executeUpdate();
            return false;
        });
    }

    /** This node has nothing more to say. */
    void leave() {
        work.outsideMerchants(() -> em.createNativeQuery("delete from stream_node where run_id = ?1")
                .setParameter(1, runId())
                .executeUpdate());
    }

    /** Changes whenever somebody came, went or died with their node, at any other node. */
    String elsewhere() {
        return work.outsideMerchants(() ->
                (String) em.createNativeQuery("""
                        select coalesce(string_agg(run_id || '/' || changes, ' ' order by run_id), '')
                        from stream_node where lease_until > now() and run_id <> ?1""").setParameter(1, runId()).getSingleResult());
    }

    /** Writes who came and who went, all in one transaction. */
    void write(UUID merchantId, Collection<Seen> came, Collection<Seen> went) {
        work.write(merchantId, () -> {
            if (!went.isEmpty()) {
                em.createNativeQuery("""
                                delete from presence p using jsonb_to_recordset(cast(?3 as jsonb))
                                    as r(session_id uuid, participant_id uuid)
                                where p.merchant_id = ?1 and p.run_id = ?2
                                  and p.session_id = r.session_id and p.participant_id = r.participant_id""")
                        .setParameter(1, merchantId)
                        .setParameter(2, runId())
                        .setParameter(3, rows(went))
                        .executeUpdate();
            }
            if (!came.isEmpty()) {
                em.createNativeQuery("""
                                insert into presence (merchant_id, run_id, session_id, participant_id, kind, channel_id, since)
                                select ?1, ?2, session_id, participant_id, kind, channel_id, since
                                from jsonb_to_recordset(cast(?3 as jsonb)) as r(session_id uuid, participant_id uuid,
                                    kind text, channel_id text, since timestamptz)
                                on conflict do nothing""")
                        .setParameter(1, merchantId)
                        .setParameter(2, runId())
                        .setParameter(3, rows(came))
                        .executeUpdate();
            }
            return em.createNativeQuery("update stream_node set changes = changes + 1 where run_id = ?1")
                    .setParameter(1, runId())
                    .executeUpdate();
        });
    }

    private record Row(
            UUID sessionId,
            UUID participantId,
            String kind,
            @Nullable String channelId,
            OffsetDateTime since) {}

    private static String rows(Collection<Seen> seen) {
        return Json.write(seen.stream()
                .map(it -> new Row(
                        it.sessionId(),
                        it.participant().id(),
                        it.participant().kind().stored(),
                        it.participant().channelId(),
                        it.participant().since()))
                .toList());
    }

    /** One for each start: what a dead process left behind is not taken for what its successor sees. */
    private synchronized UUID runId() {
        if (runId == null) runId = ids.next();
        return runId;
    }
}
