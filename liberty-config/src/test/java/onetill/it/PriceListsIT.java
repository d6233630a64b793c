package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One item costs what it costs here, now, for this buyer and for so many. */
@ExtendWith(ArquillianExtension.class)
class PriceListsIT {

    private Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @Test
    void a_list_prices_its_channel_and_no_other() {
        list("till", "\"channels\":[\"till-1\"]");
        prices("till", "{\"sku\":\"POT\",\"amount_minor\":4500}");

        assertThat(unitPrice("till-1", 1, "")).isEqualTo(4500);
        assertThat(unitPrice("web", 1, "")).isEqualTo(4900);
        assertThat(shop.server()
                        .get("/items?channel=till-1&query=pot")
                        .body()
                        .at("/data/0/price_minor")
                        .asLong())
                .isEqualTo(4500);

        prices("till", "{\"sku\":\"POT\",\"amount_minor\":null}");
        assertThat(unitPrice("till-1", 1, "")).isEqualTo(4900);
    }

    @Test
    void it_applies_in_its_time_and_while_it_is_active() {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        list("past", "\"ends_at\":\"%s\"".formatted(now.minusHours(1)));
        list("future", "\"starts_at\":\"%s\"".formatted(now.plusHours(1)));
        list("off", "\"active\":false");
        for (var list : new String[] {"past", "future", "off"}) prices(list, "{\"sku\":\"POT\",\"amount_minor\":1}");
        assertThat(unitPrice("web", 1, "")).isEqualTo(4900);

        list("past", "\"ends_at\":\"%s\"".formatted(now.plusHours(1)));
        assertThat(unitPrice("web", 1, "")).isEqualTo(1);
    }

    @Test
    void many_at_once_cost_less_each_and_the_first_list_that_applies_decides() {
        list("bulk", "\"priority\":1");
        prices(
                "bulk",
                "{\"sku\":\"POT\",\"min_quantity\":3,\"amount_minor\":4000},{\"sku\":\"POT\",\"min_quantity\":5,\"amount_minor\":3500}");
        assertThat(unitPrice("web", 2, "")).isEqualTo(4900);
        assertThat(unitPrice("web", 3, "")).isEqualTo(4000);
        assertThat(unitPrice("web", 5, "")).isEqualTo(3500);

        list("first", "\"priority\":0");
        prices("first", "{\"sku\":\"POT\",\"amount_minor\":4700}");
        assertThat(unitPrice("web", 5, "")).isEqualTo(4700);
        assertThat(shop.server().get("/price-lists/bulk/prices").body().path("data"))
                .hasSize(2);
    }

    @Test
    void a_group_of_customers_has_prices_of_its_own() {
        list("trade", "\"customer_group\":\"trade\"");
        prices("trade", "{\"sku\":\"POT\",\"amount_minor\":3900}");
        var customer = shop.server()
                .post("/customers", "{\"name\":\"Cafe\",\"email\":\"cafe@example.com\"}")
                .text("id");
        shop.run("update customer set customer_group = 'trade' where merchant_id = ? and customer_id = '%s'"
                .formatted(UUID.fromString(customer)));

        assertThat(unitPrice("web", 1, ",\"customer_id\":\"%s\"".formatted(customer)))
                .isEqualTo(3900);
        assertThat(unitPrice("web", 1, "")).isEqualTo(4900);
    }

    @Test
    void a_price_that_changed_meanwhile_is_told_at_the_end() {
        var session = session("web", 1, "");
        list("sale", "\"priority\":0");
        prices("sale", "{\"sku\":\"POT\",\"amount_minor\":4400}");

        var refused = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));

        assertThat(refused.text("type")).isEqualTo("/problems/total-changed");
        assertThat(refused.body().at("/changes/0/now_minor").asLong()).isEqualTo(4400);
    }

    @Test
    void what_is_wrong_is_said_and_nothing_of_it_is_written() {
        assertThat(put("/price-lists/x", "{\"id\":\"y\",\"name\":\"X\",\"currency\":\"EUR\"}")
                        .status())
                .isEqualTo(422);
        assertThat(put("/price-lists/x", "{\"id\":\"x\",\"name\":\"X\",\"currency\":\"ZZZ\"}")
                        .status())
                .isEqualTo(422);
        assertThat(put("/price-lists/none/prices", "{\"data\":[{\"sku\":\"POT\",\"amount_minor\":1}]}")
                        .status())
                .isEqualTo(404);
        list("x", "\"priority\":0");
        var refused = put(
                "/price-lists/x/prices",
                "{\"data\":[{\"sku\":\"POT\",\"amount_minor\":1},{\"sku\":\"NOTHING\",\"amount_minor\":1}]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(unitPrice("web", 1, "")).isEqualTo(4900);
        assertThat(shop.till().get("/price-lists").status()).isEqualTo(403);
        assertThat(Shop.open().server().get("/price-lists").body().path("data")).isEmpty();
    }

    @Test
    void kinds_of_one_thing_and_names_in_app_stores_are_kept_with_the_item() {
        var written = put("/catalog/items", """
                {"data":[{"sku":"CUP-S","name":"Cup","group":"CUP","variant":{"size":"S"},"weight_grams":200,
                  "store_product_ids":{"app_store":"shop.cup.s"},"prices":{"EUR":900}},
                 {"sku":"CUP-L","name":"Cup","group":"CUP","variant":{"size":"L"},"prices":{"EUR":1200}}]}""");
        assertThat(written.status()).as(written.body().toString()).isEqualTo(200);

        var found = shop.server().get("/items?channel=web&query=cup").body().path("data");
        assertThat(found.findValuesAsText("group")).containsExactly("CUP", "CUP");
        assertThat(found.findValuesAsText("size")).containsExactlyInAnyOrder("S", "L");
        assertThat(found.findValuesAsText("app_store")).containsExactly("shop.cup.s");
    }

    private void list(String id, String when) {
        var done = put(
                "/price-lists/" + id,
                "{\"id\":\"%s\",\"name\":\"%s\",\"currency\":\"EUR\",%s}".formatted(id, id, when));
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
    }

    private void prices(String list, String prices) {
        var done = put("/price-lists/" + list + "/prices", "{\"data\":[" + prices + "]}");
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
    }

    private Answer put(String path, String body) {
        return shop.server().send("PUT", path, body, Map.of());
    }

    private long unitPrice(String channel, int quantity, String more) {
        return session(channel, quantity, more)
                .at("/line_items/0/unit_price_minor")
                .asLong();
    }

    private JsonNode session(String channel, int quantity, String more) {
        var opened = shop.server().post("/checkout-sessions", """
                {"channel":"%s","line_items":[{"sku":"POT","quantity":%d}],"buyer":{"email":"ada@example.com"},"fulfillment":{
                 "address":{"name":"Ada","line1":"1 Way","city":"Town","country":"DE","postal_code":"10119"}}%s}""".formatted(channel, quantity, more));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }
}
