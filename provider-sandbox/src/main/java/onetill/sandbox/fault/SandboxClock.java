package onetill.sandbox.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The true time, until a test moves it on. It goes on from there, and never back. */
public final class SandboxClock extends Clock {

    private final Clock real = Clock.systemUTC();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /** Moves on; when this returns, all that became due has happened. */
    public void advance(Duration by) {
        if (by.isNegative()) throw new IllegalArgumentException("the clock does not go back");
        synchronized (this) {
            ahead = ahead.plus(by);
        }
        listeners.forEach(Runnable::run);
    }

    public void set(Instant now) {
        advance(Duration.between(instant(), now));
    }

    Duration ahead() {
        return ahead;
    }

    /** Wants to know at once when the clock was moved. */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the sandbox has one clock");
    }
}
