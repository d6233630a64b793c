package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Never less than nothing, never sold twice, and always with a reason. */
@ExtendWith(ArquillianExtension.class)
class StockIT {

    private static final int RACERS = 64;

    private Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
        shop.run("delete from stock where merchant_id = ? and sku = 'POT'");
        shop.run("insert into location (merchant_id, location_id, name, line1, postal_code, city, country, time_zone)"
                + " values (?, 'depot', 'Depot', 'Weg 2', '10119', 'Berlin', 'DE', 'Europe/Berlin')");
    }

    @AfterEach
    void money_and_books_agree() {
        shop.close();
    }

    @Test
    void what_is_put_in_taken_out_and_counted_is_told_with_its_reason() {
        assertThat(adjust("\"quantity\":10,\"reason\":\"received\",\"note\":\"Pallet 7\"")
                        .status())
                .isEqualTo(201);
        assertThat(adjust("\"quantity\":-3,\"reason\":\"damaged\"")
                        .body()
                        .at("/levels/0/available")
                        .asLong())
                .isEqualTo(7);

        var tooMuch = adjust("\"quantity\":-8,\"reason\":\"lost\"");
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.text("type")).isEqualTo("/problems/stock-too-low");
        assertThat(tooMuch.body().path("available").asLong()).isEqualTo(7);

        assertThat(adjust("\"counted\":7,\"reason\":\"counted\"")
                        .body()
                        .path("adjustment")
                        .isNull())
                .isTrue();
        assertThat(adjust("\"counted\":9,\"reason\":\"counted\"")
                        .body()
                        .at("/adjustment/quantity")
                        .asLong())
                .isEqualTo(2);
        var told = shop.server().get("/stock-adjustments?sku=POT").body().path("data");
        assertThat(told.findValuesAsText("quantity")).containsExactly("2", "-3", "10");
        assertThat(told.at("/2/note").asText()).isEqualTo("Pallet 7");
        assertThat(level("depot").path("available").asLong()).isEqualTo(9);
        assertThat(Shop.open().server().get("/stock-adjustments?sku=POT").body().path("data"))
                .isEmpty();
        assertThat(adjust("\"reason\":\"counted\"").status()).isEqualTo(422);
        assertThat(shop.server()
                        .post(
                                "/stock-adjustments",
                                "{\"sku\":\"POT\",\"location_id\":\"moon\",\"quantity\":1,\"reason\":\"received\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void one_adjustment_sent_twice_is_one() {
        var body = "{\"sku\":\"POT\",\"location_id\":\"depot\",\"quantity\":5,\"reason\":\"received\"}";
        shop.server().post("/stock-adjustments", body, "pallet-8");
        shop.server().post("/stock-adjustments", body, "pallet-8");

        assertThat(level("depot").path("available").asLong()).isEqualTo(5);
    }

    @Test
    void what_one_place_does_not_have_comes_from_several() {
        put("mitte", 2);
        put("depot", 3);

        assertThat(complete(session("POT", 6)).text("type")).isEqualTo("/problems/out-of-stock");
        assertThat(complete(session("POT", 5)).text("status")).isEqualTo("completed");

        assertThat(level("mitte").path("sold").asLong()).isEqualTo(2);
        assertThat(level("depot").path("sold").asLong()).isEqualTo(3);
    }

    @Test
    void what_is_not_there_can_be_promised_as_far_as_the_merchant_allows() {
        put("depot", 1);
        policy("{\"backorder_limit\":2}");

        assertThat(complete(session("POT", 4)).text("type")).isEqualTo("/problems/out-of-stock");
        assertThat(complete(session("POT", 2)).text("status")).isEqualTo("completed");
        var declined = pay(session("POT", 1), "pm_card_chargeDeclined");
        assertThat(declined.text("status")).isEqualTo("ready_for_complete");
        assertThat(complete(session("POT", 1)).text("status")).isEqualTo("completed");
        assertThat(complete(session("POT", 1)).text("type")).isEqualTo("/problems/out-of-stock");

        var stock = shop.server().get("/stock?sku=POT").body();
        assertThat(stock.at("/data/0/sold").asLong()).isEqualTo(1);
        assertThat(stock.at("/backorders/0/sold").asLong()).isEqualTo(2);
        assertThat(stock.at("/backorders/0/held").asLong()).isZero();
    }

    @Test
    void of_sixty_four_who_want_a_hot_item_as_many_get_one_as_there_are() throws Exception {
        put("depot", 20);
        policy("{\"buckets\":8}");
        assertThat(level("depot").path("buckets").asInt()).isEqualTo(8);
        var sessions = new ArrayList<JsonNode>();
        for (var i = 0; i < RACERS; i++) sessions.add(session("POT", 1));

        var answers = Race.of(RACERS, i -> complete(sessions.get(i)));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(20);
        assertThat(answers)
                .filteredOn(it -> it.status() != 200)
                .allMatch(it -> it.text("type").equals("/problems/out-of-stock"));
        assertThat(level("depot").path("sold").asLong()).isEqualTo(20);
        policy("{\"buckets\":1}");
        adjust("\"quantity\":4,\"reason\":\"received\"");
        assertThat(level("depot").path("available").asLong()).isEqualTo(4);
    }

    @Test
    void what_is_chosen_is_kept_aside_where_the_channel_says_so_and_given_back_in_time() {
        put("depot", 2);
        var channel = shop.server().send("PATCH", "/channels/web", "{\"stock_hold\":\"add\"}", Map.of());
        assertThat(channel.text("stock_hold")).as(channel.body().toString()).isEqualTo("add");

        var first = session("POT", 2);
        assertThat(level("depot").path("held").asLong()).isEqualTo(2);
        var second =
                shop.server().post("/checkout-sessions", "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\"}]}");
        assertThat(second.text("type")).isEqualTo("/problems/out-of-stock");
        var changed = shop.server()
                .patch(
                        "/checkout-sessions/" + first.path("id").asText(),
                        "{\"line_items\":[{\"sku\":\"POT\",\"quantity\":1}]}");
        assertThat(changed.status()).as("its own hold is not in its way").isEqualTo(200);
        assertThat(level("depot").path("held").asLong()).isEqualTo(1);

        var declined = pay(changed.body(), "pm_card_chargeDeclined");
        assertThat(declined.text("status")).isEqualTo("ready_for_complete");
        assertThat(level("depot").path("held").asLong()).as("a while longer").isEqualTo(1);

        shop.run("update stock_hold set expires_at = now() - interval '1 second' where merchant_id = ?");
        Await.until(() -> level("depot").path("held").asLong() == 0);
        assertThat(complete(declined.body()).text("status")).isEqualTo("completed");
        assertThat(level("depot").path("sold").asLong()).isEqualTo(1);
    }

    @Test
    void what_is_being_paid_for_has_no_end() {
        put("depot", 1);
        shop.server().send("PATCH", "/channels/web", "{\"stock_hold\":\"add\"}", Map.of());
        var waiting = pay(session("POT", 1), "pm_card_threeDSecure2Required");

        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");
        assertThat(shop.one("select count(*) from stock_hold where merchant_id = ? and expires_at is null"))
                .isEqualTo(1L);

        shop.server().postWithoutKey("/checkout-sessions/" + waiting.text("id") + "/cancel", null);
        assertThat(level("depot").path("available").asLong()).isEqualTo(1);
    }

    private void put(String location, long quantity) {
        var done = shop.server()
                .post(
                        "/stock-adjustments",
                        "{\"sku\":\"POT\",\"location_id\":\"%s\",\"quantity\":%d,\"reason\":\"received\"}"
                                .formatted(location, quantity));
        assertThat(done.status()).as(done.body().toString()).isEqualTo(201);
    }

    private Answer adjust(String change) {
        return shop.server().post("/stock-adjustments", "{\"sku\":\"POT\",\"location_id\":\"depot\"," + change + "}");
    }

    private void policy(String policy) {
        var done = shop.server().send("PUT", "/stock/policies/POT", policy, Map.of());
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
    }

    private JsonNode level(String location) {
        return shop.server()
                .get("/stock?sku=POT&location_id=" + location)
                .body()
                .at("/data/0");
    }

    private JsonNode session(String sku, int quantity) {
        var opened = shop.server().post("/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"%s","quantity":%d}],"buyer":{"email":"ada@example.com"},"fulfillment":{
                 "address":{"name":"Ada","line1":"1 Way","city":"Town","country":"DE","postal_code":"10119"}}}""".formatted(sku, quantity));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private Answer complete(JsonNode session) {
        return pay(session, "pm_card_visa");
    }

    private Answer pay(JsonNode session, String method) {
        return shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        method));
    }
}
