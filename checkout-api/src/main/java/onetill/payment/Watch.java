package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.event.Meters;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;

/**
 * Sees what time alone brings about and tells it, once each: a payment nobody knows the truth of for too long, and a held
 * amount the provider is about to let go. It changes no money.
 */
@ApplicationScoped
public class Watch implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Watch.class.getName());
    private static final int BATCH = 50;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Meters meters;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Override
    public Duration pause() {
        return settings.resolverInterval().multipliedBy(2);
    }

    @Override
    public void run(UUID merchantId) {
        work.write(merchantId, () -> {
            unknownTooLong(merchantId).forEach(attempt -> tell(attempt, "payment.unknown_too_long", Level.SEVERE));
            lapsing(merchantId).forEach(attempt -> tell(attempt, "payment.authorization_lapsing", Level.WARNING));
            return true;
        });
        work.write(merchantId, () -> lapsed(merchantId));
    }

    private List<Attempt> unknownTooLong(UUID merchantId) {
        @SuppressWarnings("unchecked")
        List<Attempt> found = em.createNativeQuery("""
                        select * from payment_attempt where merchant_id = ?1 and warned_at is null and check_at is not null
                          and sent_at < ?2 and (state in ('sent', 'unknown')
                            or unwanted_at < ?2 and state in ('requires_action', 'authorized', 'captured'))
                        limit ?3 for update skip locked""", Attempt.class)
                .setParameter(1, merchantId)
                .setParameter(2, clock.now().minus(settings.unknownAlarm()))
                .setParameter(3, BATCH)
                .getResultList();
        return found;
    }

    private List<Attempt> lapsing(UUID merchantId) {
        @SuppressWarnings("unchecked")
        List<Attempt> found = em.createNativeQuery("""
                        select * from payment_attempt where merchant_id = ?1 and warned_at is null and state = 'authorized'
                          and capture_before < ?2 limit ?3 for update skip locked""", Attempt.class)
                .setParameter(1, merchantId)
                .setParameter(2, clock.now().plus(settings.authorizationWarning()))
                .setParameter(3, BATCH)
                .getResultList();
        return found;
    }

    /** What the provider should have let go by now is asked about: its event may have been lost. */
    private int lapsed(UUID merchantId) {
        return em.createNativeQuery("""
                        update payment_attempt set check_at = ?2 where merchant_id = ?1 and state = 'authorized'
                          and capture_before < ?2 and check_at is null""")
                .setParameter(1, merchantId)
                .setParameter(2, clock.now())
                .executeUpdate();
    }

    private void tell(Attempt attempt, String what, Level level) {
        attempt.warned(clock.now());
        meters.countAttempt(attempt.provider(), what.substring(what.indexOf('.') + 1));
        LOG.log(level, "{0}: attempt {1} at {2}, session {3}", new Object[] {
            what, attempt.id(), attempt.provider(), attempt.reference()
        });
        events.record(new Fact(
                attempt.merchantId(),
                "payment_attempt",
                attempt.id(),
                1, // an attempt is told of once
                what,
                null,
                null,
                null,
                "system",
                Map.of(
                        "session_id",
                        attempt.reference(),
                        "provider",
                        attempt.provider(),
                        "state",
                        attempt.state().stored(),
                        "amount_minor",
                        attempt.amount().minor(),
                        "currency",
                        attempt.amount().currency().getCurrencyCode())));
    }
}
