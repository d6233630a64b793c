package onetill.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/** Gives back what was chosen and not paid in time. */
@ApplicationScoped
public class StockUpkeep implements RecurringWork {

    private static final int BATCH = 100;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Stock stock;

    @Inject
    Clocks clock;

    @Inject
    StockConfig config;

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void run(UUID merchantId) {
        for (var sessionId : expired(merchantId)) {
            work.write(merchantId, () -> {
                stock.releaseExpired(merchantId, sessionId, clock.now());
                return true;
            });
        }
    }

    private List<UUID> expired(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select session_id from stock_hold where merchant_id = ?1 and expires_at <= ?2
                            union select session_id from backorder_hold where merchant_id = ?1 and expires_at <= ?2
                            limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, BATCH)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }
}
