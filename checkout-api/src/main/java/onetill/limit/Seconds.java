package onetill.limit;

import java.time.Duration;

/** Whole seconds, rounded up: who waits so long has waited long enough. */
final class Seconds {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private Seconds() {}

    static long of(long nanos) {
        return (Math.max(0, nanos) + NANOS - 1) / NANOS;
    }
}
