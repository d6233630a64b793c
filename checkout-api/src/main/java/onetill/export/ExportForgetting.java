package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/** Deliveries are shown for a while and then forgotten; those still to be sent are not. */
@ApplicationScoped
public class ExportForgetting implements RecurringWork {

    @Inject
    Exports exports;

    @Inject
    ExportConfig config;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(UUID merchantId) {
        exports.forget(merchantId, clock.now().minus(config.kept));
    }
}
