package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import onetill.it.Caller.Answer;
import onetill.launch.SecondNode;
import org.junit.jupiter.api.Test;

/** What pages tell of their fields: counted together, never what was typed, and gone first when there is no room. */
class ClientHintsIT extends ShopTest {

    private static final String FOCUSED = "{\"field\":\"buyer.email\",\"kind\":\"focused\"}";
    private static final String MARKER = "zebra.marker@example.com";

    /** A session, and the page of its buyer. */
    private record Page(String hints, Caller caller) {

        Answer tell(String... hints) {
            return caller.postWithoutKey(this.hints, "{\"hints\":[" + String.join(",", hints) + "]}");
        }
    }

    private Page page(String channel) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":1}]}".formatted(channel));
        var id = opened.body().at("/session/id").asText();
        return new Page("/checkout-sessions/" + id + "/client-hints", Caller.with(opened.text("client_token")));
    }

    private long counted() {
        return ((Number) shop.one("select coalesce(sum(n), 0) from client_hint_count where merchant_id = ?"))
                .longValue();
    }

    private static long dropped(String reason) {
        try {
            var metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(Application.managementDoor().resolve("/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return Pattern.compile(
                            "^client_hints_dropped_total\\{[^}]*reason=\"" + reason + "\"[^}]*} ([0-9.E+]+)$",
                            Pattern.MULTILINE)
                    .matcher(metrics)
                    .results()
                    .mapToLong(it -> (long) Double.parseDouble(it.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_pages_tell_becomes_a_table_of_fields_the_worst_first() {
        var web = page("web");
        var told = web.tell(
                "{\"field\":\"buyer.email\",\"kind\":\"focused\",\"count\":2}",
                "{\"field\":\"buyer.email\",\"kind\":\"filled\",\"milliseconds\":3400}",
                "{\"field\":\"fulfillment.address.postal_code\",\"kind\":\"focused\",\"count\":2}",
                "{\"field\":\"fulfillment.address.postal_code\",\"kind\":\"error_shown\",\"problem\":\"missing\"}",
                "{\"field\":\"fulfillment.address.postal_code\",\"kind\":\"left_empty\"}",
                "{\"field\":\"payment.tender\",\"kind\":\"rage_clicked\"}",
                "{\"field\":\"payment.tender\",\"kind\":\"hesitated\"}");
        page("web").tell(FOCUSED, "{\"field\":\"buyer.email\",\"kind\":\"filled\"}");
        page("app").tell(FOCUSED);
        shop.server().postWithoutKey(web.hints(), "{\"hints\":[" + FOCUSED + "]}");

        assertThat(told.status()).as(told.body().toString()).isEqualTo(202);
        assertThat(told.http().body()).isEmpty();
        Await.until(() -> counted() == 13);
        var report = shop.staff("ana", "analyst").get("/reports/fields?channel=web");
        assertThat(report.status()).as(report.body().toString()).isEqualTo(200);
        var rows = report.body().path("data");
        assertThat(rows.findValuesAsText("field"))
                .containsExactly("fulfillment.address.postal_code", "payment.tender", "buyer.email");
        var code = rows.get(0);
        assertThat(code.path("step").asText()).isEqualTo("delivery");
        assertThat(code.path("missing").asLong()).isEqualTo(1);
        assertThat(code.path("error_share").asDouble()).isEqualTo(0.5);
        assertThat(code.path("score").asDouble()).isEqualTo(16.0);
        assertThat(code.path("p50_ms").isNull()).isTrue();
        var email = rows.get(2);
        assertThat(email.path("focused").asLong()).isEqualTo(4);
        assertThat(email.path("filled").asLong()).isEqualTo(2);
        assertThat(email.path("p50_ms").asLong()).isBetween(3_247L, 3_553L);
        var csv = Caller.text("/reports/fields", shop.secretKey, "text/csv");
        assertThat(csv.body())
                .startsWith("channel_id,field,step,focused,filled,errors")
                .contains("app,buyer.email,contact,1,0,0");
        assertThat(shop.server()
                        .get("/reports/fields?from=2026-01-01&to=2026-01-02")
                        .body()
                        .path("data"))
                .isEmpty();
        assertThat(shop.staff("cara").get("/reports/fields").status()).isEqualTo(403);
    }

    @Test
    void there_is_no_place_for_what_was_typed() {
        var page = page("web");
        for (var wrong : List.of(
                "{\"field\":\"buyer.email\",\"kind\":\"filled\",\"value\":\"" + MARKER + "\"}",
                "{\"field\":\"buyer.email\",\"kind\":\"" + MARKER + "\"}",
                "{\"field\":\"buyer.email\",\"kind\":\"error_shown\",\"problem\":\"" + MARKER + "\"}",
                "{\"field\":\"buyer.email\",\"kind\":\"filled\",\"milliseconds\":\"" + MARKER + "\"}")) {
            assertThat(page.tell(wrong).status()).as(wrong).isEqualTo(400);
        }
        var asField = page.tell(FOCUSED, "{\"field\":\"" + MARKER + "\",\"kind\":\"focused\"}");
        assertThat(asField.status()).isEqualTo(422);
        assertThat(asField.text("field")).isEqualTo("hints[1].field");
        assertThat(asField.body().toString()).doesNotContain("zebra");
        assertThat(page.tell().status()).as("none").isEqualTo(422);
        assertThat(page.tell(IntStream.range(0, 51).mapToObj(i -> FOCUSED).toArray(String[]::new))
                        .status())
                .as("too many at once")
                .isEqualTo(422);

        page.tell("{\"field\":\"buyer.phone\",\"kind\":\"focused\"}");

        Await.until(() -> counted() > 0);
        assertThat(shop.rows("select field, n from client_hint_count where merchant_id = ?"))
                .as("of what was refused nothing was counted")
                .containsExactly(Map.of("field", "buyer.phone", "n", 1L));
        assertThat(shop
                        .rows(
                                "select column_name from information_schema.columns where table_name = 'client_hint_count'"
                                        + " and cast(? as uuid) is not null")
                        .stream()
                        .map(it -> it.get("column_name"))
                        .collect(Collectors.toSet()))
                .doesNotContain("session_id", "customer_id");
    }

    @Test
    void only_the_page_of_the_session_and_the_merchants_server_may_tell() {
        var page = page("web");
        var other = page("web");
        var batch = "{\"hints\":[" + FOCUSED + "]}";

        assertThat(other.caller().postWithoutKey(page.hints(), batch).status()).isEqualTo(404);
        assertThat(Caller.nobody().postWithoutKey(page.hints(), batch).status()).isEqualTo(401);
        assertThat(Caller.with(shop.publishableKey)
                        .postWithoutKey(page.hints(), batch)
                        .status())
                .isEqualTo(403);
        assertThat(shop.staff("ada").postWithoutKey(page.hints(), batch).status())
                .isEqualTo(403);
        var stranger = Shop.open();
        assertThat(stranger.server().postWithoutKey(page.hints(), batch).status())
                .as("whose it is, is found out when it is written")
                .isEqualTo(202);
        page.tell("{\"field\":\"buyer.phone\",\"kind\":\"focused\"}");

        Await.until(() -> counted() == 1);
        assertThat(shop.one("select field from client_hint_count where merchant_id = ?"))
                .isEqualTo("buyer.phone");
        assertThat(stranger.rows("select 1 from client_hint_count where merchant_id = ?"))
                .isEmpty();
        stranger.close();
    }

    @Test
    void a_page_of_another_origin_may_tell() {
        var page = page("web");
        var origin = Map.of("Origin", "https://shop.example");

        var told = page.caller().send("POST", page.hints(), "{\"hints\":[" + FOCUSED + "]}", origin);

        assertThat(told.status()).isEqualTo(202);
        assertThat(told.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        Await.until(() -> counted() == 1);
    }

    @Test
    void who_does_not_want_to_be_watched_is_not() {
        var page = page("web");
        var before = dropped("opted_out");
        var batch = "{\"hints\":[" + FOCUSED + "]}";

        for (var header : List.of("Sec-GPC", "DNT")) {
            assertThat(page.caller()
                            .send("POST", page.hints(), batch, Map.of(header, "1"))
                            .status())
                    .isEqualTo(202);
        }
        page.tell("{\"field\":\"buyer.phone\",\"kind\":\"focused\"}");

        Await.until(() -> counted() > 0);
        assertThat(shop.rows("select field, n from client_hint_count where merchant_id = ?"))
                .containsExactly(Map.of("field", "buyer.phone", "n", 1L));
        assertThat(dropped("opted_out") - before).isEqualTo(2);
    }

    @Test
    void who_tells_more_than_their_share_is_answered_as_before_and_not_counted() {
        var page = page("web");
        var before = dropped("session_share");
        var many = IntStream.range(0, 50).mapToObj(i -> FOCUSED).toArray(String[]::new);

        for (var batch = 0; batch < 20; batch++) {
            assertThat(page.tell(many).status()).isEqualTo(202);
        }

        var dropped = dropped("session_share") - before;
        assertThat(dropped).isBetween(50L, 900L);
        Await.until(() -> counted() == 1_000 - dropped);
    }

    @Test
    void a_table_that_is_stuck_holds_up_nobody() throws Exception {
        var page = page("web");
        try (var owner = Shop.owner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table client_hint_count in access exclusive mode");

            assertThat(page.tell(FOCUSED).status()).isEqualTo(202);

            owner.rollback();
        }
        Await.until(() -> counted() == 1);
    }

    @Test
    void a_node_with_too_much_to_do_drops_them_unread() throws Exception {
        var page = page("web");
        try (var busy = SecondNode.start(Map.of("LIMIT_BUSY_ABOVE", "0.000001", "CLIENT_HINTS_INTERVAL", "PT0.1S"))) {
            var unknown = Caller.with("ct_unknown").at(busy.publicDoor());
            Await.until(() -> unknown.postWithoutKey(page.hints(), "neither read nor asked who it is")
                            .status()
                    == 202);
            assertThat(unknown.get("/checkout-sessions/current").status())
                    .as("all else goes on")
                    .isEqualTo(401);
        }
        assertThat(counted()).isZero();
    }
}
