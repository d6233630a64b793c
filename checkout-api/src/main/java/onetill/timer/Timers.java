package onetill.timer;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Merchants;

/** Runs all recurring work once the schema is there, until the server drains. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class Timers {

    private static final Logger LOG = Logger.getLogger(Timers.class.getName());

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    @Any
    Instance<RecurringWork> recurring;

    @Inject
    Merchants merchants;

    private final List<ScheduledFuture<?>> running = new ArrayList<>();

    @PostConstruct
    void start() {
        for (var work : recurring) {
            var pause = work.pause().toMillis();
            running.add(executor.scheduleWithFixedDelay(() -> run(work), pause, pause, TimeUnit.MILLISECONDS));
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(it -> it.cancel(false));
    }

    private void run(RecurringWork work) {
        try {
            work.runOutsideMerchants();
            for (var merchantId : merchants.active()) run(work, merchantId);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, work.getClass().getSimpleName() + " waits for its next run", e);
        }
    }

    /** What goes wrong at one merchant must not make the others wait. */
    private static void run(RecurringWork work, UUID merchantId) {
        try {
            work.run(merchantId);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    work.getClass().getSimpleName() + " of merchant " + merchantId + " waits for its next run",
                    e);
        }
    }
}
