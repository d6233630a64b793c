package onetill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.timer.RecurringWork;

/** Forgets buckets that are full again for long. */
@ApplicationScoped
public class LimitUpkeep implements RecurringWork {

    @Inject
    SharedLimits limits;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        // buckets belong to no merchant
    }

    @Override
    public void runOutsideMerchants() {
        limits.forget();
    }
}
