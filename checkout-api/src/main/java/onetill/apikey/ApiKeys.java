package onetill.apikey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Scopes;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** The keys of a merchant. Each is known by its hash, and to people by how it begins and ends. */
@ApplicationScoped
public class ApiKeys {

    private static final int MOST = 100;
    private static final int SHOWN_OF_THE_END = 4;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private static final String SELECT = """
            select credential_id, kind, label, preview, scopes, origins, created_at, created_by, last_used_at, expires_at,
                   revoked_at, replaced_by
            from credential where merchant_id = ?1 and kind in ('secret_key', 'publishable_key')""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Audit audit;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    @Inject
    ApiKeyConfig config;

    /** What a new key shall be. */
    public record Wish(
            PrincipalKind kind,
            String label,
            @Nullable List<String> scopes,
            @Nullable List<String> origins,
            @Nullable OffsetDateTime expiresAt) {}

    /** A key and its secret, which is known here and now only. */
    public record Made(ApiKey key, String secret) {}

    public Made create(Principal by, Wish wish) {
        var checked = checked(wish);
        return work.write(by.merchantId(), () -> {
            guardNumber(by.merchantId());
            var made = insert(by, checked, null);
            audit.record(
                    by,
                    Deed.of(AuditAction.CREATE_API_KEY, made.key().id()),
                    Changes.between(null, Setting.of(made.key())));
            return made;
        });
    }

    private Made insert(Principal by, Wish wish, @Nullable UUID familyId) {
        var id = ids.next();
        var prefix = wish.kind() == PrincipalKind.PUBLISHABLE_KEY ? "pk_" : wish.scopes() == null ? "sk_" : "rk_";
        var secret = secrets.fresh(prefix);
        em.createNativeQuery("""
                        insert into credential (merchant_id, credential_id, kind, secret_hash, label, scopes, origins, preview,
                                                family_id, created_by, created_at, expires_at, revision)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, cast(?9 as uuid), ?10, ?11, cast(?12 as timestamptz), 1)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, stored(wish.kind()))
                .setParameter(4, Secrets.hash(secret))
                .setParameter(5, wish.label())
                .setParameter(6, joined(wish.scopes()))
                .setParameter(7, joined(wish.origins()))
                .setParameter(8, prefix + "…" + secret.substring(secret.length() - SHOWN_OF_THE_END))
                .setParameter(9, text(familyId))
                .setParameter(10, by.actor())
                .setParameter(11, clock.now())
                .setParameter(12, text(wish.expiresAt()))
                .executeUpdate();
        tell(by, id, 1, "created", Map.of("kind", stored(wish.kind())));
        return new Made(get(by.merchantId(), id), secret);
    }

    public List<ApiKey> list(UUID merchantId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + """
                             and (cast(?2 as uuid) is null or (created_at, credential_id) < (
                                select created_at, credential_id from credential where merchant_id = ?1 and credential_id = cast(?2 as uuid)))
                            order by created_at desc, credential_id desc limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, text(after))
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream().map(row -> key((Object[]) row)).toList();
        });
    }

    public ApiKey get(UUID merchantId, UUID id) {
        return find(merchantId, id, "");
    }

    private ApiKey find(UUID merchantId, UUID id, String lock) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and credential_id = ?2" + lock)
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(row -> key((Object[]) row))
                    .orElseThrow(() -> ProblemException.notFound("API key", id));
        });
    }

    /**
     * A new key in place of one, which is good for a while longer. Both are the same caller: a request that is repeated under
     * the new key is recognized.
     *
     * @param until how long the old one is good; null for the usual overlap, now or earlier to end it at once
     */
    public Made rotate(Principal by, UUID id, @Nullable OffsetDateTime until) {
        var now = clock.now();
        var end = until == null ? now.plus(config.overlap) : until;
        if (end.isAfter(now.plus(LONGEST_OVERLAP))) {
            throw ProblemException.invalid("old_key_expires_at", "is at most 30 days from now");
        }
        return work.write(by.merchantId(), () -> {
            var old = find(by.merchantId(), id, " for update");
            if (!isGood(old, now)) {
                throw ProblemException.invalid("id", "this key is over; create a new one");
            }
            if (old.replacedBy() != null) {
                throw ProblemException.invalid("id", "this key was rotated already; rotate the one that replaced it");
            }
            var made = insert(by, new Wish(old.kind(), old.label(), old.scopes(), old.origins(), null), family(by, id));
            em.createNativeQuery("""
                            update credential set replaced_by = ?3, revision = revision + 1,
                                expires_at = least(expires_at, greatest(cast(?4 as timestamptz), cast(?5 as timestamptz)))
                            where merchant_id = ?1 and credential_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, made.key().id())
                    .setParameter(4, end)
                    .setParameter(5, now)
                    .executeUpdate();
            tell(
                    by,
                    id,
                    revision(by, id),
                    "rotated",
                    Map.of("replaced_by", made.key().id()));
            var replaced = get(by.merchantId(), id);
            audit.record(
                    by,
                    Deed.of(AuditAction.ROTATE_API_KEY, id),
                    Changes.between(Setting.of(old), Setting.of(replaced)));
            return made;
        });
    }

    /** Ends a key at once; one that is over stays so. */
    public ApiKey revoke(Principal by, UUID id) {
        return work.write(by.merchantId(), () -> {
            if (find(by.merchantId(), id, " for update").revokedAt() != null) return get(by.merchantId(), id);
            em.createNativeQuery("""
                            update credential set revoked_at = ?3, revision = revision + 1
                            where merchant_id = ?1 and credential_id = ?2""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, clock.now())
                    .executeUpdate();
            tell(by, id, revision(by, id), "revoked", Map.of());
            audit.record(by, Deed.of(AuditAction.REVOKE_API_KEY, id), Map.of("state", "revoked"));
            return get(by.merchantId(), id);
        });
    }

    private Wish checked(Wish wish) {
        var scopes = wish.scopes();
        var origins = wish.origins();
        var isSecret = wish.kind() == PrincipalKind.SECRET_KEY;
        if (scopes != null && !isSecret) {
            throw ProblemException.invalid(
                    "scopes", "scopes are for secret keys; a publishable key has its own few calls");
        }
        if (origins != null && isSecret) {
            throw ProblemException.invalid(
                    "origins", "origins are for publishable keys; a secret key never gets into a page");
        }
        if (scopes != null) guardKnown(scopes);
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(clock.now())) {
            throw ProblemException.invalid("expires_at", "is a time to come, or left out");
        }
        return new Wish(
                wish.kind(),
                wish.label(),
                scopes == null ? null : scopes.stream().distinct().sorted().toList(),
                origins == null ? null : Origins.checked(origins),
                wish.expiresAt());
    }

    private static void guardKnown(List<String> scopes) {
        var unknown = new HashSet<>(scopes);
        unknown.removeAll(Scopes.all());
        if (unknown.isEmpty()) return;
        throw ProblemException.invalid(
                "scopes", "there is no %s; there are %s".formatted(unknown, String.join(", ", Scopes.all())));
    }

    private void guardNumber(UUID merchantId) {
        var good = ((Number) em.createNativeQuery("""
                        select count(*) from credential where merchant_id = ?1 and kind in ('secret_key', 'publishable_key')
                            and revoked_at is null and (expires_at is null or expires_at > ?2)""")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now())
                        .getSingleResult())
                .longValue();
        if (good < MOST) return;
        throw new ProblemException(
                ProblemType.VALIDATION_FAILED, "there are %d keys already; revoke those nobody uses".formatted(good));
    }

    private UUID family(Principal by, UUID id) {
        return (UUID) em.createNativeQuery("""
                        select coalesce(family_id, credential_id) from credential where merchant_id = ?1 and credential_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .getSingleResult();
    }

    private long revision(Principal by, UUID id) {
        return ((Number) em.createNativeQuery(
                                "select revision from credential where merchant_id = ?1 and credential_id = ?2")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, id)
                        .getSingleResult())
                .longValue();
    }

    /** What the audit may show of a key: neither its secret nor what somebody called it. */
    private record Setting(
            String kind,
            @Nullable List<String> scopes,
            @Nullable List<String> origins,
            @Nullable OffsetDateTime expiresAt,
            @Nullable UUID replacedBy) {

        static Setting of(ApiKey key) {
            return new Setting(stored(key.kind()), key.scopes(), key.origins(), key.expiresAt(), key.replacedBy());
        }
    }

    private void tell(Principal by, UUID id, long seq, String what, Map<String, Object> data) {
        events.record(
                new Fact(by.merchantId(), "api_key", id, seq, "api_key." + what, null, null, null, by.actor(), data));
    }

    private static boolean isGood(ApiKey key, OffsetDateTime now) {
        return key.revokedAt() == null
                && (key.expiresAt() == null || key.expiresAt().isAfter(now));
    }

    private static ApiKey key(Object[] row) {
        return new ApiKey(
                (UUID) row[0],
                PrincipalKind.valueOf(((String) row[1]).toUpperCase(Locale.ROOT)),
                (String) row[2],
                row[3] == null ? "…" : (String) row[3],
                words(row[4]),
                words(row[5]),
                Times.of(row[6]),
                (String) row[7],
                time(row[8]),
                time(row[9]),
                time(row[10]),
                (UUID) row[11]);
    }

    private static @Nullable OffsetDateTime time(@Nullable Object column) {
        return column == null ? null : Times.of(column);
    }

    private static @Nullable List<String> words(@Nullable Object column) {
        return column == null ? null : List.of(column.toString().split(" "));
    }

    private static @Nullable String joined(@Nullable List<String> words) {
        return words == null ? null : String.join(" ", words);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String stored(PrincipalKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
