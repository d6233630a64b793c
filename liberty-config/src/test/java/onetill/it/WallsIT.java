package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what, what a stranger sees, and how a mistake is answered. */
@ExtendWith(ArquillianExtension.class)
class WallsIT {

    private static final Set<String> FOR_ANYONE = Set.of(
            "GET /api/v1/client-config",
            "GET /api/v1/order-status/{token}",
            "GET /api/v1/order-status/{token}/receipt",
            "GET /api/v1/payments/adyen/return/{merchant_id}/{attempt_id}",
            "POST /api/v1/handoff-claims",
            "POST /api/v1/register-enrollments",
            "POST /api/v1/webhooks/adyen",
            "POST /api/v1/webhooks/app-store/{merchant_id}",
            "POST /api/v1/webhooks/google-play/{merchant_id}",
            "POST /api/v1/webhooks/keypad/{connection_id}",
            "POST /api/v1/webhooks/stripe",
            "POST /api/v1/webhooks/telephony/{connection_id}",
            "POST /api/v1/webhooks/twilio-voice/{connection_id}");

    private Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @Test
    void nobody_gets_in_without_a_credential_anywhere() throws Exception {
        var document = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Application.managementDoor().resolve("/openapi?format=json"))
                                .build(),
                        BodyHandlers.ofString());
        var paths = Caller.JSON.readTree(document.body()).path("paths").fields();
        var asked = 0;
        while (paths.hasNext()) {
            var path = paths.next();
            var methods = path.getValue().fieldNames();
            while (methods.hasNext()) {
                var method = methods.next().toUpperCase(java.util.Locale.ROOT);
                if (!Set.of("GET", "POST", "PATCH", "DELETE", "PUT").contains(method)) continue;
                if (FOR_ANYONE.contains(method + " " + path.getKey())) continue;
                var real = path.getKey()
                        .replaceFirst("/api/v1", "")
                        .replaceAll("\\{channel}", "web")
                        .replaceAll("\\{[a-z_]+}", UUID.randomUUID().toString());
                var body = method.equals("GET") ? null : "{}";
                for (var caller : strangers()) {
                    var answer = caller.send(method, real, body, Map.of());
                    assertThat(answer.status()).as(method + " " + real).isEqualTo(401);
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(60);
    }

    /** Others for each call, from elsewhere: who shows many wrong credentials is soon not listened to. */
    private static Caller[] strangers() {
        var wrong = UUID.randomUUID();
        return new Caller[] {Caller.nobody(), Caller.with("sk_" + wrong), Caller.with("eyJ.wrong." + wrong)};
    }

    @Test
    void a_key_in_a_page_opens_sessions_and_nothing_more() {
        var page = Caller.with(shop.publishableKey);

        assertThat(page.post("/checkout-sessions", "{\"channel\":\"web\"}").status())
                .isEqualTo(201);
        assertThat(page.get("/checkout-sessions").status()).isEqualTo(403);
        assertThat(page.get("/orders").status()).isEqualTo(403);
        assertThat(page.post("/channels/till-1/sales", "{}").status()).isEqualTo(403);
    }

    @Test
    void what_is_not_yours_is_not_there() {
        var other = Shop.open();
        var mine = shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}");
        var id = mine.body().at("/session/id").asText();
        var neighbor = shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}");
        var path = "/checkout-sessions/" + id;

        assertThat(other.server().get(path).status()).isEqualTo(404);
        assertThat(other.server().patch(path, "{\"locale\":\"de\"}").status()).isEqualTo(404);
        assertThat(other.server().postWithoutKey(path + "/cancel", null).status())
                .isEqualTo(404);
        assertThat(shop.till().get(path).status()).isEqualTo(404);
        assertThat(Caller.with(neighbor.text("client_token")).get(path).status())
                .isEqualTo(404);
        assertThat(Caller.with(mine.text("client_token")).get(path).status()).isEqualTo(200);
    }

    @Test
    void without_a_merchant_the_database_shows_nothing_and_takes_nothing() throws SQLException {
        shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}");
        try (var connection = Shop.application();
                var statement = connection.createStatement()) {
            for (var table :
                    new String[] {"checkout_session", "event", "credential", "customer", "item", "idempotency"}) {
                var found = statement.executeQuery("select count(*) from " + table);
                found.next();
                assertThat(found.getLong(1)).as(table).isZero();
            }
            assertThatThrownBy(
                            () -> statement.execute("insert into item (merchant_id, sku, name) values ('%s', 'X', 'X')"
                                    .formatted(shop.merchantId)))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void a_query_that_forgets_the_merchant_still_sees_only_one() throws SQLException {
        Shop.open();
        try (var connection = Shop.application();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('app.merchant_id', '%s', true)".formatted(shop.merchantId));
            var found = statement.executeQuery("select count(*), count(distinct merchant_id) from item");
            found.next();

            assertThat(found.getLong(1)).isEqualTo(5);
            assertThat(found.getLong(2)).isEqualTo(1);
        }
    }

    @Test
    void what_was_posted_or_has_happened_cannot_be_changed() throws SQLException {
        try (var connection = Shop.application();
                var statement = connection.createStatement()) {
            for (var change : new String[] {
                "update ledger_entry set amount_minor = 1",
                "delete from ledger_entry",
                "delete from event",
                "update event set type = 'x'",
                "update order_line set quantity = 1"
            }) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void a_field_that_does_not_exist_is_refused_by_name() {
        var answer = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"price_minor\":1}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("/problems/malformed-request");
        assertThat(answer.text("detail")).contains("line_items[0]", "price_minor");
    }

    @Test
    void a_value_that_does_not_fit_is_named_with_what_to_do() {
        var answer = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":0}],\"buyer\":{\"email\":\"nobody\"}}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("violations").findValuesAsText("field"))
                .containsExactlyInAnyOrder("line_items[0].quantity", "buyer.email");
    }

    @Test
    void what_is_not_json_is_answered_with_the_place() {
        var answer = shop.server().post("/checkout-sessions", "{\"channel\": web}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("line 1");
    }

    @Test
    void mistakes_are_problems_everywhere_below_the_api() {
        for (var path : new String[] {"/nothing", "/checkout-sessions/not-an-id"}) {
            var answer = shop.server().get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/problem+json");
        }
        var wrongMethod = shop.server().send("DELETE", "/orders", null, Map.of());
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void a_post_without_a_key_is_told_to_bring_one() {
        var answer = shop.server().postWithoutKey("/checkout-sessions", "{\"channel\":\"web\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("type")).isEqualTo("/problems/idempotency-key-missing");
    }

    @Test
    void a_change_of_an_old_revision_is_refused_with_the_present_session() {
        var opened = shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}");
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        shop.server().patch(path, "{\"locale\":\"de\"}", 1);

        var stale = shop.server().patch(path, "{\"locale\":\"en\"}", 1);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body().at("/session/revision").asLong()).isEqualTo(2);
        assertThat(stale.body().at("/session/locale").asText()).isEqualTo("de");
    }

    @Test
    void the_callers_request_id_is_kept() {
        var answer = shop.server().send("GET", "/channels", null, Map.of("Request-Id", "my-own-id-1"));

        assertThat(answer.header("Request-Id")).isEqualTo("my-own-id-1");
    }

    @Test
    void events_arrive_within_a_moment_even_for_a_browser_that_takes_gzip() throws Exception {
        var opened = shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}");
        var id = opened.body().at("/session/id").asText();
        var request = HttpRequest.newBuilder(
                        Application.publicDoor().resolve("/api/v1/checkout-sessions/" + id + "/events"))
                .header("Authorization", "Bearer " + shop.secretKey)
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "gzip")
                .header("Last-Event-ID", "0")
                .build();
        var stream = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofInputStream());
        var zipped =
                "gzip".equals(stream.headers().firstValue("Content-Encoding").orElse(""));
        try (var body = zipped ? new java.util.zip.GZIPInputStream(stream.body()) : stream.body()) {
            // Byte by byte: a reader on top of a gzip stream waits for more than one event.
            var line = new StringBuilder();
            while (!line.toString().equals("event: session.opened")) {
                var next = body.read();
                assertThat(next).as("the stream goes on").isNotEqualTo(-1);
                if (next == '\n') line.setLength(0);
                else line.append((char) next);
            }
        }
    }
}
