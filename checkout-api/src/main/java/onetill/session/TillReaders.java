package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.payment.AttemptState;
import onetill.payment.DrivesReaders;
import onetill.payment.Payments;
import onetill.payment.ReaderState;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a till's card reader is doing: by its own word, and by what our books still wait for. */
@ApplicationScoped
public class TillReaders {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Payments payments;

    /**
     * A reader as it is now.
     *
     * @param id as who drives it names it
     * @param text what to tell the cashier
     * @param sessionId the sale it is busy with, or whose payment is not certain
     */
    @Schema(name = "Reader")
    public record Reading(
            String id,
            String provider,
            ReaderState state,
            String text,
            @Nullable UUID sessionId) {

        Reading(String id, String provider, ReaderState state, @Nullable UUID sessionId) {
            this(id, provider, state, state.text(), sessionId);
        }
    }

    /** A payment that a reader may still bring. */
    private record Waiting(
            UUID sessionId,
            String channelId,
            String attemptState,
            @Nullable String providerRef) {

        boolean isUnheardOf() {
            return attemptState.equals(AttemptState.SENT.stored())
                    || attemptState.equals(AttemptState.UNKNOWN.stored());
        }
    }

    /** @throws ProblemException TENDER_NOT_OFFERED where there is no reader, or nobody who drives it */
    public Reading of(UUID merchantId, String channelId) {
        var reader = channels.get(merchantId, channelId).reader();
        if (reader == null) {
            throw new ProblemException(
                    ProblemType.TENDER_NOT_OFFERED, "channel %s has no card reader".formatted(channelId));
        }
        var seen = payments.lookAtReader(reader.provider(), reader.ref())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TENDER_NOT_OFFERED,
                        "the card reader of %s is driven by %s, which is not set up on this server"
                                .formatted(channelId, reader.provider())));
        var waiting = waiting(merchantId, channelId, seen.providerRef());
        var ours =
                waiting.stream().filter(it -> it.channelId().equals(channelId)).findFirst();
        var session = ours.or(() -> waiting.stream().findFirst()).map(Waiting::sessionId);
        return new Reading(reader.ref(), reader.provider(), state(seen, ours), session.orElse(null));
    }

    private static ReaderState state(DrivesReaders.Seen seen, Optional<Waiting> ours) {
        if (ours.isEmpty()) {
            return seen.state() == ReaderState.WAITING_FOR_CARD ? ReaderState.BUSY : seen.state();
        }
        var itsRef = seen.providerRef();
        var waitsForOurs = seen.state() == ReaderState.WAITING_FOR_CARD
                && (itsRef == null || itsRef.equals(ours.get().providerRef()));
        return waitsForOurs && !ours.get().isUnheardOf() ? ReaderState.WAITING_FOR_CARD : ReaderState.UNCERTAIN;
    }

    /** The open payments at readers of this channel, and the one a reader has named. */
    private List<Waiting> waiting(UUID merchantId, String channelId, @Nullable String providerRef) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select s.session_id, s.channel_id, a.state, a.provider_ref
                            from checkout_session s
                            join payment_attempt a on a.merchant_id = s.merchant_id and a.attempt_id = s.attempt_id
                            join tender t on t.merchant_id = a.merchant_id and t.tender_id = a.tender_id
                            where s.merchant_id = ?1 and s.status in ('complete_in_progress', 'requires_escalation')
                              and t.type = 'card_present' and a.state in ('sent', 'requires_action', 'unknown')
                              and (s.channel_id = ?2 or a.provider_ref = ?3)
                            order by s.session_id desc limit 20""")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .setParameter(3, providerRef == null ? "" : providerRef)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(it -> new Waiting((UUID) it[0], (String) it[1], (String) it[2], (String) it[3]))
                    .toList();
        });
    }
}
