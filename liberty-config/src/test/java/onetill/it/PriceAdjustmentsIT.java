package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager lets go of the price: of one item or of the whole sale, once, with a reason, and of no more than was there. */
class PriceAdjustmentsIT extends ShopTest {

    private Tills tills;
    private Caller till;
    private String max;
    private Caller cashier;

    @BeforeEach
    void people() {
        tills = new Tills(shop);
        till = Caller.with(tills.enrolled().text("credential"));
        max = tills.person("Max", "manager", "8152");
        cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));
    }

    @Test
    void a_cashier_gives_another_price_when_a_manager_agrees() {
        var id = opened(2);
        var override = "{\"kind\":\"price_override\",\"sku\":\"TEA\",\"unit_price_minor\":500%s}";

        assertThat(adjust(cashier, id, override.formatted("")).text("type")).isEqualTo("/problems/approval-required");
        var discount = approval("discount", id);
        assertThat(adjust(cashier, id, override.formatted(discount)).text("type"))
                .as("an approval of something else")
                .isEqualTo("/problems/approval-not-valid");
        var agreed = approval("price_override", id);
        var adjusted = adjust(cashier, id, override.formatted(agreed));

        assertThat(adjusted.status()).as(adjusted.body().toString()).isEqualTo(200);
        assertThat(adjusted.body().path("total_minor").asLong()).isEqualTo(1000);
        assertThat(adjusted.body().at("/line_items/0/unit_price_minor").asLong())
                .isEqualTo(500);
        var shown = adjusted.body().at("/price_adjustments/0");
        assertThat(shown.path("list_price_minor").asLong()).isEqualTo(890);
        assertThat(shown.path("up_to").asLong()).isEqualTo(2);
        assertThat(shown.has("reason")).as("not for the buyer's eyes").isFalse();
        assertThat(adjust(cashier, id, override.formatted(agreed)).text("type"))
                .as("once")
                .isEqualTo("/problems/approval-not-valid");
        assertThat(shop.rows(
                                "select action, reason, changes from audit_entry where merchant_id = ? and action = 'adjust_price'")
                        .toString())
                .contains("scratched", max, "890");
        assertThat(pay(cashier, adjusted.body()).text("status")).isEqualTo("completed");
        assertThat(shop.one("select total_minor from orders where merchant_id = ?"))
                .isEqualTo(1000L);
    }

    @Test
    void a_request_that_comes_again_uses_the_approval_once() {
        var id = opened(1);
        var body = "{\"kind\":\"discount\",\"percent\":10%s}".formatted(approval("discount", id));
        var key = Map.of("Idempotency-Key", "again-" + id);

        var first = cashier.send("POST", path(id), body, key);
        var again = cashier.send("POST", path(id), body, key);

        assertThat(first.body().path("total_minor").asLong())
                .as(first.body().toString())
                .isEqualTo(801);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void more_of_the_item_costs_the_usual_price() {
        var id = opened(2);
        adjust(cashier, id, price(500, approval("price_override", id)));

        assertThat(quantity(id, 3).path("total_minor").asLong()).isEqualTo(3 * 890);
        assertThat(quantity(id, 1).path("total_minor").asLong()).isEqualTo(500);
    }

    @Test
    void a_discount_does_not_grow_with_the_sale_and_comes_after_promotions() {
        shop.server().post("/promotions", """
                {"name":"Spring","kind":"percent_off","percent":50,"combinable":true}""");
        var id = opened(2);

        var adjusted =
                adjust(cashier, id, "{\"kind\":\"discount\",\"percent\":10%s}".formatted(approval("discount", id)));

        assertThat(adjusted.body().path("total_minor").asLong())
                .as(adjusted.body().toString())
                .isEqualTo(890 - 89);
        assertThat(adjusted.body().path("discounts")).hasSize(2);
        assertThat(quantity(id, 20).path("total_minor").asLong()).isEqualTo(8900 - 89);
        var one = quantity(id, 1);
        assertThat(one.path("total_minor").asLong()).isEqualTo(445 - 45);
        assertThat(pay(cashier, one).text("status")).isEqualTo("completed");
        assertThat(shop.one("select count(*) from promotion_use where merchant_id = ? and state = 'used'"))
                .as("the promotion alone")
                .isEqualTo(1L);
        assertThat(shop.one("select discount_minor from order_line where merchant_id = ?"))
                .isEqualTo(890L - 400);
    }

    @Test
    void a_manager_at_the_till_needs_nobody_but_a_reason() {
        var manager = Caller.with(Tills.signIn(till, max, "8152").text("token"));
        var id = opened(manager, 1);

        assertThat(adjust(manager, id, price(0, "")).text("type")).isEqualTo("/problems/validation-failed");
        var adjusted = adjust(manager, id, price(0, ",\"reason\":\"A present\""));

        assertThat(adjusted.body().path("total_minor").asLong())
                .as(adjusted.body().toString())
                .isZero();
    }

    @Test
    void the_usual_price_comes_back() {
        var id = opened(2);
        adjust(cashier, id, price(500, approval("price_override", id)));
        var adjusted = adjust(
                cashier, id, "{\"kind\":\"discount\",\"amount_minor\":300%s}".formatted(approval("discount", id)));
        assertThat(adjusted.body().path("total_minor").asLong()).isEqualTo(700);
        var first = adjusted.body().at("/price_adjustments/0/id").asText();

        var withdrawn = cashier.send("DELETE", path(id) + "/" + first, null, Map.of());

        assertThat(withdrawn.status()).as(withdrawn.body().toString()).isEqualTo(200);
        assertThat(withdrawn.body().path("total_minor").asLong()).isEqualTo(2 * 890 - 300);
        assertThat(cashier.send("DELETE", path(id) + "/" + first, null, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_buyer_who_goes_on_alone_pays_the_usual_price() {
        var id = opened(1);
        adjust(cashier, id, price(1, approval("price_override", id)));
        var url = cashier.post("/checkout-sessions/" + id + "/handoffs", "{}").text("url");
        var token = url.substring(url.indexOf('#') + 1);

        var claimed = Caller.nobody()
                .postWithoutKey("/handoff-claims", "{\"token\":\"%s\",\"channel\":\"web\"}".formatted(token));

        assertThat(claimed.status()).as(claimed.body().toString()).isLessThan(300);
        assertThat(claimed.body().at("/session/price_adjustments")).isEmpty();
        assertThat(claimed.body().at("/session/line_items/0/unit_price_minor").asLong())
                .isEqualTo(890);
    }

    @Test
    void what_makes_no_sense_is_said() {
        var id = opened(1);
        var server = shop.server();

        for (var body : new String[] {
            "{\"kind\":\"price_override\",\"unit_price_minor\":1}",
            "{\"kind\":\"price_override\",\"sku\":\"TEA\"}",
            "{\"kind\":\"price_override\",\"sku\":\"TEA\",\"unit_price_minor\":1,\"percent\":3}",
            "{\"kind\":\"discount\"}",
            "{\"kind\":\"discount\",\"percent\":3,\"amount_minor\":3}",
            "{\"kind\":\"discount\",\"percent\":101}",
            "{\"kind\":\"discount\",\"percent\":0}",
            "{\"kind\":\"discount\",\"sku\":\"TEA\",\"percent\":3}",
            "{\"kind\":\"discount\",\"percent\":3}"
        }) {
            assertThat(adjust(server, id, body).status()).as(body).isEqualTo(422);
        }
        assertThat(adjust(
                                server,
                                id,
                                "{\"kind\":\"price_override\",\"sku\":\"NONE\",\"unit_price_minor\":1,\"reason\":\"x\"}")
                        .text("type"))
                .isEqualTo("/problems/unknown-item");
        assertThat(adjust(shop.till(), id, "{\"kind\":\"discount\",\"percent\":3,\"reason\":\"x\"}")
                        .text("type"))
                .isEqualTo("/problems/approval-required");
        assertThat(pay(cashier, session(id)).text("status")).isEqualTo("completed");
        assertThat(adjust(server, id, "{\"kind\":\"discount\",\"percent\":3,\"reason\":\"x\"}")
                        .text("type"))
                .isEqualTo("/problems/illegal-transition");
    }

    private String opened(long quantity) {
        return opened(cashier, quantity);
    }

    private static String opened(Caller by, long quantity) {
        var opened = by.post(
                "/checkout-sessions",
                "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}]}".formatted(quantity));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().at("/session/id").asText();
    }

    private JsonNode quantity(String id, long quantity) {
        return cashier.patch(
                        "/checkout-sessions/" + id,
                        "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}]}".formatted(quantity))
                .body();
    }

    private JsonNode session(String id) {
        return cashier.get("/checkout-sessions/" + id).body();
    }

    /** The token of a manager's approval, as the end of a body. */
    private String approval(String action, String session) {
        var given = Tills.approve(cashier, max, "8152", action, session);
        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
        return ",\"approval\":\"%s\"".formatted(given.text("token"));
    }

    private static String price(long minor, String more) {
        return "{\"kind\":\"price_override\",\"sku\":\"TEA\",\"unit_price_minor\":%d%s}".formatted(minor, more);
    }

    private static Answer adjust(Caller by, String id, String body) {
        return by.post(path(id), body);
    }

    private static String path(String id) {
        return "/checkout-sessions/" + id + "/price-adjustments";
    }

    private static Answer pay(Caller by, JsonNode session) {
        var total = session.path("total_minor").asLong();
        return by.post(
                "/checkout-sessions/" + session.path("id").asText() + "/complete",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"cash\",\"received_minor\":%d}}"
                        .formatted(session.path("revision").asLong(), total, total));
    }
}
