package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goods come back for others: the difference is paid or given back, and nothing comes back that is not paid for. */
@Timeout(300)
class ExchangesIT extends ShopTest {

    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String BUYER =
            "\"buyer\":{\"email\":\"ada@example.com\",\"phone\":\"+493023125042\"}," + "\"fulfillment\":" + ADDRESS;
    private static final String CARD = "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
    private static final String DECLINED = "{\"type\":\"card\",\"payment_method\":\"pm_card_chargeDeclined\"}";
    private static final String CASH = "{\"type\":\"cash\",\"received_minor\":10000}";

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
    void for_something_dearer_the_buyer_pays_the_rest() {
        var order = bought("TEA", 1, CASH);
        var drawer = balance("cash_drawer");
        var tea = stock("TEA");
        var pots = stock("POT");

        var begun = exchange(manager, order, "POT", "");
        assertThat(begun.path("session").path("exchange_credit_minor").asLong()).isEqualTo(890);
        assertThat(begun.path("session").path("due_minor").asLong()).isEqualTo(4900 - 890);
        assertThat(begun.at("/exchange/state").asText()).isEqualTo("open");
        assertThat(stock("TEA")).as("nothing is back yet").isEqualTo(tea);
        var paid = complete(manager, begun, CASH);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var done = only(order);
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("completed");
        assertThat(done.path("used_minor").asLong()).isEqualTo(890);
        assertThat(done.path("refunds")).isEmpty();
        assertThat(done.path("new_order_id").asText()).isEqualTo(orderOf(paid));
        assertThat(stock("TEA")).isEqualTo(tea + 1);
        assertThat(stock("POT")).isEqualTo(pots - 1);
        assertThat(balance("cash_drawer") - drawer).isEqualTo(4010);
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(shown(order).path("state").asText()).isEqualTo("refunded");
        var tenders = shown(orderOf(paid)).path("payments").findValuesAsText("type");
        assertThat(tenders).containsExactly("exchange_credit", "cash");
        assertThat(manager.get("/orders/" + order + "/returns").body().path("data"))
                .hasSize(1);
        assertThat(manager.post("/orders/" + order + "/returns", back("")).text("type"))
                .as("it came back already")
                .isEqualTo("/problems/refund-too-large");
        assertThat(shop.server()
                        .post("/orders/" + order + "/refunds", "{\"amount_minor\":1,\"reason\":\"x\"}")
                        .text("type"))
                .as("its money is in the new order")
                .isEqualTo("/problems/refund-too-large");
    }

    @Test
    void for_something_cheaper_the_rest_goes_back_to_where_it_came_from() {
        var order = web("POT", 1);

        var begun = exchange(manager, order, "TEA", "");
        var paid = complete(manager, begun, null);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        Await.until(() -> "refunded".equals(only(order).at("/refunds/0/state").asText()));
        var done = only(order);
        assertThat(done.path("refunded_minor").asLong()).isEqualTo(4900 - 890);
        assertThat(done.path("hand_out_minor").asLong()).isZero();
        assertThat(shown(order).path("state").asText()).isEqualTo("partially_refunded");
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(shop.one(
                                "select sum(refunded_minor) from payment_attempt where merchant_id = ? and provider = 'stripe'")
                        .toString())
                .isEqualTo("4010");
        var rest = shop.server().post("/orders/" + order + "/refunds", "{\"reason\":\"delivery, too\"}");
        assertThat(rest.status()).as(rest.body().toString()).isEqualTo(201);
        assertThat(shown(order).path("refunds").get(1).path("amount_minor").asLong())
                .isEqualTo(490);
        assertThat(shown(order).path("state").asText()).isEqualTo("refunded");
    }

    @Test
    void for_the_same_no_money_moves() {
        var order = bought("TEA", 2, CASH);
        var drawer = balance("cash_drawer");
        var tea = stock("TEA");

        var paid = complete(manager, exchange(manager, order, "TEA", ""), null);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(only(order).path("used_minor").asLong()).isEqualTo(890);
        assertThat(balance("cash_drawer")).isEqualTo(drawer);
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(stock("TEA")).isEqualTo(tea);
        assertThat(shop.rows("select 1 from refund where merchant_id = ?")).isEmpty();
    }

    @Test
    void a_declined_card_brings_nothing_back() {
        var order = bought("TEA", 1, CARD);
        var tea = stock("TEA");
        var begun = exchange(manager, order, "POT", "");

        var declined = complete(manager, begun, DECLINED);

        assertThat(declined.text("status")).as(declined.body().toString()).isEqualTo("ready_for_complete");
        assertThat(only(order).path("state").asText()).isEqualTo("open");
        assertThat(stock("TEA")).isEqualTo(tea);
        assertThat(shown(order).path("state").asText()).isEqualTo("paid");
        manager.postWithoutKey("/checkout-sessions/" + idOf(begun) + "/cancel", null);
        assertThat(only(order).path("state").asText()).isEqualTo("canceled");
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(shop.one("select sum(exchanged_minor) from payment_attempt where merchant_id = ?")
                        .toString())
                .isEqualTo("0");
        var back = manager.post("/orders/" + order + "/returns", back(""));
        assertThat(back.status()).as(back.body().toString()).isEqualTo(201);
    }

