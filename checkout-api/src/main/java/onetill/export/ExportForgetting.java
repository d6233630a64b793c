package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/** Deliveries are shown for a while and then forgotten, those still to be sent are not; by what browsers are known goes, too. */
@ApplicationScoped
public class ExportForgetting implements RecurringWork {

    @Inject
    Exports exports;

    @Inject
    MeasurementIds measurementIds;

    @Inject
    ExportConfig config;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return config.forgettingInterval;
    }

    @Override
    public void run(UUID merchantId) {
        exports.forget(merchantId, clock.now().minus(config.kept));
        measurementIds.forget(merchantId, clock.now().minus(config.idsKept));
    }
}
