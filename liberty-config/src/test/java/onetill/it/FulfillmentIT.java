package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Where goods go decides how, when and for how much. */
class FulfillmentIT extends ShopTest {

    private static final String MITTE = """
            {"id":"mitte","name":"Mitte","line1":"Torstr. 1","postal_code":"10119","city":"Berlin","country":"DE",
             "time_zone":"Europe/Berlin","latitude":52.53,"longitude":13.405%s}""";
    private static final String PLACES = """
            {"data":[{"country":"DE","postal_code":"10119","latitude":52.53,"longitude":13.405},
                     {"country":"DE","postal_code":"20457","latitude":53.543,"longitude":9.988}]}""";

    @Test
    void the_price_follows_zone_weight_and_value() {
        shop.run("update item set weight_grams = 1200 where merchant_id = ? and sku = 'POT'");
        options("""
                {"id":"post","kind":"shipping","title":"Post","rates":[
                  {"currency":"EUR","country":"DE","amount_minor":500,"per_kg_minor":100,"min_days":1,"max_days":2},
                  {"currency":"EUR","country":"DE","postal_prefix":"25","amount_minor":1500,"min_days":3,"max_days":4},
                  {"currency":"EUR","amount_minor":2000}]},
                {"id":"free","kind":"shipping","title":"Free from 90","rates":[
                  {"currency":"EUR","country":"DE","min_value_minor":9000,"amount_minor":0}]},
                {"id":"van","kind":"shipping","title":"Van","rates":[
                  {"currency":"EUR","min_weight_grams":3000,"max_weight_grams":40000,"amount_minor":4900}]}""");

        assertThat(prices(session("POT", 1, "DE", "10119"))).isEqualTo(Map.of("post", 700L));
        assertThat(prices(session("POT", 3, "DE", "10119"))).isEqualTo(Map.of("free", 0L, "post", 900L, "van", 4900L));
        assertThat(prices(session("POT", 1, "DE", "25849"))).isEqualTo(Map.of("post", 1500L));
        assertThat(prices(session("POT", 1, "FR", "75001"))).isEqualTo(Map.of("post", 2000L));
        var heavy = session("POT", 3, "DE", "10119");
        assertThat(heavy.at("/fulfillment/option_id").asText())
                .as("the cheapest")
                .isEqualTo("free");
    }

    @Test
    void what_comes_too_late_is_not_offered() {
        options("""
                {"id":"slow","kind":"shipping","title":"Slow","rates":[{"currency":"EUR","amount_minor":100,"min_days":9,"max_days":9}]},
                {"id":"fast","kind":"shipping","title":"Fast","rates":[{"currency":"EUR","amount_minor":900,"min_days":1,"max_days":1}]}""");
        var session = session("POT", 1, "DE", "10119");
        assertThat(session.at("/fulfillment/option_id").asText()).isEqualTo("slow");

        var needed = LocalDate.now().plusDays(5);
        var changed = change(session, "{\"fulfillment\":{\"needed_by\":\"%s\"}}".formatted(needed));

        assertThat(ids(changed)).containsExactly("fast");
        assertThat(changed.at("/fulfillment/option_id").asText()).isEqualTo("fast");
        assertThat(changed.at("/fulfillment/needed_by").asText()).isEqualTo(needed.toString());
        var never = change(
                session,
                "{\"fulfillment\":{\"needed_by\":\"%s\"}}"
                        .formatted(LocalDate.now().minusDays(1)));
        assertThat(ids(never)).isEmpty();
        assertThat(never.path("status").asText()).isEqualTo("incomplete");
    }

