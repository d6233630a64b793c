package onetill.payment.saved;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.timer.RecurringWork;

/** Tells of cards that expire, and finishes what was interrupted. */
@ApplicationScoped
public class SavedTenderUpkeep implements RecurringWork {

    @Inject
    SavedTenders tenders;

    @Inject
    SavedTenderConfig config;

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void run(UUID merchantId) {
        tenders.warn(merchantId);
        tenders.finish(merchantId);
    }
}
