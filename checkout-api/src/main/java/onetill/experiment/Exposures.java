package onetill.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.UUID;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;

/** That buyers were shown arms: written once for each session, in the transaction that first does what the arm wants. */
@ApplicationScoped
public class Exposures {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Where the session stands, and who is at it. */
    public record Place(
            UUID merchantId, UUID sessionId, String channelId, String channelKind, String step, String actor) {}

    /** Within the caller's work; harmless to repeat. The event holds ids only, and counts for itself. */
    public void record(Place at, Exposure exposure) {
        var isNew = em.createNativeQuery("""
                        insert into experiment_exposure (merchant_id, experiment_id, session_id, arm, unit, channel_id, exposed_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing""")
                        .setParameter(1, at.merchantId())
                        .setParameter(2, exposure.experimentId())
                        .setParameter(3, at.sessionId())
                        .setParameter(4, exposure.arm())
                        .setParameter(5, exposure.unit())
                        .setParameter(6, at.channelId())
                        .setParameter(7, clock.now())
                        .executeUpdate()
                == 1;
        if (!isNew) return;
        events.record(new Fact(
                at.merchantId(),
                "exposure",
                ids.next(),
                1,
                "experiment.exposed",
                at.channelId(),
                at.channelKind(),
                at.step(),
                at.actor(),
                Map.of(
                        "session_id", at.sessionId(),
                        "experiment_id", exposure.experimentId(),
                        "varies", exposure.varies().stored(),
                        "arm", exposure.arm())));
    }
}