    @Test
    void a_holiday_moves_the_day() {
        options(
                "{\"id\":\"post\",\"kind\":\"shipping\",\"title\":\"Post\",\"rest_days\":[],\"rates\":[{\"currency\":\"EUR\",\"amount_minor\":100,\"min_days\":1}]}");
        var before = LocalDate.parse(
                session("POT", 1, "DE", "10119").at("/fulfillment/earliest").asText());

        put("/holidays", "{\"data\":[{\"country\":\"DE\",\"day\":\"%s\",\"name\":\"Feast\"}]}".formatted(before));

        assertThat(session("POT", 1, "DE", "10119").at("/fulfillment/earliest").asText())
                .isEqualTo(before.plusDays(1).toString());
    }

    @Test
    void goods_are_picked_up_where_all_of_them_are_and_taken_from_there() {
        shop.run("insert into location (merchant_id, location_id, name, line1, postal_code, city, country, time_zone)"
                + " values (?, 'store', 'Store', 'Weg 2', '10119', 'Berlin', 'DE', 'Europe/Berlin')");
        shop.run(
                "insert into stock (merchant_id, sku, location_id, initial, available) values (?, 'POT', 'store', 2, 2)");
        options("""
                {"id":"at-store","kind":"pickup","title":"Store","location_id":"store","rates":[{"currency":"EUR","amount_minor":0}]},
                {"id":"post","kind":"shipping","title":"Post","rates":[{"currency":"EUR","amount_minor":490}]}""");
        assertThat(ids(session("POT", 3, "DE", "10119"))).containsExactly("post");
        assertThat(ids(session("TEA", 1, "DE", "10119"))).containsExactly("post");

        var session = change(session("POT", 2, "DE", "10119"), "{\"fulfillment\":{\"option_id\":\"at-store\"}}");
        assertThat(session.at("/fulfillment/ready_at").asText()).isNotEmpty();
        var paid = complete(session);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(shop.one("select sold from stock where merchant_id = ? and sku = 'POT' and location_id = 'store'"))
                .isEqualTo(2L);
    }

    @Test
    void a_till_sells_what_the_warehouse_sends() {
        var opened = shop.till()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"POT\"}]}")
                .body()
                .path("session");
        assertThat(opened.path("status").asText()).isEqualTo("ready_for_complete");

