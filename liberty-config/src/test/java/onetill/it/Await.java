package onetill.it;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, generously: machines may be loaded. */
final class Await {

    private static final long MINUTES = 3;

    private Await() {}

    static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + MINUTES * 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen within %d minutes".formatted(MINUTES));
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }
}
