package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What buyers hear of their orders, each once, and the page behind the link. */
@Timeout(300)
class OrderStatusIT extends ShopTest {

    private static final Pattern LINK = Pattern.compile("/order-status/(os_[A-Za-z0-9_-]{32})");
    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada Lovelace\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private String email;

    @BeforeEach
    void invent() {
        email = "ada-" + UUID.randomUUID() + "@example.com";
    }

    @Test
    void a_sale_on_the_web_is_confirmed_once_with_a_link_to_how_it_is() {
        var order = shipped(2);

        var message = only(order, "placed");

        assertThat(message.subject()).contains(number(order), "Test shop");
        assertThat(message.text()).contains("2 × tea", "€22.70", "Expected:").doesNotContain("{", "Torstr");
        assertThat(token(message)).isEqualTo(token(order));
        var row = shop.rows("select status_token, status_token_hash from orders where merchant_id = ?");
        assertThat(row.get(0).get("status_token").toString())
                .startsWith("enc1:")
                .doesNotContain(token(order));
        assertThat(row.get(0).get("status_token_hash").toString()).matches("[0-9a-f]{64}");
        var notice = notices(order).get(0);
        assertThat(notice.path("kind").asText()).isEqualTo("placed");
        assertThat(notice.path("medium").asText()).isEqualTo("email");
        assertThat(notice.toString()).doesNotContain(email);
        assertThat(shop.rows("select cast(data as text) as data from event where merchant_id = ?")
                        .toString())
                .doesNotContain(token(order), email);
    }

    @Test
    void a_part_that_is_shipped_says_what_is_still_to_come_and_the_rest_that_nothing_is() {
        var order = shipped(3);
        ok(shop.server().post(part(order, 0) + "/split", "{\"lines\":[{\"line\":1,\"quantity\":2}]}"));

        ok(event(order, 0, """
                {"event":"ship","tracking":{"carrier":"DHL","number":"00340434","url":"https://carrier.example/t/00340434"}}"""));
        var first = only(order, "shipped");
        ok(event(order, 1, "{\"event\":\"ship\"}"));
        Await.until(() -> notices(order, "shipped") == 2);
        ok(event(order, 0, "{\"event\":\"deliver\"}"));

        assertThat(first.text())
                .contains("1 × tea", "DHL", "00340434", "https://carrier.example/t/00340434", "Still to come: 2 × tea");
        Await.until(() -> Outbox.to(email).stream()
                .anyMatch(it -> it.text().contains("2 × tea")
                        && it.subject().contains("on its way")
                        && !it.text().contains("Still to come")
                        && !it.text().contains("Carrier")));
        assertThat(only(order, "delivered").text()).contains("1 × tea").doesNotContain("Still to come");
    }

    @Test
    void nothing_is_said_twice_whoever_looks_and_however_often() {
        var order = shipped(1);
        only(order, "placed");
        var key = UUID.randomUUID().toString();
        var path = part(order, 0) + "/events";

        shop.server().post(path, "{\"event\":\"ship\"}", key);
        shop.server().post(path, "{\"event\":\"ship\"}", key);
        shop.server().post(path, "{\"event\":\"ship\"}");
        only(order, "shipped");
        shop.run("update notice_cursor set told_position = 0 where merchant_id = ?");
        var other = shipped(1);
        only(other, "placed");

        assertThat(notices(order, "placed")).isEqualTo(1);
        assertThat(notices(order, "shipped")).isEqualTo(1);
        assertThat(Outbox.to(email)).hasSize(3);
    }

    @Test
    void who_picks_up_gets_the_code_and_the_counter_does_not() {
        var order = bought(
                "web", 890, "{\"sku\":\"TEA\"}", "{\"option_id\":\"pickup-mitte\",\"address\":{\"name\":\"Ada\"}}");
        shop.run("update location set opening_hours = '{\"mon\":[[\"09:00\",\"18:00\"]]}' where merchant_id = ?");
        var code = ok(event(order, 0, "{\"event\":\"ready\"}")).text("collection_code");

        var message = only(order, "ready_for_pickup");

        assertThat(message.text()).contains(code, "Mitte, Torstr. 1, 10119 Berlin", "Mon 9:00");
        var status = page(order);
        assertThat(status.at("/fulfillments/0/pickup_code").asText()).isEqualTo(code);
        assertThat(status.at("/fulfillments/0/place/city").asText()).isEqualTo("Berlin");
        assertThat(status.path("next").asText()).isEqualTo("collect");
        assertThat(shop.staff("cara")
                        .get("/orders/" + order)
                        .body()
                        .path("status_url")
                        .isNull())
                .as("who hands it out hears the code from the buyer")
                .isTrue();
        assertThat(shop.staff("alex").get("/orders/" + order).text("status_url"))
                .contains(token(order));
        assertThat(shop.staff("cara")
                        .post("/orders/" + order + "/notices", "{\"medium\":\"email\",\"to\":\"cara@example.com\"}")
                        .status())
                .isEqualTo(403);

        ok(event(order, 0, "{\"event\":\"collect\",\"code\":\"%s\"}".formatted(code)));

        only(order, "collected");
        assertThat(page(order).at("/fulfillments/0/pickup_code").isNull()).isTrue();
        assertThat(page(order).path("next").asText()).isEqualTo("nothing");
    }

