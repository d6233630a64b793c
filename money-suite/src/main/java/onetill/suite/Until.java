package onetill.suite;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, never for time. */
final class Until {

    private Until() {}

    /** @return how long it took; the limit, should it never have come true */
    static Duration isTrue(Duration limit, BooleanSupplier condition) {
        var began = System.nanoTime();
        while (System.nanoTime() - began < limit.toNanos()) {
            if (condition.getAsBoolean()) return Duration.ofNanos(System.nanoTime() - began);
            LockSupport.parkNanos(100_000_000L);
        }
        return limit;
    }
}
