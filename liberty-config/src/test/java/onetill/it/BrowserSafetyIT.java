package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told about pages and answers, and what it may not do in somebody's name. */
class BrowserSafetyIT extends ShopTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String NO_PAYMENT =
            "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()";
    private static final String WEB = "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}]}";

    private final String provider = origin(System.getenv("STRIPE_SCRIPT_URL"));

    private static String origin(String url) {
        var uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(Application.publicDoor().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path) {
        return send("GET", path, Map.of(), null);
    }

    private static Map<String, List<String>> policy(HttpResponse<String> answer) {
        return Arrays.stream(one(answer, "Content-Security-Policy").split("; "))
                .map(it -> List.of(it.split(" ")))
                .collect(Collectors.toMap(it -> it.get(0), it -> it.subList(1, it.size())));
    }

    /** A header that is said twice is combined by browsers, each in its own way. */
    private static String one(HttpResponse<String> answer, String name) {
        var values = answer.headers().allValues(name);
        assertThat(values).as("%s of %s", name, answer.uri()).hasSize(1);
        return values.get(0);
    }

    private static void assertSafe(HttpResponse<String> answer) {
        assertThat(one(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(one(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(one(answer, "Permissions-Policy")).contains("camera=()", "geolocation=()");
        assertThat(one(answer, "Cross-Origin-Opener-Policy")).startsWith("same-origin");
        assertThat(one(answer, "Cross-Origin-Resource-Policy")).isIn("same-origin", "cross-origin");
        assertThat(policy(answer))
                .as(answer.uri().toString())
                .containsEntry("default-src", List.of("'none'"))
                .containsEntry("base-uri", List.of("'none'"))
                .containsEntry("frame-ancestors", List.of("'none'"))
                .containsKey("form-action");
        assertThat(one(answer, "Content-Security-Policy")).doesNotContain("unsafe", "*:", " http: ", " blob:");
        assertThat(answer.headers().map())
                .as("no cookie, no word of what we run on, and no https where there is none: %s", answer.uri())
                .doesNotContainKeys("set-cookie", "server", "x-powered-by", "strict-transport-security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/checkout/", "/checkout/return", "/store/", "/admin/", "/admin/orders/1001", "/till/", "/desk/"
            })
    void a_page_runs_our_scripts_and_is_framed_by_nobody(String path) {
        var answer = get(path);

        assertThat(answer.statusCode()).as("the pages were built").isEqualTo(200);
        assertSafe(answer);
        var isCheckout = path.startsWith("/checkout");
        assertThat(policy(answer).get("script-src"))
                .isEqualTo(isCheckout ? List.of("'self'", provider) : List.of("'self'"));
        assertThat(policy(answer).get("frame-src")).isEqualTo(List.of(isCheckout ? provider : "'none'"));
        assertThat(policy(answer))
                .containsEntry("object-src", List.of("'none'"))
                .containsEntry("form-action", List.of("'self'"));
        assertThat(one(answer, "Permissions-Policy"))
                .isEqualTo(
                        isCheckout
                                ? NO_PAYMENT.replace("payment=()", "payment=(self \"" + provider + "\")")
                                : NO_PAYMENT);
        assertThat(one(answer, "Cross-Origin-Opener-Policy"))
                .isEqualTo(isCheckout ? "same-origin-allow-popups" : "same-origin");
    }

    @Test
    void the_payment_page_insists_on_the_content_of_its_scripts_and_lists_them() throws IOException {
        var english = get("/checkout/").body();
        var german = get("/checkout/?lang=de").body();
        var listed = Caller.JSON.readTree(get("/checkout/scripts.json").body()).path("scripts");

        assertThat(listed).isNotEmpty();
        for (var page : List.of(english, german)) {
            assertThat(page.split("<script", -1))
                    .as("no script but those, and words of one language")
                    .hasSize(listed.size());
        }
        for (var script : listed) {
            var content = get(script.path("path").asText());
            assertThat(content.statusCode()).isEqualTo(200);
            assertThat(sha384(content.body()))
                    .isEqualTo(script.path("integrity").asText());
            assertThat(english + german)
                    .contains("src=\"%s\" integrity=\"%s\""
                            .formatted(
                                    script.path("path").asText(),
                                    script.path("integrity").asText()));
            assertThat(script.path("purpose").asText()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | de-AT,de;q=0.9,en;q=0.5 | de",
                "'' | fr,de;q=0.5 | de",
                "'' | en-GB,de;q=0.5 | en",
                "'' | fr | en",
                "'' | '' | en",
                "?lang=de | en | de",
                "?lang=en | de | en",
                "?lang=../../x | de | en"
            })
    void the_payment_page_comes_in_the_first_language_of_the_browser_that_it_has(
            String query, String accepted, String language) {
        var answer = send("GET", "/checkout/" + query, Map.of("Accept-Language", accepted), null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<html lang=\"" + language + "\"", "/assets/words-" + language);
        assertThat(one(answer, "Vary")).contains("Accept-Language");
    }

    private static String sha384(String text) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-384");
            return "sha384-"
                    + java.util.Base64.getEncoder()
                            .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-384", e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/no-such-page",
                "/error.html",
                "/checkout",
                "/checkout/none.js",
                "/checkout/scripts.json",
                "/admin/assets/none.js",
                "/demo/images/KIT-PRESS.svg",
                "/api/v1/client-config",
                "/api/v1/checkout-sessions/current",
                "/api/v1/no-such-thing",
                "/api",
                "/META-INF/resources/checkout/index.html",
                "/WEB-INF/web.xml"
            })
    void whatever_else_is_sent_can_do_nothing_in_a_browser(String path) {
        var answer = get(path);

        assertSafe(answer);
        assertThat(policy(answer)).doesNotContainKeys("script-src", "frame-src", "connect-src", "img-src");
        assertThat(one(answer, "Permissions-Policy")).isEqualTo(NO_PAYMENT);
    }

    @Test
    void so_it_is_with_good_answers_and_with_every_kind_of_problem() {
        var bearer = Map.of("Authorization", "Bearer " + shop.secretKey, "Content-Type", "application/json");
        var keyed = new HashMap<>(bearer);
        keyed.put("Idempotency-Key", "a");

        var created = send("POST", "/api/v1/checkout-sessions", keyed, WEB);
        assertThat(created.statusCode()).isEqualTo(201);
        assertSafe(created);
        for (var wrong : List.of(
                send("POST", "/api/v1/checkout-sessions", bearer, "{"),
                send("POST", "/api/v1/checkout-sessions", Map.of("Content-Type", "text/plain"), "x"),
                send("DELETE", "/api/v1/checkout-sessions", bearer, null),
                send("GET", "/api/v1/orders", Map.of("Authorization", "Bearer sk_none"), null),
                send(
                        "GET",
                        "/api/v1/orders",
                        Map.of("Accept", "image/png", "Authorization", "Bearer " + shop.secretKey),
                        null),
                send("POST", "/checkout/", Map.of(), "x"))) {
            assertThat(wrong.statusCode()).as(wrong.body()).isBetween(400, 499);
            assertSafe(wrong);
        }
    }

    @Test
    void headers_that_cannot_be_read_are_told_one_by_one() {
        var unreadable =
                Map.of("Accept", "garbage", "Content-Type", "garbage", "Authorization", "Bearer " + shop.secretKey);

        var answer = send("GET", "/api/v1/orders", unreadable, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(one(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(one(answer, "Request-Id")).isNotBlank();
        assertThat(answer.body()).contains("Accept takes media types", "Content-Type takes a media type");
    }

    @Test
    void an_error_page_of_ours_looks_as_it_should_without_anything_inline_being_allowed() {
        var answer = get("/no-such-page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<style>").doesNotContain("style=", "<script");
        assertThat(policy(answer).get("style-src")).hasSize(1).allMatch(it -> it.startsWith("'sha256-"));
    }

    @Test
    void a_cookie_authorizes_nothing_whoever_sends_it() {
        for (var name : List.of("Authorization", "access_token", "JSESSIONID", "LtpaToken2", "client_token")) {
            var cookie = Map.of(
                    "Cookie", name + "=" + shop.secretKey, "Content-Type", "application/json", "Idempotency-Key", "a");

            assertThat(send("POST", "/api/v1/checkout-sessions", cookie, WEB).statusCode())
                    .as(name)
                    .isEqualTo(401);
            assertThat(send("GET", "/api/v1/orders?access_token=" + shop.secretKey, cookie, null)
                            .statusCode())
                    .as(name)
                    .isEqualTo(401);
        }
        assertThat(shop.rows("select 1 from checkout_session where merchant_id = ?"))
                .isEmpty();
    }

    /** Looks like an origin some key is for, and is another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://shop-safe.example",
                "https://shop-safe.example:444",
                "https://shop-safe.example.evil.example",
                "https://evil-shop-safe.example",
                "https://www.shop-safe.example",
                "https://shop-safe.example/",
                "https://shop-safe.example, https://evil.example",
                "*",
                "file://"
            })
    void a_foreign_page_is_refused_and_reads_nothing(String origin) {
        var key = shop.staff("ada", "admin")
                .post(
                        "/api-keys",
                        "{\"kind\":\"publishable_key\",\"label\":\"Page\",\"origins\":[\"https://shop-safe.example\"]}");
        assertThat(key.status()).as(key.body().toString()).isEqualTo(201);
        var asks = new HashMap<>(Map.of("Origin", origin, "Access-Control-Request-Method", "POST"));
        asks.put("Access-Control-Request-Headers", "authorization, content-type");

        var asked = send("OPTIONS", "/api/v1/checkout-sessions", asks, null);
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().map())
                .as("a key of another merchant may be for every page; a cookie is for none")
                .doesNotContainKey("access-control-allow-credentials");
        assertSafe(asked);
        for (var credential : List.of(key.text("secret"), shop.secretKey)) {
            assertNotShared(send(
                    "GET",
                    "/api/v1/channels",
                    Map.of("Origin", origin, "Authorization", "Bearer " + credential, "Cookie", "a=b"),
                    null));
        }
        assertNotShared(send("GET", "/checkout/", Map.of("Origin", origin), null));
        assertThat(send(
                                "GET",
                                "/api/v1/channels",
                                Map.of("Origin", origin, "Authorization", "Bearer " + key.text("secret")),
                                null)
                        .statusCode())
                .isEqualTo(403);
    }

    private static void assertNotShared(HttpResponse<String> answer) {
        assertThat(answer.headers().map())
                .as(answer.uri().toString())
                .doesNotContainKeys(
                        "access-control-allow-origin",
                        "access-control-allow-credentials",
                        "access-control-allow-headers",
                        "access-control-allow-methods");
    }

    @Test
    void a_page_a_key_is_for_reads_answers_and_what_is_left_of_its_limits_but_never_with_cookies() {
        shop.staff("ada", "admin")
                .post(
                        "/api-keys",
                        "{\"kind\":\"publishable_key\",\"label\":\"Page\",\"origins\":[\"https://reads.example\"]}");
        var asks = Map.of("Origin", "https://reads.example", "Access-Control-Request-Method", "PATCH");

        var asked = send("OPTIONS", "/api/v1/checkout-sessions", asks, null);
        var problem = send("GET", "/api/v1/no-such-thing", Map.of("Origin", "https://reads.example"), null);

        for (var answer : List.of(asked, problem)) {
            assertThat(one(answer, "Access-Control-Allow-Origin")).isEqualTo("https://reads.example");
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
            assertThat(answer.headers().allValues("Vary")).anyMatch(it -> it.contains("Origin"));
        }
        assertThat(one(problem, "Access-Control-Expose-Headers"))
                .contains("RateLimit", "RateLimit-Policy", "Retry-After");
    }
}
