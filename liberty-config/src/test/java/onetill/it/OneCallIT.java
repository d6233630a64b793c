package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** From the intent to the order in one request, for those who know everything. */
class OneCallIT extends ShopTest {

    private static final String KNOWN = """
            "line_items":[{"sku":"POT"}],"buyer":{"email":"ada@example.com"},"fulfillment":{"address":{"name":"Ada","line1":"Torstr. 1",
            "postal_code":"10119","city":"Berlin"}}""";
    private static final long TOTAL = 4900 + 490;
    private static final String VISA = ",\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";

    @Test
    void who_knows_everything_buys_in_one_request_and_once() {
        var body = body("web", KNOWN, TOTAL, VISA);
        var bought = shop.server().post("/checkout-sessions", body, "one-call");

        assertThat(bought.status()).as(bought.body().toString()).isEqualTo(201);
        assertThat(bought.body().at("/session/status").asText()).isEqualTo("completed");
        var number = bought.body().at("/session/order/number").asText();
        assertThat(number).isNotEmpty();
        var again = shop.server().post("/checkout-sessions", body, "one-call");
        assertThat(again.body().at("/session/order/number").asText()).isEqualTo(number);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void a_recognized_buyer_pays_with_what_was_kept() {
        var customer = shop.one("select customer_id from customer where merchant_id = ?");

        var bought = shop.server()
                .post(
                        "/checkout-sessions",
                        body(
                                "phone",
                                KNOWN.replace("\"email\"", "\"phone\":\"+493012345678\",\"email\"")
                                        + ",\"customer_id\":\"%s\"".formatted(customer),
                                TOTAL,
                                ",\"tender\":{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}"
                                        .formatted(shop.savedTenderId)));

        assertThat(bought.body().at("/session/status").asText())
                .as(bought.body().toString())
                .isEqualTo("completed");
    }

    @Test
    void a_till_sells_in_one_request() {
        var bought = shop.till()
                .post(
                        "/checkout-sessions",
                        body(
                                "till-1",
                                "\"line_items\":[{\"sku\":\"TEA\"}]",
                                890,
                                ",\"tender\":{\"type\":\"cash\",\"received_minor\":1000}"));

        assertThat(bought.body().at("/session/status").asText())
                .as(bought.body().toString())
                .isEqualTo("completed");
    }

    @Test
    void another_total_or_something_missing_is_told_with_the_session_which_can_still_be_completed() {
        var changed = shop.server().post("/checkout-sessions", body("web", KNOWN, 1, VISA));
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.text("type")).isEqualTo("/problems/total-changed");
        var session = changed.body().path("session");
        assertThat(session.path("total_minor").asLong()).isEqualTo(TOTAL);
        var completed = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d%s}"
                                .formatted(session.path("revision").asLong(), TOTAL, VISA));
        assertThat(completed.text("status")).isEqualTo("completed");

        var missing = shop.server()
                .post("/checkout-sessions", body("web", "\"line_items\":[{\"sku\":\"E-BOOK\"}]", 1200, VISA));
        assertThat(missing.text("type")).as(missing.body().toString()).isEqualTo("/problems/not-ready");
        assertThat(missing.body().path("asks").toString()).contains("buyer.email");
        assertThat(missing.body().at("/session/id").asText()).isNotEmpty();
    }

    /** What answers each question. */
    private static final Map<String, String> ANSWERS = Map.of(
            "buyer.email", "\"email\":\"ada@example.com\"",
            "buyer.phone", "\"phone\":\"+493012345\"",
            "buyer.age", "\"age_at_least\":18",
            "consent.terms", "\"accepted_terms\":\"https://shop.example/terms/2\"",
            "consent.digital_waiver", "\"digital_waiver\":true",
            "fulfillment.name", "\"name\":\"Ada\"",
            "fulfillment.address",
                    "\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"");

    @Test
    void each_question_is_needed() {
        gin();
        for (var each : new String[][] {
            {"web", "POT", "standard", "buyer.email fulfillment.address"},
            {"web", "POT", "pickup-mitte", "buyer.email fulfillment.name"},
            {"web", "E-BOOK", "digital", "buyer.email"},
            {"web", "GIN", "standard", "buyer.email buyer.age fulfillment.address"},
            {"app", "POT", "standard", "buyer.email fulfillment.address"},
            {"phone", "POT", "standard", "buyer.phone fulfillment.address"},
            {"phone", "POT", "pickup-mitte", "buyer.phone fulfillment.name"},
            {"till-1", "GIN", "", "buyer.age"},
            {"till-1", "POT", "standard", "fulfillment.address"},
            {"till-1", "E-BOOK", "digital", "buyer.email"},
        }) {
            needs(each[0], each[1], each[2], List.of(each[3].split(" ")));
        }
    }

    @Test
    void what_a_merchant_wants_to_be_asked_is_needed_too() {
        gin();
        for (var channel : List.of("web", "app", "phone", "till-1")) {
            var answer = want(
                    channel,
                    "{\"terms\":\"https://shop.example/terms/2\",\"phone_for_delivery\":true,\"digital_waiver\":true}");
            assertThat(answer.body().at("/asks/phone_for_delivery").asBoolean())
                    .as(answer.body().toString())
                    .isTrue();
        }
        for (var each : new String[][] {
            {"web", "POT", "standard", "buyer.phone buyer.email fulfillment.address consent.terms"},
            {"web", "POT", "pickup-mitte", "buyer.email fulfillment.name consent.terms"},
            {"app", "E-BOOK", "digital", "buyer.email consent.terms consent.digital_waiver"},
            {"phone", "GIN", "standard", "buyer.phone buyer.age fulfillment.address consent.terms"},
            {"till-1", "POT", "standard", "buyer.phone fulfillment.address"},
        }) {
            needs(each[0], each[1], each[2], List.of(each[3].split(" ")));
        }
    }

    @Test
    void terms_are_agreed_to_anew_when_they_are_others_and_a_policy_can_be_taken_back() {
        want("web", "{\"terms\":\"https://shop.example/terms/3\"}");
        var older = buy("web", "E-BOOK", "digital", 1200, List.of("buyer.email", "consent.terms"));
        assertThat(older.body().path("asks").toString()).isEqualTo("[\"consent.terms\"]");

        want("web", "{}");
        var bought = buy("web", "E-BOOK", "digital", 1200, List.of("buyer.email"));
        assertThat(bought.body().at("/session/status").asText())
                .as(bought.body().toString())
                .isEqualTo("completed");

        var wrong = shop.server().patch("/channels/web", "{\"asks\":{\"terms\":\"see our page\"}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().at("/violations/0/text").asText()).contains("https://");
    }

    private Answer want(String channel, String asks) {
        var changed = shop.server().patch("/channels/" + channel, "{\"asks\":" + asks + "}");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        return changed;
    }

    private void gin() {
        shop.server()
                .send(
                        "PUT",
                        "/catalog/items",
                        "{\"data\":[{\"sku\":\"GIN\",\"name\":\"Gin\",\"min_age\":18,\"prices\":{\"EUR\":2990}}]}",
                        Map.of());
    }

    /** With one answer left out it is not bought, for that one reason; with all of them it is. */
    private void needs(String channel, String sku, String option, List<String> needed) {
        var quote = shop.server()
                .postWithoutKey(
                        "/quotes",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"%s\"}],\"option_id\":%s,\"postal_code\":\"10119\"}"
                                .formatted(channel, sku, option.isEmpty() ? "null" : "\"" + option + "\""));
        var total = quote.body().path("total_minor").asLong();
        for (var missing : needed) {
            var others = needed.stream().filter(it -> !it.equals(missing)).toList();
            var refused = buy(channel, sku, option, total, others);
            assertThat(refused.text("type")).as(refused.body().toString()).isEqualTo("/problems/not-ready");
            assertThat(refused.body().path("asks").toString()).isEqualTo("[\"" + missing + "\"]");
        }
        var bought = buy(channel, sku, option, total, needed);
        assertThat(bought.body().at("/session/status").asText())
                .as(bought.body().toString())
                .isEqualTo("completed");
    }

    private Answer buy(String channel, String sku, String option, long total, List<String> answered) {
        var buyer = answered.stream()
                .filter(it -> !it.startsWith("fulfillment."))
                .map(ANSWERS::get)
                .toList();
        var address = answered.stream()
                .filter(it -> it.startsWith("fulfillment."))
                .map(ANSWERS::get)
                .toList();
        var chosen = option.isEmpty() ? "" : "\"option_id\":\"%s\",".formatted(option);
        return shop.server()
                .post(
                        "/checkout-sessions",
                        body(
                                channel,
                                "\"line_items\":[{\"sku\":\"%s\"}],\"buyer\":{%s},\"fulfillment\":{%s\"address\":{%s}}"
                                        .formatted(sku, String.join(",", buyer), chosen, String.join(",", address)),
                                total,
                                VISA));
    }

    @Test
    void a_bank_that_asks_leads_on_and_a_declined_card_leaves_the_session_ready() {
        var asked = shop.server()
                .post(
                        "/checkout-sessions",
                        body("web", KNOWN, TOTAL, VISA.replace("pm_card_visa", "pm_card_threeDSecure2Required")));
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
        assertThat(asked.body().at("/session/payment/action/url").asText()).isNotEmpty();
        assertThat(asked.text("client_token")).isNotEmpty();

        var declined = shop.server()
                .post(
                        "/checkout-sessions",
                        body("web", KNOWN, TOTAL, VISA.replace("pm_card_visa", "pm_card_chargeDeclined")));
        assertThat(declined.body().at("/session/status").asText())
                .as(declined.body().toString())
                .isEqualTo("ready_for_complete");
    }

    @Test
    void pages_and_halves_are_refused_before_anything_is_opened() {
        assertThat(Caller.with(shop.publishableKey)
                        .post("/checkout-sessions", body("web", KNOWN, TOTAL, VISA))
                        .status())
                .isEqualTo(403);
        assertThat(shop.server()
                        .post(
                                "/checkout-sessions",
                                "{\"channel\":\"web\",\"complete\":true,%s%s}".formatted(KNOWN, VISA))
                        .status())
                .as("no confirmed total")
                .isEqualTo(422);
        Answer half = shop.server().post("/checkout-sessions", "{\"channel\":\"web\",%s%s}".formatted(KNOWN, VISA));
        assertThat(half.status()).as("a tender without complete").isEqualTo(422);
        assertThat(sessions()).isZero();
    }

    private static String body(String channel, String known, long total, String tender) {
        return "{\"channel\":\"%s\",\"complete\":true,\"confirmed_total_minor\":%d,%s%s}"
                .formatted(channel, total, known, tender);
    }

    private long sessions() {
        return (long) shop.one("select count(*) from checkout_session where merchant_id = ?");
    }
}
