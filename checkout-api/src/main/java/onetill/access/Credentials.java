package onetill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.json.Json;
import onetill.runtime.Secrets;

/** The keys and tokens that were given out. Only their hashes are known here. */
@ApplicationScoped
public class Credentials {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Secrets secrets;

    /** Who shows this credential; empty when it was never given out, has expired or was revoked. */
    public Optional<Principal> find(String credential) {
        List<?> rows = work.outsideMerchants(() -> em.createNativeQuery(
                        "select merchant_id, credential_id, kind, channel_id, session_id from find_credential(?1)")
                .setParameter(1, Secrets.hash(credential))
                .getResultList());
        return rows.stream().findFirst().map(row -> principal((Object[]) row));
    }

    /** Which of these are still good; one question for all of them. */
    public Set<String> stillGood(UUID merchantId, Collection<String> hashes) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select secret_hash from credential
                            where merchant_id = ?1 and revoked_at is null and (expires_at is null or expires_at > now())
                              and secret_hash in (select jsonb_array_elements_text(cast(?2 as jsonb)))""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(hashes))
                    .getResultList();
            return rows.stream().map(String.class::cast).collect(Collectors.toSet());
        });
    }

    /** A new token for the device of one shopper. Call it within the work that opens or hands over the session. */
    public String mintClientToken(
            UUID merchantId, UUID credentialId, UUID sessionId, OffsetDateTime now, OffsetDateTime expiresAt) {
        var token = secrets.fresh("ct_");
        em.createNativeQuery("""
                        insert into credential (merchant_id, credential_id, kind, secret_hash, label, session_id, created_at, expires_at)
                        values (?1, ?2, 'client_token', ?3, 'shopper', ?4, ?5, ?6)""")
                .setParameter(1, merchantId)
                .setParameter(2, credentialId)
                .setParameter(3, Secrets.hash(token))
                .setParameter(4, sessionId)
                .setParameter(5, now)
                .setParameter(6, expiresAt)
                .executeUpdate();
        return token;
    }

    private static Principal principal(Object[] row) {
        var kind = PrincipalKind.valueOf(((String) row[2]).toUpperCase(Locale.ROOT));
        var channelId = (String) row[3];
        var id = channelId != null ? channelId : row[1].toString();
        return new Principal(kind, (UUID) row[0], id, id, channelId, (UUID) row[4], Set.of());
    }
}
