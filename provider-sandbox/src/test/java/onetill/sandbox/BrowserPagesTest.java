package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserPagesTest {

    private static final int NOT_OURS = 418;

    static HttpServer server;
    static HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (!BrowserPages.handle(exchange)) exchange.sendResponseHeaders(NOT_OURS, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/v3/, text/javascript",
        "/v3/stripe.js, text/javascript",
        "/pages/, text/html",
        "/pages/card.html?origin=http://localhost:9080, text/html",
        "/pages/card.css, text/css",
        "/pages/card.js, text/javascript",
        "/pages/3ds/src_1Ab_c-9, text/html",
        "/pages/ideal/src_1Ab_c-9, text/html",
        "/pages/iban.html?origin=http://localhost:9080, text/html",
        "/pages/express.html?origin=http://localhost:9080, text/html",
        "/pages/wallet.html?origin=http://localhost:9080, text/html",
        "/pages/wallet.css, text/css",
        "/pages/iban.js, text/javascript",
        "/pages/iban-rules.js, text/javascript",
        "/pages/dress.js, text/javascript",
        "/pages/readers/tmr_123, text/html",
        "/pages/phone.html?number=+4930123456, text/html",
        "/pages/phone.js, text/javascript",
    })
    void serves_what_belongs_to_the_browser(String path, String contentType) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(contentType + "; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pages/nothing.html",
                "/pages/BrowserPages.class",
                "/pages/../BrowserPages.class",
                "/pages/%2e%2e/BrowserPages.class",
                "/pages/..%2fBrowserPages.class",
                "/pages/%2fetc%2fpasswd",
                "/pages/3ds/",
                "/pages/3ds/a/b",
                "/pages/readers/%2e%2e",
                "/v3/card.html",
                "/v3/%2e%2e/pages/",
            })
    void leads_nowhere_else(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void leaves_the_rest_to_the_api() throws Exception {
        assertThat(get("/v1/payment_intents").statusCode()).isEqualTo(NOT_OURS);
        assertThat(send(to("/pages/").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(NOT_OURS);
    }

    @Test
    void lets_the_page_that_asks_hold_the_card_form() throws Exception {
        assertThat(policy("/pages/card.html?origin=https%3A%2F%2Fshop.example&origin=http://localhost:9080"))
                .contains("default-src 'none'; script-src 'self';")
                .endsWith("frame-ancestors https://shop.example http://localhost:9080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pages/card.html",
                "/pages/card.html?origin=*",
                "/pages/card.html?origin=https://*.example",
                "/pages/card.html?origin=https://a.example;script-src",
                "/pages/card.html?origin=javascript:alert(1)",
                "/pages/3ds/abc?origin=https://shop.example",
                "/pages/?origin=https://shop.example",
            })
    void lets_nobody_else_hold_a_page(String path) throws Exception {
        assertThat(policy(path)).endsWith("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pages/",
                "/pages/card.html",
                "/pages/controller.html",
                "/pages/3ds/abc",
                "/pages/ideal/abc",
                "/pages/iban.html",
                "/pages/express.html",
                "/pages/wallet.html",
                "/pages/readers/abc",
            })
    void links_only_to_what_it_serves_and_runs_nothing_inline(String path) throws Exception {
        var html = get(path).body();

        assertThat(html).doesNotContain("<script>", "<style", "style=", "onclick=");
        for (var link : Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(html)
                .results()
                .toList()) {
            assertThat(get(resolved(path, link)).statusCode()).as(link.group(1)).isEqualTo(200);
        }
    }

    private static String resolved(String path, MatchResult link) {
        return URI.create(path).resolve(link.group(1)).getPath();
    }

    private static String policy(String path) throws Exception {
        return get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(to(path).GET());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.getAddress().getPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
