package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;

/** The browsers and apps by which people want to be recognized. Only the hashes of their tokens are known here. */
@ApplicationScoped
public class Devices {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    RecognitionConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A token for a device, shown once. It ends with the consent. */
    public String remember(UUID merchantId, UUID customerId, UUID consentId, String channelId) {
        var token = secrets.fresh("dt_");
        return work.write(merchantId, () -> {
            var now = clock.now();
            em.createNativeQuery("""
                            insert into customer_device (merchant_id, device_id, customer_id, token_hash, channel_id, created_at,
                                                         last_used_at, expires_at, consent_id)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, ids.next())
                    .setParameter(3, customerId)
                    .setParameter(4, Secrets.hash(token))
                    .setParameter(5, channelId)
                    .setParameter(6, now)
                    .setParameter(7, now.plus(config.deviceTtl))
                    .setParameter(8, consentId)
                    .executeUpdate();
            return token;
        });
    }

    /** Whose device it is; each use makes it live longer. */
    public Optional<UUID> customer(UUID merchantId, String token) {
        return work.write(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            update customer_device set last_used_at = ?3, expires_at = ?4
                            where merchant_id = ?1 and token_hash = ?2 and expires_at > ?3 returning customer_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Secrets.hash(token))
                    .setParameter(3, clock.now())
                    .setParameter(4, clock.now().plus(config.deviceTtl))
                    .getResultList();
            return rows.stream().findFirst().map(UUID.class::cast);
        });
    }

    /** This device shall not be recognized any more. Unknown tokens are none any more either. */
    public void forget(UUID merchantId, String token) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from customer_device where merchant_id = ?1 and token_hash = ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, Secrets.hash(token))
                        .executeUpdate());
    }

    /** Those that nobody has used for long. */
    void forgetUnused(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from customer_device where merchant_id = ?1 and expires_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now())
                        .executeUpdate());
    }
}
