package onetill.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** Where transactions begin and end: outside of what may be done anew. */
@ApplicationScoped
class Transactions {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @Transactional
    <T> T run(Supplier<T> work) {
        return work.get();
    }

    boolean isInside() {
        return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }
}
