package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.recognition.Consents.Consent;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/**
 * What the buyer of one session has agreed to, whoever they are, in the words they saw. It holds for this session and its order;
 * what a customer has agreed to once and for all is in {@link Consents}.
 */
@ApplicationScoped
public class SessionConsents {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** What somebody has said to a purpose. */
    public enum Word {
        GIVEN,
        /** They have said yes and then no. */
        WITHDRAWN,
        /** Nobody has said anything; it is no yes. */
        UNSAID
    }

    /** Keeps what the buyer has agreed to. @return its id */
    public UUID give(Principal by, UUID sessionId, String purpose, String text, @Nullable String channelId) {
        var id = ids.next();
        work.write(
                by.merchantId(),
                () -> em.createNativeQuery("""
                        insert into session_consent (merchant_id, consent_id, session_id, purpose, text, channel_id, actor, given_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, id)
                        .setParameter(3, sessionId)
                        .setParameter(4, purpose)
                        .setParameter(5, text)
                        .setParameter(6, channelId)
                        .setParameter(7, by.actor())
                        .setParameter(8, clock.now())
                        .executeUpdate());
        return id;
    }

    /** Newest first, those that were taken back as well. */
    public List<Consent> of(UUID merchantId, UUID sessionId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select consent_id, purpose, text, channel_id, given_at, withdrawn_at from session_consent
                            where merchant_id = ?1 and session_id = ?2 order by given_at desc, consent_id desc""")
                    .setParameter(1, merchantId)
                    .setParameter(2, sessionId)
                    .getResultList();
            return rows.stream().map(row -> consent((Object[]) row)).toList();
        });
    }

    public Optional<Consent> find(UUID merchantId, UUID sessionId, UUID consentId) {
        return of(merchantId, sessionId).stream()
                .filter(it -> it.id().equals(consentId))
                .findFirst();
    }

    public Consent get(UUID merchantId, UUID sessionId, UUID consentId) {
        return find(merchantId, sessionId, consentId)
                .orElseThrow(() -> ProblemException.notFound("consent", consentId));
    }

    /** The buyer takes it back, and all other yeses to the same purpose; what was kept under them is forgotten. Safe to repeat. */
    public Consent withdraw(Principal by, UUID sessionId, UUID consentId) {
        var merchantId = by.merchantId();
        return work.write(merchantId, () -> {
            var purpose = get(merchantId, sessionId, consentId).purpose();
            em.createNativeQuery("""
                            update session_consent set withdrawn_at = ?4, withdrawn_by = ?5
                            where merchant_id = ?1 and session_id = ?2 and purpose = ?3 and withdrawn_at is null""")
                    .setParameter(1, merchantId)
                    .setParameter(2, sessionId)
                    .setParameter(3, purpose)
                    .setParameter(4, clock.now())
                    .setParameter(5, by.actor())
                    .executeUpdate();
            em.createNativeQuery(
                            "delete from measurement_ids where merchant_id = ?1 and session_id = ?2 and purpose = ?3")
                    .setParameter(1, merchantId)
                    .setParameter(2, sessionId)
                    .setParameter(3, purpose)
                    .executeUpdate();
            return get(merchantId, sessionId, consentId);
        });
    }

    /**
     * What holds for a session: its buyer's own last word, and where there is none, what they have agreed to as a customer.
     *
     * @param customerId whose session it is, as far as that is known
     */
    public Word word(UUID merchantId, UUID sessionId, @Nullable UUID customerId, String purpose) {
        var ofSession = word(of(merchantId, sessionId), purpose);
        if (ofSession != Word.UNSAID || customerId == null) return ofSession;
        return word(consents.of(merchantId, customerId), purpose);
    }

    private static Word word(List<Consent> newestFirst, String purpose) {
        var said =
                newestFirst.stream().filter(it -> it.purpose().equals(purpose)).toList();
        if (said.isEmpty()) return Word.UNSAID;
        return said.stream().anyMatch(it -> it.withdrawnAt() == null) ? Word.GIVEN : Word.WITHDRAWN;
    }

    private static Consent consent(Object[] row) {
        return new Consent(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                Times.of(row[4]),
                row[5] == null ? null : Times.of(row[5]));
    }
}
