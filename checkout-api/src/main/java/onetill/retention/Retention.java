package onetill.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.session.BuyerData;
import onetill.timer.RecurringWork;

/**
 * Forgets what is over: first who was in a session that came to nothing, later what happened in it, at last days of the
 * audit. Each portion is a short transaction of its own; whoever is interrupted, or not alone, goes on with what is left.
 */
@ApplicationScoped
public class Retention implements RecurringWork {

    private static final int BATCH = 200;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    BuyerData buyers;

    @Inject
    RetentionConfig config;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return config.checked().interval;
    }

    @Override
    public void run(UUID merchantId) {
        portions(merchantId, () -> forgetBuyers(merchantId));
        portions(merchantId, () -> forgetEvents(merchantId));
        while (work.write(merchantId, () -> forgetDayOfAudit(merchantId)) > 0) {
            /* another day is over for long */
        }
    }

    private void portions(UUID merchantId, IntSupplier portion) {
        while (work.write(merchantId, portion::getAsInt) == BATCH) {
            /* more are over */
        }
    }

    /** The session stays, with what was in the basket; nobody is in it any more. */
    private int forgetBuyers(UUID merchantId) {
        List<?> over = em.createNativeQuery("""
                        update checkout_session set forgotten = 1
                        where merchant_id = ?1 and session_id in (
                            select session_id from checkout_session
                            where merchant_id = ?1 and status = 'canceled' and forgotten = 0 and order_id is null and updated_at < ?2
                            order by updated_at limit ?3 for update skip locked)
                        returning session_id""")
                .setParameter(1, merchantId)
                .setParameter(2, clock.now().minus(config.abandonedSession))
                .setParameter(3, BATCH)
                .getResultList();
        buyers.forget(merchantId, over.stream().map(UUID.class::cast).toList());
        return over.size();
    }

    private int forgetEvents(UUID merchantId) {
        return number(em.createNativeQuery("select forget_session_events(?1, ?2, ?3)")
                .setParameter(1, merchantId)
                .setParameter(2, clock.now().minus(config.sessionEvent))
                .setParameter(3, BATCH)
                .getSingleResult());
    }

    private int forgetDayOfAudit(UUID merchantId) {
        var before = clock.today(ZoneOffset.UTC).minusDays(config.audit.toDays());
        return number(em.createNativeQuery("select forget_audit_day(?1, cast(?2 as date))")
                .setParameter(1, merchantId)
                .setParameter(2, before.toString())
                .getSingleResult());
    }

    private static int number(Object found) {
        return ((Number) found).intValue();
    }
}
