package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders change before their goods leave: what is taken out is on the shelf, its money is back, and nothing is half done. */
@Timeout(300)
class OrderEditsIT extends ShopTest {

    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String SAME_PLACE =
            "\"address\":{\"name\":\"Ada\",\"line1\":\"Linienstr. 7\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}";
    private static final String MUNICH =
            "\"address\":{\"name\":\"Ada\",\"line1\":\"Isarweg 2\",\"postal_code\":\"80331\",\"city\":\"Munich\"}";
    private static final String ONE = "\"lines\":[{\"line\":1,\"quantity\":1}]";

    @Test
    void what_is_taken_out_is_on_the_shelf_and_its_money_back_on_the_card() {
        var order = tea(3);
        var shelf = available();

        var seen = preview(order, ONE);

        assertThat(seen.path("difference_minor").asLong()).isEqualTo(-2 * 890);
        assertThat(seen.path("total_minor").asLong()).isEqualTo(890 + 490);
        assertThat(seen.at("/lines/0/quantity_before").asLong()).isEqualTo(3);
        assertThat(seen.at("/refunds/0/type").asText()).isEqualTo("card");
        assertThat(seen.at("/refunds/0/amount_minor").asLong()).isEqualTo(2 * 890);
        assertThat(available()).as("a preview changes nothing").isEqualTo(shelf);
        assertThat(order(order).path("revision").asLong()).isEqualTo(1);

        var body = edit(seen, ONE);
        var edited = ok(shop.server().post(path(order), body, "edit-" + order));
        var again = ok(shop.server().post(path(order), body, "edit-" + order));

        assertThat(edited.status()).isEqualTo(201);
        assertThat(edited.body().at("/refunds/0/state").asText()).isEqualTo("refunded");
        assertThat(again.body()).isEqualTo(edited.body());
        assertThat(refunded()).isEqualTo(2 * 890L);
        assertThat(available()).isEqualTo(shelf + 2);
        var now = order(order);
        assertThat(now.path("revision").asLong()).isEqualTo(2);
        assertThat(now.path("state").asText()).isEqualTo("partially_refunded");
        assertThat(now.path("total_minor").asLong()).as("what was sold").isEqualTo(3 * 890 + 490);
        assertThat(now.at("/current/total_minor").asLong()).isEqualTo(890 + 490);
        assertThat(now.at("/current/lines/0/quantity").asLong()).isEqualTo(1);
        assertThat(now.at("/edits/0/reason").asText()).isEqualTo("wanted fewer");
        assertThat(now.at("/edits/0/lines/0/quantity").asLong()).isEqualTo(1);
        assertThat(events(order))
                .containsSubsequence("order.placed", "fulfillment.canceled", "order.edited", "order.refunded");
        assertThat(taxes(now.at("/current/taxes")))
                .isEqualTo(now.at("/current/totals").findParents("type").stream()
                        .filter(it -> it.path("type").asText().equals("tax"))
                        .mapToLong(it -> it.path("amount_minor").asLong())
                        .sum());
        var receipt = ok(shop.server().get("/orders/" + order + "/receipt")).body();
        assertThat(receipt.path("total_minor").asLong()).isEqualTo(890 + 490);
        assertThat(receipt.at("/lines/0/quantity").asLong()).isEqualTo(1);
        assertThat(receipt.at("/refunds/0/amount_minor").asLong()).isEqualTo(2 * 890);
        assertThat(shop.server().get(path(order)).body().path("data")).hasSize(1);
    }

    @Test
    void an_edited_order_is_edited_shipped_and_returned_for_what_is_left() {
        var order = tea(5);
        committed(order, "\"lines\":[{\"line\":1,\"quantity\":3}]");
        committed(order, "\"lines\":[{\"line\":1,\"quantity\":2}]");

        assertThat(order(order).path("revision").asLong()).isEqualTo(3);
        assertThat(event(order, "ship").status()).isEqualTo(200);
        assertThat(back(order, 3).text("type")).isEqualTo("/problems/refund-too-large");
        ok(back(order, 2));
        assertThat(refunded()).isEqualTo(5 * 890L);
        assertThat(ok(shop.server().get("/orders/" + order + "/fulfillments"))
                        .body()
                        .path("refundable"))
                .isEmpty();
    }