    @Test
    void after_a_declined_card_another_pays() {
        var order = bought("TEA", 1, CARD);
        var begun = exchange(manager, order, "POT", "");
        complete(manager, begun, DECLINED);

        var paid = complete(manager, begun, CARD);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(only(order).path("state").asText()).isEqualTo("completed");
        assertThat(balance("exchange_clearing")).isZero();
    }

    @Test
    void what_is_sold_out_is_no_exchange() {
        var order = bought("TEA", 1, CASH);
        bought("RARE", 1, CASH);
        var begun = exchange(manager, order, "RARE", "");

        var refused = complete(manager, begun, CASH);

        assertThat(refused.text("type")).as(refused.body().toString()).isEqualTo("/problems/out-of-stock");
        assertThat(only(order).path("state").asText()).isEqualTo("open");
        assertThat(shown(order).path("state").asText()).isEqualTo("paid");
    }

    @Test
    void of_many_exchanges_of_the_same_thing_one_is_made() throws Exception {
        var order = bought("TEA", 1, CASH);
        var tea = stock("TEA");
        var begun = new ArrayList<JsonNode>();
        for (var i = 0; i < 8; i++) begun.add(exchange(shop.server(), order, "POT", ",\"channel\":\"till-1\""));

        var answers = Race.of(8, i -> complete(shop.server(), begun.get(i), CARD));

        assertThat(answers.stream().filter(it -> "completed".equals(it.text("status"))))
                .as(answers.toString())
                .hasSize(1);
        assertThat(shop.one("select count(*) from exchange where merchant_id = ? and state = 'completed'"))
                .isEqualTo(1L);
        assertThat(shop.one("select count(*) from order_return where merchant_id = ?"))
                .isEqualTo(1L);
        assertThat(stock("TEA")).isEqualTo(tea + 1);
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(shop.one("select sum(exchanged_minor) from payment_attempt where merchant_id = ?")
                        .toString())
                .isEqualTo("890");
    }

    @Test
    void what_was_exchanged_and_comes_back_gives_the_money_to_where_it_once_came_from() {
        var order = bought("TEA", 1, CASH);
        var paid = complete(manager, exchange(manager, order, "POT", ""), CARD);
        var drawer = balance("cash_drawer");

        var returned = manager.post("/orders/" + orderOf(paid) + "/returns", back(""));

        assertThat(returned.status()).as(returned.body().toString()).isEqualTo(201);
        assertThat(returned.body().path("refunded_minor").asLong()).isEqualTo(4900);
        assertThat(returned.body().path("hand_out_minor").asLong())
                .as("the cash of the first order")
                .isEqualTo(890);
        Await.until(() -> balance("cash_drawer") == drawer - 890);
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(shown(order).path("state").asText()).isEqualTo("refunded");
        assertThat(shown(orderOf(paid)).path("state").asText()).isEqualTo("refunded");
        assertThat(balance("sales")).isZero();
    }

    @Test
    void what_was_exchanged_can_be_exchanged_again() {
        var order = bought("TEA", 1, CARD);
        var first = complete(manager, exchange(manager, order, "POT", ""), CARD);

        var second = complete(manager, exchange(manager, orderOf(first), "TEA", ""), null);

        assertThat(second.text("status")).as(second.body().toString()).isEqualTo("completed");
        Await.until(() ->
                "refunded".equals(only(orderOf(first)).at("/refunds/0/state").asText()));
        assertThat(only(orderOf(first)).path("refunded_minor").asLong()).isEqualTo(4010);
        assertThat(balance("exchange_clearing")).isZero();
        assertThat(balance("sales")).isEqualTo(-890);
    }

    @Test
    void bought_in_any_channel_exchanged_in_any_channel_with_any_tender() {
        var places = Map.of("till-1", manager, "phone", shop.server(), "web", shop.server(), "app", shop.server());
        for (var bought : List.of("web", "app", "phone", "till card", "till cash")) {
            for (var place : places.entrySet()) {
                for (var out : List.of("TEA", "POT")) {
                    var what = bought + " → " + place.getKey() + " for " + out;
                    var order = switch (bought) {
                        case "till card" -> bought("TEA", 1, CARD);
                        case "till cash" -> bought("TEA", 1, CASH);
                        default -> placed(bought, "TEA", 1);
                    };
                    var isTill = place.getKey().equals("till-1");
                    var more = ",\"channel\":\"%s\",\"location_id\":\"mitte\"".formatted(place.getKey())
                            + (isTill ? "" : "," + BUYER);

                    var begun = exchange(place.getValue(), order, out, more);
                    var due = begun.path("session").path("due_minor").asLong();
                    var paid = complete(place.getValue(), begun, due == 0 ? null : isTill ? CASH : CARD);

                    assertThat(paid.text("status")).as(what + paid.body()).isEqualTo("completed");
                    assertThat(only(order).path("state").asText()).as(what).isEqualTo("completed");
                    assertThat(only(order).path("used_minor").asLong()).as(what).isEqualTo(890);
                }
            }
        }
        assertThat(balance("exchange_clearing")).isZero();
    }

