package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Races, replays, refunds and prices that move: the money is right after each of them. */
class MoneyIT extends ShopTest {

    private static final String LIFE =
            "select status, revision, updated_at, expires_at from checkout_session where merchant_id = ?";
    private static final String ESCALATED =
            "select count(*) from event where merchant_id = ? and type = 'session.escalated'";
    private static final int RACERS = 12;
    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    @Test
    void of_twelve_parallel_payments_one_begins_and_eleven_wait() throws Exception {
        var opened = shop.till()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\"}]}")
                .body()
                .path("session");
        var path = "/checkout-sessions/" + opened.path("id").asText();

        var answers = Race.of(
                RACERS, i -> shop.till().post(path + "/complete", submission(1, 890, "{\"type\":\"card_present\"}")));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(it -> it.status() == 409)
                .hasSize(RACERS - 1)
                .allMatch(it -> !it.header("Retry-After").isEmpty());
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(1L);
        shop.till().postWithoutKey(path + "/payment/withdraw", null);
    }

    @Test
    void twelve_parallel_payments_by_card_charge_once_and_tell_of_one_order() throws Exception {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id") + "/complete";

        var answers = Race.of(RACERS, i -> shop.server().post(path, submission(session, visa())));

        assertThat(answers).allMatch(it -> it.status() == 200 || it.status() == 409);
        assertThat(answers)
                .filteredOn(it -> it.status() == 200)
                .isNotEmpty()
                .allMatch(it -> it.body()
                        .at("/order/id")
                        .equals(answers.stream()
                                .filter(other -> other.status() == 200)
                                .findFirst()
                                .orElseThrow()
                                .body()
                                .at("/order/id")));
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ? and state = 'captured'"))
                .isEqualTo(1L);
    }

    @Test
    void twelve_times_the_same_request_at_once_is_one_payment() throws Exception {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id") + "/complete";

        var answers = Race.of(RACERS, i -> shop.server().post(path, submission(session, visa()), "one-key"));

        assertThat(answers).allMatch(it -> it.status() == 200 || it.status() == 409);
        assertThat(answers).filteredOn(it -> it.status() == 200).isNotEmpty();
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void another_key_after_the_payment_is_told_of_the_same_order() {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id") + "/complete";
        var paid = shop.server().post(path, submission(session, visa()));

        var again = shop.server().post(path, submission(session, visa()));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/order/id")).isEqualTo(paid.body().at("/order/id"));
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void a_price_that_moved_is_shown_and_asked_again_and_nothing_is_charged() {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id") + "/complete";
        shop.run("update item_price set amount_minor = 990 where merchant_id = ? and sku = 'TEA'");

        var refused = shop.server().post(path, submission(session, visa()));
        var now = refused.body().path("session");
        var paid = shop.server()
                .post(
                        path,
                        submission(
                                now.path("revision").asLong(),
                                now.path("total_minor").asLong(),
                                visa()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/total-changed");
        assertThat(now.path("total_minor").asLong())
                .isEqualTo(session.body().path("total_minor").asLong() + 100);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }

    @Test
    void the_last_piece_is_sold_once_and_nobody_else_is_charged() throws Exception {
        var sessions = new ArrayList<Answer>();
        for (var i = 0; i < RACERS; i++) sessions.add(ready("web", Shop.RARE));
        var answers = Race.of(RACERS, i -> {
            var mine = sessions.get(i);
            return shop.server().post("/checkout-sessions/" + mine.text("id") + "/complete", submission(mine, visa()));
        });

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(it -> it.status() == 409)
                .hasSize(RACERS - 1)
                .allMatch(it -> it.text("type").equals("/problems/out-of-stock"));
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void parallel_refunds_never_give_back_more_than_was_taken() throws Exception {
        var session = ready("web", Shop.POT);
        var paid = shop.server()
                .post("/checkout-sessions/" + session.text("id") + "/complete", submission(session, visa()));
        var path = "/orders/" + paid.body().at("/order/id").asText() + "/refunds";

        var answers = Race.of(RACERS, i -> shop.server().post(path, "{\"amount_minor\":1000,\"reason\":\"damaged\"}"));

        assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(it -> it.status() == 409)
                .hasSize(RACERS - 5)
                .allMatch(it -> it.text("type").equals("/problems/refund-too-large"));
        var rest = shop.server().post(path, "{\"reason\":\"the rest\"}");
        assertThat(rest.text("state")).isEqualTo("refunded");
        assertThat(shop.one("select sum(amount_minor) from check_ledger where merchant_id = ? and account = 'sales'"))
                .hasToString("0");
    }

    @Test
    void money_that_is_only_held_is_taken_when_the_merchant_says_so() {
        var session = ready("reserve", Shop.POT);
        var held = shop.server()
                .post("/checkout-sessions/" + session.text("id") + "/complete", submission(session, visa()));
        var order = "/orders/" + held.body().at("/order/id").asText();

        assertThat(held.body().at("/payment/state").asText()).isEqualTo("authorized");
        assertThat(shop.server().get(order).text("state")).isEqualTo("authorized");
        var taken = shop.server().post(order + "/captures", "{}");

        assertThat(taken.text("state")).as(taken.body().toString()).isEqualTo("paid");
        assertThat(shop.server().post(order + "/captures", "{}").status()).isEqualTo(409);
    }

    @Test
    void money_that_is_only_held_can_be_released() {
        var session = ready("reserve", Shop.POT);
        var held = shop.server()
                .post("/checkout-sessions/" + session.text("id") + "/complete", submission(session, visa()));
        var order = "/orders/" + held.body().at("/order/id").asText();

        var released = shop.server().post(order + "/void", "{}");

        assertThat(released.text("state")).isEqualTo("voided");
        assertThat(shop.rows("select 1 from ledger_entry where merchant_id = ?"))
                .isEmpty();
    }

    @Test
    void what_costs_nothing_needs_no_tender() {
        var session = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"SAMPLE\"}],\"buyer\":{\"email\":\"a@b.de\"}}")
                .body()
                .path("session");

        var done = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":1,\"confirmed_total_minor\":0}");

        assertThat(session.path("asks")).isEmpty();
        assertThat(done.text("status")).as(done.body().toString()).isEqualTo("completed");
    }

    @Test
    void giving_up_a_session_gives_up_the_payment_that_waits() {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id");
        var waiting = shop.server()
                .post(
                        path + "/complete",
                        submission(
                                session, "{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"}"));
        var ref = waiting.body().at("/tenders/0/provider_ref").asText();

        var canceled = shop.server().postWithoutKey(path + "/cancel", null);

        assertThat(canceled.text("status")).isEqualTo("canceled");
        assertThat(Caller.atProvider("/v1/payment_intents/" + ref)
                        .path("status")
                        .asText())
                .isEqualTo("canceled");
    }

    @Test
    void a_session_that_rested_too_long_ends_and_takes_its_waiting_payment_along() throws Exception {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id");
        var waiting = shop.server()
                .post(
                        path + "/complete",
                        submission(
                                session, "{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"}"));
        var page = URI.create(waiting.body().at("/payment/action/url").asText());

        shop.run("update checkout_session set expires_at = now() - interval '1 minute' where merchant_id = ?");

        Await.until(() -> "canceled".equals(shop.server().get(path).text("status")));
        var bank = Caller.atProvider(
                "/pages-api" + page.getPath().replaceFirst("/pages", ""), "{\"outcome\":\"complete\"}");
        assertThat(bank.path("return_url").asText()).contains("redirect_status=failed");
    }

    @Test
    void a_payment_nobody_confirms_is_looked_up_and_its_session_expires_all_the_same() {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id");
        var waiting = shop.server()
                .post(
                        path + "/complete",
                        submission(
                                session, "{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"}"));
        assertThat(waiting.text("status")).isEqualTo("requires_escalation");
        var before = shop.rows(LIFE);

        for (var time = 0; time < 2; time++) {
            var asked = shop.server().postWithoutKey(path + "/payment/refresh", null);
            assertThat(asked.text("status")).isEqualTo("requires_escalation");
        }
        shop.run("update payment_attempt set check_at = now() where merchant_id = ?");
        Await.until(() -> (int) shop.one("select checks from payment_attempt where merchant_id = ?") >= 2);

        assertThat(shop.rows(LIFE)).isEqualTo(before);
        assertThat(shop.one(ESCALATED)).isEqualTo(1L);

        shop.run("update checkout_session set expires_at = now() - interval '1 minute' where merchant_id = ?");
        Await.until(() -> "canceled".equals(shop.server().get(path).text("status")));
        assertThat(shop.one("select state from payment_attempt where merchant_id = ?"))
                .isEqualTo("voided");
        var ref = waiting.body().at("/tenders/0/provider_ref").asText();
        assertThat(Caller.atProvider("/v1/payment_intents/" + ref)
                        .path("status")
                        .asText())
                .isEqualTo("canceled");
        assertThat(shop.one(ESCALATED)).isEqualTo(1L);
    }

    @Test
    void a_buyer_who_changes_something_instead_of_confirming_has_a_new_start() {
        var session = ready("web", Shop.TEA);
        var path = "/checkout-sessions/" + session.text("id");
        shop.server()
                .post(
                        path + "/complete",
                        submission(
                                session, "{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"}"));
        shop.run("update checkout_session set expires_at = now() + interval '1 minute' where merchant_id = ?");

        var changed = shop.server().patch(path, "{\"buyer\":{\"email\":\"eve@example.com\"}}");

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(
                        shop.one(
                                "select expires_at > now() + interval '10 minutes' from checkout_session where merchant_id = ?"))
                .isEqualTo(true);
    }

    @Test
    void a_webhook_that_is_not_signed_by_the_provider_changes_nothing() {
        var forged = "{\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{}}}";

        for (var signature : List.of("", "t=1,v1=00", "t=" + System.currentTimeMillis() / 1000 + ",v1=abcdef")) {
            var answer = Caller.nobody()
                    .send(
                            "POST",
                            "/webhooks/stripe",
                            forged,
                            signature.isEmpty() ? java.util.Map.of() : java.util.Map.of("Stripe-Signature", signature));
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    private Answer ready(String channel, String sku) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"%s\"}],\"buyer\":{\"email\":\"ada@example.com\"},\"fulfillment\":%s}"
                                .formatted(channel, sku, ADDRESS));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var session = opened.body().path("session");
        assertThat(session.path("status").asText()).isEqualTo("ready_for_complete");
        return new Answer(200, session, opened.http());
    }

    private static String visa() {
        return "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
    }

    private static String submission(Answer session, String tender) {
        return submission(
                session.body().path("revision").asLong(),
                session.body().path("total_minor").asLong(),
                tender);
    }

    private static String submission(long revision, long total, String tender) {
        return "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}".formatted(revision, total, tender);
    }
}
