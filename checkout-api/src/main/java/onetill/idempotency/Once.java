package onetill.idempotency;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.encryption.Place;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request happen once, however often it is sent. The key is claimed in the first transaction of the work, so
 * that the claim and the effect are there together or not at all; the answer is kept for 30 days.
 */
@ApplicationScoped
public class Once {

    private static final int DAYS_KEPT = 30;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Inject
    Ids ids;

    /** An answer as it is kept. */
    public record Answer(int status, Map<String, String> headers, String body, boolean replayed) {

        public static Answer of(int status, Map<String, String> headers, Object entity) {
            return new Answer(status, headers, Json.write(entity), false);
        }

        /** The same to whoever asked first, with what is shown once and not kept. */
        public Answer showing(Object entity) {
            return new Answer(status, headers, Json.write(entity), replayed);
        }
    }

    /** One request: whose it is, what it asks and under which key. */
    private record Claim(Principal by, String operation, String key, String fingerprint, String owner) {

        Place place() {
            return Field.REMEMBERED_ANSWER.of(by.merchantId(), by.device(), operation, key);
        }

        UUID run() {
            var name = String.join("\n", by.merchantId().toString(), by.device(), operation, key, fingerprint);
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Thrown out of the first transaction, which had no effect. */
    private static final class Replay extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        Replay(Answer answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }

    /** Work of a single transaction: claim, effect and answer are committed together. */
    public Answer atOnce(
            Principal by, String operation, @Nullable String key, Object request, Supplier<Answer> effect) {
        var claim = claim(by, operation, key, request);
        try {
            return work.write(by.merchantId(), () -> {
                take(claim);
                var answer = effect.get();
                keep(claim, answer);
                return answer;
            });
        } catch (RuntimeException e) {
            return replayed(e);
        }
    }

    /**
     * Work of several transactions with calls to others between them. Should it die on the way, the same request later
     * takes over when the lease has run out. What it writes first has to bear the name of the run, so that it goes on with
     * what it began instead of beginning once more.
     *
     * @param effect is given the name of the run: the same for the same request under the same key, however often it comes
     */
    public Answer inSteps(
            Principal by, String operation, @Nullable String key, Object request, Function<UUID, Answer> effect) {
        var claim = claim(by, operation, key, request);
        work.beforeNextWrite(() -> take(claim));
        try {
            var answer = effect.apply(claim.run());
            return work.write(by.merchantId(), () -> {
                keep(claim, answer);
                return answer;
            });
        } catch (ProblemException e) {
            release(claim);
            throw e;
        } catch (RuntimeException e) {
            return replayed(e);
        } finally {
            work.beforeNextWrite(null);
        }
    }

    private static Answer replayed(RuntimeException e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof Replay replay) return replay.answer;
            cause = cause.getCause();
        }
        throw e;
    }

    private Claim claim(Principal by, String operation, @Nullable String key, Object request) {
        if (key == null) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_MISSING,
                    "send an Idempotency-Key, such as a UUID, and the same one when you repeat this request");
        }
        return new Claim(by, operation, key, fingerprint(request), settings.nodeId() + "/" + ids.next());
    }

    /** The same meaning gives the same fingerprint, whatever the order of members was. */
    static String fingerprint(Object request) {
        try {
            var canonical = Json.MAPPER
                    .writer()
                    .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(request);
            return Secrets.hash(canonical);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void take(Claim claim) {
        var now = clock.now();
        var inserted = em.createNativeQuery("""
                        insert into idempotency (merchant_id, principal, operation, key, fingerprint, state, owner_node,
                                                 lease_until, created_at, expires_at)
                        values (?1, ?2, ?3, ?4, ?5, 'running', ?6, ?7, ?8, ?9)
                        on conflict (merchant_id, principal, operation, key) do nothing""")
                .setParameter(1, claim.by().merchantId())
                .setParameter(2, claim.by().device())
                .setParameter(3, claim.operation())
                .setParameter(4, claim.key())
                .setParameter(5, claim.fingerprint())
                .setParameter(6, claim.owner())
                .setParameter(7, now.plus(settings.idempotencyLease()))
                .setParameter(8, now)
                .setParameter(9, now.plusDays(DAYS_KEPT))
                .executeUpdate();
        if (inserted == 0) meet(claim);
    }

    /** Somebody was here before: replay, wait, refuse, or take over from the dead. */
    private void meet(Claim claim) {
        List<?> rows = em.createNativeQuery("""
                        select fingerprint, state, lease_until <= ?5, status, headers, body from idempotency
                        where merchant_id = ?1 and principal = ?2 and operation = ?3 and key = ?4 for update""")
                .setParameter(1, claim.by().merchantId())
                .setParameter(2, claim.by().device())
                .setParameter(3, claim.operation())
                .setParameter(4, claim.key())
                .setParameter(5, clock.now())
                .getResultList();
        var row = (Object[]) rows.get(0);
        if (!claim.fingerprint().equals(row[0])) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_CONFLICT, "this key came before with another request; take a new key");
        }
        if ("finished".equals(row[1])) throw new Replay(kept(claim, row));
        if (Boolean.FALSE.equals(row[2])) {
            throw new ProblemException(
                            ProblemType.IDEMPOTENCY_IN_FLIGHT, "the same request is still at work; ask again shortly")
                    .retryAfter(2);
        }
        em.createNativeQuery("""
                        update idempotency set fencing = fencing + 1, owner_node = ?5, lease_until = ?6
                        where merchant_id = ?1 and principal = ?2 and operation = ?3 and key = ?4""")
                .setParameter(1, claim.by().merchantId())
                .setParameter(2, claim.by().device())
                .setParameter(3, claim.operation())
                .setParameter(4, claim.key())
                .setParameter(5, claim.owner())
                .setParameter(6, clock.now().plus(settings.idempotencyLease()))
                .executeUpdate();
    }

    /** The work refused the request without an effect: the same key may be used again at once. */
    private void release(Claim claim) {
        work.write(
                claim.by().merchantId(),
                () -> em.createNativeQuery("""
                        delete from idempotency where merchant_id = ?1 and principal = ?2 and operation = ?3 and key = ?4
                        and owner_node = ?5 and state = 'running'""")
                        .setParameter(1, claim.by().merchantId())
                        .setParameter(2, claim.by().device())
                        .setParameter(3, claim.operation())
                        .setParameter(4, claim.key())
                        .setParameter(5, claim.owner())
                        .executeUpdate());
    }

    private static Answer kept(Claim claim, Object[] row) {
        var headers = Json.read(row[4].toString(), new TypeReference<Map<String, String>>() {});
        return new Answer(
                ((Number) row[3]).intValue(),
                headers,
                Keyring.current().open(claim.place(), String.valueOf(row[5])),
                true);
    }

    private void keep(Claim claim, Answer answer) {
        em.createNativeQuery("""
                        update idempotency set state = 'finished', status = ?5, headers = cast(?6 as jsonb), body = ?7
                        where merchant_id = ?1 and principal = ?2 and operation = ?3 and key = ?4""")
                .setParameter(1, claim.by().merchantId())
                .setParameter(2, claim.by().device())
                .setParameter(3, claim.operation())
                .setParameter(4, claim.key())
                .setParameter(5, answer.status())
                .setParameter(6, Json.write(answer.headers()))
                .setParameter(7, Keyring.current().sealIfAny(claim.place(), answer.body()))
                .executeUpdate();
    }

    /** Forgets what is older than 30 days. */
    public int forget(UUID merchantId) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery("delete from idempotency where merchant_id = ?1 and expires_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now())
                        .executeUpdate());
    }
}
