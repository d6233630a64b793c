package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onetill.launch.DemoProvider.SavedCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoProviderTest {

    private static final String READERS = "/v1/terminal/readers";

    private final Map<String, String> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private DemoProvider provider;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        provider = new DemoProvider(
                URI.create("http://localhost:" + server.getAddress().getPort()), "sk_test_1");
        answers.put("POST /v1/terminal/locations", "{\"id\":\"tml_1\"}");
        answers.put("POST " + READERS, "{\"id\":\"tmr_new\"}");
        answers.put("POST /v1/customers", "{\"id\":\"cus_new\"}");
        answers.put("POST /v1/payment_methods/pm_card_visa/attach", "{\"id\":\"pm_new\"}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void makes_a_simulated_reader_at_its_location() throws Exception {
        assertThat(provider.reader("till-1", null)).isEqualTo("tmr_new");

        assertThat(requests)
                .contains("POST " + READERS
                        + " label=till-1&location=tml_1&registration_code=simulated-wpe Bearer sk_test_1");
    }

    @Test
    void takes_the_reader_it_has() throws Exception {
        answers.put("GET " + READERS + "/tmr_1", "{\"id\":\"tmr_1\"}");

        assertThat(provider.reader("till-1", "tmr_1")).isEqualTo("tmr_1");
    }

    @Test
    void makes_another_reader_when_the_one_it_had_is_gone() throws Exception {
        answers.put("GET " + READERS + "/tmr_1", "{\"id\":\"tmr_1\",\"deleted\":true}");

        assertThat(provider.reader("till-1", "tmr_1")).isEqualTo("tmr_new");
        assertThat(provider.reader("till-1", "tmr_unheard_of")).isEqualTo("tmr_new");
    }

    @Test
    void makes_no_second_reader_when_it_cannot_tell_whether_the_first_is_there() {
        answers.put("GET " + READERS + "/tmr_1", "not JSON");

        assertThatThrownBy(() -> provider.reader("till-1", "tmr_1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(READERS + "/tmr_1 was answered 200: not JSON");
        assertThat(requests).hasSize(1);
    }

    @Test
    void gives_a_customer_a_card() throws Exception {
        var card = provider.savedCard("Greta Lind", "greta@example.com", null);

        assertThat(card).isEqualTo(new SavedCard("cus_new", "pm_new", "Visa ending in 4242"));
        assertThat(requests).contains("POST /v1/payment_methods/pm_card_visa/attach customer=cus_new Bearer sk_test_1");
    }

    @Test
    void gives_another_card_when_the_customer_or_the_card_is_gone() throws Exception {
        var known = new SavedCard("cus_1", "pm_1", "Visa ending in 4242");
        answers.put("GET /v1/customers/cus_1", "{\"id\":\"cus_1\"}");
        assertThat(provider.savedCard("Greta Lind", "greta@example.com", known).paymentMethod())
                .isEqualTo("pm_new");
        answers.put("GET /v1/payment_methods/pm_1", "{\"id\":\"pm_1\"}");

        assertThat(provider.savedCard("Greta Lind", "greta@example.com", known)).isEqualTo(known);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(String.join(" ", call, form, exchange.getRequestHeaders().getFirst("Authorization")));
        var body = answers.getOrDefault(call, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(call) ? 200 : 404, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
