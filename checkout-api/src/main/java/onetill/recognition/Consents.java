package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** What customers have agreed to, in the words they saw; and what ends when they take it back. */
@ApplicationScoped
public class Consents {

    /** A device is remembered. */
    public static final String REMEMBER = "remember";

    public static final String PASSKEY = "passkey";

    /** The cards they pay with tell who they may be. */
    public static final String CARD = "card";

    /** What they do may be counted together with what they did before. */
    public static final String ANALYTICS = "analytics";

    /** Those who sold advertising may be told that it has led to a purchase. */
    public static final String MARKETING_MEASUREMENT = "marketing_measurement";

    /** They may be written to once after the purchase, to be asked for a review. */
    public static final String REVIEW = "review";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Passkeys passkeys;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** @param withdrawnAt null while it holds */
    public record Consent(
            UUID id,
            String purpose,
            String text,
            @Nullable String channelId,
            OffsetDateTime givenAt,
            @Nullable OffsetDateTime withdrawnAt) {}

    /** Keeps what a customer has agreed to. @return its id */
    public UUID give(Principal by, UUID customerId, String purpose, String text, @Nullable String channelId) {
        var id = ids.next();
        work.write(
                by.merchantId(),
                () -> em.createNativeQuery("""
                        insert into customer_consent (merchant_id, consent_id, customer_id, purpose, text, channel_id, actor, given_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, id)
                        .setParameter(3, customerId)
                        .setParameter(4, purpose)
                        .setParameter(5, text)
                        .setParameter(6, channelId)
                        .setParameter(7, by.actor())
                        .setParameter(8, clock.now())
                        .executeUpdate());
        return id;
    }

    /** Newest first, those that were taken back as well. */
    public List<Consent> of(UUID merchantId, UUID customerId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select consent_id, purpose, text, channel_id, given_at, withdrawn_at from customer_consent
                            where merchant_id = ?1 and customer_id = ?2 order by given_at desc, consent_id desc""")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .getResultList();
            return rows.stream().map(row -> consent((Object[]) row)).toList();
        });
    }

    public Consent get(UUID merchantId, UUID customerId, UUID consentId) {
        return of(merchantId, customerId).stream()
                .filter(it -> it.id().equals(consentId))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("consent", consentId));
    }

    /**
     * The customer takes it back: the device, passkeys and cards that were kept under it recognize nobody any more. Safe to
     * repeat.
     *
     * @throws ProblemException NOT_FOUND when this customer gave no such consent
     */
    public Consent withdraw(Principal by, UUID customerId, UUID consentId) {
        return work.write(by.merchantId(), () -> {
            var found = get(by.merchantId(), customerId, consentId);
            if (found.withdrawnAt() != null) return found;
            em.createNativeQuery("""
                            update customer_consent set withdrawn_at = ?3, withdrawn_by = ?4
                            where merchant_id = ?1 and consent_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, consentId)
                    .setParameter(3, clock.now())
                    .setParameter(4, by.actor())
                    .executeUpdate();
            passkeys.removeUnder(by, customerId, consentId);
            for (var table : List.of("customer_device", "customer_card")) {
                em.createNativeQuery("delete from " + table
                                + " where merchant_id = ?1 and customer_id = ?2 and consent_id = ?3")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, customerId)
                        .setParameter(3, consentId)
                        .executeUpdate();
            }
            return get(by.merchantId(), customerId, consentId);
        });
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
