package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does with the demo, from start to finish: the tour, the pages in a browser, and pulling the plug. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneysIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUYERS = 6;
    private static final int BOUGHT_BEFORE_THE_KILL = 12;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Path root;
    private Path home;
    private Launch launch;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        root = Path.of(System.getProperty("it.build")).getParent();
        home = folder.resolve("home");
        launch = new Launch(home);
        launch.settings.put("ATTEMPT_BUDGET", "PT3S");
        launch.settings.put("RESOLVER_INTERVAL", "PT1S");
        launch.settings.put("RECONCILIATION_GRACE", "PT1S");
        launch.settings.put("FUNNEL_LOST_AFTER", "PT20S");
        launch.settings.put("LIMIT_PAYMENTS_PER_ADDRESS", "3000/PT10M"); // all buyers of the tests come from here
        launch.settings.put("SANDBOX_CONTROL_PORT", Integer.toString(Launch.freePort()));
        launch.start().awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        launch.close();
    }

    @Test
    @Timeout(600)
    @Order(1)
    void the_tour_buys_once_in_each_channel() throws Exception {
        run(root, Duration.ofMinutes(5), "bash", "docs/tour.sh");
    }

    /** What readers are told to paste, and what they are told it prints. */
    @Test
    @Timeout(600)
    @Order(2)
    void what_is_there_to_be_pasted_prints_what_it_says() throws Exception {
        run(
                root,
                Duration.ofMinutes(5),
                "node",
                "docs/examples.mjs",
                "docs/cookbook.md",
                "samples/mobile-backend/README.md");
    }

    @Test
    @Timeout(2700)
    @Order(3)
    void the_pages_work_in_a_browser() throws Exception {
        run(root.resolve("e2e"), Duration.ofMinutes(10), "npm", "ci", "--no-audit", "--no-fund");
        run(root.resolve("e2e"), Duration.ofMinutes(30), "npm", "test");
    }

    /** Kill -9 in the middle of many purchases: afterwards our books and the provider's say the same. */
    @Test
    @Timeout(900)
    @Order(4)
    void a_pulled_plug_loses_no_money_and_takes_none_twice() throws Exception {
        var bought = new AtomicInteger();
        var stop = new AtomicBoolean();
        var buyers = Executors.newFixedThreadPool(BUYERS);
        for (var i = 0; i < BUYERS; i++) buyers.submit(() -> buyUntil(stop, bought));
        Launch.until("buying", () -> bought.get() >= BOUGHT_BEFORE_THE_KILL);

        launch.child(Server.NAME).destroyForcibly();

        launch.awaitEnd();
        stop.set(true);
        buyers.shutdownNow();
        assertThat(buyers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        launch.start().awaitReady();
        Launch.until(
                "settled",
                () -> list("/checkout-sessions?status=complete_in_progress&limit=100")
                        .isEmpty());
        assertBooksAgree();
    }

    /** Several cards may have paid one sale, and cash a part of it: so it is the payments that are compared, one by one and in sum. */
    private void assertBooksAgree() throws Exception {
        var atProvider = new HashMap<String, List<Long>>();
        for (var intent : intents()) {
            if (!"succeeded".equals(intent.path("status").asText())) continue;
            var sessionId = intent.at("/metadata/session_id").asText();
            atProvider
                    .computeIfAbsent(sessionId, it -> new ArrayList<>())
                    .add(intent.path("amount_received").asLong());
        }
        var inOurBooks = new HashMap<String, List<Long>>();
        for (var summary : all("/checkout-sessions?status=completed&limit=100")) {
            var order = call("GET", "/orders/" + summary.at("/order/id").asText(), null);
            for (var payment : order.path("payments")) {
                var captured = payment.path("captured_minor").asLong();
                if (captured == 0 || !"stripe".equals(payment.path("provider").asText())) continue;
                inOurBooks
                        .computeIfAbsent(summary.path("id").asText(), it -> new ArrayList<>())
                        .add(captured);
            }
        }
        atProvider.values().forEach(Collections::sort);
        inOurBooks.values().forEach(Collections::sort);
        assertThat(atProvider).isEqualTo(inOurBooks);
    }

    private void buyUntil(AtomicBoolean stop, AtomicInteger bought) {
        while (!stop.get()) {
            try {
                if (buy()) bought.incrementAndGet();
            } catch (IOException | RuntimeException e) {
                return; // the server is gone, as it should be
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean buy() throws IOException, InterruptedException {
        var opened = call("POST", "/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"TEA-EARL-100"}],"buyer":{"email":"ada@example.com"},
                 "fulfillment":{"address":{"name":"Ada","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""");
        var session = opened.path("session");
        var paid = call(
                "POST",
                "/checkout-sessions/%s/complete".formatted(session.path("id").asText()),
                """
                {"revision":%d,"confirmed_total_minor":%d,"tender":{"type":"card","payment_method":"pm_card_visa"}}""".formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong()));
        return "completed".equals(paid.path("status").asText());
    }

    private List<JsonNode> intents() throws Exception {
        var found = new ArrayList<JsonNode>();
        var after = "";
        while (true) {
            var page = exchange(
                    "http://localhost:%d/v1/payment_intents?limit=100%s".formatted(launch.port("SANDBOX_PORT"), after),
                    "GET",
                    null,
                    properties("secrets.properties").getProperty("sandbox_secret_key"));
            page.path("data").forEach(found::add);
            if (!page.path("has_more").asBoolean()) return found;
            after = "&starting_after=" + found.get(found.size() - 1).path("id").asText();
        }
    }

    private List<JsonNode> all(String path) throws Exception {
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        while (true) {
            var page = call("GET", path + cursor, null);
            page.path("data").forEach(found::add);
            if (!page.hasNonNull("next_cursor")) return found;
            cursor = "&cursor=" + page.path("next_cursor").asText();
        }
    }

    private List<JsonNode> list(String path) {
        try {
            return all(path);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        var address = "http://localhost:%d/api/v1%s".formatted(launch.port("HTTP_PORT"), path);
        return exchange(address, method, body, properties("demo.env").getProperty("SECRET_KEY"));
    }

    private JsonNode exchange(String address, String method, String body, String key)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private Properties properties(String file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(home.resolve(file))) {
            properties.load(in);
        }
        return properties;
    }

    private void run(Path folder, Duration limit, String... command) throws Exception {
        var output = root.resolve("liberty-config/target/journey-%s.log".formatted(command[0]));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // The settings of the other tests' server are not those of this one.
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(STRIPE|ADYEN|DB|HTTP|MANAGEMENT|PUBLIC|SANDBOX)_.*"));
        builder.environment()
                .putAll(Map.of(
                        "DEMO_ENV", home.resolve("demo.env").toString(),
                        "BASE_URL", "http://localhost:" + launch.port("HTTP_PORT"),
                        "SANDBOX_URL", "http://localhost:" + launch.port("SANDBOX_PORT"),
                        "SANDBOX_CONTROL", "http://127.0.0.1:" + launch.port("SANDBOX_CONTROL_PORT"),
                        "BACKEND_PORT", Integer.toString(Launch.freePort()),
                        "MANAGEMENT_URL", "http://localhost:" + launch.port("MANAGEMENT_PORT"),
                        "SCREENSHOTS",
                                root.resolve("liberty-config/target/screenshots")
                                        .toString()));
        var process = builder.start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " took longer than " + limit + tail(output));
        }
        assertThat(process.exitValue())
                .as(String.join(" ", command) + tail(output))
                .isZero();
    }

    /** What failed, each with its reason, and what was said last: for whoever has to find out why. */
    private static String tail(Path output) throws IOException {
        var lines = Files.readAllLines(output);
        var told = new ArrayList<String>();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("not ok")) told.addAll(lines.subList(i, Math.min(lines.size(), i + 20)));
        }
        told.addAll(lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        return "\n" + String.join("\n", told);
    }
}
