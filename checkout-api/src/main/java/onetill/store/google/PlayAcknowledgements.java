package onetill.store.google;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import onetill.store.google.PlayApi.NotThere;
import onetill.timer.RecurringWork;

/**
 * Tells Google that we have what was bought, again and again until it has heard: otherwise the buyer gets the money back after
 * three days. Moving acknowledge_at is the claim.
 */
@ApplicationScoped
public class PlayAcknowledgements implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(PlayAcknowledgements.class.getName());
    private static final int BATCH = 20;
    private static final int MOST_DOUBLINGS = 7;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    PlayApi google;

    @Inject
    GooglePlayConfig config;

    @Inject
    Clocks clock;

    private record Due(
            UUID id,
            String packageName,
            String productId,
            String token,
            boolean isSubscription,
            OffsetDateTime until) {}

    @Override
    public Duration pause() {
        return config.acknowledgeInterval;
    }

    @Override
    public void run(UUID merchantId) {
        for (var due : claim(merchantId)) {
            try {
                google.acknowledge(due.packageName(), due.productId(), due.token(), due.isSubscription());
                done(merchantId, due.id());
            } catch (NotThere | ProblemException e) {
                missed(merchantId, due, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Those whose time has come; each is left alone for longer and longer, up to an hour or so. */
    private List<Due> claim(UUID merchantId) {
        return work.write(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                update store_purchase p set acknowledge_tries = acknowledge_tries + 1,
                    acknowledge_at = cast(?2 as timestamptz)
                        + ?3 * power(2, least(acknowledge_tries, ?4)) * interval '1 second'
                where merchant_id = ?1 and purchase_id in (
                    select purchase_id from store_purchase
                    where merchant_id = ?1 and acknowledge_at <= ?2 and store = 'google_play'
                    order by acknowledge_at limit ?5 for update skip locked)
                returning purchase_id, app_id, product_id, original_id, kind, acknowledge_by\
                """)
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, Math.max(1, config.acknowledgeInterval.toSeconds()))
                    .setParameter(4, MOST_DOUBLINGS)
                    .setParameter(5, BATCH)
                    .getResultList();
            return rows.stream().map(row -> due((Object[]) row)).toList();
        });
    }

    private static Due due(Object[] row) {
        return new Due(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                "subscription".equals(row[4]),
                Times.of(row[5]));
    }

    private void done(UUID merchantId, UUID id) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("update store_purchase set acknowledge_at = null where merchant_id = ?1 and"
                                + " purchase_id = ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, id)
                        .executeUpdate());
    }

    /** After its time it is of no use any more: Google has given the money back, and tells so. */
    private void missed(UUID merchantId, Due due, String why) {
        if (clock.now().isBefore(due.until())) {
            LOG.log(Level.WARNING, "purchase {0} is not acknowledged yet: {1}", new Object[] {due.id(), why});
            return;
        }
        done(merchantId, due.id());
        LOG.log(Level.SEVERE, "purchase {0} was never acknowledged: Google gives its money back; {1}", new Object[] {
            due.id(), why
        });
    }
}
