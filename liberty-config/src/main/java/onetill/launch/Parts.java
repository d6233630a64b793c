package onetill.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What has been started, stopped in the opposite order: the server while its database still answers. */
final class Parts {

    private final Deque<Part> running = new ArrayDeque<>();
    private final CompletableFuture<Part> firstToEnd = new CompletableFuture<>();
    private volatile boolean stopping;

    /** A stop that comes in the middle of a start waits for it, so that nothing slips through and stays behind. */
    synchronized <P extends Part> P start(Callable<P> start) throws Exception {
        if (stopping) {
            throw new InterruptedException("stopping");
        }
        var part = start.call();
        running.push(part);
        part.ended().thenRun(() -> firstToEnd.complete(part));
        return part;
    }

    synchronized void stop() {
        stopping = true;
        while (!running.isEmpty()) {
            var part = running.pop();
            Main.say("Stopping the " + part.name() + ".");
            try {
                part.stop();
            } catch (Exception e) {
                Main.say("The " + part.name() + " could not be stopped: " + e.getMessage());
            }
        }
    }

    boolean stopping() {
        return stopping;
    }

    CompletableFuture<Part> firstToEnd() {
        return firstToEnd;
    }
}
