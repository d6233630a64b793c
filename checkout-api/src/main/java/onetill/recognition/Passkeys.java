package onetill.recognition;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;

/**
 * All passkeys. Whatever is wrong with one that is shown, known or not, the answer is the same: nobody learns by trying who
 * buys here.
 */
@ApplicationScoped
public class Passkeys {

    private static final Logger LOG = Logger.getLogger(Passkeys.class.getName());
    private static final String SELECT = """
            select passkey_id, customer_id, label, backed_up, channel_id, created_at, last_used_at, suspected_at
            from passkey where merchant_id = ?1 and customer_id = ?2""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    WebAuthn webAuthn;

    @Inject
    PasskeyChallenges challenges;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** @param options for the browser's own parsers, {@code PublicKeyCredential.parse…OptionsFromJSON} */
    public record Question(JsonNode options, OffsetDateTime expiresAt) {}

    /** On what a passkey was added, which is all it can prove later. */
    public enum Proof {
        /** The buyer had proven to be the customer, or is a customer since then. */
        BUYER,
        /** A device was recognized, whoever held it. */
        DEVICE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Proof of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /** Where a passkey was added, under which consent and on what. */
    public record Origin(UUID consentId, String channelId, Proof proof) {}

    /** @param customerId of somebody known, or the id a new customer gets */
    public record Owner(UUID customerId, String merchant, String name) {}

    /** A passkey that was just made, and whose it shall be. */
    public record Made(UUID customerId, WebAuthn.Made made) {}

    /** Who was recognized. */
    public record Proven(UUID customerId, Proof proof) {}

    /** Asks whoever is there. The options name nobody. */
    public Question toRecognize(Principal by, UUID sessionId) {
        var challenge = challenges.ask(by, sessionId, PasskeyChallenges.RECOGNITION, null);
        return new Question(webAuthn.toRecognize(challenge.value()), challenge.expiresAt());
    }

    /** Asks the buyer's device to make a passkey. */
    public Question toRegister(Principal by, UUID sessionId, Owner owner) {
        return work.write(by.merchantId(), () -> {
            var challenge = challenges.ask(by, sessionId, PasskeyChallenges.REGISTRATION, owner.customerId());
            var known = credentials(by.merchantId(), owner.customerId());
            var options =
                    webAuthn.toRegister(challenge.value(), owner.customerId(), owner.merchant(), owner.name(), known);
            return new Question(options, challenge.expiresAt());
        });
    }

    /**
     * Checks a new passkey. Its challenge is used up, whatever becomes of the caller's own transaction.
     *
     * @return empty when it is refused
     * @throws ProblemException VALIDATION_FAILED; NOT_FOUND for a challenge that is over
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Made> made(Principal by, UUID sessionId, JsonNode credential) {
        var answer = webAuthn.registration("credential", credential);
        var asked = challenges.take(by, sessionId, PasskeyChallenges.REGISTRATION, answer.challenge());
        var owner = asked.orElseThrow(Passkeys::over).customerId();
        if (owner == null) throw over();
        try {
            var made = webAuthn.verified(answer);
            return Optional.of(new Made(owner, made));
        } catch (WebAuthn.Refused e) {
            return refused(by.merchantId(), "a new passkey", e);
        }
    }

    private static <T> Optional<T> refused(UUID merchantId, Object passkey, WebAuthn.Refused e) {
        var why = String.valueOf(e.getCause()).replaceAll(":.*", "");
        LOG.log(Level.INFO, "{0} of merchant {1} was refused: {2}", new Object[] {passkey, merchantId, why});
        return Optional.empty();
    }

    /** The one answer to whatever is wrong with a passkey. */
    public static ProblemException refused() {
        return new ProblemException(
                ProblemType.PASSKEY_REFUSED,
                "this passkey opens nothing here; go on by a code, or without what is stored");
    }

    private static ProblemException over() {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "this challenge was answered, is too old or is another device's; ask for a new one");
    }

    /** Keeps a passkey that was checked. @throws ProblemException PASSKEY_REFUSED when it is known already */
    public Passkey add(Principal by, Made passkey, Origin origin, String label) {
        return work.write(by.merchantId(), () -> {
            var id = ids.next();
            var made = passkey.made();
            var added = em.createNativeQuery("""
                            insert into passkey (merchant_id, passkey_id, customer_id, consent_id, credential_id, public_key, label,
                                                 proof, sign_count, backup_eligible, backed_up, channel_id, created_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                            on conflict (merchant_id, credential_id) do nothing""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, passkey.customerId())
                    .setParameter(4, origin.consentId())
                    .setParameter(5, made.credentialId())
                    .setParameter(6, made.publicKey())
                    .setParameter(7, label)
                    .setParameter(8, origin.proof().stored())
                    .setParameter(9, made.signCount())
                    .setParameter(10, made.backupEligible())
                    .setParameter(11, made.backedUp())
                    .setParameter(12, origin.channelId())
                    .setParameter(13, clock.now())
                    .executeUpdate();
            if (added == 0) throw refused();
            tell(by.merchantId(), passkey.customerId(), id, "added", by.actor());
            return get(by.merchantId(), passkey.customerId(), id);
        });
    }

    /**
     * Whom an answer proves to be here. The challenge is used up and the counter kept, whatever becomes of the caller's own
     * transaction.
     *
     * @return empty when it is refused; that somebody may have copied it is told by an event
     * @throws ProblemException VALIDATION_FAILED; NOT_FOUND for a challenge that is over
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Proven> prove(Principal by, UUID sessionId, JsonNode credential) {
        var answer = webAuthn.assertion("passkey", credential);
        var asked = challenges.take(by, sessionId, PasskeyChallenges.RECOGNITION, answer.challenge());
        if (asked.isEmpty()) throw over();
        return work.write(by.merchantId(), () -> checked(by.merchantId(), answer));
    }

    private Optional<Proven> checked(UUID merchantId, WebAuthn.Assertion answer) {
        List<?> rows = em.createNativeQuery("""
                        select passkey_id, customer_id, public_key, sign_count, backup_eligible, backed_up, proof, suspected_at
                        from passkey where merchant_id = ?1 and credential_id = ?2 for update""")
                .setParameter(1, merchantId)
                .setParameter(2, answer.credentialId())
                .getResultList();
        if (rows.isEmpty()) return Optional.empty();
        var row = (Object[]) rows.get(0);
        var id = (UUID) row[0];
        var customerId = (UUID) row[1];
        var stored = new WebAuthn.Stored(
                customerId, (String) row[2], ((Number) row[3]).longValue(), (Boolean) row[4], (Boolean) row[5]);
        try {
            var signed = webAuthn.verified(answer, stored);
            if (row[7] != null) return Optional.empty();
            used(merchantId, id, signed);
            return Optional.of(new Proven(customerId, Proof.of((String) row[6])));
        } catch (WebAuthn.Refused e) {
            if (e.isCopied() && row[7] == null) suspect(merchantId, customerId, id);
            return refused(merchantId, id, e);
        }
    }

    private void used(UUID merchantId, UUID id, WebAuthn.Signed signed) {
        em.createNativeQuery("""
                        update passkey set sign_count = ?3, backed_up = ?4, last_used_at = ?5
                        where merchant_id = ?1 and passkey_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, signed.signCount())
                .setParameter(4, signed.backedUp())
                .setParameter(5, clock.now())
                .executeUpdate();
    }

    /** There are two that count: which of them is the buyer's cannot be known, so neither opens anything any more. */
    private void suspect(UUID merchantId, UUID customerId, UUID id) {
        em.createNativeQuery("update passkey set suspected_at = ?3 where merchant_id = ?1 and passkey_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, clock.now())
                .executeUpdate();
        LOG.log(Level.WARNING, "passkey {0} of merchant {1} may have been copied", new Object[] {id, merchantId});
        tell(merchantId, customerId, id, "suspected", "onetill");
    }

    /** What a customer has, oldest first. */
    public List<Passkey> of(UUID merchantId, UUID customerId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " order by created_at, passkey_id")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .getResultList();
            return rows.stream().map(row -> passkey((Object[]) row)).toList();
        });
    }

    private Passkey get(UUID merchantId, UUID customerId, UUID id) {
        return of(merchantId, customerId).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("passkey", id));
    }

    /** @throws ProblemException NOT_FOUND when the customer has no such passkey */
    public Passkey rename(UUID merchantId, UUID customerId, UUID id, String label) {
        return work.write(merchantId, () -> {
            em.createNativeQuery(
                            "update passkey set label = ?4 where merchant_id = ?1 and customer_id = ?2 and passkey_id = ?3")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .setParameter(3, id)
                    .setParameter(4, label)
                    .executeUpdate();
            return get(merchantId, customerId, id);
        });
    }

    /** It opens nothing any more. Safe to repeat. */
    public void remove(Principal by, UUID customerId, UUID id) {
        work.write(by.merchantId(), () -> {
            of(by.merchantId(), customerId).stream()
                    .filter(it -> it.id().equals(id))
                    .forEach(it -> removed(by, customerId, id));
            return true;
        });
    }

    /** All that were added under a consent. */
    void removeUnder(Principal by, UUID customerId, UUID consentId) {
        List<?> under = em.createNativeQuery(
                        "select passkey_id from passkey where merchant_id = ?1 and customer_id = ?2 and consent_id = ?3")
                .setParameter(1, by.merchantId())
                .setParameter(2, customerId)
                .setParameter(3, consentId)
                .getResultList();
        under.forEach(id -> removed(by, customerId, (UUID) id));
    }

    private void removed(Principal by, UUID customerId, UUID id) {
        tell(by.merchantId(), customerId, id, "removed", by.actor());
        em.createNativeQuery("delete from passkey where merchant_id = ?1 and passkey_id = ?2")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .executeUpdate();
    }

    private List<String> credentials(UUID merchantId, UUID customerId) {
        List<?> rows = em.createNativeQuery(
                        "select credential_id from passkey where merchant_id = ?1 and customer_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .getResultList();
        return rows.stream().map(Object::toString).toList();
    }

    private void tell(UUID merchantId, UUID customerId, UUID id, String what, String actor) {
        var seq = (Number) em.createNativeQuery(
                        "update passkey set seq = seq + 1 where merchant_id = ?1 and passkey_id = ?2 returning seq")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getSingleResult();
        events.record(new Fact(
                merchantId,
                "passkey",
                id,
                seq.longValue(),
                "passkey." + what,
                null,
                null,
                null,
                actor,
                Map.of("customer_id", customerId)));
    }

    private static Passkey passkey(Object[] row) {
        return new Passkey(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                (Boolean) row[3],
                (String) row[4],
                Times.of(row[5]),
                row[6] == null ? null : Times.of(row[6]),
                row[7] == null ? null : Times.of(row[7]));
    }
}
