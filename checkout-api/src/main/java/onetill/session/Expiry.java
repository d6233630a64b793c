package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.problem.ProblemException;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;

/** Ends sessions that rested too long. What waits for the buyer is taken back first; money in flight is waited for. */
@ApplicationScoped
public class Expiry implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Expiry.class.getName());
    private static final int BATCH = 50;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Checkout checkout;

    @Inject
    Settings settings;

    @Override
    public Duration pause() {
        return settings.resolverInterval();
    }

    @Override
    public void run(UUID merchantId) {
        for (var id : sessions.expired(merchantId, BATCH)) {
            try {
                checkout.expire(merchantId, id);
            } catch (ProblemException e) {
                LOG.log(Level.INFO, "session {0} does not expire yet: {1}", new Object[] {id, e.detail()});
            }
        }
    }
}