    @Test
    void money_and_goods_that_go_back_are_told_of() {
        var order = shipped(2);
        ok(event(order, 0, "{\"event\":\"ship\"}"));
        only(order, "shipped");

        ok(shop.server()
                .post(
                        "/orders/" + order + "/returns",
                        "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"never to be shown\"}"));

        assertThat(only(order, "refunded").text()).contains("€8.90", "Visa •••• 4242");
        assertThat(only(order, "returned").text()).contains("1 × tea");
        var status = page(order);
        assertThat(status.at("/refunds/0/amount_minor").asLong()).isEqualTo(890);
        assertThat(status.at("/returns/0/lines/0/quantity").asLong()).isEqualTo(1);
        assertThat(status.toString()).doesNotContain("never to be shown");
    }

    @Test
    void an_order_that_is_let_go_is_canceled_in_one_message() {
        var order = bought("reserve", 890 * 2 + 490, "{\"sku\":\"TEA\",\"quantity\":2}", ADDRESS);
        ok(shop.server().post(part(order, 0) + "/split", "{\"lines\":[{\"line\":1,\"quantity\":1}]}"));

        ok(shop.server().post("/orders/" + order + "/void", "{\"reason\":\"sold out\"}"));

        assertThat(only(order, "canceled").text()).contains("2 × tea");
        awaitAnother();
        assertThat(notices(order, "canceled")).isEqualTo(1);
        assertThat(html(order).body()).contains("nothing was charged");
    }

    @Test
    void the_page_is_in_the_language_of_the_sale_and_says_nothing_of_who_the_buyer_is() throws Exception {
        var english = shipped(1);
        shop.run("update channel set locale = 'de' where merchant_id = ?");
        shop.run("update item set name = '<script>tea</script>' where merchant_id = ? and sku = 'TEA'");
        var german = shipped(1);

        var page = html(german);

        assertThat(html(english).body())
                .contains("<html lang=\"en\">", "Order " + number(english), "By parcel: Is being prepared", "€13.80");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body())
                .contains("<html lang=\"de\">", "Bestellung " + number(german), "Als Paket: Wird vorbereitet", "13,80")
                .contains("&lt;script&gt;tea", "Beleg anzeigen", "noindex")
                .doesNotContain("<script", email, "Lovelace", "Torstr", "src=");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        var style = page.body().replaceFirst("(?s).*<style>(.*)</style>.*", "$1");
        var hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains(
                        "default-src 'none'",
                        "style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
        assertThat(page(german).toString()).doesNotContain(email, "Lovelace", "Torstr");
        assertThat(Caller.text("/order-status/" + token(german) + "/receipt", "", "text/html")
                        .body())
                .contains("<html lang=\"de\">", "size:80mm", number(german))
                .doesNotContain(email);
        assertThat(only(german, "placed").text()).contains("Vielen Dank", "<script>tea</script>");
    }

