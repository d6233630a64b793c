package onetill.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.timer.RecurringWork;

/** Answers are promised for 30 days and then forgotten. */
@ApplicationScoped
public class Forgetting implements RecurringWork {

    @Inject
    Once once;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        once.forget(merchantId);
    }
}
