package onetill.sandbox.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdyenSandboxTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer receiver;
    private AdyenSandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var body = MAPPER.readTree(exchange.getRequestBody());
            var accepts = refusals.getAndDecrement() <= 0;
            if (accepts) told.add(body.at("/notificationItems/0/NotificationRequestItem"));
            var answer = (accepts ? "[accepted]" : "what?").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        receiver.start();
        var url = "http://localhost:" + receiver.getAddress().getPort() + "/";
        sandbox = AdyenSandbox.start(AdyenSandboxConfig.inMemory().withWebhook(url));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.stop(0);
    }

    private static String payment(String reference) {
        return """
                {"merchantAccount": "OneTillSandbox", "amount": {"currency": "EUR", "value": 2270}, "reference": "%s",
                 "returnUrl": "http://localhost/", "paymentMethod": {"type": "scheme", "holderName": "Ada",
                 "encryptedCardNumber": "test_4111111111111111", "encryptedExpiryMonth": "test_03",
                 "encryptedExpiryYear": "test_2030"}}""".formatted(reference);
    }

    private HttpRequest request(String path, String key, String body) {
        return HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/v71" + path))
                .header("X-API-Key", "AQE_sandbox")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> post(String path, String key, String body) {
        try {
            return http.send(request(path, key, body), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("it did not happen in time");
            Thread.onSpinWait();
        }
    }

    @Test
    void the_same_key_is_answered_the_same_and_pays_once() {
        var first = post("/payments", "key-1", payment("order-1"));
        var again = post("/payments", "key-1", payment("order-1"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(sandbox.payments()).hasSize(1);
    }

    @Test
    void a_key_that_is_too_long_or_was_used_otherwise_is_refused() {
        post("/payments", "key-1", payment("order-1"));

        assertThat(post("/payments", "key-1", payment("order-2")).statusCode()).isEqualTo(422);
        assertThat(post("/payments", "k".repeat(65), payment("order-3")).statusCode())
                .isEqualTo(422);
        assertThat(sandbox.payments()).hasSize(1);
    }

    @Test
    void the_same_key_meanwhile_is_told_to_wait() {
        HttpResponse<String> early = null;
        for (var round = 1; round <= 10 && (early == null || early.statusCode() == 200); round++) {
            var key = "key-" + round;
            var body = payment("order-" + round);
            var rule = sandbox.faults().add("{\"effect\": \"latency\", \"ms\": 2000, \"times\": 1}");
            var slow = CompletableFuture.supplyAsync(() -> post("/payments", key, body));
            await(() -> sandbox.faults().fired(rule) == 1);

            // By chance it is the first to take the key; then the next round.
            early = post("/payments", key, body);

            assertThat(slow.join().statusCode()).isIn(200, 422);
            assertThat(sandbox.payments()).hasSize(round);
        }

        assertThat(json(early).path("errorCode").asText()).isEqualTo("704");
        assertThat(early.headers().firstValue("transient-error")).contains("true");
    }

    @Test
    void a_wrong_key_is_nobody() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/v71/payments"))
                .header("X-API-Key", "another")
                .POST(BodyPublishers.ofString(payment("order-1")))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(sandbox.payments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OneTillSandbox", "\"EUR\"", "2270", "order-1", "test_4111", "test_2030", "scheme"})
    void what_does_not_fit_is_refused_and_leaves_no_payment(String member) {
        var wrong = payment("order-1")
                .replace(member, "2270".equals(member) ? "-1" : member.startsWith("\"") ? "\"\"" : "");

        assertThat(post("/payments", "key-1", wrong).statusCode()).isIn(403, 422);
        assertThat(sandbox.payments()).isEmpty();
    }

    @Test
    void modifications_are_received_and_their_truth_is_told_until_it_is_accepted() {
        refusals.set(2);
        var psp = json(post("/payments", "key-1", payment("order-1")))
                .path("pspReference")
                .asText();
        var body = """
                {"merchantAccount": "OneTillSandbox", "reference": "capture-1",
                 "amount": {"currency": "EUR", "value": 2270}}""";

        var first = post("/payments/" + psp + "/captures", "key-2", body);
        post("/payments/" + psp + "/captures", "key-3", body.replace("capture-1", "capture-2"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).path("status").asText()).isEqualTo("received");
        await(() -> told.size() >= 3 && sandbox.undelivered() == 0);
        var captures = told.stream()
                .filter(it -> "CAPTURE".equals(it.path("eventCode").asText()))
                .toList();
        assertThat(captures).anySatisfy(it -> {
            assertThat(it.path("merchantReference").asText()).isEqualTo("capture-1");
            assertThat(it.path("success").asText()).isEqualTo("true");
        });
        assertThat(captures).anySatisfy(it -> {
            assertThat(it.path("merchantReference").asText()).isEqualTo("capture-2");
            assertThat(it.path("success").asText()).isEqualTo("false");
        });
        assertThat(sandbox.payments().get(0).path("captured").asLong()).isEqualTo(2270);
    }

    @Test
    void a_reversal_gives_back_what_was_taken_and_cancels_what_is_held() {
        var held = json(post("/payments", "key-1", payment("order-1")))
                .path("pspReference")
                .asText();
        var taken = json(post("/payments", "key-2", payment("order-2")))
                .path("pspReference")
                .asText();
        var account = "{\"merchantAccount\": \"OneTillSandbox\"}";
        var all = "{\"merchantAccount\": \"OneTillSandbox\", \"amount\": {\"currency\": \"EUR\", \"value\": 2270}}";
        post("/payments/" + taken + "/captures", "key-3", all);

        post("/payments/" + held + "/reversals", "key-4", account);
        post("/payments/" + taken + "/reversals", "key-5", account);

        assertThat(sandbox.payments().get(0).path("state").asText()).isEqualTo("cancelled");
        assertThat(sandbox.payments().get(1).path("refunded").asLong()).isEqualTo(2270);
    }

    @Test
    void what_is_not_played_is_not_found() {
        assertThat(post("/sessions", "key-1", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/payments/X/disputes", "key-2", "{}").statusCode()).isEqualTo(404);
    }
}
