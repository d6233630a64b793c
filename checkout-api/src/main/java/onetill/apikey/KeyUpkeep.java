package onetill.apikey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.access.LastUse;
import onetill.timer.RecurringWork;

/** Writes down when keys and registers were used last. */
@ApplicationScoped
public class KeyUpkeep implements RecurringWork {

    @Inject
    LastUse lastUse;

    @Inject
    ApiKeyConfig config;

    @Override
    public Duration pause() {
        return config.useInterval;
    }

    @Override
    public void run(UUID merchantId) {
        lastUse.write(merchantId);
    }
}