    @Test
    void a_wrong_street_is_put_right_without_a_cent() {
        var order = tea(1);

        var edited = committed(order, SAME_PLACE);

        assertThat(edited.path("difference_minor").asLong()).isZero();
        assertThat(edited.path("address_changed").asBoolean()).isTrue();
        assertThat(edited.toString()).doesNotContain("Linienstr");
        assertThat(order(order).at("/fulfillment/address/line1").asText()).isEqualTo("Linienstr. 7");
        assertThat(order(order).path("state").asText()).isEqualTo("paid");
        assertThat(refunded()).isZero();
        assertThat(shop.rows(
                                "select cast(data as text) as data from event where merchant_id = ? and type = 'order.edited'")
                        .toString())
                .as("events hold no people")
                .doesNotContain("Linienstr");
        assertThat(previewed(order, SAME_PLACE).text("type"))
                .as("it goes there already")
                .isEqualTo("/problems/validation-failed");
    }

    @Test
    void a_dearer_place_costs_more_than_was_paid_unless_delivery_keeps_its_price() {
        rate("8", 690);
        var order = tea(1);

        var seen = preview(order, MUNICH);
        assertThat(seen.path("difference_minor").asLong()).isEqualTo(200);
        assertThat(shop.server().post(path(order), edit(seen, MUNICH)).text("type"))
                .isEqualTo("/problems/difference-to-collect");
        assertThat(order(order).at("/fulfillment/address/city").asText()).isEqualTo("Berlin");

        var edited = committed(order, MUNICH + ",\"keep_delivery\":true");
        assertThat(edited.path("difference_minor").asLong()).isZero();
        assertThat(order(order).at("/fulfillment/address/city").asText()).isEqualTo("Munich");
    }

    @Test
    void a_cheaper_place_gives_the_difference_back() {
        rate("8", 290);
        var order = tea(1);
        shop.run("update fulfillment_rate set amount_minor = amount_minor + 100 where merchant_id = ?");

        var edited = committed(order, MUNICH);

        assertThat(edited.path("difference_minor").asLong())
                .as("between today's prices of both places")
                .isEqualTo(-200);
        assertThat(refunded()).isEqualTo(200L);
    }

    @Test
    void with_bottles_go_their_deposits() {
        shop.run(
                "insert into item (merchant_id, sku, name, tax_category, digital) values (?, 'BOTTLE', 'Deposit', 'standard', false)");
        shop.run("insert into item_price values (?, 'BOTTLE', 'EUR', 25)");
        shop.run("update item set fees = '{\"BOTTLE\":1}' where merchant_id = ? and sku = 'TEA'");
        var order = bought("web", 3 * (890 + 25) + 490, "{\"sku\":\"TEA\",\"quantity\":3}");

        assertThat(committed(order, ONE).path("difference_minor").asLong()).isEqualTo(-2 * (890 + 25));
        assertThat(order(order).at("/current/lines/1/quantity").asLong()).isEqualTo(1);
        assertThat(committed(order, ONE + "," + SAME_PLACE)
                        .path("difference_minor")
                        .asLong())
                .as("as many as there are")
                .isZero();
    }

    @Test
    void another_place_has_its_own_taxes_and_the_price_stays_where_it_holds_them() {
        shop.run(
                "insert into tax_rate (merchant_id, country, tax_category, percent, postal_prefix) values (?, 'DE', 'reduced', 0, '8')");
        var order = tea(2);

        committed(order, MUNICH);

        assertThat(order(order).at("/current/total_minor").asLong()).isEqualTo(2 * 890 + 490);
        assertThat(taxes(order(order).at("/taxes"))).isPositive();
        assertThat(taxes(order(order).at("/current/taxes"))).isZero();
        assertThat(ok(shop.server().get("/orders/" + order + "/receipt"))
                        .body()
                        .at("/lines/0/tax_percent")
                        .asDouble())
                .isZero();
        committed(order, ONE);
        assertThat(taxes(order(order).at("/current/taxes")))
                .as("as it is there")
                .isZero();
        assertThat(refunded()).isEqualTo(890L);
    }

    @Test
    void tax_that_comes_on_top_goes_back_with_what_it_was_for() {
        shop.run("update channel set prices_include_tax = false where merchant_id = ? and channel_id = 'web'");
        shop.run(
                "insert into tax_rate (merchant_id, country, tax_category, percent, postal_prefix) values (?, 'DE', 'reduced', 0, '8')");
        var order = bought("web", 3 * 890 + 187 + 490 + 34, "{\"sku\":\"TEA\",\"quantity\":3}");

        assertThat(committed(order, ONE).path("difference_minor").asLong()).isEqualTo(-2 * 890 - 187 + 62);
        assertThat(committed(order, MUNICH).path("difference_minor").asLong()).isEqualTo(-62 - 34);
        assertThat(order(order).at("/current/total_minor").asLong()).isEqualTo(890 + 490);
        assertThat(refunded()).isEqualTo(2 * 890L + 187 + 34);
    }

