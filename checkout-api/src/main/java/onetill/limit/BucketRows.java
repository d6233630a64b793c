package onetill.limit;

import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.limit.SharedLimits.Subject;
import onetill.runtime.Clocks;

/**
 * Where Bucket4j keeps its buckets: in rows behind our walls, within the transaction that is open. Its own module for PostgreSQL begins and ends
 * transactions on connections itself, which the server does not allow on its own, and knows no merchants.
 */
final class BucketRows extends AbstractSelectForUpdateBasedProxyManager<Subject> {

    private static final Duration KEPT = Duration.ofDays(1);

    private final EntityManager em;
    private final UUID merchantId;
    private final Clocks clock;

    BucketRows(EntityManager em, UUID merchantId, ClientSideConfig config, Clocks clock) {
        super(config);
        this.em = em;
        this.merchantId = merchantId;
        this.clock = clock;
    }

    BucketProxy of(Subject subject) {
        return builder().build(subject, () -> subject.limit().bucket());
    }

    @Override
    protected SelectForUpdateBasedTransaction allocateTransaction(Subject subject, Optional<Long> timeoutNanos) {
        return new Row(subject);
    }

    @Override
    public void removeProxy(Subject subject) {
        em.createNativeQuery("delete from limit_bucket where merchant_id = ?1 and bucket = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, subject.bucket())
                .executeUpdate();
    }

    /** One row; when the transaction ends is not its business. */
    private final class Row implements SelectForUpdateBasedTransaction {

        private final Subject subject;

        Row(Subject subject) {
            this.subject = subject;
        }

        @Override
        public LockAndGetResult tryLockAndGet(Optional<Long> timeoutNanos) {
            List<?> rows = em.createNativeQuery(
                            "select state from limit_bucket where merchant_id = ?1 and bucket = ?2 for update")
                    .setParameter(1, merchantId)
                    .setParameter(2, subject.bucket())
                    .getResultList();
            return rows.isEmpty() ? LockAndGetResult.notLocked() : LockAndGetResult.locked((byte[]) rows.get(0));
        }

        @Override
        public boolean tryInsertEmptyData(Optional<Long> timeoutNanos) {
            return em.createNativeQuery("""
                                    insert into limit_bucket (merchant_id, bucket, expires_at) values (?1, ?2, ?3)
                                    on conflict (merchant_id, bucket) do nothing""")
                            .setParameter(1, merchantId)
                            .setParameter(2, subject.bucket())
                            .setParameter(3, end())
                            .executeUpdate()
                    == 1;
        }

        @Override
        public void update(byte[] data, RemoteBucketState state, Optional<Long> timeoutNanos) {
            em.createNativeQuery(
                            "update limit_bucket set state = ?3, expires_at = ?4 where merchant_id = ?1 and bucket = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, subject.bucket())
                    .setParameter(3, data)
                    .setParameter(4, end())
                    .executeUpdate();
        }

        /** Long after it is full again, and so as good as a new one. */
        private java.time.OffsetDateTime end() {
            return clock.now().plus(KEPT).plus(subject.limit().window().multipliedBy(2));
        }

        @Override
        public void begin(Optional<Long> timeoutNanos) {}

        @Override
        public void commit(Optional<Long> timeoutNanos) {}

        @Override
        public void rollback() {}

        @Override
        public void release() {}
    }
}
