package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Several tenders in one session, deposits, tips, coins: all or nothing, and every cent has its place. */
class TendersIT extends ShopTest {

    private static final String VISA = "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"%s}";
    private static final String REFUSED = "{\"type\":\"card\",\"payment_method\":\"pm_card_chargeDeclined\"%s}";
    private static final String BANK = "{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"%s}";

    @Test
    void two_cards_and_cash_pay_one_sale() {
        var session = ready(Shop.POT);

        var paid = complete(
                session,
                tender(VISA, 2000),
                "{\"type\":\"card\",\"payment_method\":\"pm_card_mastercard\",\"amount_minor\":2000}",
                "{\"type\":\"cash\",\"received_minor\":1000}");

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(paid.body().path("tenders"))
                .hasSize(3)
                .allMatch(it -> it.path("state").asText().equals("captured"));
        assertThat(paid.body().path("tenders").findValuesAsText("amount_minor")).containsExactly("2000", "2000", "900");
        assertThat(paid.body().at("/tenders/2/change_minor").asLong()).isEqualTo(100);
        assertThat(order(paid).text("state")).isEqualTo("paid");
        assertThat(balance("sales")).isEqualTo(-4900);
        assertThat(balance("cash_drawer")).isEqualTo(900);
    }

    @Test
    void when_one_card_is_declined_the_other_is_let_go_and_the_buyer_can_pay_anew() {
        var session = ready(Shop.POT);

        var refused = complete(session, tender(VISA, 2000), tender(REFUSED, 0));

        assertThat(refused.text("status")).as(refused.body().toString()).isEqualTo("ready_for_complete");
        assertThat(refused.body().at("/messages/0/code").asText()).isEqualTo("declined");
        assertThat(refused.body().at("/payment/state").asText()).isEqualTo("not_paid");
        assertThat(states(refused)).containsExactly("voided", "declined");
        var first = refused.body().at("/tenders/0/provider_ref").asText();
        assertThat(Caller.atProvider("/v1/payment_intents/" + first)
                        .path("status")
                        .asText())
                .isEqualTo("canceled");

        var paid = complete(refused, tender(VISA, 0));

        assertThat(paid.text("status")).isEqualTo("completed");
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void a_buyer_who_gives_up_at_the_second_card_gets_the_first_one_back() {
        var session = ready(Shop.POT);
        var waiting = complete(session, tender(VISA, 2000), tender(BANK, 0));
        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");

        var withdrawn = shop.server().postWithoutKey(path(session) + "/payment/withdraw", null);

        assertThat(withdrawn.text("status")).as(withdrawn.body().toString()).isEqualTo("ready_for_complete");
        assertThat(states(withdrawn)).containsExactly("voided", "voided");
    }

    @Test
    void money_held_by_the_first_card_is_taken_when_the_bank_has_confirmed_the_second() {
        var session = ready(Shop.POT);
        var waiting = complete(session, tender(VISA, 2000), tender(BANK, 0));
        var page = java.net.URI.create(waiting.body().at("/payment/action/url").asText());
        Caller.atProvider("/pages-api" + page.getPath().replaceFirst("/pages", ""), "{\"outcome\":\"complete\"}");

        var paid = shop.server().postWithoutKey(path(session) + "/payment/refresh", null);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        Await.until(() -> states(shop.server().get(path(session))).equals(List.of("captured", "captured")));
        assertThat(order(paid).text("state")).isEqualTo("paid");
    }

    @Test
    void tenders_that_do_not_cover_what_is_due_are_refused_before_anything_is_charged() {
        var session = ready(Shop.POT);

        var refused = complete(session, tender(VISA, 2000), tender(VISA, 2000));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/tenders-do-not-add-up");
        assertThat(refused.body().path("due_minor").asLong()).isEqualTo(4900);
        assertThat(shop.rows("select 1 from payment_attempt where merchant_id = ?"))
                .isEmpty();
    }

    @Test
    void coins_are_rounded_as_the_country_does_and_only_for_cash() {
        shop.run("update channel set country = 'NL' where merchant_id = ? and channel_id = 'till-1'");
        shop.run("update item_price set amount_minor = 893 where merchant_id = ? and sku = 'TEA'");

        var cash = sale("{\"type\":\"cash\",\"received_minor\":1000}");

        assertThat(cash.status()).as(cash.body().toString()).isEqualTo(201);
        assertThat(cash.body().path("change_minor").asLong()).isEqualTo(105);
        assertThat(total(cash.body().path("session"), "rounding")).isEqualTo(2);
        assertThat(cash.body().at("/session/total_minor").asLong()).isEqualTo(895);
        assertThat(balance("cash_drawer")).isEqualTo(895);

        var card = sale("{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}");

        assertThat(card.body().at("/session/total_minor").asLong()).isEqualTo(893);
    }

    @Test
    void a_tip_is_paid_with_the_sale_and_is_not_revenue() {
        var sale = shop.till()
                .post(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"TEA\"}],\"tip_minor\":110,\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}");

        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        assertThat(total(sale.body().path("session"), "tip")).isEqualTo(110);
        assertThat(sale.body().path("change_minor").asLong()).isZero();
        assertThat(balance("sales")).isEqualTo(-890);
        assertThat(balance("tips")).isEqualTo(-110);
    }

    @Test
    void a_deposit_by_phone_and_the_rest_at_the_till_are_one_order() {
        var ahead = deposit();
        var path = path(ahead);
        assertThat(ahead.status()).as(ahead.body().toString()).isEqualTo(200);
        assertThat(ahead.text("status")).isEqualTo("ready_for_complete");
        assertThat(ahead.body().path("deposit_minor").asLong()).isEqualTo(1500);
        assertThat(ahead.body().path("due_minor").asLong()).isEqualTo(3400);
        assertThat(balance("customer_deposits")).isEqualTo(-1500);
        var expires = java.time.OffsetDateTime.parse(ahead.text("expires_at"));
        assertThat(expires).isAfter(java.time.OffsetDateTime.now().plusDays(20));

        var paid = shop.server()
                .post(
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":4900,\"tender\":{\"type\":\"cash\",\"received_minor\":3400}}"
                                .formatted(ahead.body().path("revision").asLong()));

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(order(paid).text("state")).isEqualTo("paid");
        assertThat(balance("customer_deposits")).isZero();
        assertThat(balance("sales")).isEqualTo(-4900);

        var back = shop.server()
                .post("/orders/" + paid.body().at("/order/id").asText() + "/refunds", "{\"reason\":\"all of it\"}");
        assertThat(back.text("state")).as(back.body().toString()).isEqualTo("refunded");
        assertThat(back.body().path("refunds").findValuesAsText("amount_minor")).containsExactly("3400", "1500");
    }

    @Test
    void a_deposit_goes_back_when_the_session_is_given_up() {
        var ahead = deposit();
        var path = path(ahead);
        var ref = ahead.body().at("/tenders/0/provider_ref").asText();

        var canceled = shop.server().postWithoutKey(path + "/cancel", null);

        assertThat(canceled.text("status")).isEqualTo("canceled");
        assertThat(canceled.body().path("deposit_minor").asLong()).isZero();
        assertThat(states(canceled)).containsExactly("refunded");
        assertThat(Caller.atProvider("/v1/refunds?payment_intent=" + ref)
                        .at("/data/0/amount")
                        .asLong())
                .isEqualTo(1500);
        assertThat(balance("customer_deposits")).isZero();
    }

    @Test
    void a_deposit_can_be_given_back_while_the_session_goes_on() {
        var ahead = deposit();
        var path = path(ahead);
        var tender = ahead.body().at("/tenders/0/id").asText();

        var back = shop.server().post(path + "/deposits/" + tender + "/return", "{\"reason\":\"changed my mind\"}");

        assertThat(back.text("status")).as(back.body().toString()).isEqualTo("ready_for_complete");
        assertThat(back.body().path("due_minor").asLong()).isEqualTo(4900);
        assertThat(states(back)).containsExactly("refunded");
    }

    @Test
    void a_refund_by_lines_gives_back_what_they_cost_and_never_twice() {
        var sale = shop.till()
                .post(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":3}],\"tender\":{\"type\":\"cash\",\"received_minor\":2670}}");
        var refunds = "/orders/" + sale.body().at("/order/id").asText() + "/refunds";

        var two = shop.server().post(refunds, "{\"lines\":[{\"line\":1,\"quantity\":2}],\"reason\":\"stale\"}");
        var tooMany = shop.server().post(refunds, "{\"lines\":[{\"line\":1,\"quantity\":2}],\"reason\":\"stale\"}");
        var last = shop.server().post(refunds, "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"stale\"}");

        assertThat(two.body().at("/refunds/0/amount_minor").asLong())
                .as(two.body().toString())
                .isEqualTo(1780);
        assertThat(two.text("state")).isEqualTo("partially_refunded");
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(last.text("state")).isEqualTo("refunded");
    }

    @Test
    void a_debit_is_pending_and_seen_by_those_who_look_after_money() {
        shop.run("update channel set tenders = '[\"sepa_debit\"]' where merchant_id = ? and channel_id = 'till-1'");
        var method = Caller.atProvider(
                        "/v1/payment_methods",
                        "type=sepa_debit&sepa_debit[iban]=DE89370400440532013000&billing_details[name]=Ada&billing_details[email]=ada@example.com")
                .path("id")
                .asText();
        var session = ready(Shop.POT);

        var pending = complete(session, "{\"type\":\"sepa_debit\",\"payment_method\":\"%s\"}".formatted(method));

        assertThat(pending.status()).as(pending.body().toString()).isEqualTo(200);
        assertThat(pending.body().at("/payment/state").asText()).isIn("pending", "paid");
        var attempts = shop.server().get("/payment-attempts?session_id=" + session.text("id"));
        assertThat(attempts.body().path("data")).hasSize(1);
        var attempt = attempts.body().at("/data/0/id").asText();
        Await.until(() -> "captured"
                .equals(shop.server()
                        .postWithoutKey("/payment-attempts/" + attempt + "/check", null)
                        .text("state")));
        assertThat(shop.server().get(path(session)).text("status")).isEqualTo("completed");
        assertThat(shop.server().get("/payment-attempts?state=open").body().path("data"))
                .isEmpty();
    }

    private Answer sale(String tender) {
        return shop.till()
                .post("/channels/till-1/sales", "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":%s}".formatted(tender));
    }

    /** A session that goes on, with fifteen euros of its price paid by card. */
    private Answer deposit() {
        return shop.server()
                .post(
                        path(ready(Shop.POT)) + "/deposits",
                        "{\"revision\":1,\"amount_minor\":1500,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}");
    }

    private Answer ready(String sku) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"%s\"}]}".formatted(sku));
        return new Answer(200, opened.body().path("session"), opened.http());
    }

    private Answer complete(Answer session, String... tenders) {
        return shop.server()
                .post(
                        path(session) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tenders\":[%s]}"
                                .formatted(
                                        session.body().path("revision").asLong(),
                                        session.body().path("total_minor").asLong(),
                                        String.join(",", tenders)));
    }

    private static String tender(String format, long amountMinor) {
        return format.formatted(amountMinor == 0 ? "" : ",\"amount_minor\":" + amountMinor);
    }

    private static String path(Answer session) {
        return "/checkout-sessions/" + session.text("id");
    }

    private Answer order(Answer session) {
        return shop.server().get("/orders/" + session.body().at("/order/id").asText());
    }

    private static List<String> states(Answer session) {
        var states = new java.util.ArrayList<String>();
        session.body().path("tenders").forEach(it -> states.add(it.path("state").asText()));
        return states;
    }

    private static long total(JsonNode session, String type) {
        for (var total : session.path("totals")) {
            if (total.path("type").asText().equals(type))
                return total.path("amount_minor").asLong();
        }
        return 0;
    }

    private long balance(String account) {
        return ((Number) shop.one(
                        "select coalesce(sum(amount_minor), 0) from check_ledger where merchant_id = ? and account = '"
                                + account + "'"))
                .longValue();
    }
}