    @Test
    void with_the_last_parcel_its_delivery_goes_back_too() {
        var order = bought("web", 890 + 1200 + 490, "{\"sku\":\"TEA\"},{\"sku\":\"E-BOOK\"}");
        var line = order(order).at("/lines/0/sku").asText().equals("TEA") ? 1 : 2;

        var edited = committed(order, "\"lines\":[{\"line\":%d,\"quantity\":0}]".formatted(line));

        assertThat(edited.path("difference_minor").asLong()).isEqualTo(-890 - 490);
        assertThat(order(order).at("/current/lines")).hasSize(1);
        assertThat(order(order).path("fulfillment_status").asText()).isEqualTo("fulfilled");
    }

    @Test
    void what_is_picked_or_gone_is_not_edited() {
        var order = tea(2);
        var seen = preview(order, ONE);
        assertThat(event(order, "pick").status()).isEqualTo(200);

        assertThat(shop.server().post(path(order), edit(seen, ONE)).text("type"))
                .isEqualTo("/problems/fulfillment-state");
        assertThat(previewed(order, SAME_PLACE).text("type")).isEqualTo("/problems/fulfillment-state");
        assertThat(event(order, "ship").status()).isEqualTo(200);
        assertThat(previewed(order, SAME_PLACE).text("type")).isEqualTo("/problems/fulfillment-state");
        ok(shop.server().post(parcel(order) + "/events", "{\"event\":\"fail\",\"reason\":\"wrong street\"}"));
        committed(order, SAME_PLACE);
        assertThat(event(order, "ship").status())
                .as("out again, to the right one")
                .isEqualTo(200);
        assertThat(refunded()).isZero();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        var order = tea(2);

        assertThat(previewed(order, "\"lines\":[{\"line\":1,\"quantity\":0}]").text("type"))
                .as("a line is left")
                .isEqualTo("/problems/validation-failed");
        assertThat(previewed(order, "\"lines\":[{\"line\":1,\"quantity\":3}]").text("type"))
                .isEqualTo("/problems/validation-failed");
        assertThat(previewed(order, "\"lines\":[{\"line\":9,\"quantity\":1}]").status())
                .isEqualTo(404);
        assertThat(previewed(order, "\"lines\":[]").text("type")).isEqualTo("/problems/validation-failed");
        assertThat(previewed(order, MUNICH.replace("\"city\"", "\"country\":\"FR\",\"city\""))
                        .text("type"))
                .isEqualTo("/problems/validation-failed");
        assertThat(previewed(order, "\"address\":{\"name\":\"Ada\",\"line1\":\"Isarweg 2\"}")
                        .text("type"))
                .isEqualTo("/problems/validation-failed");
        assertThat(shop.server()
                        .post(path(order), "{\"revision\":1,\"difference_minor\":-890," + ONE + "}")
                        .status())
                .as("say why")
                .isEqualTo(422);
        assertThat(shop.staff("cara").post(path(order), "{}").status()).isEqualTo(403);
        assertThat(Shop.open()
                        .server()
                        .post(path(order) + "/preview", "{" + ONE + "}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void money_that_is_only_held_is_not_given_back() {
        var order = bought("reserve", 2 * 890 + 490, "{\"sku\":\"TEA\",\"quantity\":2}");

        assertThat(previewed(order, ONE).text("type")).isEqualTo("/problems/refund-too-large");
        committed(order, SAME_PLACE);
    }

    @Test
    void another_difference_than_was_seen_changes_nothing() {
        var order = tea(2);
        var shelf = available();

        var answer = shop.server()
                .post(path(order), "{\"revision\":1,\"difference_minor\":-1,\"reason\":\"wanted fewer\"," + ONE + "}");

        assertThat(answer.text("type")).isEqualTo("/problems/order-changed");
        assertThat(answer.body().path("difference_minor").asLong()).isEqualTo(-890);
        assertThat(available()).isEqualTo(shelf);
        assertThat(refunded()).isZero();
    }

    @Test
    void of_many_editors_one_edits() throws Exception {
        var order = tea(4);
        var shelf = available();
        var body = edit(preview(order, ONE), ONE);

        var answers = Race.of(8, i -> shop.server().post(path(order), body));

        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.text("type").equals("/problems/order-changed")))
                .hasSize(7);
        assertThat(available()).isEqualTo(shelf + 3);
        assertThat(refunded()).isEqualTo(3 * 890L);
    }

