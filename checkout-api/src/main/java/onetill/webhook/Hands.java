package onetill.webhook;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who calls others: few at a time, and fewer at one of them, so that a slow one holds up nobody else. */
public final class Hands {

    private static final Logger LOG = Logger.getLogger(Hands.class.getName());

    private final Semaphore atOnce;
    private final int perOther;
    private final Map<UUID, Semaphore> others = new ConcurrentHashMap<>();

    public Hands(int atOnce, int perOther) {
        this.atOnce = new Semaphore(atOnce);
        this.perOther = perOther;
    }

    /**
     * Lets as many hands as there are call one of the others, each until it finds nothing more to do there. What was claimed when the
     * executor takes no more waits for its lease to end.
     *
     * @param claim takes the next thing to do; null when there is none
     */
    public void pump(Executor executor, UUID other, Supplier<? extends @Nullable Runnable> claim) {
        while (take(other)) {
            var claimed = claimOrGiveBack(other, claim);
            if (claimed == null) return;
            try {
                executor.execute(() -> doAndGoOn(executor, other, claim, claimed));
            } catch (RejectedExecutionException e) {
                give(other);
                LOG.log(Level.FINE, "what was claimed for {0} waits for its lease to end", other);
                return;
            }
        }
    }

    /** A hand that finds nothing to do, or no database, is free for others. */
    private @Nullable Runnable claimOrGiveBack(UUID other, Supplier<? extends @Nullable Runnable> claim) {
        Runnable claimed = null;
        try {
            claimed = claim.get();
            return claimed;
        } finally {
            if (claimed == null) give(other);
        }
    }

    private void doAndGoOn(
            Executor executor, UUID other, Supplier<? extends @Nullable Runnable> claim, Runnable claimed) {
        try {
            claimed.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what was claimed for " + other + " waits for its lease to end", e);
        } finally {
            give(other);
        }
        pump(executor, other, claim);
    }

    /** @return whether there is one; whoever took it gives it back */
    boolean take(UUID other) {
        var some = others.computeIfAbsent(other, id -> new Semaphore(perOther));
        if (!some.tryAcquire()) return false;
        if (atOnce.tryAcquire()) return true;
        some.release();
        return false;
    }

    void give(UUID other) {
        atOnce.release();
        var some = others.get(other);
        if (some != null) some.release();
    }
}
