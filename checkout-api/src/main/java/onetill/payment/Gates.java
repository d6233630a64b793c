package onetill.payment;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import onetill.runtime.Settings;
import onetill.tracing.Detail;
import onetill.tracing.Traces;

/**
 * The doors to providers over the network, one for each: only so many calls at once, so that one slow provider does not
 * take all threads, and none for a while when it does not answer any more, so that buyers are told at once.
 *
 * <p>This is the only place that may refuse a call, so a refused call surely never left.
 */
@ApplicationScoped
public class Gates {

    private static final int WINDOW = 40;
    private static final int AT_LEAST = 20;
    private static final float SILENT_PERCENT = 60;
    private static final int TRIALS = 3;

    @Inject
    Settings settings;

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private record Gate(CircuitBreaker breaker, Bulkhead bulkhead) {}

    /** Whether calls pass at all; half open counts as open for trials. */
    boolean isOpen(PaymentProvider provider, Means means) {
        return !provider.isRemote() || gate(provider.door(means)).breaker().getState() != CircuitBreaker.State.OPEN;
    }

    /** Makes the call, or says why it was not made. */
    Outcome pass(PaymentProvider provider, Means means, Supplier<Outcome> call) {
        try (var span = Traces.work("payment " + provider.name()).with(Detail.PROVIDER, provider.name())) {
            var outcome = passed(provider, means, call);
            var result = outcome.result().name().toLowerCase(Locale.ROOT);
            span.with(Detail.OUTCOME, result);
            if (outcome.result() == Outcome.Result.UNKNOWN) span.failed(result);
            return outcome;
        }
    }

    private Outcome passed(PaymentProvider provider, Means means, Supplier<Outcome> call) {
        if (!provider.isRemote()) return call.get();
        var gate = gate(provider.door(means));
        if (!gate.bulkhead().tryAcquirePermission()) return new Outcome.NotSent("too many calls at once");
        try {
            if (!gate.breaker().tryAcquirePermission()) return new Outcome.NotSent("the provider is away");
            return judged(gate.breaker(), call);
        } finally {
            gate.bulkhead().releasePermission();
        }
    }

    private static Outcome judged(CircuitBreaker breaker, Supplier<Outcome> call) {
        var began = System.nanoTime();
        Outcome outcome = new Outcome.Unknown("thrown");
        try {
            outcome = call.get();
            return outcome;
        } finally {
            var took = System.nanoTime() - began;
            if (outcome.result() == Outcome.Result.UNKNOWN) {
                breaker.onError(took, TimeUnit.NANOSECONDS, new Silence());
            } else {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            }
        }
    }

    private Gate gate(String door) {
        return gates.computeIfAbsent(door, this::built);
    }

    private Gate built(String door) {
        var breaker = CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(AT_LEAST)
                .failureRateThreshold(SILENT_PERCENT)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .waitDurationInOpenState(settings.providerRest())
                .build();
        var bulkhead = BulkheadConfig.custom()
                .maxConcurrentCalls(settings.providerCallsMax())
                .maxWaitDuration(Duration.ZERO)
                .build();
        return new Gate(CircuitBreaker.of(door, breaker), Bulkhead.of(door, bulkhead));
    }

    /** What the breaker is told when a provider does not answer. */
    private static final class Silence extends Exception {
        private static final long serialVersionUID = 1;
    }
}
