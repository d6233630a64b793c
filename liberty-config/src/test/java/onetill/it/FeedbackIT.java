package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One question after a purchase, answered once; and the one time a buyer is invited to a review. */
class FeedbackIT extends ShopTest {

    private static final String HOME =
            "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    /** An order, and the device of whoever bought it. */
    private record Bought(String session, String order, Caller device) {

        String feedback() {
            return order + "/feedback";
        }

        String id() {
            return order.substring("/orders/".length());
        }
    }

    private Bought bought(String... consents) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}],\"buyer\":{\"email\":\"ada@example.com\"},"
                                + HOME + "}");
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        for (var purpose : consents) {
            shop.server().post(path + "/consents", "{\"purpose\":\"%s\",\"text\":\"Yes\"}".formatted(purpose));
        }
        var session = shop.server().get(path).body();
        var paid = shop.server()
                .post(
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return new Bought(
                path, "/orders/" + paid.body().at("/order/id").asText(), Caller.with(opened.text("client_token")));
    }

    @Test
    void whoever_has_the_order_is_asked_and_answers_once() {
        var bought = bought();

        var asked = bought.device().get(bought.feedback());
        var given =
                bought.device().post(bought.feedback(), "{\"score\":2,\"text\":\"I had to type my address twice\"}");
        var again = bought.device().post(bought.feedback(), "{\"score\":5}");

        assertThat(asked.body().path("asks").asBoolean())
                .as(asked.body().toString())
                .isTrue();
        assertThat(asked.text("question")).isEqualTo("How easy was it to buy?");
        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("type")).endsWith("feedback-given");
        var seen = shop.staff("max").get(bought.feedback()).body();
        assertThat(seen.path("score").asInt()).isEqualTo(2);
        assertThat(seen.path("text").asText()).isEqualTo("I had to type my address twice");
        assertThat(seen.path("asks").asBoolean()).isFalse();
        assertThat(String.valueOf(shop.one("select text from feedback where merchant_id = ?")))
                .startsWith("enc1:");
    }

    @Test
    void the_event_has_the_score_alone() {
        var bought = bought();

        bought.device().post(bought.feedback(), "{\"score\":4,\"text\":\"quick\"}");

        var event = shop.rows(
                        "select cast(data as text) as data, channel_id from event where merchant_id = ? and type = 'feedback.given'")
                .get(0);
        assertThat(event.get("channel_id")).isEqualTo("web");
        assertThat(event.get("data").toString())
                .contains("\"score\"", bought.id(), bought.session().replaceFirst(".*/", ""))
                .doesNotContain("quick");
    }

    @Test
    void nobody_else_is_asked_and_what_does_not_fit_is_refused() {
        var bought = bought();
        var other = bought();

        assertThat(other.device().get(bought.feedback()).status()).isEqualTo(404);
        assertThat(other.device().post(bought.feedback(), "{\"score\":1}").status())
                .isEqualTo(404);
        assertThat(Shop.open().server().get(bought.feedback()).status()).isEqualTo(404);
        assertThat(shop.staff("cara").get(bought.feedback()).status()).isEqualTo(403);
        for (var wrong : List.of("{\"score\":0}", "{\"score\":6}", "{}", "{\"score\":\"good\"}")) {
            assertThat(bought.device().post(bought.feedback(), wrong).status())
                    .as(wrong)
                    .isBetween(400, 422);
        }
        var card = bought.device()
                .post(bought.feedback(), "{\"score\":1,\"text\":\"my card 4242 4242 4242 4242 did not work\"}");
        assertThat(card.text("type")).endsWith("card-number-not-allowed");
        assertThat(shop.rows("select 1 from feedback where merchant_id = ?")).isEmpty();
    }

    @Test
    void a_channel_asks_its_own_question_in_the_buyers_language_or_none() {
        var bought = bought();
        var policy = "/channels/web/feedback-policy";
        shop.run("update checkout_session set locale = 'de' where merchant_id = ?");
        assertThat(bought.device().get(bought.feedback()).text("question")).isEqualTo("Wie einfach war der Einkauf?");

        assertThat(put(policy, "{\"question\":\"Did you find all you need?\"}").status())
                .isEqualTo(200);
        assertThat(bought.device().get(bought.feedback()).text("question")).isEqualTo("Did you find all you need?");

        assertThat(put(policy, "{\"asks\":false}").status()).isEqualTo(200);
        assertThat(bought.device().get(bought.feedback()).body().path("asks").asBoolean())
                .isFalse();
        var refused = bought.device().post(bought.feedback(), "{\"score\":1}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).endsWith("feedback-not-asked");
        assertThat(put("/channels/nowhere/feedback-policy", "{}").status()).isEqualTo(404);
        assertThat(shop.server().get(policy).body().path("asks").asBoolean()).isFalse();
    }

    private Caller.Answer put(String path, String json) {
        return shop.server().send("PUT", path, json, Map.of());
    }

    @Test
    void is_reported_by_channel_and_week_without_words() {
        for (var score : List.of(1, 5, 5)) {
            var bought = bought();
            bought.device().post(bought.feedback(), "{\"score\":%d,\"text\":\"words\"}".formatted(score));
        }

        var report = shop.staff("ana", "analyst").get("/reports/feedback");
        var csv = Caller.text("/reports/feedback", shop.secretKey, "text/csv");

        assertThat(report.status()).as(report.body().toString()).isEqualTo(200);
        assertThat(report.body().path("count").asLong()).isEqualTo(3);
        assertThat(report.body().path("average").asDouble()).isEqualTo(3.67);
        assertThat(report.body().at("/data/0/channel_id").asText()).isEqualTo("web");
        assertThat(report.body().at("/data/0/scores").toString()).isEqualTo("[1,0,0,0,2]");
        assertThat(csv.body())
                .startsWith("channel_id,week,count,average,score_1")
                .contains("web,", ",3,3.67,1,0,0,0,2")
                .doesNotContain("words");
        var list = shop.staff("max").get("/feedback?limit=2").body();
        assertThat(list.path("data")).hasSize(2);
        var rest = shop.staff("max")
                .get("/feedback?cursor=" + list.path("next_cursor").asText())
                .body();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.at("/data/0/score").asInt()).isEqualTo(1);
        assertThat(shop.staff("ana", "analyst").get("/feedback").status()).isEqualTo(403);
    }

    @Test
    void who_agreed_is_invited_to_a_review_once_and_never_after_a_refund() {
        var before = bought("review");
        put("/channels/web/feedback-policy", "{\"review_after_seconds\":86400}");
        var agreed = bought("review");
        var silent = bought();
        var refunded = bought("review");
        shop.server().post(refunded.order() + "/refunds", "{\"amount_minor\":100,\"reason\":\"damaged\"}");
        var back = bought("review");
        var consent = shop.server()
                .get(back.session() + "/consents")
                .body()
                .at("/data/0/id")
                .asText();
        assertThat(back.device()
                        .send("DELETE", back.session() + "/consents/" + consent, null, Map.of())
                        .status())
                .as("taken back after the purchase")
                .isEqualTo(200);
        assertThat(shop.rows("select 1 from review_invitation where merchant_id = ?"))
                .as("a day has not passed")
                .isEmpty();

        // A day later, as the server sees it; who bought before invitations were switched on bought before that day,
        // too.
        shop.run("update feedback_policy set review_since = review_since - interval '2 days' where merchant_id = ?");
        shop.run("update orders set placed_at = placed_at - interval '2 days' where merchant_id = ?");
        Await.until(() -> shop.rows("select 1 from review_invitation where merchant_id = ?")
                        .size()
                == 4);

        assertThat(outcome(agreed)).isEqualTo("invited");
        assertThat(outcome(silent)).isEqualTo("no_consent");
        assertThat(outcome(back)).isEqualTo("no_consent");
        assertThat(outcome(refunded)).isEqualTo("money_went_back");
        assertThat(shop.rows(
                        "select 1 from review_invitation where merchant_id = ? and order_id = '" + before.id() + "'"))
                .isEmpty();
        var events = shop.rows(
                "select cast(data as text) as data from event where merchant_id = ? and type = 'review.invited'");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("data").toString()).contains(agreed.id()).doesNotContain("ada@");
    }

    private Object outcome(Bought bought) {
        return shop.one(
                "select outcome from review_invitation where merchant_id = ? and order_id = '" + bought.id() + "'");
    }

    @Test
    void the_words_of_who_is_erased_go_and_the_score_stays() {
        var bought = bought("review", "analytics");
        bought.device().post(bought.feedback(), "{\"score\":3,\"text\":\"my name is Ada\"}");
        var customer = UUID.randomUUID();
        shop.run("insert into customer (merchant_id, customer_id, name) values (?, '" + customer + "', 'Ada')");
        shop.run("update checkout_session set customer_id = '" + customer + "' where merchant_id = ?");
        var path = "/customers/" + customer + "/personal-data";
        var all = shop.server().get(path).body();
        assertThat(all.at("/feedback/0/text").asText()).as(all.toString()).isEqualTo("my name is Ada");
        assertThat(all.path("session_consents")).hasSize(2);

        var erased = shop.server().postWithoutKey(path + "/erase", null);

        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
        assertThat(shop.rows("select score, text from feedback where merchant_id = ?")
                        .get(0))
                .containsEntry("score", 3)
                .containsEntry("text", null);
        assertThat(shop.rows("select 1 from session_consent where merchant_id = ?"))
                .isEmpty();
    }

    @Test
    void words_are_forgotten_after_a_year() {
        var bought = bought();
        bought.device().post(bought.feedback(), "{\"score\":3,\"text\":\"long ago\"}");

        shop.run("update feedback set given_at = given_at - interval '400 days' where merchant_id = ?");

        Await.until(() -> shop.one("select text from feedback where merchant_id = ?") == null);
        assertThat(shop.one("select score from feedback where merchant_id = ?")).isEqualTo(3);
    }
}
