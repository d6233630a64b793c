package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything at once, as processes: how it starts, how it stops, and how it comes back. */
@Timeout(600)
class SystemIT {

    @TempDir
    Path folder;

    private Launch launch;

    @BeforeEach
    void makeReady() throws Exception {
        launch = new Launch(folder.resolve("home"));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        launch.close();
    }

    @Test
    void starts_and_stops_in_order() throws Exception {
        launch.start().awaitReady();
        assertThat(statusOf("HTTP_PORT", "/error.html")).isEqualTo(200);
        assertThat(statusOf("MANAGEMENT_PORT", "/health/ready")).isEqualTo(200);
        whatBuyersAreWrittenCanBeRead();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("home/secrets.properties"))))
                .isEqualTo("rw-------");
        var children = launch.children();
        assertThat(children).hasSize(3).allMatch(ProcessHandle::isAlive);

        var code = launch.terminate().awaitEnd();

        assertThat(code).isEqualTo(143);
        assertThat(launch.output())
                .containsSubsequence(
                        "Stopping the server.",
                        "Stopping the demo sign-in.",
                        "Stopping the provider sandbox.",
                        "Stopping the database.");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void comes_back_after_kill_9_of_the_launcher() throws Exception {
        launch.start().awaitReady();
        var left = launch.children();
        launch.kill();
        assertThat(left).hasSize(3).allMatch(ProcessHandle::isAlive);

        launch.start().awaitReady();

        assertThat(left).noneMatch(ProcessHandle::isAlive);
        assertThat(statusOf("MANAGEMENT_PORT", "/health/ready")).isEqualTo(200);
    }

    @Test
    void stops_altogether_when_the_server_dies_and_comes_back_with_its_data() throws Exception {
        launch.start().awaitReady();
        var children = launch.children();

        launch.child(Server.NAME).destroyForcibly();

        assertThat(launch.awaitEnd()).isEqualTo(1);
        assertThat(launch.output()).contains("The server has ended by itself");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void stops_altogether_when_the_database_dies() throws Exception {
        launch.start().awaitReady();
        var children = launch.children();

        launch.child(EmbeddedDatabase.NAME).destroyForcibly();

        assertThat(launch.awaitEnd()).isEqualTo(1);
        assertThat(launch.output()).contains("The database has ended by itself");
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void starts_nothing_of_its_own_when_the_settings_name_real_ones() throws Exception {
        TestSurroundings.start();
        for (var name : List.of(
                "DB_URL",
                "DB_USER",
                "DB_PASSWORD",
                "DB_OWNER_USER",
                "DB_OWNER_PASSWORD",
                "DATA_KEYS",
                "STRIPE_API_KEY",
                "STRIPE_PUBLISHABLE_KEY",
                "STRIPE_WEBHOOK_SECRET",
                "STRIPE_API_BASE")) {
            launch.settings.put(name, System.getenv(name));
        }
        launch.settings.put("OIDC_ISSUER", "http://localhost:1");

        launch.start().awaitReady();

        assertThat(launch.children()).containsExactly(launch.child(Server.NAME));
        assertThat(launch.terminate().awaitEnd()).isEqualTo(143);
    }

    @Test
    void says_which_setting_names_a_port_that_is_in_use() throws Exception {
        try (var taken = new ServerSocket(0)) {
            launch.settings.put("MANAGEMENT_PORT", Integer.toString(taken.getLocalPort()));

            assertThat(launch.start().awaitEnd()).isEqualTo(2);

            assertThat(launch.output())
                    .startsWith("onetill: MANAGEMENT_PORT is ")
                    .contains("in use");
            assertThat(launch.children()).isEmpty();
        }
    }

    @Test
    void refuses_a_second_start_in_the_same_folder() throws Exception {
        try (var home = Home.open(folder.resolve("home"))) {
            assertThat(launch.start().awaitEnd()).isEqualTo(2);

            assertThat(launch.output()).contains("ONETILL_HOME", "in use");
        }
    }

    private void whatBuyersAreWrittenCanBeRead() throws Exception {
        var opened = post("/checkout-sessions", key("PUBLISHABLE_KEY"), "{\"channel\":\"web\"}");
        var session = opened.at("/session/id").asText();
        post(
                "/checkout-sessions/" + session + "/verifications",
                opened.path("client_token").asText(),
                "{\"medium\":\"email\",\"email\":\"ada@example.com\"}");
        var outbox = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d/outbox".formatted(launch.port("SANDBOX_PORT"))))
                .build();
        var http = HttpClient.newHttpClient();
        Launch.until("the code can be read", () -> {
            try {
                return http.send(outbox, BodyHandlers.ofString()).body().contains("ada@example.com");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private JsonNode post(String path, String credential, String body) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d/api/v1%s".formatted(launch.port("HTTP_PORT"), path)))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return new ObjectMapper().readTree(answer.body());
    }

    private String key(String name) throws IOException {
        return new DemoEnvFile(folder.resolve("home/demo.env")).value(name).orElseThrow();
    }

    private int statusOf(String port, String path) throws Exception {
        var address = URI.create("http://127.0.0.1:" + launch.port(port) + path);
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
