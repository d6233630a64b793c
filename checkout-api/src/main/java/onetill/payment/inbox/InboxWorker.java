package onetill.payment.inbox;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.event.Meters;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Applies what was kept. The node that took an event tries at once; whatever comes of that, a crash included, every node
 * looks for what is due. Moving next_at is the claim, and the number of the claim is what a late result is measured by.
 */
@ApplicationScoped
public class InboxWorker implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(InboxWorker.class.getName());
    private static final int BATCH = 20;
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore hands = new Semaphore(MOST_AT_ONCE);

    @Resource
    ManagedExecutorService executor;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Inbox inbox;

    @Inject
    InboxConfig config;

    @Inject
    @Any
    Instance<ProviderEvents> providers;

    @Inject
    Events events;

    @Inject
    Meters meters;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return config.interval;
    }

    /** One after the other is claimed and applied, so that no lease ends while an event waits for those before it. */
    @Override
    public void run(UUID merchantId) {
        for (var i = 0; i < BATCH && apply(claim(merchantId, null)); i++) {
            /* there may be more */
        }
    }

    @Override
    public void runOutsideMerchants() {
        run(ProviderEvent.NOBODY);
    }

    /** Tries this one now, on another thread. When all hands are busy, it is left to those hands and to the timer. */
    void soon(UUID merchantId, UUID id) {
        if (!hands.tryAcquire()) return;
        try {
            executor.execute(() -> attend(merchantId, id));
        } catch (RejectedExecutionException e) {
            hands.release();
            LOG.log(Level.FINE, "provider event {0} waits for the timer", id);
        }
    }

    private void attend(UUID merchantId, UUID id) {
        try {
            apply(claim(merchantId, id));
            run(merchantId);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "provider event " + id + " waits for the timer", e);
        } finally {
            hands.release();
        }
    }

    private List<ProviderEvent> claim(UUID merchantId, @Nullable UUID only) {
        var now = clock.now();
        return inbox.due(merchantId, only, 1, now, now.plus(config.lease));
    }

    /** @return whether there was any */
    private boolean apply(List<ProviderEvent> claimed) {
        claimed.forEach(this::apply);
        return !claimed.isEmpty();
    }

    private void apply(ProviderEvent claimed) {
        try {
            var application = of(claimed.provider()).apply(claimed.stored());
            settle(claimed, application, application.why());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "provider event " + claimed.id() + " could not be applied", e);
            settle(claimed, null, e.getClass().getName());
        }
    }

    private ProviderEvents of(String provider) {
        return providers.stream()
                .filter(it -> it.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody applies events of " + provider));
    }

    /** @param application null when something was thrown */
    private void settle(ProviderEvent claimed, @Nullable Application application, String why) {
        work.write(claimed.merchantId(), () -> {
            var event = inbox.locked(claimed.merchantId(), claimed.id());
            if (!event.isHeldBy(claimed.tries())) return event;
            if (application == null || application.result() == Application.Result.PARKED) {
                var parked = application != null;
                if (event.failed(why, parked, config.tries, config.pauseAfter(event.tries()), clock.now())) {
                    alarm(event, why);
                }
            } else {
                event.applied(application, clock.now());
            }
            var provider = event.provider();
            var state = event.state().name().toLowerCase(Locale.ROOT);
            work.afterCommit(() -> meters.countProviderEvent(provider, state));
            return event;
        });
    }

    /** Somebody has to look: in the log for the operator, and as an event for the merchant, where there is one. */
    private void alarm(ProviderEvent event, String why) {
        var text = "provider event %s (%s %s, type %s, about %s) is dead after %d tries: %s"
                .formatted(
                        event.id(),
                        event.provider(),
                        event.eventId(),
                        event.type(),
                        event.objectRef(),
                        event.tries(),
                        why);
        work.afterCommit(() -> LOG.severe(text));
        if (ProviderEvent.NOBODY.equals(event.merchantId())) return;
        tell(event, "dead", Principal.system(event.merchantId()));
    }

    /** Lets somebody have an event tried again from the beginning; one that is done stays as it is. */
    ProviderEvent retry(Principal by, UUID id) {
        return work.write(by.merchantId(), () -> {
            var event = inbox.locked(by.merchantId(), id);
            if (event.state() != ProviderEvent.State.DEAD && event.state() != ProviderEvent.State.PARKED) return event;
            var before = event.state().stored();
            event.retry(clock.now());
            tell(event, "retried", by);
            audit.record(
                    by,
                    Deed.of(AuditAction.RETRY_PROVIDER_EVENT, id),
                    Changes.between(
                            Map.of("state", before),
                            Map.of("state", event.state().stored())));
            work.afterCommit(() -> soon(by.merchantId(), id));
            return event;
        });
    }

    private void tell(ProviderEvent event, String what, Principal by) {
        events.record(new Fact(
                event.merchantId(),
                "provider_event",
                event.id(),
                event.nextSeq(),
                "provider_event." + what,
                null,
                null,
                null,
                by.actor(),
                Map.of("provider", event.provider(), "type", event.type(), "object_ref", event.objectRef())));
    }
}
