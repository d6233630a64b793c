package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Card readers beyond the happy path: no sale is taken twice, and none is lost. */
class ReadersIT extends ShopTest {

    private static final String SALE =
            "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":1}],\"tender\":{\"type\":\"card_present\"}}";

    private Answer ring(Caller till, String channel) {
        var sale = till.post("/channels/" + channel + "/sales", SALE);
        assertThat(sale.status()).as(sale.body().toString()).isIn(201, 202);
        return sale;
    }

    private Answer ring() {
        return ring(shop.till(), "till-1");
    }

    private static String session(Answer sale) {
        return "/checkout-sessions/" + sale.body().at("/session/id").asText();
    }

    private void present(String form) {
        Caller.atProvider("/v1/test_helpers/terminal/readers/%s/present_payment_method".formatted(shop.reader), form);
    }

    private void network(boolean connected) {
        Caller.atProvider(
                "/pages-api/readers/%s/network".formatted(shop.reader), "{\"connected\":%s}".formatted(connected));
    }

    private Answer refreshed(Answer sale) {
        return shop.till().postWithoutKey(session(sale) + "/payment/refresh", null);
    }

    private void awaitStatus(Answer sale, String status) {
        Await.until(() -> status.equals(refreshed(sale).text("status")));
    }

    private Answer reader() {
        return shop.till().get("/channels/till-1/reader");
    }

    /** How often the provider took or still holds money of this shop, by its own records. */
    private long timesCharged() {
        return shop
                .rows("select provider_ref from payment_attempt where merchant_id = ? and provider_ref is not null")
                .stream()
                .map(row -> Caller.atProvider("/v1/payment_intents/" + row.get("provider_ref")))
                .filter(it -> it.path("status").asText().matches("succeeded|requires_capture"))
                .count();
    }

    private long orders() {
        return (long) shop.one("select count(*) from orders where merchant_id = ?");
    }

    /** A second till that shares the reader. */
    private Caller secondTill() {
        shop.run(
                "insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, location_id, tenders, capture,"
                        + " reader_ref) select merchant_id, 'till-2', kind, name, country, currency, locale, location_id, tenders,"
                        + " capture, reader_ref from channel where merchant_id = ? and channel_id = 'till-1'");
        return shop.server();
    }

    @Test
    void a_reader_says_in_words_what_it_is_doing() {
        assertThat(reader().text("state")).as(reader().body().toString()).isEqualTo("idle");

        var sale = ring();

        var waiting = reader();
        assertThat(waiting.text("state")).isEqualTo("waiting_for_card");
        assertThat(waiting.text("text")).contains("waits for the card");
        assertThat(waiting.text("session_id"))
                .isEqualTo(sale.body().at("/session/id").asText());
        assertThat(sale.body().at("/session/payment/action/reader_state").asText())
                .isEqualTo("waiting_for_card");
        network(false);
        assertThat(reader().text("state")).isEqualTo("uncertain");
        network(true);
        present("");
        awaitStatus(sale, "completed");
        assertThat(reader().text("state")).isEqualTo("idle");
    }

    @Test
    void two_tills_at_one_reader_do_not_take_each_others_cards() {
        var other = secondTill();
        var first = ring();

        var second = ring(other, "till-2");

        assertThat(second.body().at("/session/status").asText()).isEqualTo("ready_for_complete");
        assertThat(second.body().at("/session/messages/0/text").asText()).contains("busy with another sale");
        assertThat(shop.server().get("/channels/till-2/reader").text("state")).isEqualTo("busy");
        present("");
        awaitStatus(first, "completed");
        assertThat(orders()).isEqualTo(1);
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    void a_reader_without_network_refuses_at_once_and_the_sale_is_paid_otherwise() {
        network(false);
        var sale = ring();
        network(true);

        assertThat(sale.body().at("/session/status").asText()).isEqualTo("ready_for_complete");
        assertThat(sale.body().at("/session/messages/0/text").asText()).contains("not connected");
        assertThat(reader().text("state")).isEqualTo("idle");
        var paid = shop.till()
                .post(
                        session(sale) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}"
                                .formatted(sale.body().at("/session/revision").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(timesCharged()).isZero();
    }

    @Test
    void a_cancel_on_the_device_leads_back_to_the_till() {
        var sale = ring();

        Caller.atProvider("/pages-api/readers/%s/cancel".formatted(shop.reader), "{}");

        awaitStatus(sale, "ready_for_complete");
        assertThat(refreshed(sale).body().at("/messages/0/text").asText()).contains("canceled at the card reader");
        assertThat(ring().status()).isEqualTo(202);
    }

    @Test
    void a_reader_that_asks_for_another_amount_takes_nothing() {
        var sale = ring();
        var ref = shop.one("select provider_ref from payment_attempt where merchant_id = ?");
        Caller.atProvider("/v1/payment_intents/" + ref, "amount=99");
        present("");

        awaitStatus(sale, "ready_for_complete");

        assertThat(refreshed(sale).body().at("/messages/0/text").asText()).contains("another amount");
        assertThat(orders()).isZero();
        Await.until(() -> timesCharged() == 0);
        assertThat(Caller.atProvider("/v1/payment_intents/" + ref)
                        .path("amount_received")
                        .asLong())
                .isZero();
    }

    @Test
    void a_buyer_who_walks_away_leaves_the_reader_free() {
        var sale = ring();
        shop.run("update payment_attempt set sent_at = sent_at - interval '1 hour' where merchant_id = ?");

        awaitStatus(sale, "ready_for_complete");

        assertThat(reader().text("state")).isEqualTo("idle");
        assertThat(ring().status()).isEqualTo(202);
    }

    @Test
    void a_card_that_was_quicker_than_the_cancel_has_paid_the_sale() {
        var sale = ring();
        present("");

        var withdrawn = shop.till().postWithoutKey(session(sale) + "/payment/withdraw", null);

        // The webhook may have told first; then there is nothing left to withdraw.
        assertThat(withdrawn.status()).as(withdrawn.body().toString()).isIn(200, 409);
        awaitStatus(sale, "completed");
        assertThat(orders()).isEqualTo(1);
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    void a_reader_that_loses_its_network_after_the_card_is_uncertain_until_it_tells() {
        var sale = ring();
        network(false);
        present("");

        var meanwhile = refreshed(sale);
        assertThat(meanwhile.body().at("/payment/action/reader_state").asText()).isEqualTo("uncertain");
        assertThat(reader().text("text")).contains("Do not take the payment a second time");
        var again = shop.till()
                .post(
                        session(sale) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}"
                                .formatted(meanwhile.body().path("revision").asLong()));
        assertThat(again.status()).as(again.body().toString()).isEqualTo(409);
        network(true);

        awaitStatus(sale, "completed");
        assertThat(timesCharged()).isEqualTo(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void what_was_withdrawn_while_the_reader_was_away_pays_nothing_and_does_not_wait_for_the_next_buyer() {
        var first = ring();
        network(false);
        present("");
        var withdrawn = shop.till().postWithoutKey(session(first) + "/payment/withdraw", null);
        assertThat(withdrawn.text("status")).isEqualTo("ready_for_complete");
        network(true);

        var second = ring();

        assertThat(second.status()).as(second.body().toString()).isEqualTo(202);
        assertThat(timesCharged()).isZero();
        present("");
        awaitStatus(second, "completed");
        assertThat(timesCharged()).isEqualTo(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void a_tip_on_the_device_is_paid_shown_booked_and_given_back() {
        var changed = shop.server().patch("/channels/till-1", "{\"tips_on_reader\":true}");
        assertThat(changed.body().path("tips_on_reader").asBoolean())
                .as(changed.body().toString())
                .isTrue();
        var sale = ring();

        present("amount_tip=110");
        awaitStatus(sale, "completed");

        var session = refreshed(sale);
        assertThat(session.body().path("total_minor").asLong()).isEqualTo(1000);
        assertThat(session.body().path("tip_minor").asLong()).isEqualTo(110);
        var path = "/orders/" + session.body().at("/order/id").asText();
        Await.until(() -> "paid".equals(shop.server().get(path).text("state")));
        var order = shop.server().get(path);
        assertThat(order.body().path("total_minor").asLong()).isEqualTo(1000);
        assertThat(order.body().path("tip_minor").asLong()).isEqualTo(110);
        assertThat(shop.rows(
                        "select debit_account, credit_account, amount_minor from ledger_entry where merchant_id = ?"
                                + " order by amount_minor"))
                .extracting(Object::toString)
                .containsExactly(
                        "{debit_account=sales, credit_account=tips, amount_minor=110}",
                        "{debit_account=psp_clearing:stripe, credit_account=sales, amount_minor=1000}");
        assertThat(shop.one("select captured_minor from payment_attempt where merchant_id = ?"))
                .isEqualTo(1000L);
        var refund = shop.server()
                .post(
                        path + "/refunds",
                        "{\"amount_minor\":1000,\"reason\":\"goodwill\"}",
                        UUID.randomUUID().toString());
        assertThat(refund.status()).as(refund.body().toString()).isLessThan(300);
        Await.until(() -> "refunded".equals(shop.server().get(path).text("state")));
    }

    @Test
    void a_tip_nobody_was_asked_for_cannot_be_taken() {
        var sale = ring();
        present("amount_tip=110");
        present("");

        awaitStatus(sale, "completed");
        assertThat(refreshed(sale).body().path("total_minor").asLong()).isEqualTo(890);
    }
}