        var sent = shop.till()
                .patch(
                        "/checkout-sessions/" + opened.path("id").asText(),
                        "{\"fulfillment\":{\"option_id\":\"standard\"}}");

        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(200);
        assertThat(sent.text("status")).isEqualTo("incomplete");
        assertThat(sent.body().at("/asks/0/id").asText()).isEqualTo("fulfillment.address");
        var ready = shop.till().patch("/checkout-sessions/" + opened.path("id").asText(), """
                {"fulfillment":{"address":{"name":"Ada","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""");
        assertThat(ready.text("status")).as(ready.body().toString()).isEqualTo("ready_for_complete");
        assertThat(ready.body().path("total_minor").asLong()).isEqualTo(4900 + 490);
        var taken = shop.till()
                .patch("/checkout-sessions/" + opened.path("id").asText(), "{\"fulfillment\":{\"option_id\":\"\"}}");
        assertThat(taken.body().path("total_minor").asLong()).isEqualTo(4900);
    }

    @Test
    void an_order_says_in_which_parts_and_from_where_it_comes() {
        shop.run("insert into location (merchant_id, location_id, name, line1, postal_code, city, country, time_zone)"
                + " values (?, 'depot', 'Depot', 'Weg 2', '10119', 'Berlin', 'DE', 'Europe/Berlin')");
        shop.run("update stock set initial = 2, available = 2 where merchant_id = ? and sku = 'POT'");
        shop.run(
                "insert into stock (merchant_id, sku, location_id, initial, available) values (?, 'POT', 'depot', 1, 1)");
        var opened = shop.till().post("/checkout-sessions", """
                {"channel":"till-1","line_items":[{"sku":"POT","quantity":3,"handed_over":1},{"sku":"E-BOOK"}],"buyer":{"email":"ada@example.com"},"fulfillment":{
                 "option_id":"standard","address":{"name":"Ada","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""");
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var session = opened.body().path("session");
        assertThat(parts(session))
                .containsExactly("handed_over mitte POT 1", "digital null E-BOOK 1", "shipping null POT 2");
        assertThat(session.at("/line_items/0/handed_over").asLong()).isEqualTo(1);

        var paid = shop.till()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"cash\",\"received_minor\":20000}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var order = shop.server()
                .get("/orders/" + paid.body().at("/order/id").asText())
                .body();
        assertThat(parts(order))
                .containsExactlyInAnyOrder(
                        "handed_over mitte POT 1",
                        "digital null E-BOOK 1",
                        "shipping mitte POT 1",
                        "shipping depot POT 1");
        assertThat(shop.server()
                        .post(
                                "/checkout-sessions",
                                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\",\"handed_over\":1}]}")
                        .status())
                .as("nobody hands anything over on the web")
                .isEqualTo(422);
        assertThat(shop.till()
                        .post(
                                "/checkout-sessions",
                                "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"POT\",\"handed_over\":2}]}")
                        .status())
                .as("more than are bought")
                .isEqualTo(422);
    }

    private static List<String> parts(JsonNode of) {
        var parts = new ArrayList<String>();
        for (var part : of.path("fulfillments")) {
            var line = part.at("/line_items/0");
            parts.add("%s %s %s %d"
                    .formatted(
                            part.path("kind").asText(),
                            part.path("location_id").asText(),
                            line.path("sku").asText(),
                            line.path("quantity").asLong()));
        }
        return parts;
    }

    @Test
    void a_courier_comes_as_far_as_the_circle_goes() {
        put("/locations/mitte", MITTE.formatted(""));
        put("/postal-places", PLACES);
        options("""
                {"id":"bike","kind":"local_delivery","title":"Bike","location_id":"mitte","radius_km":5,
                 "rates":[{"currency":"EUR","amount_minor":300}]},
                {"id":"post","kind":"shipping","title":"Post","rates":[{"currency":"EUR","amount_minor":490}]}""");

        assertThat(ids(session("POT", 1, "DE", "10119"))).containsExactly("bike", "post");
        assertThat(ids(session("POT", 1, "DE", "20457"))).containsExactly("post");
        assertThat(ids(session("POT", 1, "DE", "99999")))
                .as("nobody knows where")
                .containsExactly("post");
    }

    @Test
    void a_rule_prefers_the_open_shop_around_the_corner_and_says_so() {
        put("/locations/mitte", MITTE.formatted(""));
        put("/postal-places", PLACES);
        put("/fulfillment-rules", """
                {"data":[{"effect":"prefer","kinds":["pickup"],"within_km":5,"open_now":true,"because":"It is near and open."}]}""");

        var near = session("POT", 1, "DE", "10119");
        assertThat(near.at("/fulfillment/option_id").asText()).isEqualTo("pickup-mitte");
        assertThat(near.at("/fulfillment/reason").asText()).isEqualTo("It is near and open.");
        assertThat(near.at("/fulfillment_options/0/preferred").asBoolean()).isTrue();
        assertThat(near.at("/fulfillment_options/0/distance_km").asDouble()).isZero();
        assertThat(session("POT", 1, "DE", "20457").at("/fulfillment/option_id").asText())
                .isEqualTo("standard");

        put(
                "/locations/mitte",
                MITTE.formatted(",\"closed_on\":[\"%s\",\"%s\"]"
                        .formatted(LocalDate.now(), LocalDate.now().plusDays(1))));
        var closed = session("POT", 1, "DE", "10119");
        assertThat(closed.at("/fulfillment/option_id").asText()).isEqualTo("standard");
    }

    @Test
    void what_is_wrong_is_said_and_others_see_nothing_of_it() {
        for (var wrong : List.of(
                "{\"id\":\"x\",\"kind\":\"pickup\",\"title\":\"X\",\"rates\":[{\"currency\":\"EUR\",\"amount_minor\":1}]}",
                "{\"id\":\"x\",\"kind\":\"pickup\",\"title\":\"X\",\"location_id\":\"moon\",\"rates\":[{\"currency\":\"EUR\",\"amount_minor\":1}]}",
                "{\"id\":\"x\",\"kind\":\"shipping\",\"title\":\"X\",\"cutoff\":\"2pm\",\"rates\":[{\"currency\":\"EUR\",\"amount_minor\":1}]}",
                "{\"id\":\"x\",\"kind\":\"shipping\",\"title\":\"X\",\"rates\":[{\"currency\":\"ZZZ\",\"amount_minor\":1}]}",
                "{\"id\":\"x\",\"kind\":\"shipping\",\"title\":\"X\",\"rates\":[]}",
                "{\"id\":\"x\",\"kind\":\"shipping\",\"title\":\"X\",\"rates\":[{\"currency\":\"EUR\",\"amount_minor\":1,\"min_days\":3,\"max_days\":1}]}")) {
            var refused = send("/fulfillment-options", "{\"data\":[" + wrong + "]}");
            assertThat(refused.status()).as(wrong + " gave " + refused.body()).isEqualTo(422);
        }
        assertThat(send("/locations/mitte", MITTE.formatted("").replace("Europe/Berlin", "Berlin"))
                        .status())
                .isEqualTo(422);
        assertThat(send("/locations/mitte", MITTE.formatted(",\"opening_hours\":{\"mon\":[[\"18:00\",\"09:00\"]]}"))
                        .status())
                .isEqualTo(422);
        assertThat(shop.till()
                        .send("PUT", "/holidays", "{\"data\":[]}", Map.of())
                        .status())
                .isEqualTo(403);
        var listed = shop.server().get("/fulfillment-options").body().path("data");
        assertThat(listed.findValuesAsText("id")).containsExactly("digital", "pickup-mitte", "standard");
        assertThat(send("/fulfillment-options", "{\"data\":" + listed + "}")
                        .body()
                        .path("data"))
                .as("what is answered can be sent back")
                .isEqualTo(listed);
        put("/locations/mitte", MITTE.formatted(",\"opening_hours\":{\"mon\":[[\"09:00\",\"18:00\"]]}"));
        assertThat(shop.server()
                        .get("/locations")
                        .body()
                        .at("/data/0/opening_hours/mon/0/0")
                        .asText())
                .startsWith("09:00");
        assertThat(Shop.open().server().get("/holidays").body().path("data")).isEmpty();
    }

    private void options(String options) {
        put("/fulfillment-options", "{\"data\":[" + options + "]}");
    }

    private void put(String path, String body) {
        var answer = send(path, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private Answer send(String path, String body) {
        return shop.server().send("PUT", path, body, Map.of());
    }

    private JsonNode session(String sku, int quantity, String country, String postalCode) {
        var opened = shop.server().post("/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"%s","quantity":%d}],"buyer":{"email":"ada@example.com"},"fulfillment":{
                 "address":{"name":"Ada","line1":"1 Way","city":"Town","country":"%s","postal_code":"%s"}}}""".formatted(sku, quantity, country, postalCode));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private JsonNode change(JsonNode session, String change) {
        var changed =
                shop.server().patch("/checkout-sessions/" + session.path("id").asText(), change);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        return changed.body();
    }

    private Answer complete(JsonNode session) {
        return shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
    }

    private static List<String> ids(JsonNode session) {
        var ids = new ArrayList<String>();
        session.path("fulfillment_options")
                .forEach(option -> ids.add(option.path("id").asText()));
        return ids;
    }

    private static Map<String, Long> prices(JsonNode session) {
        var prices = new java.util.HashMap<String, Long>();
        session.path("fulfillment_options")
                .forEach(option -> prices.put(
                        option.path("id").asText(), option.path("amount_minor").asLong()));
        return prices;
    }
}
