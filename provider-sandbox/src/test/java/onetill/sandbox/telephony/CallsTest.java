package onetill.sandbox.telephony;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody with a phone, and a merchant whose server hears of the calls. */
class CallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

    private record Told(String path, JsonNode event, boolean signed) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer telephony;
    private HttpServer merchant;

    @BeforeEach
    void start() throws IOException {
        merchant = server();
        merchant.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var signed = String.valueOf(headers.getFirst("webhook-signature")).startsWith("v1,");
            var path = exchange.getRequestURI().getPath();
            told.add(new Told(path, JSON.readTree(exchange.getRequestBody()), signed));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        telephony = server();
        telephony.createContext(KeypadTelephony.PATH, new KeypadTelephony("http://localhost:1", "pk_test_1")::handle);
        merchant.start();
        telephony.start();
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stop() {
        merchant.stop(0);
        telephony.stop(0);
    }

    @Test
    void a_call_is_told_signed_and_so_is_its_end() throws Exception {
        connect();

        var call = post("/calls", "{\"caller_number\":\"+4930123456\"}", 200);
        var id = call.path("id").asText();
        post("/calls/" + id + "/hang-up", "{}", 200);

        assertThat(call.path("answer").asInt()).isEqualTo(202);
        assertThat(told).extracting(it -> it.event().path("type").asText()).containsExactly("ringing", "ended");
        assertThat(told).allSatisfy(it -> {
            assertThat(it.signed()).isTrue();
            assertThat(it.path()).isEqualTo("/api/v1/webhooks/telephony/c1");
            assertThat(it.event().path("call_id").asText()).isEqualTo(id);
            assertThat(it.event().path("caller_number").asText()).isEqualTo("+4930123456");
        });
        assertThat(post("/calls/" + id + "/hang-up", "{}", 404)
                        .at("/error/message")
                        .asText())
                .contains("no such call");
    }

    @Test
    void nothing_rings_before_somebody_has_connected_their_calls() throws Exception {
        var refused = post("/calls", "{\"caller_number\":\"+4930123456\"}", 404);

        assertThat(refused.at("/error/message").asText()).contains("nobody has connected");
    }

    @Test
    void what_is_no_number_is_said_to_be_none() throws Exception {
        connect();

        var refused = post("/calls", "{\"caller_number\":\"Greta\"}", 400);

        assertThat(refused.at("/error/message").asText()).contains("+4930123456");
        assertThat(told).isEmpty();
    }

    private void connect() throws Exception {
        var at = "http://127.0.0.1:%d/api/v1/webhooks/telephony/c1"
                .formatted(merchant.getAddress().getPort());
        post(
                "/secrets",
                "{\"connection_id\":\"c1\",\"secret\":\"%s\",\"calls_url\":\"%s\"}".formatted(SECRET, at),
                200);
    }

    private JsonNode post(String below, String body, int status) throws Exception {
        var at = "http://127.0.0.1:%d%s%s".formatted(telephony.getAddress().getPort(), KeypadTelephony.PATH, below);
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(at))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
