package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was bought anywhere comes back anywhere: the money to where it came from, the goods to where they are now. */
@Timeout(300)
class ReturnsIT extends ShopTest {

    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String CARD = "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
    private static final String CASH = "{\"type\":\"cash\",\"received_minor\":5000}";

    private Tills tills;
    private Caller till;
    private Caller manager;
    private String max;

    @BeforeEach
    void aTillWithAManager() {
        tills = new Tills(shop);
        till = Caller.with(tills.enrolled().text("credential"));
        max = tills.person("Max", "manager", "8152");
        manager = Caller.with(Tills.signIn(till, max, "8152").text("token"));
        assertThat(till.post("/shifts", "{\"float_minor\":10000}").status()).isEqualTo(201);
    }

    @Test
    void bought_in_any_channel_returned_in_any_channel() {
        var places = Map.of(
                "till-1", manager,
                "phone", shop.staff("max", "manager"),
                "web", shop.server(),
                "app", shop.server());
        for (var bought : List.of("web", "app", "phone", "till-1 card", "till-1 cash")) {
            for (var place : places.entrySet()) {
                var what = bought + " → " + place.getKey();
                var order = bought(bought, 2);
                var stock = available();
                var isTill = place.getKey().equals("till-1");
                var body =
                        "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"Too large\",\"channel\":\"%s\",\"location_id\":\"mitte\"}"
                                .formatted(place.getKey());

                var back = place.getValue().post("/orders/" + order + "/returns", body);

                assertThat(back.status()).as(what + back.body()).isEqualTo(201);
                assertThat(back.body().path("refunded_minor").asLong()).as(what).isEqualTo(890);
                assertThat(back.body().path("hand_out_minor").asLong())
                        .as(what)
                        .isEqualTo(bought.endsWith("cash") ? 890 : 0);
                assertThat(back.text("channel_id")).as(what).isEqualTo(place.getKey());
                assertThat(back.body().at("/lines/0/restocked").asBoolean())
                        .as(what)
                        .isTrue();
                assertThat(available()).as(what).isEqualTo(stock + 1);
                var shown = shop.server().get("/orders/" + order).body();
                assertThat(shown.path("state").asText()).as(what).isEqualTo("partially_refunded");
                assertThat(shown.path("refunds")).as(what).hasSize(1);
                var inDrawer = (long) shop.one(
                        "select count(*) from refund r where r.merchant_id = ? and r.shift_id is not null and r.order_id = '%s'"
                                .formatted(order));
                assertThat(inDrawer)
                        .as(what + ": cash from the drawer")
                        .isEqualTo(bought.endsWith("cash") && isTill ? 1 : inDrawer);
                if (!bought.endsWith("cash")) assertThat(inDrawer).as(what).isZero();
            }
        }
    }

