package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the goods of an order: from the shelf to the buyer, in one part or several, and never more than was bought. */
@Timeout(300)
class FulfillmentsIT extends ShopTest {

    @Test
    void a_parcel_is_picked_packed_shipped_and_delivered() {
        var order = shipped("web", 2);
        assertThat(order("fulfillment_status", order)).isEqualTo("unfulfilled");
        var open = only(order);
        assertThat(open.path("kind").asText()).isEqualTo("shipping");
        assertThat(open.path("status").asText()).isEqualTo("allocated");
        assertThat(open.path("location_id").asText()).isEqualTo("mitte");
        assertThat(open.at("/lines/0/quantity").asLong()).isEqualTo(2);

        happened(order, "pick");
        happened(order, "pack");
        var sent = ok(event(order, """
                {"event":"ship","tracking":{"carrier":"DHL","number":"00340434","url":"https://carrier.example/t/00340434"}}"""));

        assertThat(sent.text("status")).isEqualTo("shipped");
        assertThat(sent.body().at("/tracking/number").asText()).isEqualTo("00340434");
        assertThat(order("fulfillment_status", order)).isEqualTo("fulfilled");
        assertThat(event(order, "{\"event\":\"pick\"}").text("type")).isEqualTo("/problems/fulfillment-state");
        assertThat(event(order, "{\"event\":\"ready\"}").text("type")).isEqualTo("/problems/fulfillment-state");
        assertThat(happened(order, "deliver").text("status")).isEqualTo("delivered");
        assertThat(events(order))
                .containsExactly(
                        "order.placed",
                        "fulfillment.picked",
                        "fulfillment.packed",
                        "fulfillment.shipped",
                        "fulfillment.delivered");
    }

    @Test
    void what_is_taken_along_at_a_till_or_digital_is_fulfilled_at_once() {
        var sold = shop.till()
                .post(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":1}],\"tender\":{\"type\":\"cash\",\"received_minor\":5000}}");
        var order = ok(sold).body().at("/session/order/id").asText();

        assertThat(order("fulfillment_status", order)).isEqualTo("fulfilled");
        assertThat(only(order).path("kind").asText()).isEqualTo("handed_over");
        assertThat(only(order).path("handed_over_at").isNull()).isFalse();
        assertThat(cancel(order, "{\"reason\":\"x\"}").text("type")).isEqualTo("/problems/fulfillment-state");

        var mixed = bought("web", 890 + 1200 + 490, "{\"sku\":\"TEA\"},{\"sku\":\"E-BOOK\"}", ADDRESS);
        assertThat(order("fulfillment_status", mixed)).isEqualTo("partially_fulfilled");
        assertThat(all(mixed).findValuesAsText("kind")).containsExactlyInAnyOrder("shipping", "digital");
    }

    @Test
    void what_is_picked_up_is_handed_out_for_the_code_at_its_own_place() {
        var order = pickup(1);
        assertThat(event(shop.staff("cara"), order, "{\"event\":\"pick\"}").status())
                .isEqualTo(200);
        assertThat(shop.till()
                        .get("/fulfillments")
                        .body()
                        .at("/data/0/order_id")
                        .asText())
                .isEqualTo(order);
        var ready = happened(order, "ready");
        var code = ready.text("collection_code");

        assertThat(code).matches("[2-9A-HJ-NP-Z]{6}");
        assertThat(shop.one("select code from fulfillment where merchant_id = ?")
                        .toString())
                .startsWith("enc1:")
                .doesNotContain(code);
        assertThat(all(order).toString()).as("shown once").doesNotContain(code);
        assertThat(event(shop.till(), order, "{\"event\":\"collect\"}").status())
                .as("nobody is signed in who could answer for it")
                .isEqualTo(422);
        assertThat(event(shop.till(), order, "{\"event\":\"collect\",\"reason\":\"knows them\"}")
                        .status())
                .isEqualTo(422);
        var wrong = code.equals("AAAAAA") ? "BBBBBB" : "AAAAAA";
        assertThat(event(shop.till(), order, "{\"event\":\"collect\",\"code\":\"%s\"}".formatted(wrong))
                        .text("type"))
                .isEqualTo("/problems/wrong-code");
        var collected = ok(event(
                shop.till(),
                order,
                "{\"event\":\"collect\",\"code\":\" %s \"}".formatted(code.toLowerCase(java.util.Locale.ROOT))));
        assertThat(collected.text("status")).isEqualTo("collected");
        assertThat(order("fulfillment_status", order)).isEqualTo("fulfilled");
    }

