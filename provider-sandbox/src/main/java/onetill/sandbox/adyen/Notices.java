package onetill.sandbox.adyen;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.sandbox.fault.Faults;

/**
 * Sends webhooks, each item signed as Adyen signs it: at least once, in no particular order, again and again until the
 * receiver accepts.
 */
final class Notices implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_ATTEMPTS = 14;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AdyenSandboxConfig config;
    private final Clock clock;
    private final Faults faults;
    private final Random random = new Random();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2, task -> {
        var thread = new Thread(task, "adyen-webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Notices(AdyenSandboxConfig config, Clock clock, Faults faults) {
        this.config = config;
        this.clock = clock;
        this.faults = faults;
    }

    /** How many webhooks nobody has accepted yet. */
    int undelivered() {
        return waiting.get();
    }

    void send(Item item) {
        var url = config.webhookUrl();
        if (url == null) return;
        var body = body(item);
        var fault = faults.befallsEvent(item.code(), () -> Set.of(item.psp(), item.original(), item.reference()));
        var pause = random.nextInt(Math.max(1, (int) config.webhookDelay().toMillis()));
        if (fault == null) {
            plan(url, body, 1, pause);
            return;
        }
        switch (fault.effect()) {
            case LOSE -> {
                // Nobody ever hears of it.
            }
            case DUPLICATE -> {
                for (var i = 0; i < fault.copies(); i++) plan(url, body, 1, pause);
            }
            case DELAY, REORDER -> plan(url, body, 1, TimeUnit.SECONDS.toMillis(fault.seconds()));
            default -> throw new IllegalStateException("not an effect of these webhooks: " + fault.effect());
        }
    }

    private void plan(String url, String body, int attempt, long pauseMs) {
        if (attempt == 1) waiting.incrementAndGet();
        try {
            executor.schedule(() -> attempt(url, body, attempt), pauseMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The sandbox is closed, and with it all it knows is gone.
        }
    }

    private void attempt(String url, String body, int attempt) {
        if (accepted(url, body)) waiting.decrementAndGet();
        else if (attempt < MOST_ATTEMPTS) plan(url, body, attempt + 1, 1_000L * attempt);
    }

    private boolean accepted(String url, String body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 && answer.body().contains("[accepted]");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The body of a webhook about one thing, signed. */
    String body(Item item) {
        var body = MAPPER.createObjectNode().put("live", "false");
        var told = body.putArray("notificationItems").addObject().putObject("NotificationRequestItem");
        told.putObject("additionalData").put("hmacSignature", signature(item));
        told.set("amount", item.amount());
        told.put("eventCode", item.code())
                .put(
                        "eventDate",
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(1))))
                .put("merchantAccountCode", config.merchantAccount())
                .put("merchantReference", item.reference());
        if (!item.original().isEmpty()) told.put("originalReference", item.original());
        told.put("paymentMethod", "visa")
                .put("pspReference", item.psp())
                .put("reason", item.reason())
                .put("success", Boolean.toString(item.success()));
        return body.toString();
    }

    private String signature(Item item) {
        ObjectNode amount = item.amount();
        var signed = String.join(
                ":",
                item.psp(),
                item.original(),
                config.merchantAccount(),
                item.reference(),
                amount.path("value").asText(),
                amount.path("currency").asText(),
                item.code(),
                Boolean.toString(item.success()));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(config.hmacKey()), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
