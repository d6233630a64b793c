package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;

/**
 * Asks the provider about every attempt whose caller had its time: after a crash, a lost answer, a closed tab. It goes
 * on asking until the truth is known; time alone never fails money. Any node may ask, one at a time: moving check_at
 * is the claim.
 */
@ApplicationScoped
public class Resolver implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Resolver.class.getName());
    private static final int BATCH = 20;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Payments payments;

    @Inject
    Event<PaymentAnswered> answered;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Override
    public Duration pause() {
        return settings.resolverInterval();
    }

    @Override
    public void run(UUID merchantId) {
        due(merchantId).forEach(this::resolve);
    }

    /** Asks about one attempt at once, because somebody wants to know. What is settled is left alone. */
    public Attempt now(UUID merchantId, UUID attemptId) {
        var attempt = payments.get(merchantId, attemptId);
        if (attempt.checkAt() != null || attempt.state() == AttemptState.AUTHORIZED) resolve(attempt);
        return payments.get(merchantId, attemptId);
    }

    private void resolve(Attempt attempt) {
        try {
            var outcome = payments.pursue(attempt);
            answered.fire(new PaymentAnswered(attempt.merchantId(), attempt.reference(), attempt.id(), outcome));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "attempt " + attempt.id() + " waits for the next run", e);
        }
    }

    /** Claims what is due; whoever fails afterwards leaves it to the next run. */
    private List<Attempt> due(UUID merchantId) {
        return work.write(merchantId, () -> {
            var now = clock.now();
            @SuppressWarnings("unchecked")
            List<Attempt> due = em.createNativeQuery("""
                            select * from payment_attempt where merchant_id = ?1 and check_at <= ?2
                            order by check_at limit ?3 for update skip locked""", Attempt.class)
                    .setParameter(1, merchantId)
                    .setParameter(2, now)
                    .setParameter(3, BATCH)
                    .getResultList();
            due.forEach(attempt ->
                    attempt.checking(now.plus(settings.attemptBudget()).plus(settings.resolverInterval())));
            return due;
        });
    }
}
