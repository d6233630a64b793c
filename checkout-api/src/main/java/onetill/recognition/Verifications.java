package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.notification.Medium;
import onetill.notification.Notifications;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/**
 * Codes of six digits that prove an e-mail address or a number. One is sent to whatever address is named, whether somebody
 * is known there or not: an answer that differed would tell strangers who buys here. After five wrong codes a verification
 * is over, and nobody gets more than a few messages.
 */
@ApplicationScoped
public class Verifications {

    private static final int DIGITS = 6;
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final String FACT = "fact";
    private static final int FACT_TRIES = 3;
    private static final Duration FACT_TTL = Duration.ofHours(1);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Notifications notifications;

    @Inject
    RecognitionConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A code is on its way. */
    public record Sent(UUID id, Medium medium, String recipient, OffsetDateTime expiresAt) {}

    /** A proven address or number. */
    public record Proven(Medium medium, String recipient) {}

    /**
     * Sends a code.
     *
     * @param merchant its name, for the message
     * @throws ProblemException MESSAGE_NOT_OFFERED, TOO_MANY_TRIES
     */
    public Sent send(UUID merchantId, UUID sessionId, Medium medium, String recipient, String merchant, Locale locale) {
        var id = ids.next();
        var code = secrets.fresh(DIGITS, "0123456789");
        return work.write(merchantId, () -> {
            var now = clock.now();
            guardNumber(merchantId, sessionId, recipient, now);
            var expiresAt = now.plus(config.ttl);
            insert(merchantId, id, sessionId, medium.stored(), recipient, hash(id, code), now, expiresAt);
            var texts = ResourceBundle.getBundle("onetill.recognition.texts", locale, NO_FALLBACK);
            var minutes = Long.toString(config.ttl.toMinutes());
            notifications.write(
                    merchantId,
                    new Notifications.Wanted(
                            medium,
                            recipient,
                            "verification",
                            medium == Medium.EMAIL ? filled(texts, "email.subject", code, merchant, minutes) : null,
                            filled(texts, medium.stored() + ".text", code, merchant, minutes),
                            expiresAt));
            return new Sent(id, medium, recipient, expiresAt);
        });
    }

