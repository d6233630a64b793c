package onetill.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Chance, where nothing has to be secret: so that many who wait do not all come back at once. */
@ApplicationScoped
public class Chance {

    private final DoubleSupplier source;

    @Inject
    public Chance() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param source gives numbers from 0 to just below 1 */
    public Chance(DoubleSupplier source) {
        this.source = source;
    }

    /** About this long: up to the given part shorter or longer. */
    public Duration about(Duration duration, double part) {
        var factor = 1 + part * (2 * source.getAsDouble() - 1);
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }
}
