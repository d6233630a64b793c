package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server as it comes, behind a public address with https: whom it calls for merchants, and what it tells browsers then. The names it knows
 * are in a file, so that a test can change them as somebody who attacks it changes his own.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLIC = "93.184.215.14";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger callsInside = new AtomicInteger();

    private Path names;
    private Launch launch;
    private Path home;
    private ServerSocket inside;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        names = folder.resolve("names");
        home = folder.resolve("home");
        leadTo(PUBLIC);
        inside = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var ear = new Thread(this::count);
        ear.setDaemon(true);
        ear.start();
        launch = new Launch(home);
        launch.settings.put("PUBLIC_URL", "https://checkout.example");
        launch.settings.merge(
                "JVM_ARGS",
                " -Djdk.net.hosts.file=%s -Dsun.net.inetaddr.ttl=0 -Dsun.net.inetaddr.negative.ttl=0".formatted(names),
                String::concat);
        launch.start().awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        inside.close();
        if (launch != null) launch.close();
    }

    /** Writes beside and moves: nobody reads half a file. */
    private void leadTo(String address) throws IOException {
        var own = InetAddress.getLocalHost().getHostName();
        var draft = Files.writeString(names.resolveSibling("draft"), """
                127.0.0.1 localhost
                127.0.0.1 %s
                %s hooks.example
                10.1.2.3 inside.example
                """.formatted(own, address));
        Files.move(draft, names, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void count() {
        while (!inside.isClosed()) {
            try (var caller = inside.accept()) {
                callsInside.incrementAndGet();
            } catch (IOException e) {
                if (!inside.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void an_endpoint_inside_is_refused_and_the_merchant_is_told_why() throws Exception {
        for (var url : List.of(
                "http://hooks.example/",
                "https://localhost:" + inside.getLocalPort() + "/",
                "https://inside.example/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://ada:secret@hooks.example/",
                "https://hooks.example:22/",
                "https://nobody.example/")) {
            var refused = post("/webhook-endpoints", "{\"url\":\"%s\"}".formatted(url));

            assertThat(refused.statusCode()).as(url + refused.body()).isEqualTo(422);
            var problem = JSON.readTree(refused.body());
            assertThat(problem.path("type").asText()).isEqualTo("/problems/webhook-url-refused");
            assertThat(problem.path("field").asText()).isEqualTo("url");
            assertThat(problem.path("detail").asText()).startsWith("url: ").hasSizeGreaterThan(20);
        }
        assertThat(callsInside).hasValue(0);
    }

    @Test
    void a_name_that_leads_inside_after_it_was_looked_at_is_not_followed() throws Exception {
        leadTo(PUBLIC);
        var made = post(
                "/webhook-endpoints",
                "{\"url\":\"https://hooks.example:%d/\",\"event_types\":[\"session.opened\"]}"
                        .formatted(inside.getLocalPort()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var endpoint = JSON.readTree(made.body()).at("/endpoint/id").asText();

        leadTo("127.0.0.1");
        var opened = post("/checkout-sessions", "{\"channel\":\"web\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);

        Launch.until("tried", () -> delivery(endpoint).hasNonNull("last_error"));
        assertThat(delivery(endpoint).toString()).contains("not public");
        assertThat(callsInside).hasValue(0);
    }

    @Test
    void browsers_are_told_to_come_by_https_only() throws Exception {
        for (var path : List.of("/checkout/", "/error.html", "/no-such-page", "/api/v1/client-config")) {
            assertThat(send(HttpRequest.newBuilder(at(path))).headers().allValues("Strict-Transport-Security"))
                    .as(path)
                    .containsExactly("max-age=63072000");
        }
    }

    private JsonNode delivery(String endpoint) {
        try {
            var request = HttpRequest.newBuilder(at("/api/v1/webhook-endpoints/" + endpoint + "/deliveries"))
                    .header("Authorization", "Bearer " + key());
            return JSON.readTree(send(request).body()).at("/data/0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> post(String path, String body) throws IOException {
        return send(HttpRequest.newBuilder(at("/api/v1" + path))
                .header("Authorization", "Bearer " + key())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + launch.port("HTTP_PORT") + path);
    }

    private String key() throws IOException {
        return new DemoEnvFile(home.resolve("demo.env")).value("SECRET_KEY").orElseThrow();
    }
}
