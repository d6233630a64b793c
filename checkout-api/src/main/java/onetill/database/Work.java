package onetill.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Supplier;
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

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    private final ThreadLocal<@Nullable Runnable> beforeNextWrite = new ThreadLocal<>();

    @Transactional
    public <T> T read(UUID merchantId, Supplier<T> work) {
        enter(merchantId);
        return work.get();
    }

    @Transactional
    public <T> T write(UUID merchantId, Supplier<T> work) {
        enter(merchantId);
        var first = beforeNextWrite.get();
        if (first != null) {
            beforeNextWrite.remove();
            first.run();
        }
        return work.get();
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

    private void enter(UUID merchantId) {
        var present = transaction.getResource(MERCHANT);
        if (merchantId.equals(present)) return;
        if (present != null) throw new IllegalStateException("a transaction belongs to one merchant");
        em.createNativeQuery("select set_config('app.merchant_id', ?1, true)")
                .setParameter(1, merchantId.toString())
                .getSingleResult();
        transaction.putResource(MERCHANT, merchantId);
    }
}