    @Test
    void a_code_cannot_be_guessed_and_somebody_may_answer_for_the_buyer() {
        var order = pickup(1);
        var code = happened(order, "ready").text("collection_code");
        var wrong = code.equals("AAAAAA") ? "BBBBBB" : "AAAAAA";
        for (var i = 0; i < 5; i++) {
            assertThat(event(shop.till(), order, "{\"event\":\"collect\",\"code\":\"%s\"}".formatted(wrong))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(event(shop.till(), order, "{\"event\":\"collect\",\"code\":\"%s\"}".formatted(code))
                        .status())
                .as("the right one comes too late")
                .isEqualTo(429);

        assertThat(event(shop.staff("cara"), order, "{\"event\":\"collect\"}").status())
                .isEqualTo(422);
        var collected = ok(event(shop.staff("cara"), order, "{\"event\":\"collect\",\"reason\":\"showed the order\"}"));

        assertThat(collected.text("status")).isEqualTo("collected");
        assertThat(shop.one(
                        "select reason from audit_entry where merchant_id = ? and action = 'record_fulfillment_event'"))
                .isEqualTo("showed the order");
    }

    @Test
    void a_counter_does_what_happens_there_and_nothing_else() {
        var parcel = shipped("web", 1);
        shop.run(
                "insert into location values (?, 'west', 'West', 'Kantstr. 1', '10623', 'Berlin', 'DE', 'Europe/Berlin')");
        var elsewhere = pickup(1);
        shop.run("update fulfillment set location_id = 'west' where merchant_id = ? and kind = 'pickup'");

        for (var counter : List.of(shop.till(), shop.staff("cara"))) {
            assertThat(event(counter, parcel, "{\"event\":\"ship\"}").status()).isEqualTo(403);
            assertThat(counter.post(path(parcel) + "/cancel", "{\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(event(shop.till(), elsewhere, "{\"event\":\"pick\"}").status())
                .isEqualTo(403);
        assertThat(event(shop.staff("alex"), elsewhere, "{\"event\":\"pick\"}").status())
                .isEqualTo(403);
        assertThat(shop.till()
                        .get("/fulfillments?location=west")
                        .body()
                        .path("data")
                        .findValuesAsText("order_id"))
                .containsExactly(parcel);
        assertThat(Shop.open()
                        .server()
                        .get("/orders/" + parcel + "/fulfillments")
                        .status())
                .isEqualTo(404);
        assertThat(event(shop.server(), parcel, "{\"event\":\"ship\",\"code\":\"AAAAAA\"}")
                        .status())
                .isEqualTo(422);
        assertThat(event(shop.server(), parcel, "{\"event\":\"cancel\"}").status())
                .isEqualTo(422);
        assertThat(event(shop.server(), parcel, "{\"event\":\"fly\"}").status()).isEqualTo(400);
    }

    @Test
    void a_driver_tries_again_and_what_comes_back_can_be_canceled() {
        shop.run(
                "insert into fulfillment_option (merchant_id, option_id, kind, title, location_id) values (?, 'bike', 'local_delivery', 'Bike', 'mitte')");
        shop.run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, amount_minor) values (?, 'bike', 1, 'EUR', 500)");
        var order = bought(
                "web",
                890 + 500,
                "{\"sku\":\"TEA\"}",
                ADDRESS.replace("{\"address\"", "{\"option_id\":\"bike\",\"address\""));
        assertThat(only(order).path("kind").asText()).isEqualTo("local_delivery");

        happened(order, "dispatch");
        assertThat(event(order, "{\"event\":\"fail\"}").status()).as("say why").isEqualTo(422);
        assertThat(ok(event(order, "{\"event\":\"fail\",\"reason\":\"nobody there\"}"))
                        .text("status"))
                .isEqualTo("delivery_failed");
        assertThat(order("fulfillment_status", order)).isEqualTo("unfulfilled");
        assertThat(happened(order, "dispatch").text("status")).isEqualTo("out_for_delivery");
        assertThat(happened(order, "deliver").text("status")).isEqualTo("delivered");
    }

    @Test
    void an_order_leaves_in_parts_from_several_places() {
        shop.run(
                "insert into location values (?, 'west', 'West', 'Kantstr. 1', '10623', 'Berlin', 'DE', 'Europe/Berlin')");
        shop.run(
                "insert into stock (merchant_id, sku, location_id, initial, available) values (?, 'TEA', 'west', 2, 2)");
        var order = shipped("web", 5);
        var stock = available("mitte");

        var split = ok(shop.server()
                .post(path(order) + "/split", "{\"location_id\":\"west\",\"lines\":[{\"line\":1,\"quantity\":2}]}"));

        assertThat(split.status()).isEqualTo(201);
        assertThat(split.body().path("data")).hasSize(2);
        assertThat(split.body().at("/data/1/location_id").asText()).isEqualTo("west");
        assertThat(available("mitte")).isEqualTo(stock + 2);
        assertThat(available("west")).isZero();
        assertThat(shop.server()
                        .post(
                                path(order) + "/split",
                                "{\"location_id\":\"west\",\"lines\":[{\"line\":1,\"quantity\":1}]}")
                        .text("type"))
                .isEqualTo("/problems/stock-too-low");
        assertThat(shop.server()
                        .post(path(order) + "/split", "{\"lines\":[{\"line\":1,\"quantity\":3}]}")
                        .status())
                .as("nothing would be left")
                .isEqualTo(422);
        assertThat(shop.server()
                        .post(path(order) + "/split", "{\"lines\":[{\"line\":1,\"quantity\":4}]}")
                        .status())
                .isEqualTo(422);
        happened(order, "ship");
        assertThat(order("fulfillment_status", order)).isEqualTo("partially_fulfilled");
        assertThat(shop.server()
                        .post(
                                "/orders/" + order + "/fulfillments",
                                "{\"kind\":\"shipping\",\"lines\":[{\"line\":1,\"quantity\":1}]}")
                        .status())
                .as("all of it is in one")
                .isEqualTo(422);
    }

    @Test
    void of_many_at_once_no_more_than_was_bought_is_in_fulfillments() throws Exception {
        var order = shipped("web", 5);
        shop.run("delete from fulfillment_line where merchant_id = ?");

        var answers = Race.of(
                8,
                i -> shop.server()
                        .post(
                                "/orders/" + order + "/fulfillments",
                                "{\"kind\":\"shipping\",\"lines\":[{\"line\":1,\"quantity\":1}]}"));

        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(5);
        assertThat(shop.one("select cast(sum(quantity) as bigint) from fulfillment_line where merchant_id = ?"))
                .isEqualTo(5L);
    }

    @Test
    void of_many_who_ship_or_cancel_at_once_one_does() throws Exception {
        var order = shipped("web", 3);
        var path = path(order);
        var stock = available("mitte");

        var answers = Race.of(
                8,
                i -> i % 2 == 0
                        ? shop.server().post(path + "/events", "{\"event\":\"ship\"}")
                        : shop.server().post(path + "/cancel", "{\"reason\":\"sold out\"}"));

        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.text("type").equals("/problems/fulfillment-state")))
                .hasSize(7);
        var isCanceled = only(order).path("status").asText().equals("canceled");
        assertThat(available("mitte")).isEqualTo(isCanceled ? stock + 3 : stock);
    }

    @Test
    void what_is_canceled_is_on_the_shelf_and_its_money_goes_back_once() {
        var order = shipped("web", 3);
        var stock = available("mitte");

        var canceled = ok(cancel(order, "{\"reason\":\"broken\",\"lines\":[{\"line\":1,\"quantity\":1}]}"));

        assertThat(canceled.body().at("/refundable/0/quantity").asLong()).isEqualTo(1);
        assertThat(available("mitte")).isEqualTo(stock + 1);
        assertThat(all(order).findValuesAsText("status")).containsExactly("allocated", "canceled");
        ok(shop.server()
                .post(
                        "/orders/" + order + "/refunds",
                        "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"broken\"}"));
        assertThat(all(order).findValuesAsText("status"))
                .as("it was for what was canceled")
                .containsExactly("allocated", "canceled");
        assertThat(shop.server()
                        .get("/orders/" + order + "/fulfillments")
                        .body()
                        .path("refundable"))
                .isEmpty();

        var key = "cancel-" + order;
        var body = "{\"reason\":\"broken, too\",\"lines\":[{\"line\":1,\"quantity\":1}],\"refund\":true}";
        var both = ok(shop.server().post(path(order) + "/cancel", body, key));
        var again = ok(shop.server().post(path(order) + "/cancel", body, key));

        assertThat(again.body()).isEqualTo(both.body());
        assertThat(both.body().path("refundable")).isEmpty();
        assertThat(available("mitte")).isEqualTo(stock + 2);
        assertThat(shop.one("select cast(sum(amount_minor) as bigint) from refund where merchant_id = ?"))
                .isEqualTo(2 * 890L);
        happened(order, "ship");
        assertThat(order("fulfillment_status", order)).isEqualTo("fulfilled");
    }

    @Test
    void money_that_goes_back_for_what_is_still_here_keeps_it_here() {
        var order = shipped("web", 3);
        var stock = available("mitte");

        ok(shop.server()
                .post(
                        "/orders/" + order + "/refunds",
                        "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"waited too long\"}"));

        assertThat(all(order).findValuesAsText("status")).containsExactlyInAnyOrder("allocated", "canceled");
        assertThat(available("mitte")).isEqualTo(stock + 1);
        happened(order, "ship");
        ok(
                shop.server()
                        .post(
                                "/orders/" + order + "/returns",
                                "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"too large\",\"location_id\":\"mitte\"}"));
        assertThat(available("mitte")).isEqualTo(stock + 2);
        assertThat(event(order, "{\"event\":\"fail\",\"reason\":\"lost\"}").text("type"))
                .as("one of them was with the buyer")
                .isEqualTo("/problems/fulfillment-state");
    }

    @Test
    void nothing_leaves_for_money_that_was_let_go_or_given_back() {
        var held = shipped("reserve", 1);
        var stock = available("mitte");
        ok(shop.server().post("/orders/" + held + "/void", "{}"));
        assertThat(only(held).path("status").asText()).isEqualTo("canceled");
        assertThat(available("mitte")).isEqualTo(stock + 1);

        var refunded = shipped("web", 1);
        ok(shop.server().post("/orders/" + refunded + "/refunds", "{\"reason\":\"goodwill\"}"));
        assertThat(event(refunded, "{\"event\":\"ship\"}").text("type")).isEqualTo("/problems/order-not-paid");
        assertThat(event(refunded, "{\"event\":\"pick\"}").status()).isEqualTo(200);
        assertThat(cancel(refunded, "{\"reason\":\"refunded\"}").status()).isEqualTo(200);
    }

    @Test
    void what_was_promised_is_allocated_when_it_arrives() {
        ok(shop.staff("ada").send("PUT", "/stock/policies/TEA", "{\"backorder_limit\":2,\"buckets\":1}", Map.of()));
        shop.run("update stock set initial = 1, available = 1 where merchant_id = ? and sku = 'TEA'");
        var order = shipped("web", 2);
        var promised = all(order).get(1);
        assertThat(promised.path("status").asText()).isEqualTo("backordered");
        var path = "/orders/" + order + "/fulfillments/" + promised.path("id").asText() + "/events";
        var arrived = "{\"event\":\"allocate\",\"location_id\":\"mitte\"}";
        assertThat(shop.server().post(path, "{\"event\":\"ship\"}").status()).isEqualTo(409);
        assertThat(shop.server().post(path, "{\"event\":\"allocate\"}").status())
                .isEqualTo(422);
        assertThat(shop.server().post(path, arrived).text("type")).isEqualTo("/problems/stock-too-low");
        ok(shop.server()
                .post(
                        "/stock-adjustments",
                        "{\"sku\":\"TEA\",\"location_id\":\"mitte\",\"quantity\":4,\"reason\":\"received\"}"));

        assertThat(ok(shop.server().post(path, arrived)).text("status")).isEqualTo("allocated");

        assertThat(available("mitte")).isEqualTo(3);
        assertThat(shop.one("select sold from backorder where merchant_id = ?")).isEqualTo(0L);
    }

    @Test
    void the_work_list_is_what_is_open_the_oldest_first_page_by_page() {
        var first = shipped("web", 1);
        var second = pickup(1);
        var third = shipped("web", 1);
        happened(third, "ship");

        var page = shop.server().get("/fulfillments?location=mitte&limit=1").body();
        var next = shop.server()
                .get("/fulfillments?location=mitte&limit=1&cursor="
                        + page.path("next_cursor").asText())
                .body();

        assertThat(page.at("/data/0/order_id").asText()).isEqualTo(first);
        assertThat(page.at("/data/0/order_number").asText()).isEqualTo(order("number", first));
        assertThat(next.at("/data/0/order_id").asText()).isEqualTo(second);
        assertThat(next.path("next_cursor").isNull()).isTrue();
        assertThat(ids("?status=shipped")).containsExactly(third);
        assertThat(ids("?kind=pickup")).containsExactly(second);
        assertThat(ids("?location=nowhere")).isEmpty();
        assertThat(shop.server().get("/fulfillments?status=lost").status()).isEqualTo(422);
        assertThat(page.toString()).doesNotContain("ada@example.com", "Torstr");
    }

    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    private List<String> ids(String query) {
        return shop.server().get("/fulfillments" + query).body().path("data").findValuesAsText("order_id");
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private String shipped(String channel, long quantity) {
        return bought(channel, 890 * quantity + 490, "{\"sku\":\"TEA\",\"quantity\":%d}".formatted(quantity), ADDRESS);
    }

    private String pickup(long quantity) {
        return bought(
                "web",
                890 * quantity,
                "{\"sku\":\"TEA\",\"quantity\":%d}".formatted(quantity),
                "{\"option_id\":\"pickup-mitte\",\"address\":{\"name\":\"Ada\"}}");
    }

    /** @return the id of the order */
    private String bought(String channel, long total, String items, String fulfillment) {
        var sale = ok(shop.server().post("/checkout-sessions", """
                {"channel":"%s","complete":true,"confirmed_total_minor":%d,"line_items":[%s],
                 "tender":{"type":"card","payment_method":"pm_card_visa"},
                 "buyer":{"email":"ada@example.com","phone":"+493023125042"},"fulfillment":%s}""".formatted(channel, total, items, fulfillment)));
        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("completed");
        return sale.body().at("/session/order/id").asText();
    }

    private String order(String member, String order) {
        return shop.server().get("/orders/" + order).text(member);
    }

    private JsonNode all(String order) {
        return shop.server().get("/orders/" + order + "/fulfillments").body().path("data");
    }

    private JsonNode only(String order) {
        var all = all(order);
        assertThat(all).as(all.toString()).hasSize(1);
        return all.get(0);
    }

    /** The first fulfillment of an order. */
    private String path(String order) {
        return "/orders/" + order + "/fulfillments/" + all(order).at("/0/id").asText();
    }

    private Answer event(String order, String body) {
        return event(shop.server(), order, body);
    }

    private Answer event(Caller by, String order, String body) {
        return by.post(path(order) + "/events", body);
    }

    private Answer happened(String order, String event) {
        return ok(event(order, "{\"event\":\"%s\"}".formatted(event)));
    }

    private Answer cancel(String order, String body) {
        return shop.server().post(path(order) + "/cancel", body);
    }

    private List<String> events(String order) {
        return shop
                .rows("select type from event where merchant_id = ? and aggregate_id = '%s' order by seq"
                        .formatted(order))
                .stream()
                .map(it -> String.valueOf(it.get("type")))
                .toList();
    }

    private long available(String location) {
        return ((Number) shop.one(
                        "select sum(available) from stock where merchant_id = ? and sku = 'TEA' and location_id = '%s'"
                                .formatted(location)))
                .longValue();
    }
}
