package onetill.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who listens. What is told waits here until the one before has left, and only so much of it: who does not keep up is
 * let go and comes back for the rest, by the position they have seen. Telling never waits and never throws.
 */
final class Listening {

    static final int MOST_WAITING = 500;

    final Follower follower;
    private final EventStreams.Listener listener;
    private final Consumer<Listening> whenOver;
    private final Queue<Message> waiting = new ArrayDeque<>(2);
    private long position;
    private final long letInAt;
    private long lastSaid = System.nanoTime();
    private boolean sending;
    private boolean ending;
    private boolean over;
    private boolean knowsWhoIsHere;

    /**
     * @param position up to where they know everything
     * @param letInAt how far the log had come when they were let in: only what came later can take their sight away
     */
    Listening(
            Follower follower,
            EventStreams.Listener listener,
            long position,
            long letInAt,
            Consumer<Listening> whenOver) {
        this.follower = follower;
        this.listener = listener;
        this.position = position;
        this.letInAt = letInAt;
        this.whenOver = whenOver;
    }

    /** Up to where everything was told that is to be told. */
    synchronized long position() {
        return position;
    }

    /** Nothing up to here is missing. */
    synchronized void told(long through) {
        position = Math.max(position, through);
    }

    synchronized boolean isDrained() {
        return waiting.isEmpty() && !sending;
    }

    synchronized boolean isOver() {
        return over || ending;
    }

    /** They have not been told yet who else is here. */
    synchronized boolean asksWhoIsHere() {
        return !knowsWhoIsHere;
    }

    void tellWhoIsHere(Message message) {
        synchronized (this) {
            knowsWhoIsHere = true;
        }
        tell(message);
    }

    /** An event, once: what was told before is left out. */
    void tell(Event event, Message.Happened message) {
        synchronized (this) {
            if (message.position() <= position) return;
            position = message.position();
            if (follower.wants(event.type())) keep(message);
        }
        proceed();
        if (message.position() > letInAt && follower.losesSightBy(event)) end();
    }

    void tell(Message message) {
        keep(message);
        proceed();
    }

    private synchronized void keep(Message message) {
        if (over || ending) return;
        if (waiting.size() < MOST_WAITING) {
            waiting.add(message);
            return;
        }
        waiting.clear();
        ending = true;
    }

    void tellIfSilent(Duration longest, Message message) {
        synchronized (this) {
            if (sending || System.nanoTime() - lastSaid < longest.toNanos()) return;
        }
        tell(message);
    }

    /** Says what is still waiting, and goodbye. */
    void end() {
        synchronized (this) {
            ending = true;
        }
        proceed();
    }

    /** Sends one after the other; whoever finds somebody sending leaves it to them. */
    private void proceed() {
        while (true) {
            Message next;
            synchronized (this) {
                if (sending || over) return;
                next = waiting.poll();
                if (next == null && !ending) return;
                sending = next != null;
                if (next != null) lastSaid = System.nanoTime();
            }
            if (next == null) {
                gone();
                return;
            }
            var sent = send(next);
            if (sent == null) return;
            var future = sent.toCompletableFuture();
            if (!future.isDone()) {
                future.whenComplete((done, lost) -> {
                    if (arrived(lost)) proceed();
                });
                return;
            }
            if (!arrived(future.isCompletedExceptionally() ? new IllegalStateException("nobody is there") : null)) {
                return;
            }
        }
    }

    private @Nullable CompletionStage<?> send(Message message) {
        try {
            return listener.send(message);
        } catch (RuntimeException e) {
            gone();
            return null;
        }
    }

    private boolean arrived(@Nullable Throwable lost) {
        synchronized (this) {
            sending = false;
        }
        if (lost != null) gone();
        return lost == null;
    }

    private void gone() {
        synchronized (this) {
            if (over) return;
            over = true;
            waiting.clear();
        }
        whenOver.accept(this);
        try {
            listener.close();
        } catch (RuntimeException e) {
            return; // it is closed already
        }
    }
}