    @Test
    void what_ships_meanwhile_stays_sold() throws Exception {
        for (var round = 0; round < 4; round++) {
            var order = tea(2);
            var shelf = available();
            var before = refunded();
            var body = edit(preview(order, ONE), ONE);
            var parcel = parcel(order);
            List<Supplier<Answer>> both = List.of(
                    () -> shop.server().post(path(order), body),
                    () -> shop.server().post(parcel + "/events", "{\"event\":\"ship\"}"));

            var answers = Race.of(2, i -> both.get(i).get());

            var isEdited = answers.stream().anyMatch(it -> it.status() == 201);
            assertThat(available()).isEqualTo(shelf + (isEdited ? 1 : 0));
            assertThat(refunded()).isEqualTo(before + (isEdited ? 890 : 0));
            assertThat(order(order).path("fulfillment_status").asText()).isEqualTo("fulfilled");
        }
    }

    @Test
    void no_more_goes_back_than_was_paid_when_a_refund_comes_between() throws Exception {
        var order = tea(2);
        var body = edit(preview(order, ONE), ONE);
        var refund = "{\"lines\":[{\"line\":1,\"quantity\":2}],\"reason\":\"waited too long\"}";
        List<Supplier<Answer>> both = List.of(
                () -> shop.server().post(path(order), body),
                () -> shop.server().post("/orders/" + order + "/refunds", refund));

        var answers = Race.of(2, i -> both.get(i).get());

        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(refunded()).isIn(890L, 2 * 890L);
    }

    private String tea(long quantity) {
        return bought("web", 890 * quantity + 490, "{\"sku\":\"TEA\",\"quantity\":%d}".formatted(quantity));
    }

    /** @return the id of the order */
    private String bought(String channel, long total, String items) {
        var sale = ok(shop.server().post("/checkout-sessions", """
                {"channel":"%s","complete":true,"confirmed_total_minor":%d,"line_items":[%s],
                 "tender":{"type":"card","payment_method":"pm_card_visa"},
                 "buyer":{"email":"ada@example.com","phone":"+493023125042"},"fulfillment":%s}""".formatted(channel, total, items, ADDRESS)));
        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("completed");
        return sale.body().at("/session/order/id").asText();
    }

    private void rate(String prefix, long minor) {
        shop.run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, postal_prefix, amount_minor, min_days, max_days) values (?, 'standard', 7, 'EUR', 'DE', '%s', %d, 1, 2)"
                        .formatted(prefix, minor));
    }

    private static String path(String order) {
        return "/orders/" + order + "/edits";
    }

    private JsonNode order(String order) {
        return ok(shop.server().get("/orders/" + order)).body();
    }

    private Answer previewed(String order, String what) {
        return shop.server().post(path(order) + "/preview", "{" + what + "}");
    }

    private JsonNode preview(String order, String what) {
        return ok(previewed(order, what)).body();
    }

    private static String edit(JsonNode seen, String what) {
        return "{\"revision\":%d,\"difference_minor\":%d,\"reason\":\"wanted fewer\",%s}"
                .formatted(
                        seen.path("revision").asLong(),
                        seen.path("difference_minor").asLong(),
                        what);
    }

    private JsonNode committed(String order, String what) {
        return ok(shop.server().post(path(order), edit(preview(order, what), what)))
                .body();
    }

    private String parcel(String order) {
        return "/orders/" + order + "/fulfillments/"
                + shop.server()
                        .get("/orders/" + order + "/fulfillments")
                        .body()
                        .at("/data/0/id")
                        .asText();
    }

    private Answer event(String order, String event) {
        return shop.server().post(parcel(order) + "/events", "{\"event\":\"%s\"}".formatted(event));
    }

    private Answer back(String order, long quantity) {
        return shop.server()
                .post(
                        "/orders/" + order + "/returns",
                        "{\"lines\":[{\"line\":1,\"quantity\":%d}],\"reason\":\"too large\",\"location_id\":\"mitte\"}"
                                .formatted(quantity));
    }

    private List<String> events(String order) {
        return shop
                .rows("select type from event where merchant_id = ? and aggregate_id = '%s' order by seq"
                        .formatted(order))
                .stream()
                .map(it -> String.valueOf(it.get("type")))
                .toList();
    }

    private static long taxes(JsonNode taxes) {
        var sum = 0L;
        for (var part : taxes.path("parts")) sum += part.path("tax_minor").asLong();
        return sum;
    }

    private long refunded() {
        return ((Number)
                        shop.one(
                                "select cast(coalesce(sum(amount_minor), 0) as bigint) from refund where merchant_id = ? and state = 'refunded'"))
                .longValue();
    }

    private long available() {
        return ((Number)
                        shop.one(
                                "select sum(available) from stock where merchant_id = ? and sku = 'TEA' and location_id = 'mitte'"))
                .longValue();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }
}
