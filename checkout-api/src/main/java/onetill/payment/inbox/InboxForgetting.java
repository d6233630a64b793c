package onetill.payment.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/** Bodies may hold personal data: what is done is kept as long as a provider may send it again. */
@ApplicationScoped
public class InboxForgetting implements RecurringWork {

    @Inject
    Inbox inbox;

    @Inject
    InboxConfig config;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        inbox.forget(merchantId, clock.now().minus(config.kept));
    }

    @Override
    public void runOutsideMerchants() {
        run(ProviderEvent.NOBODY);
    }
}
