package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

class PosIT extends ChannelContract {

    private static final String SALE = "{\"line_items\":[{\"barcode\":\"%s\",\"quantity\":%d}],\"tender\":%s}";
    private static final String CASH = "{\"type\":\"cash\",\"received_minor\":5000}";
    private static final String CARD = "{\"type\":\"card_present\"}";

    @Override
    protected Answer openUnder(String key, int quantity) {
        return shop.till().post("/channels/till-1/sales", SALE.formatted(Shop.TEA_BARCODE, quantity, CASH), key);
    }

    @Override
    protected Answer sell() {
        var sale = openUnder("sale", 1);
        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        return shop.till()
                .get("/checkout-sessions/" + sale.body().at("/session/id").asText());
    }

    @Override
    protected Answer sellDeclined() {
        var sale = card();
        Caller.atProvider(
                "/v1/test_helpers/terminal/readers/%s/present_payment_method".formatted(shop.reader),
                "type=card_present&card_present[number]=4000000000000002");
        return settled(shop.till(), sale.body().at("/session/id").asText());
    }

    private Answer card() {
        return shop.till().post("/channels/till-1/sales", SALE.formatted(Shop.TEA_BARCODE, 1, CARD));
    }

    @Test
    void cash_is_done_in_one_call_with_the_change_to_hand_back() {
        var sale = openUnder("sale", 2);

        assertThat(sale.body().path("change_minor").asLong()).isEqualTo(5000 - 1780);
        assertThat(sale.body().at("/order/number").asText()).isNotBlank();
    }

    @Test
    void too_little_cash_sells_nothing() {
        var sale = shop.till()
                .post(
                        "/channels/till-1/sales",
                        SALE.formatted(Shop.TEA_BARCODE, 1, "{\"type\":\"cash\",\"received_minor\":100}"));

        assertThat(sale.status()).isEqualTo(422);
        assertThat(sale.text("detail")).contains("890 is due");
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void a_card_is_presented_to_the_reader_of_the_till() {
        var sale = card();

        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(202);
        assertThat(sale.body().at("/session/payment/action/type").asText()).isEqualTo("present_card");
        Caller.atProvider("/v1/test_helpers/terminal/readers/%s/present_payment_method".formatted(shop.reader), "");

        assertThat(settled(shop.till(), sale.body().at("/session/id").asText()).text("status"))
                .isEqualTo("completed");
    }

    @Test
    void a_reader_nobody_comes_to_is_given_up_and_free_again() {
        var sale = card();
        var path = "/checkout-sessions/" + sale.body().at("/session/id").asText();

        var withdrawn = shop.till().postWithoutKey(path + "/payment/withdraw", null);
        var next = card();

        assertThat(withdrawn.text("status")).isEqualTo("ready_for_complete");
        assertThat(next.status()).isEqualTo(202);
        shop.till()
                .postWithoutKey(
                        "/checkout-sessions/" + next.body().at("/session/id").asText() + "/payment/withdraw", null);
    }

    @Test
    void a_code_nobody_knows_is_named() {
        var sale = shop.till().post("/channels/till-1/sales", SALE.formatted("4999999999999", 1, CASH));

        assertThat(sale.status()).isEqualTo(422);
        assertThat(sale.text("type")).isEqualTo("/problems/unknown-item");
        assertThat(sale.text("code")).isEqualTo("4999999999999");
    }
}
