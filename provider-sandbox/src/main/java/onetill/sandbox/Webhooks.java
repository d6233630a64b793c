package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.sandbox.Endpoints.Address;
import onetill.sandbox.fault.Faults;

/**
 * Sends events, signed as Stripe signs them: at least once, in no particular order, again after 1, 5 and 25 seconds and
 * then ten times each minute while the receiver does not answer 2xx.
 */
final class Webhooks implements AutoCloseable {

    private static final int[] PAUSES = {1, 5, 25};
    private static final int LATER = 60;
    private static final int MOST_ATTEMPTS = 14;
    private static final int REMEMBERED = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Duration delay;
    private final Clock clock;
    private final Faults faults;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private final Random random = new Random();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4, task -> {
        var thread = new Thread(task, "webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Deque<ObjectNode> recent = new ArrayDeque<>();

    Webhooks(Duration delay, Clock clock, Faults faults) {
        this.delay = delay;
        this.clock = clock;
        this.faults = faults;
    }

    /** A sending to come. Whoever removes it from those pending does it. */
    private record Pending(Instant due, String overtakenAt, Runnable task) {}

    /** Tries until it is delivered, and then says so; unless a fault befalls the event. */
    void send(ObjectNode event, Address to, Runnable delivered) {
        var fault = faults.befallsEvent(Nodes.text(event, "type"), () -> values(event));
        var pause = Duration.ofMillis(random.nextInt(Math.max(1, (int) delay.toMillis())));
        if (fault == null) {
            schedule(event, to, delivered, 1, pause);
            return;
        }
        switch (fault.effect()) {
            case LOSE -> plan(Duration.ZERO, "", delivered);
            case DELAY -> schedule(event, to, delivered, 1, Duration.ofSeconds(fault.seconds()));
            case DUPLICATE -> {
                for (var i = 0; i < fault.copies(); i++) schedule(event, to, delivered, 1, pause);
            }
            case REORDER -> plan(Duration.ofSeconds(fault.seconds()), to.url(), () -> attempt(event, to, delivered, 1));
            case WRONG_VERSION ->
                schedule(event.deepCopy().put("api_version", fault.version()), to, delivered, 1, pause);
            default -> throw new IllegalStateException("not an effect of events: " + fault.effect());
        }
    }

    private static Set<String> values(ObjectNode event) {
        var values = new HashSet<String>();
        Nodes.texts(event, values);
        return values;
    }

    private void schedule(ObjectNode event, Address to, Runnable delivered, int attempt, Duration pause) {
        plan(pause, "", () -> attempt(event, to, delivered, attempt));
    }

    /** @param overtakenAt the address at which a later event must arrive first; empty for none */
    private void plan(Duration pause, String overtakenAt, Runnable task) {
        var planned = new Pending(clock.instant().plus(pause), overtakenAt, task);
        pending.add(planned);
        submit(planned, pause.toMillis());
    }

    private void submit(Pending planned, long pauseMs) {
        try {
            executor.schedule(
                    () -> {
                        if (pending.remove(planned)) planned.task().run();
                    },
                    pauseMs,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The event is still undelivered in the file, and goes out after the next start.
        }
    }

    /** The clock was moved: what is due goes out now, and the rest that much sooner. */
    void timePassed() {
        var now = clock.instant();
        pending.forEach(it ->
                submit(it, Math.max(0, Duration.between(now, it.due()).toMillis())));
    }

    private void attempt(ObjectNode event, Address to, Runnable delivered, int attempt) {
        var outcome = post(to, Nodes.text(event));
        remember(event, to.url(), attempt, outcome);
        if (outcome.startsWith("2")) {
            delivered.run();
            pending.stream().filter(it -> it.overtakenAt().equals(to.url())).forEach(it -> submit(it, 0));
        } else if (attempt < MOST_ATTEMPTS) {
            var pause = attempt <= PAUSES.length ? PAUSES[attempt - 1] : LATER;
            schedule(event, to, delivered, attempt + 1, Duration.ofSeconds(pause));
        }
    }

    private String post(Address to, String body) {
        var request = HttpRequest.newBuilder(URI.create(to.url()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (sandbox)")
                .header("Stripe-Signature", signature(to.secret(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return Integer.toString(
                    http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String signature(String secret, String body) {
        try {
            var time = clock.instant().getEpochSecond();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private void remember(ObjectNode event, String to, int attempt, String outcome) {
        synchronized (recent) {
            recent.addFirst(Nodes.object()
                    .put("sent", clock.instant().getEpochSecond())
                    .put("type", Nodes.text(event, "type"))
                    .put("url", to)
                    .put("attempt", attempt)
                    .put("outcome", outcome));
            while (recent.size() > REMEMBERED) recent.removeLast();
        }
    }

    ArrayNode recent() {
        synchronized (recent) {
            var rows = Nodes.MAPPER.createArrayNode();
            recent.forEach(rows::add);
            return rows;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
