package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Sends events, signed as Stripe signs them: at least once, in no particular order, again after 1, 5 and 25 seconds and
 * then each minute while the receiver does not answer 2xx.
 */
final class Webhooks implements AutoCloseable {

    private static final int[] PAUSES = {1, 5, 25};
    private static final int LATER = 60;
    private static final int MOST_ATTEMPTS = 13;
    private static final int REMEMBERED = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SandboxConfig config;
    private final Clock clock;
    private final Consumer<String> delivered;
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
    private volatile @Nullable String url;

    Webhooks(SandboxConfig config, Clock clock, Consumer<String> delivered) {
        this.config = config;
        this.clock = clock;
        this.delivered = delivered;
        this.url = config.webhookUrl();
    }

    void send(ObjectNode event) {
        if (url == null) return;
        var most = Math.max(1, (int) config.webhookDelay().toMillis());
        executor.schedule(() -> attempt(event, 1), random.nextInt(most), TimeUnit.MILLISECONDS);
    }

    private void attempt(ObjectNode event, int attempt) {
        var to = url;
        if (to == null) return;
        var outcome = post(to, Nodes.text(event));
        remember(event, to, attempt, outcome);
        if (outcome.startsWith("2")) {
            delivered.accept(Nodes.text(event, "id"));
        } else if (attempt < MOST_ATTEMPTS) {
            var pause = attempt <= PAUSES.length ? PAUSES[attempt - 1] : LATER;
            executor.schedule(() -> attempt(event, attempt + 1), pause, TimeUnit.SECONDS);
        }
    }

    private String post(String to, String body) {
        var request = HttpRequest.newBuilder(URI.create(to))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (sandbox)")
                .header("Stripe-Signature", signature(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return Integer.toString(
                    http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (java.io.IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String signature(String body) {
        try {
            var time = clock.instant().getEpochSecond();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(config.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
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

    /** The sandbox sends to one endpoint: the one it was configured with, or the one created last. */
    ObjectNode add(Core core, ObjectNode params) {
        var endpoint = core.create("WebhookEndpoint", "webhook_endpoint", "we_");
        Core.copy(params, endpoint, "url", "enabled_events", "description", "api_version");
        endpoint.put("status", "enabled").put("secret", config.webhookSecret());
        if (!endpoint.path("metadata").isObject()) endpoint.putObject("metadata");
        Core.mergeMetadata(endpoint, params.get("metadata"));
        url = Nodes.text(params, "url");
        return endpoint;
    }

    ObjectNode delete(Core core, String id) {
        var endpoint = core.edit("webhook_endpoint", id);
        endpoint.put("status", "disabled");
        url = config.webhookUrl();
        return Nodes.object().put("id", id).put("object", "webhook_endpoint").put("deleted", true);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
