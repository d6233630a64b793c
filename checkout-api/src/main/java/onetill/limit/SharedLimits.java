package onetill.limit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import onetill.database.Work;
import onetill.runtime.Clocks;

/**
 * Buckets in PostgreSQL, the same for all nodes. All that one request takes is taken in one short transaction of its own, or nothing
 * of it; their rows are locked in one order, so that two requests never wait for each other. What was refused once is
 * refused from memory until it would fit: a flood of what is over its limit does not reach the database.
 */
@ApplicationScoped
public class SharedLimits {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int MOST_CLOSED = 50_000;
    private static final Comparator<Subject> IN_ORDER = Comparator.comparing(Subject::bucket);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    private BucketRows rows;

    /** Until when what a limit has refused cannot pass, in nanoseconds of the clock. */
    private final Map<String, Long> closed = new ConcurrentHashMap<>();

    @PostConstruct
    void open() {
        rows = new BucketRows(em, NOBODY, ClientSideConfig.getDefault().withClientClock(new WallClock(clock)), clock);
    }

    /** What is counted, and for whom; of whom only a keyed hash is stored. */
    record Subject(Limit limit, String pseudonym) {

        /** A limit that was set anew begins anew. */
        String bucket() {
            return "%s:%d/%s:%s".formatted(limit.name(), limit.quota(), limit.window(), pseudonym);
        }
    }

    /** Thrown out of the transaction, which then has taken nothing. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Limit limit;
        private final long waitNanos;

        Refused(Limit limit, long waitNanos) {
            super(null, null, false, false);
            this.limit = limit;
            this.waitNanos = waitNanos;
        }

        Limit limit() {
            return limit;
        }

        long waitNanos() {
            return waitNanos;
        }
    }

    /** @throws Refused when it is known without the database that one of them is over its limit */
    void guard(List<Subject> subjects) {
        var now = WallClock.nanos(clock);
        for (var subject : subjects) {
            var until = closed.get(subject.bucket());
            if (until == null) continue;
            if (until > now) throw new Refused(subject.limit(), until - now);
            closed.remove(subject.bucket(), until);
        }
    }

    /**
     * Takes as many tokens of each, or none of any.
     *
     * @param left is told what is left of each
     * @throws Refused when one of them has too few
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void take(List<Subject> subjects, long tokens, BiConsumer<Subject, ConsumptionProbe> left) {
        apart(subjects, subject -> {
            var wanted = Math.min(tokens, subject.limit().burst());
            var probe = rows.of(subject).tryConsumeAndReturnRemaining(wanted);
            left.accept(subject, probe);
            if (probe.isConsumed()) return;
            close(subject, probe.getNanosToWaitForRefill());
            throw new Refused(subject.limit(), probe.getNanosToWaitForRefill());
        });
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void giveBack(List<Subject> subjects, long tokens) {
        apart(subjects, subject -> {
            rows.of(subject).addTokens(Math.min(tokens, subject.limit().burst()));
            closed.remove(subject.bucket());
        });
    }

    /** Takes also what is not there: it is missing later. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void charge(List<Subject> subjects, long tokens) {
        apart(subjects, subject -> rows.of(subject).consumeIgnoringRateLimits(tokens));
    }

    /** Takes all there is. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void empty(List<Subject> subjects) {
        apart(subjects, subject -> rows.of(subject).tryConsumeAsMuchAsPossible());
    }

    private void apart(List<Subject> subjects, Consumer<Subject> change) {
        work.apart(NOBODY, () -> {
            // Should the database lose the last moments before a crash, some tokens are there again, and nothing else.
            em.createNativeQuery("select set_config('synchronous_commit', 'off', true)")
                    .getSingleResult();
            subjects.stream().sorted(IN_ORDER).forEach(change);
            return true;
        });
    }

    private void close(Subject subject, long waitNanos) {
        if (closed.size() >= MOST_CLOSED) {
            var now = WallClock.nanos(clock);
            closed.values().removeIf(until -> until <= now);
            if (closed.size() >= MOST_CLOSED) closed.clear();
        }
        closed.put(subject.bucket(), WallClock.nanos(clock) + waitNanos);
    }

    void forget() {
        work.apart(
                NOBODY,
                () -> em.createNativeQuery("delete from limit_bucket where merchant_id = ?1 and expires_at < ?2")
                        .setParameter(1, NOBODY)
                        .setParameter(2, clock.now())
                        .executeUpdate());
    }
}
