package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** A request whose node died after the effect and before the answer comes again: it goes on and does nothing twice. */
class RepeatsIT extends ShopTest {

    private static final String KEY = "the-same-key";

    @Test
    void a_sale_is_one_sale() {
        var first = twice("/channels/till-1/sales", sale("pm_card_visa"));

        assertThat(first[1].status()).as(first[1].body().toString()).isEqualTo(201);
        assertThat(first[1].body().at("/order/id")).isEqualTo(first[0].body().at("/order/id"));
        assertThat(count("orders")).isEqualTo(1);
        assertThat(count("checkout_session")).isEqualTo(1);
    }

    @Test
    void a_sale_that_was_declined_is_not_tried_again() {
        var first = twice("/channels/till-1/sales", sale("pm_card_chargeDeclined"));

        assertThat(first[1].body().at("/session/messages/0/code").asText()).isEqualTo("declined");
        assertThat(count("payment_attempt")).isEqualTo(1);
    }

    @Test
    void a_completion_that_was_declined_is_answered_as_before() {
        var opened = shop.till()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\"}]}")
                .body()
                .path("session");

        var first = twice(
                "/checkout-sessions/" + opened.path("id").asText() + "/complete",
                "{\"revision\":1,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_chargeDeclined\"}}");

        assertThat(first[1].status()).as(first[1].body().toString()).isEqualTo(200);
        assertThat(first[1].text("status")).isEqualTo("ready_for_complete");
        assertThat(first[1].body().at("/messages/0/code").asText()).isEqualTo("declined");
        assertThat(count("payment_attempt")).isEqualTo(1);
    }

    @Test
    void a_refund_gives_back_once() {
        var order = order(shop.till().post("/channels/till-1/sales", sale("pm_card_visa")));

        var first = twice("/orders/" + order + "/refunds", "{\"amount_minor\":100,\"reason\":\"damaged\"}");

        assertThat(first[1].status()).as(first[1].body().toString()).isEqualTo(201);
        assertThat(first[1].body().path("refunds")).hasSize(1);
        assertThat(shop.one("select sum(refunded_minor) from payment_attempt where merchant_id = ?"))
                .hasToString("100");
    }

    @Test
    void a_capture_takes_once() {
        shop.run("update channel set capture = 'manual' where merchant_id = ? and channel_id = 'till-1'");
        var order = order(shop.till().post("/channels/till-1/sales", sale("pm_card_visa")));

        var first = twice("/orders/" + order + "/captures", "{\"amount_minor\":300}");

        assertThat(first[1].status()).as(first[1].body().toString()).isEqualTo(200);
        assertThat(first[1].body().path("captures")).hasSize(1);
        assertThat(shop.one("select captured_minor from payment_attempt where merchant_id = ?"))
                .isEqualTo(300L);
    }

    @Test
    void a_void_is_told_of_as_done() {
        shop.run("update channel set capture = 'manual' where merchant_id = ? and channel_id = 'till-1'");
        var order = order(shop.till().post("/channels/till-1/sales", sale("pm_card_visa")));

        var first = twice("/orders/" + order + "/void", "{}");

        assertThat(first[1].status()).as(first[1].body().toString()).isEqualTo(200);
        assertThat(first[1].text("state")).isEqualTo("voided");
    }

    @Test
    void a_deposit_is_paid_once_and_goes_back_once() {
        var opened = shop.till()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"POT\"}]}")
                .body()
                .path("session");
        var path = "/checkout-sessions/" + opened.path("id").asText() + "/deposits";

        var first = twice(
                path,
                "{\"revision\":1,\"amount_minor\":1000,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}");

        assertThat(first[1].status()).as(first[1].body().toString()).isEqualTo(200);
        assertThat(first[1].body().path("deposit_minor").asLong()).isEqualTo(1000);
        var tender = first[1].body().at("/tenders/0/id").asText();
        var back = twice(path + "/" + tender + "/return", "{\"reason\":\"changed\"}");
        assertThat(back[1].status()).as(back[1].body().toString()).isEqualTo(200);
        assertThat(back[1].body().path("deposit_minor").asLong()).isZero();
    }

    @Test
    void the_same_key_with_another_amount_is_refused_and_a_new_key_is_a_new_refund() {
        var order = order(shop.till().post("/channels/till-1/sales", sale("pm_card_visa")));
        var path = "/orders/" + order + "/refunds";
        shop.server().post(path, "{\"amount_minor\":100,\"reason\":\"damaged\"}", KEY);

        var other = shop.server().post(path, "{\"amount_minor\":200,\"reason\":\"damaged\"}", KEY);
        var next = shop.server().post(path, "{\"amount_minor\":100,\"reason\":\"damaged\"}", "another-key");

        assertThat(other.status()).isEqualTo(422);
        assertThat(next.body().path("refunds")).hasSize(2);
    }

    /** The second time as if the first had died before it could keep its answer. */
    private Answer[] twice(String path, String body) {
        var first = shop.server().post(path, body, KEY);
        shop.run("update idempotency set state = 'running', lease_until = now() - interval '1 second', body = null"
                + " where merchant_id = ? and key = '" + KEY + "'");
        return new Answer[] {first, shop.server().post(path, body, KEY)};
    }

    private static String sale(String method) {
        return "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                .formatted(method);
    }

    private static String order(Answer sale) {
        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        return sale.body().at("/order/id").asText();
    }

    private long count(String table) {
        return (long) shop.one("select count(*) from " + table + " where merchant_id = ?");
    }
}
