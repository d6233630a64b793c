package onetill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The counters of MicroProfile Metrics, fed by events: few tags with few values. */
@ApplicationScoped
public class Meters {

    private static final String NONE = "none";

    @Inject
    MetricRegistry metrics;

    void count(Fact fact) {
        var channel = fact.channelKind() == null ? NONE : fact.channelKind();
        if ("refusal".equals(fact.aggregateType()))
            countRefusal(channel, String.valueOf(fact.data().get("problem")));
        if (!"session".equals(fact.aggregateType())) return;
        countMoves(fact, channel);
        var outcome = fact.type().substring(fact.type().indexOf('.') + 1);
        if (isOutcome(outcome)) {
            metrics.counter("checkout_sessions", new Tag("channel", channel), new Tag("outcome", outcome))
                    .inc();
        }
        if (Boolean.TRUE.equals(fact.data().get("recovered"))
                && fact.data().get("total_minor") instanceof Number total) {
            metrics.counter(
                            "checkout_recovered_minor",
                            new Tag("channel", channel),
                            new Tag("currency", String.valueOf(fact.data().get("currency"))))
                    .inc(total.longValue());
        }
        if (fact.data().get("step_ms") instanceof Number ms && fact.data().get("step_left") instanceof String step) {
            metrics.timer("checkout_step", new Tag("channel", channel), new Tag("step", step))
                    .update(Duration.ofMillis(ms.longValue()));
        }
    }

    private void countMoves(Fact fact, String channel) {
        var step = fact.step();
        if (step != null && (fact.data().containsKey("step_left") || "session.opened".equals(fact.type()))) {
            metrics.counter("checkout_steps_entered", new Tag("channel", channel), new Tag("step", step))
                    .inc();
        }
        if ("session.handed_off".equals(fact.type())) {
            metrics.counter("checkout_handoffs", new Tag("channel", channel)).inc();
        }
    }

    private void countRefusal(String channel, String problem) {
        metrics.counter("checkout_refusals", new Tag("channel", channel), new Tag("problem", problem))
                .inc();
    }

    /** One answer of a provider, or its silence. */
    public void countAttempt(String provider, String result) {
        metrics.counter("payment_attempts", new Tag("provider", provider), new Tag("result", result))
                .inc();
    }

    /** One event of a provider that was looked at: applied, ignored, parked, received (to be tried again) or dead. */
    public void countProviderEvent(String provider, String state) {
        metrics.counter("provider_events", new Tag("provider", provider), new Tag("state", state))
                .inc();
    }

    /** One try to deliver a webhook. */
    public void countWebhookDelivery(String result) {
        metrics.counter("webhook_deliveries", new Tag("result", result)).inc();
    }

    /** What came of a fact for one of those who measure: delivered, retried, withheld or dead. */
    public void countExport(String kind, String result) {
        metrics.counter("export_deliveries", new Tag("kind", kind), new Tag("result", result))
                .inc();
    }

    private static boolean isOutcome(String outcome) {
        return switch (outcome) {
            case "opened", "completed", "canceled", "expired", "declined", "escalated", "unanswered" -> true;
            default -> false;
        };
    }
}
