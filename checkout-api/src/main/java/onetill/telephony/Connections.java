package onetill.telephony;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.runtime.Times;
import onetill.telephony.Connection.Kind;
import org.jspecify.annotations.Nullable;

/** The telephonies of a merchant's channels, with the secrets they sign with. */
@ApplicationScoped
public class Connections {

    private static final String SELECT = """
        select connection_id, channel_id, kind, secret, old_secret, old_secret_until, created_at, capture_url
        from telephony_connection where merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Audit audit;

    @Inject
    CallConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * @param authToken what Twilio signs with; null for a generic one, whose secret is made here
     * @param captureUrl where it is told to take a caller's keys; looked at before
     * @throws ProblemException WRONG_CHANNEL_KIND; VALIDATION_FAILED when the token is missing, or is there for a generic one
     */
    Connection create(
            Principal by, String channelId, Kind kind, @Nullable String authToken, @Nullable String captureUrl) {
        channels.get(by.merchantId(), channelId, ChannelKind.PHONE);
        guardCapture(kind, captureUrl);
        var secret = secret(kind, authToken);
        return work.write(by.merchantId(), () -> {
            var id = ids.next();
            em.createNativeQuery("""
                insert into telephony_connection (merchant_id, connection_id, channel_id, kind, secret, created_at, capture_url)
                values (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, ''))""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, channelId)
                    .setParameter(4, kind.stored())
                    .setParameter(5, Keyring.current().seal(Field.TELEPHONY_SECRET.of(by.merchantId(), id), secret))
                    .setParameter(6, clock.now())
                    .setParameter(7, captureUrl == null ? "" : captureUrl)
                    .executeUpdate();
            audit.record(
                    by,
                    Deed.of(AuditAction.CREATE_TELEPHONY_CONNECTION, id),
                    Map.of("channel_id", channelId, "kind", kind.stored(), "captures", captureUrl != null));
            return get(by.merchantId(), channelId, id);
        });
    }

    private static void guardCapture(Kind kind, @Nullable String captureUrl) {
        if (captureUrl == null || kind == Kind.GENERIC) return;
        throw ProblemException.invalid("capture_url", "keys are taken by a generic connection alone");
    }

    private String secret(Kind kind, @Nullable String authToken) {
        if (kind == Kind.GENERIC && authToken != null) {
            throw ProblemException.invalid("auth_token", "leave it out: the secret is made here, and shown once");
        }
        if (kind == Kind.GENERIC) return secrets.freshForSigning("whsec_");
        if (authToken != null) return authToken;
        throw ProblemException.invalid("auth_token", "give the auth token of the Twilio account, by which it signs");
    }

    /** The old secret is accepted for a while. */
    Connection rotate(Principal by, String channelId, UUID id, @Nullable String authToken) {
        return work.write(by.merchantId(), () -> {
            var now = get(by.merchantId(), channelId, id);
            var until = clock.now().plus(config.secretOverlap);
            em.createNativeQuery("""
                update telephony_connection set secret = ?3, old_secret = ?4, old_secret_until = ?5
                where merchant_id = ?1 and connection_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(
                            3,
                            Keyring.current()
                                    .seal(
                                            Field.TELEPHONY_SECRET.of(by.merchantId(), id),
                                            secret(now.kind(), authToken)))
                    .setParameter(
                            4, Keyring.current().seal(Field.OLD_TELEPHONY_SECRET.of(by.merchantId(), id), now.secret()))
                    .setParameter(5, until)
                    .executeUpdate();
            audit.record(by, Deed.of(AuditAction.ROTATE_TELEPHONY_SECRET, id), Map.of("old_secret_until", until));
            return get(by.merchantId(), channelId, id);
        });
    }

    void delete(Principal by, String channelId, UUID id) {
        work.write(by.merchantId(), () -> {
            get(by.merchantId(), channelId, id);
            audit.record(by, Deed.of(AuditAction.DELETE_TELEPHONY_CONNECTION, id), Map.of("channel_id", channelId));
            return em.createNativeQuery(
                            "delete from telephony_connection where merchant_id = ?1 and connection_id = ?2")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .executeUpdate();
        });
    }

    List<Connection> all(UUID merchantId, String channelId) {
        channels.get(merchantId, channelId, ChannelKind.PHONE);
        return find(merchantId, "channel_id = ?2 order by connection_id", channelId);
    }

    /** Channels in which a caller can type a card on the keys of their phone. */
    List<String> channelsTakingKeys(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("select distinct channel_id from telephony_connection"
                            + " where merchant_id = ?1 and capture_url is not null order by channel_id")
                    .setParameter(1, merchantId)
                    .getResultList();
            return rows.stream().map(String.class::cast).toList();
        });
    }

    /** @throws ProblemException NOT_FOUND */
    Connection get(UUID merchantId, String channelId, UUID id) {
        return find(merchantId, "connection_id = ?2", id).stream()
                .filter(it -> it.channelId().equals(channelId))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("telephony connection", id));
    }

    /** @throws ProblemException NOT_FOUND when it was deleted */
    Connection byId(UUID merchantId, UUID id) {
        return find(merchantId, "connection_id = ?2", id).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("telephony connection", id));
    }

    /** Whoever's it is: for a callback, which is to be proven by its secret. */
    Optional<Connection> byId(UUID id, Kind kind) {
        List<?> owner = work.outsideMerchants(
                () -> em.createNativeQuery("select m from find_telephony_connection(?1) m where m is not null")
                        .setParameter(1, id)
                        .getResultList());
        return owner.stream()
                .map(UUID.class::cast)
                .flatMap(it -> find(it, "connection_id = ?2", id).stream())
                .filter(it -> it.kind() == kind)
                .findFirst();
    }

    private List<Connection> find(UUID merchantId, String condition, Object value) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and " + condition)
                    .setParameter(1, merchantId)
                    .setParameter(2, value)
                    .getResultList();
            return rows.stream()
                    .map(row -> connection(merchantId, (Object[]) row))
                    .toList();
        });
    }

    private static Connection connection(UUID merchantId, Object[] row) {
        var id = (UUID) row[0];
        var keyring = Keyring.current();
        return new Connection(
                merchantId,
                id,
                (String) row[1],
                Kind.valueOf(((String) row[2]).toUpperCase(Locale.ROOT)),
                (String) row[7],
                keyring.open(Field.TELEPHONY_SECRET.of(merchantId, id), row[3].toString()),
                keyring.openIfAny(Field.OLD_TELEPHONY_SECRET.of(merchantId, id), row[4]),
                time(row[5]),
                Times.of(row[6]));
    }

    private static @Nullable OffsetDateTime time(@Nullable Object stored) {
        return stored == null ? null : Times.of(stored);
    }
}
