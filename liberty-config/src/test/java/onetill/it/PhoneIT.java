package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

class PhoneIT extends ChannelContract {

    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    @Override
    protected Answer openUnder(String key, int quantity) {
        return shop.server()
                .post(
                        "/channels/phone/calls",
                        "{\"caller_number\":\"+49 30 12345678\",\"line_items\":%s,\"fulfillment\":%s}"
                                .formatted(tea(quantity), ADDRESS),
                        key);
    }

    @Override
    protected Answer sell() {
        var call = openUnder("call", 1);
        assertThat(call.status()).as(call.body().toString()).isEqualTo(201);
        return charge(call, shop.savedTenderId, true);
    }

    @Override
    protected Answer sellDeclined() {
        shop.run("update saved_tender set provider_ref = '%s' where merchant_id = ?".formatted(strictCard()));
        return charge(openUnder("call", 1), shop.savedTenderId, true);
    }

    private String strictCard() {
        var customer = shop.one("select provider_ref from customer where merchant_id = ?");
        return Caller.atProvider("/v1/payment_methods/pm_card_authenticationRequired/attach", "customer=" + customer)
                .path("id")
                .asText();
    }

    private Answer charge(Answer call, String savedTenderId, boolean consent) {
        var session = call.body().path("session");
        return shop.server()
                .post(
                        "/channels/phone/calls/%s/charges"
                                .formatted(session.path("id").asText()),
                        """
                        {"revision":%d,"confirmed_total_minor":%d,"saved_tender_id":"%s",
                         "consent":{"text":"Charge 13.80 euros to the Visa ending in 4242","given":%s}}""".formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        savedTenderId,
                                        consent));
    }

    @Test
    void a_known_number_speeds_the_agent_up_and_reveals_nothing() {
        var call = openUnder("call", 1);

        assertThat(call.body().at("/customer/saved_tenders/0/label").asText()).isEqualTo("Visa ending in 4242");
        assertThat(call.body().at("/session/buyer/name").isNull()).isTrue();
        assertThat(call.text("read_back")).contains("1 times tea", "€13.80");
    }

    @Test
    void goods_address_day_and_total_are_read_back_in_the_language_of_the_session() {
        var id = openUnder("call", 2).body().at("/session/id").asText();
        var path = "/channels/phone/calls/" + id + "/read-back";
        var english = shop.server().get(path).text("text");

        assertThat(english)
                .containsSubsequence("2 times tea", "to Ada, Torstr. 1, 10119 Berlin", "between", "day", "€22.70");

        shop.server().patch("/checkout-sessions/" + id, "{\"locale\":\"de\"}");

        assertThat(shop.server().get(path).text("text"))
                .containsSubsequence("2 mal tea", "an Ada, Torstr. 1, 10119 Berlin", "zwischen", "tag", "22,70");
    }

    @Test
    void without_consent_nothing_is_charged() {
        var refused = charge(openUnder("call", 1), shop.savedTenderId, false);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void the_words_the_caller_agreed_to_are_kept() {
        var paid = sell();

        assertThat(shop.one(
                        "select data->>'consent' from event where merchant_id = ? and aggregate_id = '%s' and type = 'session.submitted'"
                                .formatted(paid.text("id"))))
                .isEqualTo("Charge 13.80 euros to the Visa ending in 4242");
    }

    @Test
    void a_link_lets_the_caller_pay_the_same_session_once() {
        var call = openUnder("call", 1);
        var id = call.body().at("/session/id").asText();
        var link = shop.server().post("/channels/phone/calls/%s/pay-links".formatted(id), "{\"send_to\":\"+4930\"}");
        var token = URI.create(link.text("url")).getFragment();

        var claimed = Caller.nobody().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(token));
        var again = Caller.nobody().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(token));
        var shopper = Caller.with(claimed.text("client_token"));
        var session = claimed.body().path("session");
        var paid = shopper.post(
                "/checkout-sessions/%s/complete".formatted(id),
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"confirmation_token\":\"%s\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                confirmationToken("pm_card_visa")));

        assertThat(session.path("id").asText()).isEqualTo(id);
        assertThat(session.path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(again.status()).isEqualTo(404);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }

    @Test
    void a_card_cannot_be_typed_where_no_terminal_can_do_it() {
        var call = openUnder("call", 1);

        var refused = shop.server()
                .postWithoutKey(
                        "/channels/phone/calls/%s/keyed-entries"
                                .formatted(call.body().at("/session/id").asText()),
                        null);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/tender-not-offered");
    }
}
