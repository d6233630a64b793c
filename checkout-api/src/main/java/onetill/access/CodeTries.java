package onetill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;

/**
 * Counts wrong codes, so that nobody can guess their way to a right one. Both counters are locked before the code is
 * looked for: as many guesses at once as one likes are still no more than allowed.
 */
@ApplicationScoped
public class CodeTries {

    private static final String ALL_CALLERS = "*";
    private static final Duration LONGEST = Duration.ofDays(7);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    /**
     * How codes of one kind are guarded.
     *
     * @param what for people: {@code gift card}, {@code handoff}
     * @param counted what is counted together: codes of one kind, or those of one thing
     * @param window in which wrong codes are counted
     */
    public record Guard(String what, String counted, Duration window, int perCaller, int perMerchant) {

        public Guard(String what, Duration window, int perCaller, int perMerchant) {
            this(what, what, window, perCaller, perMerchant);
        }

        private String key(String caller) {
            return counted + ":" + caller;
        }
    }

    private record Counter(int wrong, int secondsLeft) {}

    /**
     * Looks for something by its code; what is not found counts, whatever becomes of the caller's own transaction.
     *
     * @throws ProblemException TOO_MANY_TRIES, also for a right code, until the window is over
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> Optional<T> counted(Principal by, Guard guard, Supplier<Optional<T>> search) {
        return work.write(by.merchantId(), () -> {
            guard(by.merchantId(), by.device(), guard, guard.perCaller());
            guard(by.merchantId(), ALL_CALLERS, guard, guard.perMerchant());
            var found = search.get();
            if (found.isEmpty()) {
                count(by.merchantId(), by.device(), guard);
                count(by.merchantId(), ALL_CALLERS, guard);
            }
            return found;
        });
    }

    /** Windows that are over for long. */
    public void forget(UUID merchantId) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from code_try where merchant_id = ?1 and began_at <= ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, clock.now().minus(LONGEST))
                        .executeUpdate());
    }

    private void guard(UUID merchantId, String caller, Guard guard, int most) {
        var counter = locked(merchantId, caller, guard);
        if (counter.secondsLeft() <= 0 || counter.wrong() < most) return;
        throw new ProblemException(
                        ProblemType.TOO_MANY_TRIES,
                        "too many wrong %s codes were tried; wait before the next one".formatted(guard.what()))
                .retryAfter(counter.secondsLeft());
    }

    private Counter locked(UUID merchantId, String caller, Guard guard) {
        var now = clock.now();
        em.createNativeQuery("""
                        insert into code_try (merchant_id, caller, began_at, wrong) values (?1, ?2, ?3, 0)
                        on conflict (merchant_id, caller) do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, guard.key(caller))
                .setParameter(3, now)
                .executeUpdate();
        var row = (Object[]) em.createNativeQuery("""
                        select wrong, cast(ceil(extract(epoch from began_at - cast(?3 as timestamptz))) as bigint)
                        from code_try where merchant_id = ?1 and caller = ?2 for update""")
                .setParameter(1, merchantId)
                .setParameter(2, guard.key(caller))
                .setParameter(3, now.minus(guard.window()))
                .getSingleResult();
        return new Counter(((Number) row[0]).intValue(), ((Number) row[1]).intValue());
    }

    private void count(UUID merchantId, String caller, Guard guard) {
        var now = clock.now();
        em.createNativeQuery("""
                        update code_try set
                            wrong = case when began_at <= cast(?4 as timestamptz) then 1 else wrong + 1 end,
                            began_at = case when began_at <= cast(?4 as timestamptz) or wrong = 0
                                then cast(?3 as timestamptz) else began_at end
                        where merchant_id = ?1 and caller = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, guard.key(caller))
                .setParameter(3, now)
                .setParameter(4, now.minus(guard.window()))
                .executeUpdate();
    }
}
