package onetill.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import onetill.runtime.Clocks;

/** The time as Bucket4j wants it: the same on all nodes, give or take what their clocks differ. */
record WallClock(Clocks clock) implements TimeMeter {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    static long nanos(Clocks clock) {
        var now = clock.instant();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    @Override
    public long currentTimeNanos() {
        return nanos(clock);
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
