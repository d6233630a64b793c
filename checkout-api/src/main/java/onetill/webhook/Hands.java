package onetill.webhook;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Who calls others: few at a time, and fewer at one of them, so that a slow one holds up nobody else. */
public final class Hands {

    private final Semaphore atOnce;
    private final int perOther;
    private final Map<UUID, Semaphore> others = new ConcurrentHashMap<>();

    public Hands(int atOnce, int perOther) {
        this.atOnce = new Semaphore(atOnce);
        this.perOther = perOther;
    }

    /** @return whether there is one; whoever took it gives it back */
    public boolean take(UUID other) {
        var some = others.computeIfAbsent(other, id -> new Semaphore(perOther));
        if (!some.tryAcquire()) return false;
        if (atOnce.tryAcquire()) return true;
        some.release();
        return false;
    }

    public void give(UUID other) {
        atOnce.release();
        var some = others.get(other);
        if (some != null) some.release();
    }
}