    private static String filled(ResourceBundle texts, String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), texts.getLocale()).format(arguments);
    }

    /** Counted under a lock of the merchant, so that as many requests at once as one likes send no more. */
    private void guardNumber(UUID merchantId, UUID sessionId, String recipient, OffsetDateTime now) {
        em.createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtext(?1))) as locked")
                .setParameter(1, "verification:" + merchantId)
                .getSingleResult();
        var row = (Object[]) em.createNativeQuery("""
                        select count(*) filter (where recipient_index = any(string_to_array(?2, ' '))),
                            count(*) filter (where session_id = ?3), count(*),
                            min(created_at) filter (where recipient_index = any(string_to_array(?2, ' '))), min(created_at) filter (where session_id = ?3),
                            min(created_at)
                        from verification where merchant_id = ?1 and created_at > ?4 and medium <> 'fact'""")
                .setParameter(1, merchantId)
                .setParameter(2, Keyring.current().contactIndexes(merchantId, recipient))
                .setParameter(3, sessionId)
                .setParameter(4, now.minus(config.window))
                .getSingleResult();
        guard(row[0], row[3], config.perRecipient, now);
        guard(row[1], row[4], config.perSession, now);
        guard(row[2], row[5], config.perMerchant, now);
    }

    private void guard(Object count, @Nullable Object oldest, int most, OffsetDateTime now) {
        if (((Number) count).intValue() < most || oldest == null) return;
        var free = Times.of(oldest).plus(config.window);
        var seconds = Math.max(1, Duration.between(now, free).toSeconds());
        throw new ProblemException(
                        ProblemType.TOO_MANY_TRIES, "several codes were sent already; use the newest, or wait a while")
                .retryAfter((int) seconds);
    }

    private void insert(
            UUID merchantId,
            UUID id,
            UUID sessionId,
            String medium,
            String recipient,
            @Nullable String hash,
            OffsetDateTime now,
            OffsetDateTime expiresAt) {
        var place = Field.VERIFICATION_RECIPIENT.of(merchantId, id);
        em.createNativeQuery("""
                        insert into verification (merchant_id, verification_id, session_id, medium, recipient, code_hash,
                                                  created_at, expires_at, recipient_index)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, sessionId)
                .setParameter(4, medium)
                .setParameter(5, Keyring.current().seal(place, recipient))
                .setParameter(6, hash)
                .setParameter(7, now)
                .setParameter(8, expiresAt)
                .setParameter(9, Keyring.current().index(place, recipient))
                .executeUpdate();
    }

    private static String hash(UUID id, String code) {
        return Secrets.hash("verification:" + id + ":" + code);
    }

    /**
     * What a code proves. A wrong one counts, whatever becomes of the caller's own transaction; a right one is good once.
     *
     * @throws ProblemException WRONG_CODE with the tries that are left; NOT_FOUND when it was used, is too old or had too many
     *     wrong codes
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Proven> prove(UUID merchantId, UUID sessionId, UUID id, String typed) {
        var code = typed.replaceAll("[\\s\\p{Pd}]", "");
        return work.write(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            update verification set
                                wrong = wrong + case when code_hash = ?5 then 0 else 1 end,
                                used_at = case when code_hash = ?5 then cast(?4 as timestamptz) end
                            where merchant_id = ?1 and verification_id = ?2 and session_id = ?3 and medium <> 'fact'
                              and used_at is null and expires_at > ?4 and wrong < ?6
                            returning medium, recipient, used_at is not null""")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, sessionId)
                    .setParameter(4, clock.now())
                    .setParameter(5, hash(id, code))
                    .setParameter(6, config.tries)
                    .getResultList();
            if (rows.isEmpty()) {
                throw new ProblemException(
                        ProblemType.NOT_FOUND,
                        "this code was used, is too old or was mistyped too often; send a new one");
            }
            var row = (Object[]) rows.get(0);
            if (!Boolean.TRUE.equals(row[2])) return Optional.empty();
            return Optional.of(new Proven(
                    Medium.valueOf(String.valueOf(row[0]).toUpperCase(Locale.ROOT)),
                    Keyring.current().open(Field.VERIFICATION_RECIPIENT.of(merchantId, id), String.valueOf(row[1]))));
        });
    }

    /**
     * Counts that somebody of the merchant's compares a fact with what is stored; three times for each session.
     *
     * @throws ProblemException TOO_MANY_TRIES
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void countFact(UUID merchantId, UUID sessionId) {
        work.write(merchantId, () -> {
            em.createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtext(?1))) as locked")
                    .setParameter(1, "fact:" + sessionId)
                    .getSingleResult();
            var now = clock.now();
            var tried = ((Number) em.createNativeQuery("""
                            select count(*) from verification
                            where merchant_id = ?1 and session_id = ?2 and medium = 'fact' and created_at > ?3""")
                            .setParameter(1, merchantId)
                            .setParameter(2, sessionId)
                            .setParameter(3, now.minus(FACT_TTL))
                            .getSingleResult())
                    .intValue();
            if (tried >= FACT_TRIES) {
                throw new ProblemException(
                                ProblemType.TOO_MANY_TRIES,
                                "several facts did not fit; go on without what is stored, or send the caller a code")
                        .retryAfter((int) FACT_TTL.toSeconds());
            }
            insert(merchantId, ids.next(), sessionId, FACT, FACT, null, now, now.plus(FACT_TTL));
            return true;
        });
    }

    /** Those that are over for long. */
    public void forget(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from verification where merchant_id = ?1 and created_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now().minusDays(1))
                        .executeUpdate());
    }
}
