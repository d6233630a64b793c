package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a receipt goods are worth what they were sold for at the least, and a manager agrees. */
@Timeout(300)
class UnreceiptedReturnsIT extends ShopTest {

    private static final String PATH = "/unreceipted-returns";

    private Tills tills;
    private Caller till;
    private Caller manager;
    private String max;
    private String shift;

    @BeforeEach
    void aTillWithAManager() {
        tills = new Tills(shop);
        till = Caller.with(tills.enrolled().text("credential"));
        max = tills.person("Max", "manager", "8152");
        manager = Caller.with(Tills.signIn(till, max, "8152").text("token"));
        var opened = till.post("/shifts", "{\"float_minor\":20000}");
        assertThat(opened.status()).isEqualTo(201);
        shift = opened.text("id");
    }

    @Test
    void the_money_is_a_gift_card_whose_code_is_shown_once() {
        var pots = stock("POT");

        var back = manager.post(PATH, body("POT", 1, "gift_card", ""), "card-" + shift);
        var again = manager.post(PATH, body("POT", 1, "gift_card", ""), "card-" + shift);

        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(back.body().path("refunded_minor").asLong()).isEqualTo(4900);
        assertThat(back.body().at("/taxes/0/percent").asDouble()).isEqualTo(19);
        assertThat(back.body().at("/taxes/0/tax_minor").asLong()).isEqualTo(782);
        assertThat(back.body().at("/taxes/0/base_minor").asLong()).isEqualTo(4900 - 782);
        var code = back.text("gift_card_code");
        assertThat(code).isNotBlank();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().path("gift_card_code").isNull()).isTrue();
        assertThat(again.text("id")).isEqualTo(back.text("id"));
        assertThat(shop.server()
                        .get("/gift-cards/" + back.text("gift_card_id"))
                        .body()
                        .at("/gift_card/balance_minor")
                        .asLong())
                .isEqualTo(4900);
        assertThat(stock("POT")).isEqualTo(pots + 1);
        assertThat(balance("sales")).isEqualTo(4900);
        assertThat(balance("gift_card_liability")).isEqualTo(-4900);
        assertThat(balance("gift_cards_issued")).isZero();
        var shown = manager.get(PATH + "/" + back.text("id"));
        assertThat(shown.body().path("gift_card_code").isNull()).isTrue();
        assertThat(shown.text("gift_card")).endsWith(code.substring(code.length() - 4));
        assertThat(till.get(PATH).body().path("data")).hasSize(1);
        assertThat(Shop.open().server().get(PATH + "/" + back.text("id")).status())
                .as("another merchant's")
                .isEqualTo(404);
    }

    @Test
    void cash_is_given_up_to_a_limit_and_counted_in_the_drawer() {
        shop.run("update channel set country = 'NL' where merchant_id = ? and channel_id = 'till-1'");
        shop.run("update item_price set amount_minor = 892 where merchant_id = ? and sku = 'TEA'");

        var back = manager.post(PATH, body("TEA", 1, "cash", ""));

        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(back.body().path("total_minor").asLong()).isEqualTo(892);
        assertThat(back.body().path("refunded_minor").asLong()).as("in coins").isEqualTo(890);
        var tooMuch = manager.post(PATH, body("POT", 2, "cash", ""));
        assertThat(tooMuch.text("type")).as(tooMuch.body().toString()).isEqualTo("/problems/validation-failed");
        var x = till.get("/shifts/" + shift + "/report").body();
        assertThat(x.at("/cash/refunds/amount_minor").asLong()).isEqualTo(890);
        assertThat(x.at("/cash/refunds/count").asLong()).isEqualTo(1);
        assertThat(x.at("/cash/expected_minor").asLong()).isEqualTo(20_000 - 890);
        var closed = till.post("/shifts/" + shift + "/close", "{\"counts\":[{\"value_minor\":10,\"count\":1911}]}");
        assertThat(closed.body().at("/closed/difference_minor").asLong()).isZero();
        assertThat(manager.post(PATH, body("TEA", 1, "cash", "")).text("type")).isEqualTo("/problems/no-open-shift");
    }

    @Test
    void goods_are_worth_the_lowest_price_they_were_sold_for_lately() {
        shop.run("update item_price set amount_minor = 500 where merchant_id = ? and sku = 'TEA'");
        sold("TEA");
        shop.run("update item_price set amount_minor = 890 where merchant_id = ? and sku = 'TEA'");

        var lately = manager.post(PATH, body("TEA", 2, "gift_card", ""));
        shop.run("update orders set placed_at = now() - interval '40 days' where merchant_id = ?");
        var longAgo = manager.post(PATH, body("TEA", 2, "gift_card", ""));
        shop.run("update item_price set amount_minor = 300 where merchant_id = ? and sku = 'TEA'");
        var now = manager.post(PATH, body("TEA", 2, "gift_card", ""));

        assertThat(lately.body().path("refunded_minor").asLong())
                .as(lately.body().toString())
                .isEqualTo(1000);
        assertThat(longAgo.body().path("refunded_minor").asLong()).isEqualTo(1780);
        assertThat(now.body().path("refunded_minor").asLong()).isEqualTo(600);
    }

    @Test
    void a_cashier_needs_a_manager() {
        var cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));

        assertThat(cashier.post(PATH, body("TEA", 1, "gift_card", "")).text("type"))
                .isEqualTo("/problems/approval-required");
        var approval = Tills.approve(cashier, max, "8152", "refund", null).text("token");
        var approved = ",\"approval\":\"" + approval + "\"";
        var back = cashier.post(PATH, body("TEA", 1, "gift_card", approved));

        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(back.text("manager_id")).isEqualTo(max);
        assertThat(cashier.post(PATH, body("TEA", 1, "gift_card", approved)).text("type"))
                .isEqualTo("/problems/approval-not-valid");
        assertThat(shop.server().post(PATH, body("TEA", 1, "gift_card", "")).status())
                .as("only at a till")
                .isEqualTo(403);
    }

    @Test
    void however_many_come_at_once_a_customer_brings_back_so_often_a_day_and_no_more() throws Exception {
        var customer = shop.one("select cast(customer_id as text) from customer where merchant_id = ?");
        var whose = ",\"customer_id\":\"" + customer + "\"";

        var answers = Race.of(8, i -> manager.post(PATH, body("TEA", 1, "store_credit", whose)));

        assertThat(answers.stream().filter(it -> it.status() == 201))
                .as(answers.toString())
                .hasSize(3);
        assertThat(answers.stream().filter(it -> it.text("type").equals("/problems/return-limit")))
                .hasSize(5);
        assertThat(shop.one("select sum(balance_minor) from gift_card where merchant_id = ?")
                        .toString())
                .isEqualTo("2670");
        assertThat(manager.post(PATH, body("TEA", 1, "gift_card", "")).status())
                .as("somebody nobody knows")
                .isEqualTo(201);
    }

    @Test
    void what_makes_no_sense_is_said() {
        assertThat(manager.post(PATH, body("GONE", 1, "gift_card", "")).text("type"))
                .isEqualTo("/problems/unknown-item");
        assertThat(manager.post(PATH, body("TEA", 0, "gift_card", "")).status()).isEqualTo(422);
        assertThat(manager.post(PATH, body("SAMPLE", 1, "gift_card", "")).text("type"))
                .as("free")
                .isEqualTo("/problems/validation-failed");
        assertThat(manager.post(PATH, body("TEA", 1, "store_credit", "")).text("type"))
                .isEqualTo("/problems/validation-failed");
        assertThat(manager.post(
                                PATH,
                                body(
                                        "TEA",
                                        1,
                                        "store_credit",
                                        ",\"customer_id\":\"00000000-0000-0000-0000-000000000001\""))
                        .status())
                .isEqualTo(404);
        var tea = stock("TEA");
        var damaged = manager.post(PATH, """
                {"lines":[{"sku":"TEA","quantity":1,"condition":"damaged"}],"refund":"gift_card","reason":"Broken"}""");
        assertThat(damaged.body().at("/lines/0/restocked").asBoolean()).isFalse();
        assertThat(stock("TEA")).isEqualTo(tea);
        assertThat(shop.one("select count(*) from unreceipted_return where merchant_id = ?"))
                .isEqualTo(1L);
    }

    private static String body(String sku, long quantity, String refund, String more) {
        return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}],\"refund\":\"%s\",\"reason\":\"Too large\"%s}"
                .formatted(sku, quantity, refund, more);
    }

    private void sold(String sku) {
        var sold = till.post(
                "/channels/till-1/sales",
                "{\"line_items\":[{\"sku\":\"%s\"}],\"tender\":{\"type\":\"cash\",\"received_minor\":5000}}"
                        .formatted(sku));
        assertThat(sold.status()).as(sold.body().toString()).isEqualTo(201);
    }

    private long stock(String sku) {
        return ((Number) shop.one(
                        "select sum(available) from stock where merchant_id = ? and sku = '%s' and location_id = 'mitte'"
                                .formatted(sku)))
                .longValue();
    }

    private long balance(String account) {
        return ((Number) shop.one(
                        "select coalesce(sum(amount_minor), 0) from check_ledger where merchant_id = ? and account = '%s'"
                                .formatted(account)))
                .longValue();
    }
}