    @Test
    void a_link_that_leads_nowhere_says_no_more_than_that() {
        var order = shipped(1);
        var token = token(order);
        var wrong = (token.endsWith("A") ? "B" : "A") + token.substring(1);

        var problem = Caller.nobody().get("/order-status/" + wrong);
        var page = Caller.text("/order-status/" + wrong, "", BROWSER);

        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.text("type")).isEqualTo("/problems/not-found");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("This page is not there").doesNotContain("Test shop");
        assertThat(Caller.nobody().get("/order-status/" + wrong + "/receipt").status())
                .isEqualTo(404);
        assertThat(Shop.open().server().get("/order-status/" + token).status())
                .as("another merchant's server has no use for it")
                .isEqualTo(404);
        assertThat(Shop.open().server().get("/orders/" + order + "/notices").status())
                .isEqualTo(404);
        assertThat(Caller.nobody().get("/order-status/" + token).status()).isEqualTo(200);
        shop.run("update orders set placed_at = placed_at - interval '366 days' where merchant_id = ?");
        assertThat(Caller.nobody().get("/order-status/" + token).status())
                .as("too old")
                .isEqualTo(404);
    }

    @Test
    void links_are_not_found_by_trying() {
        var token = token(shipped(1));
        var guesser = Caller.nobody();
        var statuses = new ArrayList<Integer>();

        for (var i = 0; i < 400 && !statuses.contains(429); i++) {
            statuses.add(guesser.get("/order-status/os_%032d".formatted(i)).status());
        }

        assertThat(statuses).startsWith(404).endsWith(429);
        assertThat(Caller.nobody().get("/order-status/" + token).status()).isEqualTo(200);
    }

    @Test
    void the_link_is_sent_again_and_an_order_from_before_is_given_one() {
        var order = shipped(1);
        only(order, "placed");
        shop.run("update orders set status_token = null, status_token_hash = null where merchant_id = ?");
        assertThat(shop.server()
                        .get("/orders/" + order)
                        .body()
                        .path("status_url")
                        .isNull())
                .isTrue();
        var elsewhere = "elsewhere-" + UUID.randomUUID() + "@example.com";
        var key = UUID.randomUUID().toString();
        var body = "{\"medium\":\"email\",\"to\":\"%s\"}".formatted(elsewhere);

        var sent = shop.staff("alex").post("/orders/" + order + "/notices", body, key);
        var repeated = shop.staff("alex").post("/orders/" + order + "/notices", body, key);

        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
        assertThat(sent.text("written_by")).isEqualTo("staff:alex");
        assertThat(repeated.body()).isEqualTo(sent.body());
        Await.until(() -> !Outbox.to(elsewhere).isEmpty());
        assertThat(Outbox.to(elsewhere)).hasSize(1);
        assertThat(token(Outbox.to(elsewhere).get(0))).isEqualTo(token(order));
        var entry = shop.server().get("/audit-entries?action=send_order_notice").body();
        assertThat(entry.path("data")).hasSize(1);
        assertThat(entry.toString()).doesNotContain("@example.com");
        for (var wrong : List.of(
                "{}",
                "{\"medium\":\"fax\"}",
                "{\"medium\":\"email\",\"to\":\"nowhere\"}",
                "{\"medium\":\"email\",\"to\":\"+493012345\"}",
                "{\"medium\":\"sms\",\"to\":\"ada@example.com\"}")) {
            assertThat(shop.server()
                            .post("/orders/" + order + "/notices", wrong)
                            .status())
                    .as(wrong)
                    .isBetween(400, 422);
        }
    }

    @Test
    void a_channel_says_what_is_told_and_how() {
        var usual = shop.server().get("/channels/web/notice-policy");
        assertThat(usual.text("placed")).isEqualTo("either");
        assertThat(shop.server().get("/channels/till-1/notice-policy").text("placed"))
                .isEqualTo("none");
        assertThat(put("/channels/web/notice-policy", "{\"placed\":\"none\",\"shipped\":\"both\"}")
                        .text("delivered"))
                .isEqualTo("either");
        var order = shipped(1);
        ok(event(order, 0, "{\"event\":\"ship\"}"));

        Await.until(() -> notices(order, "shipped") == 2);

        assertThat(notices(order, "placed")).isZero();
        assertThat(Outbox.to(phone()).stream().map(Outbox.Message::text))
                .anyMatch(it -> it.contains(number(order)) && it.contains("on its way"));
        assertThat(put("/channels/web/notice-policy", "{\"placed\":\"pigeon\"}").status())
                .isEqualTo(400);
        assertThat(put("/channels/nowhere/notice-policy", "{}").status()).isEqualTo(404);
        var till = sold();
        awaitAnother();
        assertThat(notices(till, "placed")).isZero();
    }

    @Test
    void a_merchant_says_it_in_other_words_and_unknown_placeholders_are_refused() {
        var mine = """
                {"data":[{"kind":"placed","locale":"en","medium":"email","subject":"Hey %s","text":"Yours: {order_number}\\nAt: {place}\\n{status_url}"}]}""";
        var refused = put("/notice-templates", mine.formatted("{buyer_name}"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("{buyer_name}", "{order_number}", "{status_url}");
        assertThat(shop.server().get("/notice-templates").body().path("data")).isEmpty();

        assertThat(put("/notice-templates", mine.formatted("{merchant}")).status())
                .isEqualTo(200);
        var order = shipped(1);
        var message = only(order, "placed");

        assertThat(message.subject()).isEqualTo("Hey Test shop");
        assertThat(message.text()).startsWith("Yours: " + number(order)).doesNotContain("At:");
        var neighbor = Shop.open();
        assertThat(neighbor.server().get("/notice-templates").body().path("data"))
                .isEmpty();
        var preview = shop.server()
                .post(
                        "/notice-templates/previews",
                        "{\"kind\":\"shipped\",\"locale\":\"de\",\"medium\":\"sms\",\"text\":\"{carrier}: {lines}\"}");
        assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
        assertThat(preview.text("text")).contains("DHL", "Earl Grey");
        assertThat(preview.body().path("subject").isNull()).isTrue();
        var builtIn = shop.server().get("/notice-templates/built-in").body().path("data");
        assertThat(builtIn).hasSize(11 * 2 * 2);
        assertThat(builtIn.at("/0/placeholders").toString()).contains("status_url");
    }

    private String phone() {
        return "+4930%07d".formatted(Math.abs(email.hashCode() % 10_000_000));
    }

    private String shipped(long quantity) {
        return bought("web", 890 * quantity + 490, "{\"sku\":\"TEA\",\"quantity\":%d}".formatted(quantity), ADDRESS);
    }

    /** @return the id of the order */
    private String bought(String channel, long total, String items, String fulfillment) {
        var sale = ok(shop.server()
                .post("/checkout-sessions", """
                {"channel":"%s","complete":true,"confirmed_total_minor":%d,"line_items":[%s],
                 "tender":{"type":"card","payment_method":"pm_card_visa"},
                 "buyer":{"email":"%s","phone":"%s"},"fulfillment":%s}""".formatted(channel, total, items, email, phone(), fulfillment)));
        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("completed");
        return sale.body().at("/session/order/id").asText();
    }

    private String sold() {
        return ok(shop.till().post("/channels/till-1/sales", """
                        {"line_items":[{"sku":"TEA"}],"tender":{"type":"cash","received_minor":1000}}"""))
                .body()
                .at("/session/order/id")
                .asText();
    }

    /** So long that what was there before would have been told. */
    private void awaitAnother() {
        var own = email;
        email = "other-" + UUID.randomUUID() + "@example.com";
        put("/channels/web/notice-policy", "{}");
        only(shipped(1), "placed");
        email = own;
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private Answer put(String path, String body) {
        return shop.server().send("PUT", path, body, Map.of());
    }

    private String part(String order, int at) {
        var path = "/orders/" + order + "/fulfillments";
        return path + "/"
                + shop.server().get(path).body().at("/data/%d/id".formatted(at)).asText();
    }

    private Answer event(String order, int at, String body) {
        return shop.server().post(part(order, at) + "/events", body);
    }

    private JsonNode notices(String order) {
        return shop.server().get("/orders/" + order + "/notices").body().path("data");
    }

    private long notices(String order, String kind) {
        return notices(order).findValuesAsText("kind").stream()
                .filter(kind::equals)
                .count();
    }

    /** The one message of this kind, once it was sent. */
    private Outbox.Message only(String order, String kind) {
        Await.until(() -> notices(order, kind) > 0);
        assertThat(notices(order, kind)).isEqualTo(1);
        var number = number(order);
        var words = Map.of(
                        "placed", "(?i).*(your order|ihre bestellung).*",
                        "shipped", ".*on its way.*",
                        "delivered", ".*was delivered.*",
                        "ready_for_pickup", ".*is ready for you.*",
                        "collected", ".*was picked up.*",
                        "canceled", ".*canceled.*",
                        "refunded", ".*for you.*",
                        "returned", ".*sent back.*")
                .get(kind);
        Await.until(() -> Outbox.to(email).stream().anyMatch(it -> isIt(it, number, words)));
        return Outbox.to(email).stream()
                .filter(it -> isIt(it, number, words))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isIt(Outbox.Message message, String number, String words) {
        return message.text().contains(number) && message.subject().matches(words)
                || message.subject().startsWith("Hey") && message.text().contains(number);
    }

    private String number(String order) {
        return shop.server().get("/orders/" + order).text("number");
    }

    private static String token(Outbox.Message message) {
        var link = LINK.matcher(message.text());
        assertThat(link.find()).as(message.text()).isTrue();
        return link.group(1);
    }

    private String token(String order) {
        var url = shop.server().get("/orders/" + order).text("status_url");
        var path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private JsonNode page(String order) {
        return ok(Caller.nobody().get("/order-status/" + token(order))).body();
    }

    private HttpResponse<String> html(String order) {
        return Caller.text("/order-status/" + token(order), "", BROWSER);
    }
}
