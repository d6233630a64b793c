package onetill.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/** Deliveries are shown for 30 days and then forgotten; those still to be sent are not. */
@ApplicationScoped
public class WebhookForgetting implements RecurringWork {

    private static final int DAYS_KEPT = 30;

    @Inject
    Webhooks webhooks;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        webhooks.forget(merchantId, clock.now().minusDays(DAYS_KEPT));
    }
}