    @Test
    void a_cashier_needs_a_manager_and_a_request_that_comes_again_is_one_exchange() {
        var order = bought("TEA", 1, CASH);
        var cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));
        var body = "{\"lines\":[{\"line\":1,\"quantity\":1}],\"line_items\":[{\"sku\":\"POT\"}],\"reason\":\"x\"%s}";

        assertThat(cashier.post("/orders/" + order + "/exchanges", body.formatted(""))
                        .text("type"))
                .isEqualTo("/problems/approval-required");
        var approval = Tills.approve(cashier, max, "8152", "refund", null).text("token");
        var approved = body.formatted(",\"approval\":\"" + approval + "\"");
        var first = cashier.post("/orders/" + order + "/exchanges", approved, "again-" + order);
        var again = cashier.post("/orders/" + order + "/exchanges", approved, "again-" + order);

        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(shop.one("select count(*) from exchange where merchant_id = ?"))
                .isEqualTo(1L);
        assertThat(shop.one("select cast(manager_id as text) from exchange where merchant_id = ?"))
                .isEqualTo(max);
        assertThat(cashier.post(
                                "/orders/" + order + "/exchanges",
                                "{\"lines\":[{\"line\":9,\"quantity\":1}],\"line_items\":[{\"sku\":\"POT\"}],\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
        var backAgain = Caller.with(Tills.signIn(till, max, "8152").text("token"));
        assertThat(backAgain
                        .post(
                                "/orders/" + order + "/exchanges",
                                "{\"lines\":[{\"line\":1,\"quantity\":2}],\"line_items\":[{\"sku\":\"POT\"}],\"reason\":\"x\"}")
                        .text("type"))
                .isEqualTo("/problems/refund-too-large");
    }

    @Test
    void a_held_payment_that_is_voided_gives_back_what_came_back() {
        shop.run("update channel set capture = 'manual' where merchant_id = ? and channel_id = 'till-1'");
        var order = web("TEA", 1);
        var paid = complete(manager, exchange(manager, order, "POT", ""), CARD);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");

        var voided = shop.server().post("/orders/" + orderOf(paid) + "/void", "{\"reason\":\"lost\"}");

        assertThat(voided.text("state")).as(voided.body().toString()).isEqualTo("voided");
        Await.until(() -> shown(order).path("refunds").size() == 1
                && "refunded".equals(shown(order).at("/refunds/0/state").asText()));
        assertThat(shown(order).at("/refunds/0/amount_minor").asLong()).isEqualTo(890);
        assertThat(balance("exchange_clearing")).isZero();
    }

    private static String back(String more) {
        return "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"Too large\"%s}".formatted(more);
    }

    private static JsonNode exchange(Caller by, String order, String out, String more) {
        var begun = by.post(
                "/orders/" + order + "/exchanges",
                "{\"lines\":[{\"line\":1,\"quantity\":1}],\"line_items\":[{\"sku\":\"%s\"}],\"reason\":\"Too large\"%s}"
                        .formatted(out, more));
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(201);
        return begun.body();
    }

    private static String idOf(JsonNode begun) {
        return begun.at("/session/id").asText();
    }

    private static Answer complete(Caller by, JsonNode begun, String tender) {
        var session = by.get("/checkout-sessions/" + idOf(begun)).body();
        return by.post(
                "/checkout-sessions/" + idOf(begun) + "/complete",
                "{\"revision\":%d,\"confirmed_total_minor\":%d%s}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                tender == null ? "" : ",\"tender\":" + tender));
    }

    private JsonNode only(String order) {
        var all = shop.server().get("/orders/" + order + "/exchanges").body().path("data");
        assertThat(all).as(all.toString()).hasSize(1);
        return all.get(0);
    }

    private JsonNode shown(String order) {
        return shop.server().get("/orders/" + order).body();
    }

    private static String orderOf(Answer paid) {
        return paid.body().at("/order/id").asText();
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

    private String bought(String sku, long quantity, String tender) {
        var sold = till.post(
                "/channels/till-1/sales",
                "{\"line_items\":[{\"sku\":\"%s\",\"quantity\":%d}],\"tender\":%s}".formatted(sku, quantity, tender));
        assertThat(sold.status()).as(sold.body().toString()).isEqualTo(201);
        return sold.body().at("/session/order/id").asText();
    }

    private String web(String sku, long quantity) {
        return placed("web", sku, quantity);
    }

    private String placed(String channel, String sku, long quantity) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"%s\",\"quantity\":%d}],%s}"
                                .formatted(channel, sku, quantity, BUYER));
        var paid = complete(shop.server(), opened.body(), CARD);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return orderOf(paid);
    }
}
