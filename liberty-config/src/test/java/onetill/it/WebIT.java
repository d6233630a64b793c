package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

class WebIT extends ChannelContract {

    private static final String EVERYTHING = """
            {"line_items":%s,"buyer":{"email":"ada@example.com"},"fulfillment":{"address":{"name":"Ada",
             "line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""";

    @Override
    protected Answer openUnder(String key, int quantity) {
        return Caller.with(shop.publishableKey)
                .post("/channels/web/hosted-checkouts", "{\"line_items\":%s}".formatted(tea(quantity)), key);
    }

    @Override
    protected Answer sell() {
        return pay(opened(), "pm_card_visa");
    }

    @Override
    protected Answer sellDeclined() {
        return pay(opened(), "pm_card_visa_chargeDeclinedInsufficientFunds");
    }

    private Answer opened() {
        return shop.server().post("/channels/web/hosted-checkouts", EVERYTHING.formatted(tea(1)));
    }

    private Answer pay(Answer opened, String method) {
        var shopper = Caller.with(opened.text("client_token"));
        var session = opened.body().path("session");
        var form = shopper.postWithoutKey(
                "/channels/web/payment-forms",
                "{\"session_id\":\"%s\"}".formatted(session.path("id").asText()));
        assertThat(form.status()).as(form.body().toString()).isEqualTo(200);
        return complete(shopper, session.path("id").asText(), method);
    }

    private Answer complete(Caller shopper, String id, String method) {
        var now = shopper.get("/checkout-sessions/" + id).body();
        return shopper.post("/checkout-sessions/%s/complete".formatted(id), """
                {"revision":%d,"confirmed_total_minor":%d,"tender":{"type":"card","confirmation_token":"%s"}}""".formatted(
                        now.path("revision").asLong(), now.path("total_minor").asLong(), confirmationToken(method)));
    }

    @Test
    void the_page_is_reached_with_a_token_that_opens_one_session() {
        var opened = opened();

        var token = URI.create(opened.text("url")).getFragment();

        assertThat(Caller.with(token).get("/checkout-sessions/current").text("id"))
                .isEqualTo(opened.body().at("/session/id").asText());
    }

    @Test
    void a_shopper_fills_in_what_is_asked_and_nothing_is_asked_twice() {
        var opened = openUnder("k", 2);
        var shopper = Caller.with(opened.text("client_token"));
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();

        assertThat(opened.body().at("/session/asks").findValuesAsText("id"))
                .containsExactly("buyer.email", "fulfillment.address", "payment.tender");
        var afterEmail = shopper.patch(path, "{\"buyer\":{\"email\":\"ada@example.com\"}}", 1);
        var afterPickup = shopper.patch(
                path, "{\"fulfillment\":{\"option_id\":\"pickup-mitte\",\"address\":{\"name\":\"Ada\"}}}", 2);

        assertThat(afterEmail.body().path("asks").findValuesAsText("id")).doesNotContain("buyer.email");
        assertThat(afterPickup.text("status")).isEqualTo("ready_for_complete");
        assertThat(afterPickup.body().path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(afterPickup.body().path("total_minor").asLong()).isEqualTo(1780);
    }

    @Test
    void after_a_refusal_another_card_pays_and_nothing_is_retyped() {
        var opened = opened();
        var shopper = Caller.with(opened.text("client_token"));
        var id = opened.body().at("/session/id").asText();

        complete(shopper, id, "pm_card_chargeDeclined");
        var paid = complete(shopper, id, "pm_card_mastercard");

        assertThat(paid.text("status")).isEqualTo("completed");
        assertThat(paid.body().path("tenders").findValuesAsText("state")).containsExactly("declined", "captured");
        assertThat(paid.body().at("/tenders/1/label").asText()).isEqualTo("Mastercard ending in 4444");
    }

    @Test
    void the_bank_is_visited_and_the_same_session_is_paid() {
        var opened = opened();
        var shopper = Caller.with(opened.text("client_token"));
        var id = opened.body().at("/session/id").asText();
        var waiting = complete(shopper, id, "pm_card_threeDSecure2Required");

        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");
        var bank = atBank(waiting, "complete");
        assertThat(bank).contains("/checkout/return?session=" + id, "redirect_status=succeeded");

        assertThat(settled(shopper, id).text("status")).isEqualTo("completed");
    }

    @Test
    void a_failed_visit_at_the_bank_leaves_a_session_that_can_go_on() {
        var opened = opened();
        var shopper = Caller.with(opened.text("client_token"));
        var id = opened.body().at("/session/id").asText();
        atBank(complete(shopper, id, "pm_card_threeDSecure2Required"), "fail");

        var after = settled(shopper, id);

        assertThat(after.text("status")).isEqualTo("ready_for_complete");
        assertThat(complete(shopper, id, "pm_card_visa").text("status")).isEqualTo("completed");
    }

    @Test
    void changing_the_basket_takes_a_waiting_payment_back_first() {
        var opened = opened();
        var shopper = Caller.with(opened.text("client_token"));
        var id = opened.body().at("/session/id").asText();
        var waiting = complete(shopper, id, "pm_card_threeDSecure2Required");

        var changed = shopper.patch("/checkout-sessions/" + id, "{\"line_items\":%s}".formatted(tea(3)));
        var afterwards = atBank(waiting, "complete");

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.text("status")).isEqualTo("ready_for_complete");
        assertThat(afterwards).contains("redirect_status=failed");
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(0L);
        assertThat(complete(shopper, id, "pm_card_visa").text("status")).isEqualTo("completed");
    }

    private static String atBank(Answer waiting, String outcome) {
        var page = URI.create(waiting.body().at("/payment/action/url").asText());
        var token = page.getPath().substring(page.getPath().lastIndexOf('/') + 1);
        return Caller.atProvider("/pages-api/3ds/" + token, "{\"outcome\":\"%s\"}".formatted(outcome))
                .path("return_url")
                .asText();
    }
}
