package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Sales that are put aside while somebody fetches their purse. Nobody holds a parked session; any till of the same place takes it up
 * again, one of them.
 */
@ApplicationScoped
public class Parking {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Channels channels;

    @Inject
    Clocks clock;

    /**
     * A session that waits.
     *
     * @param label how the people there tell it from others
     * @param quantity how many things are in it
     * @param parkedBy who has put it aside
     */
    @Schema(name = "ParkedSession")
    public record Parked(
            UUID sessionId,
            @Nullable String label,
            String channelId,
            String currency,
            long totalMinor,
            long quantity,
            String parkedBy,
            OffsetDateTime parkedAt,
            OffsetDateTime expiresAt) {}

    /** Puts a session of this till aside. Safe to repeat. */
    public Snapshot park(Principal by, UUID sessionId, @Nullable String label) {
        return sessions.locked(by, sessionId, session -> {
            if (session.isParked() && session.status().isOpen()) return sessions.snapshot(by, session);
            CheckoutSessions.guardNotPaying(session);
            if (!session.channelKind().isFaceToFace() || !session.status().isOpen()) {
                throw new ProblemException(
                        ProblemType.ILLEGAL_TRANSITION,
                        "only what is open at a till can be put aside, and this session is %s in channel %s"
                                .formatted(session.status().stored(), session.channelId()));
            }
            CheckoutSessions.guardHolder(by, session);
            session.park(by.actor(), label, clock.now());
            sessions.record(session, by, null);
            return sessions.snapshot(by, session);
        });
    }

    /**
     * Takes up what was put aside, at the till that calls.
     *
     * @throws ProblemException SESSION_NOT_PARKED when somebody else has done so
     */
    public Snapshot resume(Principal by, UUID sessionId) {
        var here = channels.get(by.merchantId(), Objects.requireNonNull(by.channelId(), "a till has a channel"));
        return sessions.locked(Principal.system(by.merchantId()), sessionId, session -> {
            var there = channels.get(session.merchantId(), session.channelId());
            if (!isSamePlace(here, there)) throw ProblemException.notFound("checkout session", sessionId);
            if (!session.isParked() || !session.status().isOpen()) {
                throw new ProblemException(
                        ProblemType.SESSION_NOT_PARKED,
                        "this session does not wait any more: it is %s, at %s"
                                .formatted(
                                        session.status().stored(),
                                        session.holder().actor()));
            }
            sessions.move(session, here);
            session.resume(here.id(), by.device());
            sessions.record(session, by, null);
            return sessions.snapshot(by, session);
        });
    }

    private static boolean isSamePlace(Channel here, Channel there) {
        return here.id().equals(there.id())
                || here.locationId() != null && here.locationId().equals(there.locationId());
    }

    /** Those that wait, the oldest first; a till sees those of its own place. */
    public List<Parked> waiting(Principal by, int limit) {
        var channel = by.is(PrincipalKind.REGISTER) ? by.channelId() : null;
        return work.read(by.merchantId(), () -> {
            List<?> rows = em.createNativeQuery("""
                            select s.session_id, s.parked_label, s.channel_id, s.currency, s.total_minor, (
                                       select coalesce(sum(cast(l ->> 'quantity' as bigint)), 0) from jsonb_array_elements(s.line_items) as l
                                       where not cast(l ->> 'fee' as boolean)),
                                   s.parked_by, s.parked_at, s.expires_at
                            from checkout_session s join channel c on c.merchant_id = s.merchant_id and c.channel_id = s.channel_id
                            where s.merchant_id = ?1 and s.parked_at is not null and s.status in ('incomplete', 'ready_for_complete')
                              and (?2 = '' or c.channel_id = ?2 or c.location_id = (
                                  select h.location_id from channel h where h.merchant_id = ?1 and h.channel_id = ?2))
                            order by s.parked_at limit ?3""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, channel == null ? "" : channel)
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream().map(row -> parked((Object[]) row)).toList();
        });
    }

    private static Parked parked(@Nullable Object[] row) {
        return new Parked(
                (UUID) Objects.requireNonNull(row[0]),
                (String) row[1],
                String.valueOf(row[2]),
                String.valueOf(row[3]),
                ((Number) Objects.requireNonNull(row[4])).longValue(),
                ((Number) Objects.requireNonNull(row[5])).longValue(),
                String.valueOf(row[6]),
                Times.of(Objects.requireNonNull(row[7])),
                Times.of(Objects.requireNonNull(row[8])));
    }
}
