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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.sandbox.Endpoints.Address;

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

    Webhooks(Duration delay, Clock clock) {
        this.delay = delay;
        this.clock = clock;
    }

    /** Tries until it is delivered, and then says so. */
    void send(ObjectNode event, Address to, Runnable delivered) {
        schedule(event, to, delivered, 1, random.nextInt(Math.max(1, (int) delay.toMillis())));
    }

    private void schedule(ObjectNode event, Address to, Runnable delivered, int attempt, long pauseMs) {
        try {
            executor.schedule(() -> attempt(event, to, delivered, attempt), pauseMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The event is still undelivered in the file, and goes out after the next start.
        }
    }

    private void attempt(ObjectNode event, Address to, Runnable delivered, int attempt) {
        var outcome = post(to, Nodes.text(event));
        remember(event, to.url(), attempt, outcome);
        if (outcome.startsWith("2")) {
            delivered.run();
        } else if (attempt < MOST_ATTEMPTS) {
            var pause = attempt <= PAUSES.length ? PAUSES[attempt - 1] : LATER;
            schedule(event, to, delivered, attempt + 1, TimeUnit.SECONDS.toMillis(pause));
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
