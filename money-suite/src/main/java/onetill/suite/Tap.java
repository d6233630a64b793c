package onetill.suite;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a node and what it talks to, which counts the messages that pass and lets something happen at one of
 * them: before it arrives, or after its effect and before its answer comes back.
 */
abstract class Tap implements AutoCloseable {

    /** When something happens, relative to the message. */
    enum Moment {
        BEFORE,
        AFTER
    }

    /** At which message, counted from one, and when. */
    record Point(int message, Moment moment) {}

    private record Armed(@Nullable Point point, Runnable action) {}

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean fired;

    Tap(int targetPort) throws IOException {
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
    }

    /** Begins to listen; the port is what the node is told instead of the real one. */
    final void open() {
        daemon(() -> {
            while (!server.isClosed()) accept();
        });
    }

    final int port() {
        return server.getLocalPort();
    }

    /** Counts from now on. */
    final void count() {
        arm(null, () -> {});
    }

    /** Counts from now on, and acts once at this point. */
    final void arm(@Nullable Point point, Runnable action) {
        fired = false;
        counted.set(0);
        armed.set(new Armed(point, action));
    }

    /** Lets everything pass; answers how many messages have passed. */
    final int disarm() {
        armed.set(null);
        return counted.get();
    }

    final boolean hasFired() {
        return fired;
    }

    /**
     * From now on the target is not told that the node has gone, as when its power or its network went: connections stay
     * open and say nothing.
     */
    final void fallSilent() {
        links.forEach(link -> link.silent = true);
    }

    /** Ends what is silent, as a network does in the end. */
    final void hangUp() {
        for (var link : links) {
            if (link.silent) link.close();
        }
    }

    /** Reads what the node says, message by message, and calls {@link Link#message} for each that counts. */
    abstract void forward(InputStream node, OutputStream target, Link link) throws IOException;

    /** Reads what comes back, and calls {@link Link#answered} whenever the answer to a message is complete. */
    abstract void back(InputStream target, OutputStream node, Link link) throws IOException;

    /** One connection of the node. */
    final class Link {

        private final Socket node;
        private final Socket there;
        private volatile boolean fireAtAnswer;
        private volatile boolean silent;

        private Link(Socket node, Socket there) {
            this.node = node;
            this.there = there;
            links.add(this);
        }

        private void pump(Pumping pumping) {
            try (node) {
                pumping.run();
            } catch (IOException e) {
                // one of the two has gone; so goes the other
            } finally {
                if (!silent) close();
            }
        }

        private void close() {
            links.remove(this);
            try (node;
                    there) {
                // both end
            } catch (IOException e) {
                // they have ended
            }
        }

        /** Another message is about to pass. @throws EOFException when it must not */
        void message() throws EOFException {
            var now = armed.get();
            if (now == null) return;
            var number = counted.incrementAndGet();
            var point = now.point();
            if (point == null || point.message() != number) return;
            if (point.moment() == Moment.BEFORE) fire(now);
            fireAtAnswer = true;
        }

        /** The answer is here and has not been passed on. @throws EOFException when it must not be */
        void answered() throws EOFException {
            var now = armed.get();
            if (fireAtAnswer && now != null) fire(now);
        }

        private void fire(Armed now) throws EOFException {
            if (armed.compareAndSet(now, null)) {
                fired = true;
                now.action().run();
            }
            throw new EOFException("the point was reached");
        }
    }

    private void accept() {
        try {
            var node = server.accept();
            var there = new Socket();
            there.connect(target, 5_000);
            node.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            var link = new Link(node, there);
            daemon(() -> link.pump(() -> forward(node.getInputStream(), there.getOutputStream(), link)));
            daemon(() -> link.pump(() -> back(there.getInputStream(), node.getOutputStream(), link)));
        } catch (IOException e) {
            // closed, or the target is not there: the node will see its connection end
        }
    }

    private interface Pumping {
        void run() throws IOException;
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    static int read(InputStream from, byte[] into, int length) throws IOException {
        var read = from.readNBytes(into, 0, length);
        if (read < length) throw new EOFException();
        return read;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
