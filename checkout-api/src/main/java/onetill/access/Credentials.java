package onetill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.database.Work;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** The keys and tokens that were given out. Only their hashes are known here. */
@ApplicationScoped
public class Credentials {

    /** How the token of a cashier begins, who has signed in at a register. */
    public static final String CASHIER = "ca_";

    /** Longer than any of ours; what is longer is not even hashed. */
    private static final int LONGEST = 200;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Secrets secrets;

    @Inject
    Clocks clock;

    @Inject
    AccessConfig config;

    @Inject
    LastUse lastUse;

    /** Who shows this credential; empty when it was never given out, has expired or was revoked. */
    public Optional<Principal> find(String credential) {
        if (credential.length() > LONGEST) return Optional.empty();
        var found = credential.startsWith(CASHIER) ? cashier(credential) : key(credential);
        found.ifPresent(lastUse::note);
        return found;
    }

    private Optional<Principal> key(String credential) {
        List<?> rows = work.outsideMerchants(() -> em.createNativeQuery("""
                        select merchant_id, credential_id, kind, channel_id, session_id, actor_id, scopes, origins
                        from find_credential(?1, ?2)""")
                .setParameter(1, Secrets.hash(credential))
                .setParameter(2, config.clientTokenGrace.toSeconds())
                .getResultList());
        return rows.stream().findFirst().map(row -> principal((Object[]) row));
    }

    /**
     * Which of these are still good, keys, tokens of shoppers' devices and of cashiers alike; one question for all of them. A
     * register that is revoked takes its cashiers along.
     */
    public Set<String> stillGood(UUID merchantId, Collection<String> hashes) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            with asked as (select jsonb_array_elements_text(cast(?2 as jsonb)) as hash),
                            good as (
                                select c.credential_id, c.secret_hash from credential c
                                where c.merchant_id = ?1 and c.revoked_at is null
                                  and (c.expires_at is null or c.expires_at > now())
                                  and (c.kind <> 'client_token' or exists (
                                    select from checkout_session s
                                    where s.merchant_id = c.merchant_id and s.session_id = c.session_id
                                      and (s.status not in ('completed', 'canceled')
                                        or s.updated_at > cast(?3 as timestamptz)))))
                            select g.secret_hash from good g join asked a on a.hash = g.secret_hash
                            union all
                            select t.token_hash from cashier_session t
                            join asked a on a.hash = t.token_hash
                            join good g on g.credential_id = t.credential_id
                            join staff_member m on m.merchant_id = t.merchant_id and m.staff_member_id = t.staff_member_id
                            where t.merchant_id = ?1 and t.ended_at is null and t.expires_at > now() and m.active""")
                    .setParameter(1, merchantId)
                    .setParameter(2, Json.write(hashes))
                    .setParameter(3, clock.now().minus(config.clientTokenGrace))
                    .getResultList();
            return rows.stream().map(String.class::cast).collect(Collectors.toSet());
        });
    }

    private Optional<Principal> cashier(String token) {
        List<?> rows = work.outsideMerchants(() ->
                em.createNativeQuery("""
                        select merchant_id, credential_id, channel_id, staff_member_id, roles from find_cashier(?1)""").setParameter(1, Secrets.hash(token)).getResultList());
        return rows.stream().findFirst().map(row -> atRegister((Object[]) row));
    }

    /** The register, with a person at it: it may what the register may. */
    private static Principal atRegister(Object[] row) {
        var channelId = (String) row[2];
        var roles = Arrays.stream(row[4].toString().split(" "))
                .map(it -> Role.valueOf(it.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        var shown = new Principal.Shown((UUID) row[1], null, null);
        return new Principal(
                PrincipalKind.REGISTER, (UUID) row[0], channelId, channelId, channelId, null, roles, shown, (UUID)
                        row[3]);
    }

    /** A new token for the device of one shopper. Call it within the work that opens or hands over the session. */
    public String mintClientToken(UUID merchantId, UUID credentialId, UUID sessionId) {
        var token = secrets.fresh("ct_");
        var now = clock.now();
        em.createNativeQuery("""
                        insert into credential (merchant_id, credential_id, kind, secret_hash, label, session_id, created_at, expires_at)
                        values (?1, ?2, 'client_token', ?3, 'shopper', ?4, ?5, ?6)""")
                .setParameter(1, merchantId)
                .setParameter(2, credentialId)
                .setParameter(3, Secrets.hash(token))
                .setParameter(4, sessionId)
                .setParameter(5, now)
                .setParameter(6, now.plus(config.clientTokenTtl))
                .executeUpdate();
        return token;
    }

    /**
     * The pen of a session has moved: the devices that held it before read on for a while only. Call it within the work that
     * moves the pen.
     *
     * @param device the shopper's device that holds the pen now; null when it is a till or a person of the merchant's
     */
    public void moved(UUID merchantId, UUID sessionId, @Nullable UUID device) {
        var now = clock.now();
        em.createNativeQuery("""
                        update credential set expires_at = case when cast(credential_id as text) = ?3
                            then created_at + (cast(?4 as timestamptz) - cast(?5 as timestamptz))
                            else least(expires_at, cast(?6 as timestamptz)) end
                        where merchant_id = ?1 and session_id = ?2 and kind = 'client_token'""")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, device == null ? "" : device.toString())
                .setParameter(4, now.plus(config.clientTokenTtl))
                .setParameter(5, now)
                .setParameter(6, now.plus(config.clientTokenGrace))
                .executeUpdate();
    }

    /** Forgets client tokens that have expired. */
    public void forget(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "delete from credential where merchant_id = ?1 and kind = 'client_token' and expires_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now())
                        .executeUpdate());
    }

    private static Principal principal(Object[] row) {
        var kind = PrincipalKind.valueOf(((String) row[2]).toUpperCase(Locale.ROOT));
        var channelId = (String) row[3];
        var id = channelId != null ? channelId : row[5].toString();
        var shown = new Principal.Shown((UUID) row[1], words(row[6]), words(row[7]));
        return new Principal(kind, (UUID) row[0], id, id, channelId, (UUID) row[4], Set.of(), shown, null);
    }

    private static @Nullable Set<String> words(@Nullable Object text) {
        return text == null ? null : Set.of(text.toString().split(" "));
    }
}
