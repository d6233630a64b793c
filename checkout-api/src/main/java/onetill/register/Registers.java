package onetill.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import onetill.access.CodeTries;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Pseudonyms;
import onetill.runtime.Secrets;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a merchant. A person makes one and types its code into the device; the device gets a credential that is
 * bound to a channel and with it to a location. One device at a time is the till of a channel: enrolling another ends it.
 */
@ApplicationScoped
public class Registers {

    /** Without letters and digits that look alike. */
    private static final String CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int CODE_LENGTH = 8;

    /** Whoever enrolls belongs to nobody yet; their wrong codes are counted there. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final String SELECT = """
            select r.register_id, r.name, r.channel_id, r.location_id, r.code_expires_at, r.created_by, r.created_at, r.enrolled_at,
                   c.last_used_at, r.revoked_at
            from register r left join credential c on c.merchant_id = r.merchant_id and c.credential_id = r.credential_id
            where r.merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    CodeTries tries;

    @Inject
    Events events;

    @Inject
    Audit audit;

    @Inject
    RegisterConfig config;

    @Inject
    Secrets secrets;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A register that waits for its device, and the code for it, which is shown once. */
    public record Waiting(Register register, String code) {}

    /** A device's credential, which is shown once. */
    public record Enrolled(Register register, String credential) {}

    public Waiting create(Principal by, String channelId, String name) {
        return work.write(by.merchantId(), () -> {
            var channel = channels.get(by.merchantId(), channelId);
            if (!channel.kind().equals(ChannelKind.POS)) {
                throw new ProblemException(
                        ProblemType.WRONG_CHANNEL_KIND,
                        "a register works in a channel of kind pos, and %s is %s"
                                .formatted(channelId, channel.kind().stored()));
            }
            var id = ids.next();
            var code = secrets.fresh(CODE_LENGTH, CODE_ALPHABET);
            em.createNativeQuery("""
                            insert into register (merchant_id, register_id, name, channel_id, location_id, code_hash, code_expires_at,
                                                  created_by, created_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, name)
                    .setParameter(4, channelId)
                    .setParameter(5, channel.locationId())
                    .setParameter(6, hash(code))
                    .setParameter(7, clock.now().plus(config.enrollmentTtl))
                    .setParameter(8, by.actor())
                    .setParameter(9, clock.now())
                    .executeUpdate();
            tell(by.merchantId(), id, channelId, 1, "created", by.actor());
            audit.record(by, Deed.of(AuditAction.CREATE_REGISTER, id), Map.of("channel_id", channelId));
            return new Waiting(get(by.merchantId(), id), code);
        });
    }

    public List<Register> list(UUID merchantId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + """
                             and (cast(?2 as uuid) is null or r.register_id < cast(?2 as uuid))
                            order by r.register_id desc limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, after == null ? null : after.toString())
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream().map(row -> register((Object[]) row)).toList();
        });
    }

    public Register get(UUID merchantId, UUID id) {
        return find(merchantId, "r.register_id", id).orElseThrow(() -> ProblemException.notFound("register", id));
    }

    /** The register whose device calls; empty for a credential that was not enrolled here. */
    public Optional<Register> of(Principal device) {
        var shown = device.credential();
        return shown == null ? Optional.empty() : find(device.merchantId(), "r.credential_id", shown.id());
    }