    @Test
    void a_cashier_finds_the_order_by_its_number_and_needs_a_manager() {
        var order = bought("web", 1);
        var number = shop.server().get("/orders/" + order).text("number");
        var cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));

        var found = cashier.get("/returnable-orders?number=" + number);

        assertThat(found.body().at("/data/0/order_id").asText())
                .as(found.body().toString())
                .isEqualTo(order);
        assertThat(found.body().at("/data/0/lines/0/returned").asLong()).isZero();
        assertThat(found.body().at("/data/0/lines/0/paid_minor").asLong()).isEqualTo(890);
        assertThat(found.body().toString()).doesNotContain("ada@example.com", "Torstr");
        assertThat(cashier.get("/returnable-orders?number=none").body().path("data"))
                .isEmpty();
        assertThat(Shop.open()
                        .server()
                        .get("/returnable-orders?number=" + number)
                        .body()
                        .path("data"))
                .as("another merchant's")
                .isEmpty();
        assertThat(cashier.post("/orders/" + order + "/returns", one("")).text("type"))
                .isEqualTo("/problems/approval-required");
        var approval = Tills.approve(cashier, max, "8152", "refund", null).text("token");
        var back = cashier.post("/orders/" + order + "/returns", one(",\"approval\":\"%s\"".formatted(approval)));
        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(shop.one("select cast(manager_id as text) from order_return where merchant_id = ?"))
                .isEqualTo(max);
        assertThat(cashier.get("/orders/" + order + "/returns").body().path("data"))
                .hasSize(1);
        assertThat(cashier.post("/orders/" + order + "/returns", one(",\"approval\":\"%s\"".formatted(approval)))
                        .status())
                .as("nothing is left")
                .isEqualTo(409);
    }

    @Test
    void what_is_damaged_or_counted_by_nobody_is_not_sold_again() {
        shop.run("delete from stock where merchant_id = ? and sku = 'POT'");
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"},{\"sku\":\"POT\"},{\"sku\":\"E-BOOK\"}],\"buyer\":{\"email\":\"ada@example.com\",\"phone\":\"+493023125042\"},\"fulfillment\":%s}"
                                .formatted(ADDRESS));
        var order = paid(opened, CARD);
        var stock = available();

        var back = shop.server().post("/orders/" + order + "/returns", """
                {"lines":[{"line":1,"quantity":1,"condition":"damaged"},{"line":2,"quantity":1},{"line":3,"quantity":1}],
                 "reason":"Broken","location_id":"mitte"}""");

        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        for (var line : back.body().path("lines")) {
            assertThat(line.path("restocked").asBoolean()).as(line.toString()).isFalse();
        }
        assertThat(available()).isEqualTo(stock);
        assertThat(back.body().path("refunded_minor").asLong()).isEqualTo(890 + 4900 + 1200);
        assertThat(shop.rows("select 1 from stock where merchant_id = ? and sku = 'POT'"))
                .isEmpty();
    }

    @Test
    void with_the_last_line_the_rounding_goes_back_too() {
        shop.run("update channel set country = 'NL' where merchant_id = ? and channel_id = 'till-1'");
        for (var price : List.of(893, 892)) {
            shop.run("update item_price set amount_minor = %d where merchant_id = ? and sku = 'TEA'".formatted(price));
            var order = bought("till-1 cash", 1);

            var back = manager.post("/orders/" + order + "/returns", one(""));

            assertThat(back.body().path("refunded_minor").asLong())
                    .as(back.body().toString())
                    .isEqualTo(price == 893 ? 895 : 890);
            assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("refunded");
        }
    }

    @Test
    void in_cash_each_part_comes_back_in_coins_and_all_of_them_are_what_was_paid() {
        for (var country : List.of("FI", "NL")) {
            shop.run("update channel set country = '%s' where merchant_id = ? and channel_id = 'till-1'"
                    .formatted(country));
            for (var price : List.of(33, 34, 892)) {
                shop.run("update item_price set amount_minor = %d where merchant_id = ? and sku = 'TEA'"
                        .formatted(price));
                var order = bought("till-1 cash", 3);
                var paid = shop.server()
                        .get("/orders/" + order)
                        .body()
                        .path("total_minor")
                        .asLong();
                var inDrawer = inDrawer();
                var sum = 0L;
                for (var i = 1; i <= 3; i++) {
                    var back = manager.post("/orders/" + order + "/returns", one(""));
                    var coins = back.body().path("hand_out_minor").asLong();
                    sum += coins;
                    assertThat(coins % 5).as(back.body().toString()).isZero();
                    assertThat(Math.abs(sum - (long) price * i))
                            .as("of " + price)
                            .isLessThanOrEqualTo(2);
                }
                assertThat(sum).isEqualTo(paid);
                assertThat(inDrawer() - inDrawer).isEqualTo(-paid);
                assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("refunded");
            }
        }
    }

    @Test
    void a_card_gives_back_to_the_cent_also_where_coins_are_rounded() {
        shop.run("update channel set country = 'NL' where merchant_id = ? and channel_id = 'till-1'");
        shop.run("update item_price set amount_minor = 892 where merchant_id = ? and sku = 'TEA'");
        var order = bought("till-1 card", 2);

        var back = manager.post("/orders/" + order + "/returns", one(""));

        assertThat(back.body().path("refunded_minor").asLong()).isEqualTo(892);
    }

    @Test
    void what_was_free_comes_back_without_money() {
        shop.run("update item_price set amount_minor = 0 where merchant_id = ? and sku = 'POT'");
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"},{\"sku\":\"POT\"}],\"buyer\":{\"email\":\"ada@example.com\",\"phone\":\"+493023125042\"},\"fulfillment\":%s}"
                                .formatted(ADDRESS));
        var order = paid(opened, CARD);
        var pots = stock("POT");
        var body = "{\"lines\":[{\"line\":2,\"quantity\":1}],\"reason\":\"x\",\"location_id\":\"mitte\"}";

        var back = shop.server().post("/orders/" + order + "/returns", body, "free-" + order);
        var again = shop.server().post("/orders/" + order + "/returns", body, "free-" + order);

        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(back.body().path("refunded_minor").asLong()).isZero();
        assertThat(back.body().path("refunds")).isEmpty();
        assertThat(again.body()).isEqualTo(back.body());
        assertThat(stock("POT")).isEqualTo(pots + 1);
        assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("paid");
        assertThat(shop.server().post("/orders/" + order + "/returns", body).text("type"))
                .as("it came back already")
                .isEqualTo("/problems/refund-too-large");
        assertThat(shop.server()
                        .post(
                                "/orders/" + order + "/refunds",
                                "{\"lines\":[{\"line\":2,\"quantity\":1}],\"reason\":\"x\"}")
                        .text("type"))
                .as("a refund is of money")
                .isEqualTo("/problems/refund-too-large");
        assertThat(shop.server()
                        .post("/orders/" + order + "/returns", one(""))
                        .body()
                        .path("refunded_minor")
                        .asLong())
                .isEqualTo(890);
    }

    @Test
    void what_was_given_back_before_is_not_given_back_with_the_lines() {
        var order = bought("till-1 cash", 1);
        shop.server().post("/orders/" + order + "/refunds", "{\"amount_minor\":100,\"reason\":\"scratch\"}");

        var back = manager.post("/orders/" + order + "/returns", one(""));

        assertThat(back.text("type")).as(back.body().toString()).isEqualTo("/problems/refund-too-large");
        assertThat(back.body().path("refundable_minor").asLong()).isEqualTo(790);
    }

    @Test
    void of_two_tenders_the_last_one_gives_back_first_and_none_more_than_it_gave() {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":3}],\"buyer\":{\"email\":\"ada@example.com\",\"phone\":\"+493023125042\"},\"fulfillment\":%s}"
                                .formatted(ADDRESS));
        var session = opened.body().path("session");
        var total = session.path("total_minor").asLong();
        var paid = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        ("{\"revision\":%d,\"confirmed_total_minor\":%d,\"tenders\":[{\"type\":\"card\",\"payment_method\":\"pm_card_visa\",\"amount_minor\":%d},"
                                        + "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}]}")
                                .formatted(session.path("revision").asLong(), total, total - 1000));
        var order = paid.body().at("/order/id").asText();

        var back = shop.server()
                .post("/orders/" + order + "/returns", "{\"lines\":[{\"line\":1,\"quantity\":2}],\"reason\":\"x\"}");

        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
        assertThat(back.body().path("refunds")).hasSize(2);
        assertThat(back.body().at("/refunds/0/amount_minor").asLong()).isEqualTo(1000);
        assertThat(back.body().at("/refunds/1/amount_minor").asLong()).isEqualTo(780);
    }

    @Test
    void a_till_voids_what_it_has_sold_itself_when_a_manager_agrees() {
        shop.run("update channel set capture = 'manual' where merchant_id = ? and channel_id = 'till-1'");
        var cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));
        var order = bought("till-1 card", 1);
        assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("authorized");
        var why = "{\"reason\":\"Changed their mind\"%s}";

        assertThat(cashier.post("/orders/" + order + "/void", why.formatted("")).text("type"))
                .isEqualTo("/problems/approval-required");
        var forRefund = Tills.approve(cashier, max, "8152", "refund", null).text("token");
        assertThat(cashier.post("/orders/" + order + "/void", why.formatted(",\"approval\":\"" + forRefund + "\""))
                        .text("type"))
                .isEqualTo("/problems/approval-not-valid");
        var approval = Tills.approve(cashier, max, "8152", "void_sale", null).text("token");
        var elsewhere = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"reserve\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"ada@example.com\",\"phone\":\"+493023125042\"},\"fulfillment\":%s}"
                                .formatted(ADDRESS));
        assertThat(cashier.post(
                                "/orders/" + paid(elsewhere, CARD) + "/void",
                                why.formatted(",\"approval\":\"" + approval + "\""))
                        .status())
                .as("of another channel")
                .isEqualTo(404);

        var voided = cashier.post("/orders/" + order + "/void", why.formatted(",\"approval\":\"" + approval + "\""));

        assertThat(voided.status()).as(voided.body().toString()).isEqualTo(200);
        assertThat(voided.text("state")).isEqualTo("voided");
        assertThat(shop.one("select reason from audit_entry where merchant_id = ? and action = 'void_order'")
                        .toString())
                .contains("Changed their mind", max);
        var taken = bought("till-1 cash", 1);
        var backAgain = Caller.with(Tills.signIn(till, max, "8152").text("token"));
        assertThat(backAgain
                        .post("/orders/" + taken + "/void", why.formatted(""))
                        .text("type"))
                .isEqualTo("/problems/nothing-to-capture");
    }

    @Test
    void of_many_who_bring_back_the_same_thing_one_gets_money() throws Exception {
        var order = bought("till-1 cash", 1);

        var answers =
                Race.of(8, i -> (i % 2 == 0 ? manager : shop.server()).post("/orders/" + order + "/returns", one("")));

        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.text("type").equals("/problems/refund-too-large")))
                .hasSize(7);
        assertThat(shop.one("select count(*) from order_return where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void a_request_that_comes_again_is_one_return() {
        var order = bought("till-1 card", 2);
        var stock = available();

        var first = manager.post("/orders/" + order + "/returns", one(""), "again-" + order);
        var again = manager.post("/orders/" + order + "/returns", one(""), "again-" + order);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(available()).isEqualTo(stock + 1);
    }

    @Test
    void what_makes_no_sense_is_said() {
        var order = bought("till-1 cash", 1);
        var twice = "{\"lines\":[{\"line\":1,\"quantity\":1},{\"line\":1,\"quantity\":1}],\"reason\":\"x\"}";

        assertThat(manager.post("/orders/" + order + "/returns", twice).status())
                .isEqualTo(422);
        assertThat(manager.post("/orders/" + order + "/returns", "{\"lines\":[],\"reason\":\"x\"}")
                        .status())
                .isEqualTo(422);
        assertThat(manager.post(
                                "/orders/" + order + "/returns",
                                "{\"lines\":[{\"line\":9,\"quantity\":1}],\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(manager.post(
                                "/orders/" + order + "/returns",
                                "{\"lines\":[{\"line\":1,\"quantity\":2}],\"reason\":\"x\"}")
                        .text("type"))
                .isEqualTo("/problems/refund-too-large");
        assertThat(manager.post("/orders/" + order + "/returns", one(",\"channel\":\"web\""))
                        .status())
                .isEqualTo(422);
        assertThat(shop.rows("select 1 from refund where merchant_id = ?")).isEmpty();
    }

    private static String one(String more) {
        return "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"Too large\"%s}".formatted(more);
    }

    private long available() {
        return stock("TEA");
    }

    private long stock(String sku) {
        return ((Number) shop.one(
                        "select sum(available) from stock where merchant_id = ? and sku = '%s' and location_id = 'mitte'"
                                .formatted(sku)))
                .longValue();
    }

    private long inDrawer() {
        return ((Number)
                        shop.one(
                                "select coalesce(sum(amount_minor), 0) from check_ledger where merchant_id = ? and account = 'cash_drawer'"))
                .longValue();
    }

    /** @return the id of the order */
    private String bought(String how, long quantity) {
        if (how.startsWith("till-1")) {
            var sold = till.post(
                    "/channels/till-1/sales",
                    "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}],\"tender\":%s}"
                            .formatted(quantity, how.endsWith("cash") ? CASH : CARD));
            assertThat(sold.status()).as(sold.body().toString()).isEqualTo(201);
            return sold.body().at("/session/order/id").asText();
        }
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}],\"buyer\":{\"email\":\"ada@example.com\",\"phone\":\"+493023125042\"},\"fulfillment\":%s}"
                                .formatted(how, quantity, ADDRESS));
        return paid(opened, CARD);
    }

    private String paid(Answer opened, String tender) {
        var session = opened.body().path("session");
        var paid = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        tender));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return paid.body().at("/order/id").asText();
    }
}
