package onetill.limit;

import com.sun.management.OperatingSystemMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How busy the processors are that this node has: those of its container, or of the machine. */
@ApplicationScoped
public class Load {

    private static final long A_SECOND = TimeUnit.SECONDS.toNanos(1);

    @Inject
    LimitConfig config;

    private final AtomicLong measuredAt = new AtomicLong(System.nanoTime() - A_SECOND);
    private volatile double load;

    /** Whether there is too much to do for what may be missed. Measured once a second at most. */
    public boolean isHigh() {
        var above = config.busyAbove();
        if (above == 0) return false;
        var before = measuredAt.get();
        var now = System.nanoTime();
        if (now - before >= A_SECOND && measuredAt.compareAndSet(before, now)) load = measured();
        return load > above;
    }

    /** Negative when the machine does not tell; it is then never too much. */
    private static double measured() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
    }
}
