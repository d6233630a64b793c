package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** Questions to authenticators: each for one device in one session, for a few minutes, answered once. */
@ApplicationScoped
class PasskeyChallenges {

    static final String REGISTRATION = "registration";
    static final String RECOGNITION = "recognition";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    PasskeyConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Clocks clock;

    /** 192 random bits, base64url, and until when they are good. */
    record Challenge(String value, OffsetDateTime expiresAt) {}

    /** @param customerId whose the passkey for this question shall be */
    record Asked(@Nullable UUID customerId) {}

    /**
     * A new question.
     *
     * @throws ProblemException TOO_MANY_TRIES
     */
    Challenge ask(Principal by, UUID sessionId, String purpose, @Nullable UUID customerId) {
        var value = secrets.fresh("");
        return work.write(by.merchantId(), () -> {
            var now = clock.now();
            guardNumber(by.merchantId(), sessionId, now);
            var expiresAt = now.plus(config.challengeTtl);
            em.createNativeQuery("""
                            insert into passkey_challenge (merchant_id, challenge_hash, session_id, actor, purpose, customer_id,
                                                           created_at, expires_at)
                            values (?1, ?2, ?3, ?4, ?5, cast(?6 as uuid), ?7, ?8)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, Secrets.hash(value))
                    .setParameter(3, sessionId)
                    .setParameter(4, by.device())
                    .setParameter(5, purpose)
                    .setParameter(6, customerId == null ? null : customerId.toString())
                    .setParameter(7, now)
                    .setParameter(8, expiresAt)
                    .executeUpdate();
            return new Challenge(value, expiresAt);
        });
    }

    private void guardNumber(UUID merchantId, UUID sessionId, OffsetDateTime now) {
        var asked = ((Number) em.createNativeQuery("""
                        select count(*) from passkey_challenge
                        where merchant_id = ?1 and session_id = ?2 and created_at > ?3""")
                        .setParameter(1, merchantId)
                        .setParameter(2, sessionId)
                        .setParameter(3, now.minus(config.challengeTtl))
                        .getSingleResult())
                .intValue();
        if (asked < config.challengesPerSession) return;
        throw new ProblemException(
                        ProblemType.TOO_MANY_TRIES, "this session asked for many challenges; use the newest, or wait")
                .retryAfter((int) Math.max(1, Duration.ofMinutes(1).toSeconds()));
    }

    /** Takes the question an answer is for; nobody can answer it again. Empty for one that is over, or somebody else's. */
    Optional<Asked> take(Principal by, UUID sessionId, String purpose, String challenge) {
        return work.write(by.merchantId(), () -> {
            List<?> rows = em.createNativeQuery("""
                            update passkey_challenge set used_at = ?6
                            where merchant_id = ?1 and challenge_hash = ?2 and session_id = ?3 and actor = ?4 and purpose = ?5
                              and used_at is null and expires_at > ?6
                            returning cast(customer_id as text)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, Secrets.hash(challenge))
                    .setParameter(3, sessionId)
                    .setParameter(4, by.device())
                    .setParameter(5, purpose)
                    .setParameter(6, clock.now())
                    .getResultList();
            if (rows.isEmpty()) return Optional.empty();
            var customer = rows.get(0);
            return Optional.of(new Asked(customer == null ? null : UUID.fromString(customer.toString())));
        });
    }

    void forget(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from passkey_challenge where merchant_id = ?1 and expires_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now())
                        .executeUpdate());
    }
}
