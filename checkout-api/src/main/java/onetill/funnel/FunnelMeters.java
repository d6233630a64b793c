package onetill.funnel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What of the funnel only the folded journeys know: who was lost, and why. */
@ApplicationScoped
class FunnelMeters {

    @Inject
    MetricRegistry metrics;

    void projected(int events) {
        metrics.counter("funnel_events_projected").inc(events);
    }

    /** What is asked is told once for each session, when it is asked first or turns out not to be needed. */
    void asked(Journey journey, Set<String> putBefore, Set<String> sparedBefore) {
        var last = journey.last();
        if (last == null) return;
        for (var ask : journey.put()) {
            if (!putBefore.contains(ask)) asked(last.channelKind(), ask, "put");
        }
        for (var ask : journey.spared().keySet()) {
            if (!sparedBefore.contains(ask) && !journey.put().contains(ask)) asked(last.channelKind(), ask, "skipped");
        }
    }

    private void asked(String channel, String ask, String result) {
        metrics.counter("checkout_asks", new Tag("channel", channel), new Tag("ask", ask), new Tag("result", result))
                .inc();
    }

    /** A session counts as lost now; one that goes on and is lost again counts again. */
    void lost(Journey journey) {
        var last = journey.last();
        var finding = journey.finding();
        if (last == null || finding == null) return;
        metrics.counter(
                        "checkout_losses",
                        new Tag("channel", last.channelKind()),
                        new Tag("step", last.step()),
                        new Tag("reason", finding.reason().stored()))
                .inc();
        metrics.counter(
                        "checkout_lost_minor",
                        new Tag("channel", last.channelKind()),
                        new Tag("currency", currency(journey)))
                .inc(journey.openMinor());
    }

    private static String currency(Journey journey) {
        return journey.currency().isEmpty() ? "none" : journey.currency();
    }
}