    private Optional<Register> find(UUID merchantId, String by, UUID id) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and " + by + " = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .getResultList();
            return rows.stream().findFirst().map(row -> register((Object[]) row));
        });
    }

    /**
     * The device that shows the code becomes the till.
     *
     * @param address from where it calls; wrong codes are counted by it
     */
    public Enrolled enroll(String typed, String address) {
        var code = typed.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        var device = new Principal(
                PrincipalKind.SYSTEM,
                NOBODY,
                "address " + pseudonyms.of("register enrollment", address),
                "a device",
                null,
                null,
                Set.of());
        var found = tries.counted(device, config.guard(), () -> byCode(code)).orElseThrow(Registers::gone);
        return work.write(found.merchantId(), () -> enroll(found, code));
    }

    private Enrolled enroll(Found found, String code) {
        var merchantId = found.merchantId();
        var channelId = taken(found, code);
        lockChannel(merchantId, channelId);
        for (var before : enrolledIn(merchantId, channelId)) end(merchantId, before, "register:" + channelId);
        var credential = secrets.fresh("rg_");
        var credentialId = ids.next();
        em.createNativeQuery("""
                        insert into credential (merchant_id, credential_id, kind, secret_hash, label, channel_id, created_by, created_at)
                        select merchant_id, ?3, 'register', ?4, name, channel_id, created_by, ?5 from register
                        where merchant_id = ?1 and register_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, found.registerId())
                .setParameter(3, credentialId)
                .setParameter(4, Secrets.hash(credential))
                .setParameter(5, clock.now())
                .executeUpdate();
        em.createNativeQuery("""
                        update register set credential_id = ?3, enrolled_at = ?4, code_hash = null, code_expires_at = null,
                            revision = revision + 1
                        where merchant_id = ?1 and register_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, found.registerId())
                .setParameter(3, credentialId)
                .setParameter(4, clock.now())
                .executeUpdate();
        var actor = "register:" + channelId;
        tell(merchantId, found.registerId(), channelId, revision(merchantId, found.registerId()), "enrolled", actor);
        return new Enrolled(get(merchantId, found.registerId()), credential);
    }

    /** The channel of a register whose code is still good, now that nobody else can use it. */
    private String taken(Found found, String code) {
        List<?> rows = em.createNativeQuery("""
                        select channel_id from register where merchant_id = ?1 and register_id = ?2 and code_hash = ?3
                            and revoked_at is null and code_expires_at > ?4 for update""")
                .setParameter(1, found.merchantId())
                .setParameter(2, found.registerId())
                .setParameter(3, hash(code))
                .setParameter(4, clock.now())
                .getResultList();
        if (rows.isEmpty()) throw gone();
        return (String) rows.get(0);
    }

    /** Ends a register: its device is let in no more, and nobody is signed in there. One that is over stays so. */
    public Register revoke(Principal by, UUID id) {
        return work.write(by.merchantId(), () -> {
            if (get(by.merchantId(), id).revokedAt() == null && end(by.merchantId(), id, by.actor())) {
                audit.record(by, Deed.of(AuditAction.REVOKE_REGISTER, id), Map.of("state", "revoked"));
            }
            return get(by.merchantId(), id);
        });
    }

    /** @return false when somebody else has ended it in this moment */
    private boolean end(UUID merchantId, UUID id, String actor) {
        var ended = em.createNativeQuery("""
                        update register set revoked_at = ?3, code_hash = null, code_expires_at = null, revision = revision + 1
                        where merchant_id = ?1 and register_id = ?2 and revoked_at is null""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, clock.now())
                .executeUpdate();
        if (ended == 0) return false;
        em.createNativeQuery("""
                        update credential set revoked_at = ?3 where merchant_id = ?1 and revoked_at is null and credential_id = (
                            select credential_id from register where merchant_id = ?1 and register_id = ?2)""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, clock.now())
                .executeUpdate();
        tell(merchantId, id, get(merchantId, id).channelId(), revision(merchantId, id), "revoked", actor);
        return true;
    }

    private List<UUID> enrolledIn(UUID merchantId, String channelId) {
        List<?> rows = em.createNativeQuery("""
                        select register_id from register
                        where merchant_id = ?1 and channel_id = ?2 and enrolled_at is not null and revoked_at is null""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    /** Two devices that are enrolled for one channel at once come one after the other. */
    private void lockChannel(UUID merchantId, String channelId) {
        em.createNativeQuery("select channel_id from channel where merchant_id = ?1 and channel_id = ?2 for update")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .getSingleResult();
    }

    private record Found(UUID merchantId, UUID registerId) {}

    private Optional<Found> byCode(String code) {
        List<?> rows = em.createNativeQuery("select merchant_id, register_id from find_register_enrollment(?1)")
                .setParameter(1, hash(code))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Found((UUID) row[0], (UUID) row[1]))
                .findFirst();
    }

    private long revision(UUID merchantId, UUID id) {
        return ((Number) em.createNativeQuery(
                                "select revision from register where merchant_id = ?1 and register_id = ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, id)
                        .getSingleResult())
                .longValue();
    }

    private void tell(UUID merchantId, UUID id, String channelId, long seq, String what, String actor) {
        events.record(
                new Fact(merchantId, "register", id, seq, "register." + what, channelId, "pos", null, actor, Map.of()));
    }

    private static String hash(String code) {
        return Secrets.hash("register enrollment:" + code);
    }

    private static ProblemException gone() {
        return new ProblemException(
                ProblemType.NOT_FOUND, "no register waits for this code; it was used, is too old or was mistyped");
    }

    private static Register register(Object[] row) {
        return new Register(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                row[4] == null ? null : Times.of(row[4]),
                (String) row[5],
                Times.of(row[6]),
                row[7] == null ? null : Times.of(row[7]),
                row[8] == null ? null : Times.of(row[8]),
                row[9] == null ? null : Times.of(row[9]));
    }
}
