package onetill.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import onetill.runtime.Chance;
import org.jspecify.annotations.Nullable;

/**
 * A short transaction for one merchant. All access to merchants' tables goes through here: row-level security shows
 * nothing and takes nothing until the merchant is set, and it is set for this transaction only.
 *
 * <p>Called inside another piece of work of the same merchant, it joins that transaction.
 */
@ApplicationScoped
public class Work {

    private static final String MERCHANT = "onetill.merchant";
    private static final Set<String> GIVEN_UP = Set.of("40001", "40P01");
    private static final int TRIES = 3;
    private static final int MOST_QUESTIONS = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final double HALF = 0.5;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Inject
    Transactions transactions;

    @Inject
    Chance chance;

    private final ThreadLocal<@Nullable Runnable> beforeNextWrite = new ThreadLocal<>();

    /** Reads something. Work that finds an answer missing is ended, the answer is asked for, and the work begins anew. */
    public <T> T read(UUID merchantId, Supplier<T> work) {
        Supplier<T> entered = () -> {
            enter(merchantId);
            return work.get();
        };
        return transactions.isInside() ? transactions.run(entered) : answered(entered);
    }

    private <T> T answered(Supplier<T> work) {
        for (var asked = 0; ; asked++) {
            try {
                return transactions.run(work);
            } catch (AskFirst e) {
                if (asked == MOST_QUESTIONS) throw new IllegalStateException("the answer is never there", e);
                e.ask();
            }
        }
    }

    /**
     * Changes something. When the database gives one of two transactions up because they stood in each other's way, this
     * does the work anew, a few times, in a transaction of its own: nothing of the first try is left, and the work has no
     * effect outside the database. So it is when an answer of others was missing, which is asked for in between.
     */
    public <T> T write(UUID merchantId, Supplier<T> work) {
        var first = beforeNextWrite.get();
        beforeNextWrite.remove();
        if (transactions.isInside()) return transactions.run(() -> written(merchantId, first, work));
        for (var attempt = 1; ; attempt++) {
            try {
                return answered(() -> written(merchantId, first, work));
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isGivenUp(e)) throw e;
                LockSupport.parkNanos(
                        chance.about(PAUSE.multipliedBy(attempt), HALF).toNanos());
            }
        }
    }

    /**
     * Changes something that is no part of what the request does, such as a counter: in a transaction of its own, without what was put
     * into the {@link #beforeNextWrite next write}. Nothing may be locked in it that others lock in another order.
     */
    public <T> T apart(UUID merchantId, Supplier<T> work) {
        return transactions.run(() -> {
            enter(merchantId);
            return work.get();
        });
    }

    private <T> T written(UUID merchantId, @Nullable Runnable first, Supplier<T> work) {
        enter(merchantId);
        if (first != null) first.run();
        return work.get();
    }

    /** PostgreSQL: serialization_failure and deadlock_detected. */
    private static boolean isGivenUp(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && GIVEN_UP.contains(String.valueOf(sql.getSQLState()))) return true;
        }
        return false;
    }

    /** A transaction without a merchant: sees only what is not a merchant's, such as the functions that find callers. */
    @Transactional
    public <T> T outsideMerchants(Supplier<T> work) {
        return work.get();
    }

    /** Puts something into the next writing transaction of this thread, such as the claim of an idempotency key. */
    public void beforeNextWrite(@Nullable Runnable action) {
        if (action == null) beforeNextWrite.remove();
        else beforeNextWrite.set(action);
    }

    /** Runs when, and only when, the present transaction has been committed. */
    public void afterCommit(Runnable action) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) action.run();
            }
        });
    }

    void enter(UUID merchantId) {
        var present = transaction.getResource(MERCHANT);
        if (merchantId.equals(present)) return;
        if (present != null) throw new IllegalStateException("a transaction belongs to one merchant");
        em.createNativeQuery("select set_config('app.merchant_id', ?1, true)")
                .setParameter(1, merchantId.toString())
                .getSingleResult();
        transaction.putResource(MERCHANT, merchantId);
    }
}
