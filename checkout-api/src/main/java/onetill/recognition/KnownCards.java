package onetill.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.encryption.Place;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Cards that tell who somebody may be, of customers who have agreed to it. Kept is a hash, under a key of the merchant's, of
 * the name the provider has for the number; never the number, and never the card of somebody who did not agree. A card may
 * be lent or found, so it proves nothing.
 */
@ApplicationScoped
public class KnownCards {

    private static final String ALGORITHM = "HmacSHA256";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * A card as a provider names it.
     *
     * @param fingerprint the same for the same number, in this account of the provider
     */
    public record Card(
            String provider, String fingerprint, @Nullable String label) {}

    /** Keeps a card of a customer who has agreed to be recognized by cards; does nothing for all others. */
    public void keep(UUID merchantId, UUID customerId, Card card, String channelId) {
        work.write(merchantId, () -> {
            var consent = consent(merchantId, customerId);
            if (consent.isEmpty()) return false;
            em.createNativeQuery("""
                            insert into customer_card (merchant_id, card_id, customer_id, consent_id, card_hash, label, channel_id,
                                                       created_at, last_seen_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
                            on conflict (merchant_id, card_hash, customer_id)
                            do update set last_seen_at = excluded.last_seen_at, consent_id = excluded.consent_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, ids.next())
                    .setParameter(3, customerId)
                    .setParameter(4, consent.get())
                    .setParameter(5, hash(key(merchantId), card))
                    .setParameter(6, card.label())
                    .setParameter(7, channelId)
                    .setParameter(8, clock.now())
                    .executeUpdate();
            return true;
        });
    }

    private Optional<UUID> consent(UUID merchantId, UUID customerId) {
        List<?> rows = em.createNativeQuery("""
                        select consent_id from customer_consent
                        where merchant_id = ?1 and customer_id = ?2 and purpose = ?3 and withdrawn_at is null
                        order by given_at desc limit 1""")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .setParameter(3, Consents.CARD)
                .getResultList();
        return rows.stream().findFirst().map(UUID.class::cast);
    }

    /** Who may be paying; empty for a card nobody is known by, and for one that several are known by. */
    public Optional<UUID> customer(UUID merchantId, Card card) {
        return work.write(merchantId, () -> {
            var key = knownKey(merchantId);
            if (key.isEmpty()) return Optional.empty();
            List<?> rows = em.createNativeQuery("""
                            update customer_card set last_seen_at = ?3 where merchant_id = ?1 and card_hash = ?2
                            returning customer_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, hash(key.get(), card))
                    .setParameter(3, clock.now())
                    .getResultList();
            return rows.size() == 1 ? Optional.of((UUID) rows.get(0)) : Optional.empty();
        });
    }

    private Optional<String> knownKey(UUID merchantId) {
        List<?> rows = em.createNativeQuery("select hash_key from card_hash_key where merchant_id = ?1")
                .setParameter(1, merchantId)
                .getResultList();
        return rows.stream().findFirst().map(it -> Keyring.current().open(keyPlace(merchantId), it.toString()));
    }

    private static Place keyPlace(UUID merchantId) {
        return Field.CARD_HASH_KEY.of(merchantId, merchantId);
    }

    private String key(UUID merchantId) {
        return knownKey(merchantId).orElseGet(() -> {
            em.createNativeQuery("""
                            insert into card_hash_key (merchant_id, hash_key, created_at) values (?1, ?2, ?3)
                            on conflict (merchant_id) do nothing""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Keyring.current().seal(keyPlace(merchantId), secrets.fresh("chk_")))
                    .setParameter(3, clock.now())
                    .executeUpdate();
            return knownKey(merchantId).orElseThrow();
        });
    }

    static String hash(String key, Card card) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var name = card.provider() + ":" + card.fingerprint();
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
