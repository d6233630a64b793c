package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goods are added to orders that have not left: paid for themselves, and sent along. */
@Timeout(300)
class OrderAdditionsIT extends ShopTest {

    private static final String CARD = "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
    private static final String DECLINED = "{\"type\":\"card\",\"payment_method\":\"pm_card_chargeDeclined\"}";

    @Test
    void what_is_added_is_paid_for_itself_and_sent_along() {
        var order = bought();

        var begun = add(order);

        assertThat(begun.at("/addition/state").asText()).isEqualTo("open");
        assertThat(begun.at("/session/total_minor").asLong())
                .as("one parcel costs what one costs")
                .isEqualTo(4900);
        assertThat(begun.at("/session/buyer/email").asText()).isEqualTo("ada@example.com");
        assertThat(order(order).at("/additions/0/new_order_id").isNull()).isTrue();

        var paid = ok(complete(begun, 4900, CARD));

        var added = paid.body().at("/order/id").asText();
        assertThat(order(order).at("/additions/0/state").asText()).isEqualTo("completed");
        assertThat(order(order).at("/additions/0/new_order_id").asText()).isEqualTo(added);
        assertThat(order(order).path("total_minor").asLong()).isEqualTo(890 + 490);
        assertThat(order(added).path("added_to_order_id").asText()).isEqualTo(order);
        assertThat(order(added).at("/fulfillment/address/line1").asText()).isEqualTo("Torstr. 1");
        assertThat(events(order)).contains("order.added_to");
        assertThat(ok(shop.server().get("/orders/" + order + "/additions"))
                        .body()
                        .at("/data/0/new_order_number")
                        .asText())
                .isEqualTo(order(added).path("number").asText());
        assertThat(shop.one("select count(*) from stock_hold where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void a_heavier_parcel_costs_what_it_costs_more() {
        shop.run("update fulfillment_rate set max_value_minor = 4000 where merchant_id = ? and option_id = 'standard'");
        shop.run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, amount_minor, min_days, max_days, min_value_minor) values (?, 'standard', 7, 'EUR', 'DE', 790, 1, 2, 4001)");
        var order = bought();

        assertThat(add(order).at("/session/total_minor").asLong()).isEqualTo(4900 + 790 - 490);
    }

    @Test
    void once_the_first_is_picked_the_second_goes_alone() {
        var order = bought();
        var begun = add(order);
        ok(shop.server().post(parcel(order) + "/events", "{\"event\":\"pick\"}"));

        var late = complete(begun, 4900, CARD);

        assertThat(late.text("type")).isEqualTo("/problems/total-changed");
        assertThat(late.body().at("/session/total_minor").asLong()).isEqualTo(4900 + 490);
        assertThat(shop.server().post("/orders/" + order + "/additions", POT).text("type"))
                .isEqualTo("/problems/fulfillment-state");
    }

    @Test
    void what_is_sent_elsewhere_goes_alone() {
        var begun = add(bought());

        var moved = ok(shop.server()
                .patch(
                        "/checkout-sessions/" + begun.at("/session/id").asText(),
                        "{\"fulfillment\":{\"address\":{\"line1\":\"Linienstr. 7\"}}}",
                        begun.at("/session/revision").asLong()));

        assertThat(moved.body().path("total_minor").asLong()).isEqualTo(4900 + 490);
    }

    @Test
    void what_is_not_paid_is_not_added() {
        var order = bought();
        var begun = add(order);

        complete(begun, 4900, DECLINED);
        assertThat(order(order).at("/additions/0/state").asText()).isEqualTo("open");
        var session = begun.at("/session/id").asText();
        ok(shop.server().postWithoutKey("/checkout-sessions/" + session + "/cancel", null));

        assertThat(order(order).at("/additions/0/state").asText()).isEqualTo("canceled");
        assertThat(events(order)).doesNotContain("order.added_to");
    }

    @Test
    void delivery_that_something_goes_by_is_not_given_back() {
        var order = bought("{\"sku\":\"TEA\"},{\"sku\":\"E-BOOK\"}", 890 + 1200 + 490);
        ok(complete(add(order), 4900, CARD));
        var line = order(order).at("/lines/0/sku").asText().equals("TEA") ? 1 : 2;

        var edited = ok(shop.server()
                .post(
                        "/orders/" + order + "/edits",
                        "{\"revision\":1,\"difference_minor\":-890,\"reason\":\"other tea\",\"lines\":[{\"line\":%d,\"quantity\":0}]}"
                                .formatted(line)));

        assertThat(edited.body().path("total_minor").asLong()).isEqualTo(1200 + 490);
    }

    private static final String POT = "{\"line_items\":[{\"sku\":\"POT\"}],\"reason\":\"forgotten\"}";

    private JsonNode add(String order) {
        return ok(shop.server().post("/orders/" + order + "/additions", POT)).body();
    }

    private Answer complete(JsonNode begun, long total, String tender) {
        return shop.server()
                .post(
                        "/checkout-sessions/" + begun.at("/session/id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}"
                                .formatted(begun.at("/session/revision").asLong(), total, tender));
    }

    /** @return the id of the order */
    private String bought() {
        return bought("{\"sku\":\"TEA\"}", 890 + 490);
    }

    private String bought(String items, long total) {
        var sale = ok(shop.server().post("/checkout-sessions", """
                {"channel":"web","complete":true,"confirmed_total_minor":%d,"line_items":[%s],
                 "tender":{"type":"card","payment_method":"pm_card_visa"},
                 "buyer":{"email":"ada@example.com","phone":"+493023125042"},
                 "fulfillment":{"address":{"name":"Ada","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""".formatted(total, items)));
        return sale.body().at("/session/order/id").asText();
    }

    private JsonNode order(String order) {
        return ok(shop.server().get("/orders/" + order)).body();
    }

    private String parcel(String order) {
        return "/orders/" + order + "/fulfillments/"
                + shop.server()
                        .get("/orders/" + order + "/fulfillments")
                        .body()
                        .at("/data/0/id")
                        .asText();
    }

    private List<String> events(String order) {
        return shop
                .rows("select type from event where merchant_id = ? and aggregate_id = '%s' order by seq"
                        .formatted(order))
                .stream()
                .map(it -> String.valueOf(it.get("type")))
                .toList();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }
}
