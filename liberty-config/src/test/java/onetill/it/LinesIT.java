package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Lines that are not simply so many of an item: what only the merchant's server may price, and what was weighed. */
class LinesIT extends ShopTest {

    private static final String ENGRAVING =
            "{\"sku\":\"ENGRAVE\",\"name\":\"Engraving\",\"unit_price_minor\":1190,\"quantity\":2}";
    private static final String APPLES = "2112345007427"; // 742 g
    private static final String MORE_APPLES = "2112345012506"; // 1,250 g
    private static final String CHEESE = "2254321006991"; // 6.99

    @Test
    void a_server_sells_what_is_not_in_the_catalog() {
        var session = opened("{\"sku\":\"POT\"}," + ENGRAVING);

        assertThat(session.at("/line_items/1/name").asText()).isEqualTo("Engraving");
        assertThat(session.at("/line_items/1/total_minor").asLong()).isEqualTo(2380);
        assertThat(session.path("total_minor").asLong()).isEqualTo(4900 + 2380);

        var paid = shop.server()
                .post(
                        path(session) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"cash\",\"received_minor\":10000}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var order = shop.server().get("/orders/" + paid.body().at("/order/id").asText());
        assertThat(order.body().path("lines").findValuesAsText("sku")).containsExactly("POT", "ENGRAVE");
        assertThat(shop.one("select tax_minor from order_line where merchant_id = ? and sku = 'ENGRAVE'"))
                .as("at the standard rate")
                .isEqualTo(380L);
    }

    @Test
    void a_client_cannot_name_a_price_nor_take_away_what_the_server_has_added() {
        var refused = shop.till()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[%s]}".formatted(ENGRAVING));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(shop.till()
                        .postWithoutKey("/quotes", "{\"channel\":\"till-1\",\"line_items\":[%s]}".formatted(ENGRAVING))
                        .status())
                .isEqualTo(403);
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\"},%s]}".formatted(ENGRAVING));
        var session = opened.body().path("session");
        var shopper = Caller.with(opened.text("client_token"));

        assertThat(shopper.patch(path(session), "{\"line_items\":[{\"sku\":\"POT\",\"unit_price_minor\":1}]}")
                        .status())
                .isEqualTo(403);
        var changed = shopper.patch(path(session), "{\"line_items\":[{\"sku\":\"TEA\"}]}");

        assertThat(changed.body().path("line_items").findValuesAsText("sku")).containsExactly("TEA", "ENGRAVE");
        var emptied = shop.server().patch(path(session), "{\"line_items\":[{\"sku\":\"TEA\"}]}");
        assertThat(emptied.body().path("line_items").findValuesAsText("sku")).containsExactly("TEA");
    }

    @Test
    void half_of_it_is_refused() {
        for (var half : List.of(
                "{\"name\":\"Gift wrap\"}",
                "{\"sku\":\"POT\",\"unit_price_minor\":1}",
                "{\"name\":\"Gift wrap\",\"unit_price_minor\":-1}",
                "{\"barcode\":\"4006381333931\",\"name\":\"Gift wrap\",\"unit_price_minor\":1}")) {
            var refused = shop.server()
                    .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[%s]}".formatted(half));
            assertThat(refused.status()).as(half).isEqualTo(422);
        }
    }

    @Test
    void each_piece_from_the_scale_is_a_line_at_its_own_price() {
        scales();

        var session =
                opened("{\"barcode\":\"%s\"},{\"barcode\":\"%s\"},{\"barcode\":\"%s\",\"quantity\":2},{\"sku\":\"TEA\"}"
                        .formatted(APPLES, MORE_APPLES, CHEESE));

        assertThat(session.path("line_items").findValuesAsText("name"))
                .containsExactly("Apples, 742 g", "Apples, 1250 g", "Cheese", "tea");
        assertThat(session.path("line_items").findValuesAsText("total_minor"))
                .containsExactly("295", "498", "1398", "890");
        var again = shop.server().patch(path(session), "{\"locale\":\"de\"}");
        assertThat(again.body().path("total_minor")).as("priced again").isEqualTo(session.path("total_minor"));

        var paid = shop.server()
                .post(
                        path(session) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"cash\",\"received_minor\":10000}}"
                                .formatted(
                                        again.body().path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }

    @Test
    void a_wrong_check_digit_is_no_item_and_wrong_rules_are_refused() {
        scales();
        var refused = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"till-1\",\"line_items\":[{\"barcode\":\"%s\"}]}"
                                .formatted(APPLES.substring(0, 12) + "9"));
        assertThat(refused.text("type")).isEqualTo("/problems/unknown-item");
        assertThat(rules("{\"prefix\":\"21\",\"item_digits\":5,\"value_digits\":6,\"holds\":\"grams\"}")
                        .status())
                .isEqualTo(422);
        assertThat(rules("{\"prefix\":\"40\",\"item_digits\":5,\"value_digits\":5,\"holds\":\"grams\"}")
                        .status())
                .isEqualTo(422);
        assertThat(shop.server().get("/scale-barcodes").body().path("data")).hasSize(2);
    }

    @Test
    void the_deposit_on_a_bottle_goes_with_it_and_is_never_reduced() {
        var items = shop.server().send("PUT", "/catalog/items", """
                {"data":[{"sku":"COLA","name":"Cola","category":"Drinks","fees":{"BOTTLE":1},"prices":{"EUR":200}},
                         {"sku":"CRATE","name":"Crate of beer","category":"Drinks","fees":{"BOTTLE":20,"BOX":1},"prices":{"EUR":1800}},
                         {"sku":"BOTTLE","name":"Deposit on bottles","prices":{"EUR":25}},
                         {"sku":"BOX","name":"Deposit on crates","prices":{"EUR":150}}]}""", Map.of());
        assertThat(items.status()).as(items.body().toString()).isEqualTo(200);
        var promotion =
                shop.server().post("/promotions", "{\"name\":\"Half\",\"kind\":\"percent_off\",\"percent\":50}");
        assertThat(promotion.status()).as(promotion.body().toString()).isEqualTo(201);

        var session = opened("{\"sku\":\"COLA\",\"quantity\":3},{\"sku\":\"CRATE\"}");

        assertThat(session.path("line_items").findValuesAsText("sku"))
                .containsExactly("COLA", "CRATE", "BOTTLE", "BOX");
        assertThat(session.path("line_items").findValuesAsText("quantity")).containsExactly("3", "1", "23", "1");
        assertThat(session.path("line_items").findValuesAsText("fee"))
                .containsExactly("false", "false", "true", "true");
        assertThat(session.path("total_minor").asLong()).isEqualTo((600 + 1800) / 2 + 23 * 25 + 150);

        var fewer = shop.server().patch(path(session), "{\"line_items\":[{\"sku\":\"COLA\"}]}");
        assertThat(fewer.body().path("line_items").findValuesAsText("sku")).containsExactly("COLA", "BOTTLE");
        var again = shop.server().patch(path(session), "{\"locale\":\"de\"}");
        assertThat(again.body().path("total_minor").asLong()).as("counted once").isEqualTo(125);
        var paid = shop.server()
                .post(
                        path(session) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":125,\"tender\":{\"type\":\"cash\",\"received_minor\":200}}"
                                .formatted(again.body().path("revision").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }

    @Test
    void an_item_whose_fee_is_not_there_is_not_sold_without_it() {
        shop.server()
                .send(
                        "PUT",
                        "/catalog/items",
                        "{\"data\":[{\"sku\":\"COLA\",\"name\":\"Cola\",\"fees\":{\"BOTTLE\":1},\"prices\":{\"EUR\":200}}]}",
                        Map.of());

        var refused = shop.server()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"COLA\"}]}");

        assertThat(refused.text("type")).isEqualTo("/problems/unknown-item");
        assertThat(refused.text("code")).isEqualTo("BOTTLE");
        assertThat(shop.server()
                        .send(
                                "PUT",
                                "/catalog/items",
                                "{\"data\":[{\"sku\":\"COLA\",\"name\":\"Cola\",\"fees\":{\"COLA\":1},\"prices\":{\"EUR\":200}}]}",
                                Map.of())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_price_for_several_counts_what_comes_by_sku_and_by_barcode_together() {
        for (var put : List.of(
                List.of("/price-lists/several", "{\"id\":\"several\",\"name\":\"Several\",\"currency\":\"EUR\"}"),
                List.of(
                        "/price-lists/several/prices",
                        "{\"data\":[{\"sku\":\"TEA\",\"amount_minor\":500,\"min_quantity\":2}]}"))) {
            var done = shop.server().send("PUT", put.get(0), put.get(1), Map.of());
            assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        }

        var session = opened("{\"sku\":\"TEA\"},{\"barcode\":\"%s\"}".formatted(Shop.TEA_BARCODE));

        assertThat(session.path("total_minor").asLong()).isEqualTo(1000);
    }

    @Test
    void restricted_goods_are_not_sold_before_the_age_is_known() {
        var items = shop.server().send("PUT", "/catalog/items", """
                {"data":[{"sku":"GIN","name":"Gin","min_age":18,"prices":{"EUR":2990}},
                         {"sku":"CIDER","name":"Cider","min_age":16,"prices":{"EUR":390}}]}""", Map.of());
        assertThat(items.status()).as(items.body().toString()).isEqualTo(200);
        var sale =
                "{\"line_items\":[{\"sku\":\"CIDER\"},{\"sku\":\"GIN\"}],%s\"tender\":{\"type\":\"cash\",\"received_minor\":10000}}";

        var refused = shop.till().post("/channels/till-1/sales", sale.formatted(""));
        assertThat(refused.text("type")).isEqualTo("/problems/not-ready");
        assertThat(refused.body().path("asks").toString()).contains("buyer.age");
        assertThat(shop.till()
                        .post("/channels/till-1/sales", sale.formatted("\"buyer\":{\"age_at_least\":16},"))
                        .text("type"))
                .as("old enough for the cider only")
                .isEqualTo("/problems/not-ready");
        var sold = shop.till().post("/channels/till-1/sales", sale.formatted("\"buyer\":{\"age_at_least\":18},"));
        assertThat(sold.status()).as(sold.body().toString()).isEqualTo(201);

        var session = opened("{\"sku\":\"GIN\"}");
        assertThat(session.path("asks").findValuesAsText("id")).contains("buyer.age");
        assertThat(session.at("/line_items/0/min_age").asInt()).isEqualTo(18);
        var grown = shop.server().patch(path(session), "{\"buyer\":{\"age_at_least\":18}}");
        assertThat(grown.body().path("asks").findValuesAsText("id")).doesNotContain("buyer.age");
        var takenBack = shop.server().patch(path(session), "{\"buyer\":{\"age_at_least\":0}}");
        assertThat(takenBack.body().path("asks").findValuesAsText("id")).contains("buyer.age");
        assertThat(shop.server()
                        .patch(path(session), "{\"buyer\":{\"age_at_least\":0},\"line_items\":[{\"sku\":\"TEA\"}]}")
                        .body()
                        .path("asks")
                        .findValuesAsText("id"))
                .as("nobody asks for the age of who buys tea")
                .doesNotContain("buyer.age");
        assertThat(shop.server()
                        .send(
                                "PUT",
                                "/catalog/items",
                                "{\"data\":[{\"sku\":\"GIN\",\"name\":\"Gin\",\"min_age\":-1,\"prices\":{\"EUR\":1}}]}",
                                Map.of())
                        .status())
                .isEqualTo(422);
    }

    private void scales() {
        assertThat(rules(
                                "{\"prefix\":\"21\",\"item_digits\":5,\"value_digits\":5,\"holds\":\"grams\"},{\"prefix\":\"22\",\"item_digits\":5,\"value_digits\":5,\"holds\":\"price\"}")
                        .status())
                .isEqualTo(200);
        var items = shop.server().send("PUT", "/catalog/items", """
                {"data":[{"sku":"APPLE","name":"Apples","barcodes":["2112345"],"prices":{"EUR":398}},
                         {"sku":"CHEESE","name":"Cheese","barcodes":["2254321"],"prices":{"EUR":1990}}]}""", Map.of());
        assertThat(items.status()).as(items.body().toString()).isEqualTo(200);
    }

    private Answer rules(String rules) {
        return shop.server().send("PUT", "/scale-barcodes", "{\"data\":[" + rules + "]}", Map.of());
    }

    private JsonNode opened(String lines) {
        var opened = shop.server()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[%s]}".formatted(lines));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private static String path(JsonNode session) {
        return "/checkout-sessions/" + session.path("id").asText();
    }
}
