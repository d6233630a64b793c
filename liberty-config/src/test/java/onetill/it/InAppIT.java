package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

class InAppIT extends ChannelContract {

    private static final String DECLINED =
            "select count(*) from event where merchant_id = ? and type = 'session.declined'";

    @Override
    protected Answer openUnder(String key, int quantity) {
        return shop.server().post("/channels/app/payment-sheets", request(quantity), key);
    }

    @Override
    protected Answer sell() {
        var sheet = openUnder("sheet", 1);
        assertThat(sheet.status()).as(sheet.body().toString()).isEqualTo(201);
        confirm(sheet, "pm_card_visa");
        return settled(
                Caller.with(sheet.text("client_token")),
                sheet.body().at("/session/id").asText());
    }

    /** The sheet shows a refusal itself and stays open; the session goes on waiting. */
    @Override
    protected Answer sellDeclined() {
        return null;
    }

    private static String request(int quantity) {
        return """
                {"line_items":%s,"buyer":{"email":"ada@example.com"},"fulfillment":{"address":{"name":"Ada",
                 "line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""".formatted(tea(quantity));
    }

    private static void confirm(Answer sheet, String method) {
        Caller.atProvider(
                "/v1/payment_intents/%s/confirm".formatted(sheet.text("payment_intent_id")),
                "payment_method=%s&return_url=app://back".formatted(method));
    }

    @Test
    void one_call_brings_all_that_a_payment_sheet_needs() {
        var sheet = openUnder("sheet", 1);

        assertThat(sheet.text("publishable_key")).startsWith("pk_test_");
        assertThat(sheet.text("customer_id")).startsWith("cus_");
        assertThat(sheet.text("customer_session_client_secret")).isNotBlank();
        assertThat(sheet.text("ephemeral_key_secret")).startsWith("ek_test_");
        assertThat(sheet.text("payment_intent_client_secret")).startsWith(sheet.text("payment_intent_id"));
        assertThat(sheet.body().at("/session/payment/action/type").asText()).isEqualTo("confirm_in_app");
    }

    @Test
    void a_card_the_sheet_could_not_use_is_followed_by_one_it_can() {
        var sheet = openUnder("sheet", 1);
        var shopper = Caller.with(sheet.text("client_token"));
        var id = sheet.body().at("/session/id").asText();

        confirm(sheet, "pm_card_chargeDeclined");
        var meanwhile = shopper.postWithoutKey("/checkout-sessions/" + id + "/payment/refresh", null);
        confirm(sheet, "pm_card_visa");

        assertThat(meanwhile.text("status")).isEqualTo("requires_escalation");
        assertThat(settled(shopper, id).text("status")).isEqualTo("completed");
    }

    @Test
    void a_card_the_sheet_could_not_use_is_told_once_and_why_the_buyer_left() {
        var sheet = openUnder("sheet", 1);
        var shopper = Caller.with(sheet.text("client_token"));
        var path = "/checkout-sessions/" + sheet.body().at("/session/id").asText();

        confirm(sheet, "pm_card_chargeDeclined");
        Await.until(() -> shop.one(DECLINED).equals(1L));
        for (var time = 0; time < 2; time++) shopper.postWithoutKey(path + "/payment/refresh", null);
        assertThat(shop.one(DECLINED)).isEqualTo(1L);
        assertThat(shopper.get(path).text("status")).isEqualTo("requires_escalation");
        var canceled = shopper.postWithoutKey(path + "/cancel", null);

        assertThat(canceled.text("status")).isEqualTo("canceled");
        Await.until(() -> !shop.rows("select 1 from funnel_session where merchant_id = ? and reason = 'declined'")
                .isEmpty());
        confirm(sheet, "pm_card_visa");
        assertThat(Caller.atProvider("/v1/payment_intents/" + sheet.text("payment_intent_id"))
                        .path("status")
                        .asText())
                .isEqualTo("canceled");
    }

    @Test
    void a_payment_for_an_old_basket_cannot_be_confirmed_any_more() {
        var sheet = openUnder("sheet", 1);
        var shopper = Caller.with(sheet.text("client_token"));
        var id = sheet.body().at("/session/id").asText();

        var changed = shopper.patch("/checkout-sessions/" + id, "{\"line_items\":%s}".formatted(tea(5)));
        confirm(sheet, "pm_card_visa");

        assertThat(changed.text("status")).isEqualTo("ready_for_complete");
        assertThat(Caller.atProvider("/v1/payment_intents/" + sheet.text("payment_intent_id"))
                        .path("status")
                        .asText())
                .isEqualTo("canceled");
    }

    @Test
    void the_provider_tells_us_when_the_app_never_comes_back() {
        var sheet = openUnder("sheet", 1);
        var id = sheet.body().at("/session/id").asText();

        confirm(sheet, "pm_card_visa");

        Await.until(() ->
                "completed".equals(shop.server().get("/checkout-sessions/" + id).text("status")));
        settled(shop.server(), id);
        awaitPaid(id);
    }

    /** The sheet only holds the money; taking it is a step of its own. */
    private void awaitPaid(String sessionId) {
        var query = "select state from orders where merchant_id = ? and session_id = '%s'".formatted(sessionId);
        Await.until(() -> "paid".equals(shop.one(query)));
    }
}
