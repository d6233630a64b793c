package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Credentials;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.payment.saved.SavedTender;
import onetill.payment.saved.SavedTenders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** Passes a session from one device to another: whoever shows the single-use token holds the pen from then on. */
@ApplicationScoped
public class Handoffs {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Checkout checkout;

    @Inject
    SavedTenders savedTenders;

    @Inject
    Credentials credentials;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A token that was minted; it is shown once. */
    public record Minted(String token, OffsetDateTime expiresAt) {}

    /** The session in the hands of the device that showed the token. */
    public record Claimed(Snapshot snapshot, String clientToken) {}

    /**
     * A token for the device that shall go on.
     *
     * @param toKind what it is sent to: {@code link}
     * @param sentTo the phone number or e-mail address it goes to, if any
     * @param savedTenderId the one saved tender of the session's customer that may be used there
     */
    public Minted mint(
            Principal by,
            UUID sessionId,
            String toKind,
            @Nullable String sentTo,
            @Nullable UUID savedTenderId,
            Duration life) {
        var token = secrets.fresh("ho_");
        var now = clock.now();
        var expiresAt = now.plus(life);
        sessions.locked(by, sessionId, session -> {
            CheckoutSessions.guardHolder(by, session);
            if (savedTenderId != null) offered(session, savedTenderId);
            if (session.status() == SessionStatus.COMPLETED || session.status() == SessionStatus.CANCELED) {
                throw new ProblemException(
                        ProblemType.ILLEGAL_TRANSITION,
                        "a session that is %s is not passed on"
                                .formatted(session.status().stored()));
            }
            return em.createNativeQuery("""
                            insert into handoff (merchant_id, handoff_id, session_id, token_hash, to_kind, sent_to, created_by,
                                                 created_at, expires_at, saved_tender_id)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, cast(?10 as uuid))""")
                    .setParameter(1, session.merchantId())
                    .setParameter(2, ids.next())
                    .setParameter(3, session.id())
                    .setParameter(4, Secrets.hash(token))
                    .setParameter(5, toKind)
                    .setParameter(6, sentTo)
                    .setParameter(7, by.actor())
                    .setParameter(8, now)
                    .setParameter(9, expiresAt)
                    .setParameter(10, savedTenderId == null ? null : savedTenderId.toString())
                    .executeUpdate();
        });
        return new Minted(token, expiresAt);
    }

    /** Takes the session over. A payment that waits is taken back first; one that is on its way is waited for. */
    public Claimed claim(String token) {
        List<?> rows = work.outsideMerchants(
                () -> em.createNativeQuery("select merchant_id, handoff_id, session_id from find_handoff(?1)")
                        .setParameter(1, Secrets.hash(token))
                        .getResultList());
        if (rows.isEmpty()) throw gone();
        var row = (Object[]) rows.get(0);
        var by = Principal.system((UUID) row[0]);
        var sessionId = (UUID) row[2];
        if (checkout.get(by, sessionId).session().status() == SessionStatus.REQUIRES_ESCALATION) {
            checkout.withdraw(by, sessionId);
        }
        return sessions.locked(by, sessionId, session -> {
            var offer = take(by.merchantId(), (UUID) row[1]);
            if (session.status() == SessionStatus.COMPLETE_IN_PROGRESS) {
                throw new ProblemException(
                                ProblemType.PAYMENT_IN_PROGRESS,
                                "a payment is on its way; open the link again in a moment")
                        .retryAfter(2);
            }
            credentials.revokeClientTokens(by.merchantId(), sessionId, clock.now());
            var fresh = credentials.mintClientToken(
                    by.merchantId(), sessionId, clock.now(), clock.now().plusDays(30));
            session.handOver(session.channelId(), "client_token");
            if (offer == null) session.offerNothing();
            else session.offer(offer, offered(session, offer).label());
            sessions.record(session, by, "session.handed_off");
            return new Claimed(sessions.snapshot(session), fresh);
        });
    }

    private SavedTender offered(CheckoutSession session, UUID savedTenderId) {
        var customerId = session.customerId();
        if (customerId == null) throw ProblemException.notFound("saved tender", savedTenderId);
        return savedTenders.usable(session.merchantId(), customerId, savedTenderId);
    }

    /** @return the saved tender that goes with it, if one does */
    private @Nullable UUID take(UUID merchantId, UUID handoffId) {
        List<?> taken = em.createNativeQuery("""
                        update handoff set claimed_at = ?3 where merchant_id = ?1 and handoff_id = ?2 and claimed_at is null
                        returning cast(saved_tender_id as text)""")
                .setParameter(1, merchantId)
                .setParameter(2, handoffId)
                .setParameter(3, clock.now())
                .getResultList();
        if (taken.isEmpty()) throw gone();
        var tender = taken.get(0);
        return tender == null ? null : UUID.fromString(tender.toString());
    }

    private static ProblemException gone() {
        return new ProblemException(
                ProblemType.NOT_FOUND, "this link was used already or is too old; ask for a new one");
    }
}
