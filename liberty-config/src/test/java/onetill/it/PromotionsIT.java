package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promotions from their creation to the last use of a code, with everybody at once. */
@ExtendWith(ArquillianExtension.class)
class PromotionsIT {

    private static final int RACERS = 64;
    private static final String ADDRESS =
            "{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";

    private Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @AfterEach
    void money_and_books_agree() {
        shop.close();
        assertThat(shop.rows("select * from check_coupon where merchant_id = ? and used > max_uses"))
                .isEmpty();
        assertThat(shop.rows("""
                        select p.promotion_id from promotion p where p.merchant_id = ? and p.used <> (
                            select count(*) from promotion_use u where u.merchant_id = p.merchant_id
                              and u.promotion_id = p.promotion_id and u.counted)""")).as("uses that were not counted").isEmpty();
    }

    @Test
    void a_code_lowers_the_total_and_the_order_keeps_it() {
        create("{\"name\":\"Ten percent\",\"code\":\"tea10\",\"kind\":\"percent_off\",\"percent\":10}");
        var session = session("ada@example.com", "[\" Tea10 \"]");

        assertThat(session.at("/discounts/0/code").asText()).isEqualTo("TEA10");
        assertThat(session.at("/discounts/0/amount_minor").asLong()).isEqualTo(89);
        assertThat(session.at("/line_items/0/discount_minor").asLong()).isEqualTo(89);
        assertThat(session.at("/line_items/0/total_minor").asLong()).isEqualTo(801);
        assertThat(amount(session, "discount")).isEqualTo(-89);
        assertThat(session.path("total_minor").asLong()).isEqualTo(890 - 89 + 490);
        var paid = complete(session);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var order = shop.server()
                .get("/orders/" + paid.body().at("/order/id").asText())
                .body();
        assertThat(order.path("total_minor").asLong()).isEqualTo(1291);
        assertThat(order.at("/lines/0/discount_minor").asLong()).isEqualTo(89);
        assertThat(shop.one("select state from promotion_use where merchant_id = ?"))
                .isEqualTo("used");
    }

    @Test
    void one_without_a_code_applies_by_itself_to_what_it_is_about() {
        create(
                "{\"name\":\"Free delivery\",\"kind\":\"free_delivery\",\"currency\":\"EUR\",\"min_subtotal_minor\":4000}");
        create(
                "{\"name\":\"Pots\",\"kind\":\"amount_off\",\"amount_minor\":500,\"currency\":\"EUR\",\"targets\":[{\"kind\":\"sku\",\"value\":\"POT\"}]}");

        var tea = session("a@example.com", "[]");
        var pot = opened(
                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\"}],\"buyer\":{\"email\":\"a@b.de\"},\"fulfillment\":%s}"
                        .formatted(ADDRESS));

        assertThat(tea.path("discounts")).isEmpty();
        assertThat(pot.path("discounts")).hasSize(2);
        assertThat(pot.path("total_minor").asLong()).isEqualTo(4400);
    }

    @Test
    void a_code_that_does_not_apply_says_why_and_what_is_missing() {
        create(
                "{\"name\":\"Fifty\",\"code\":\"FIFTY\",\"kind\":\"percent_off\",\"percent\":10,\"currency\":\"EUR\",\"min_subtotal_minor\":5000}");

        var session = session("ada@example.com", "[\"FIFTY\",\"NONSENSE\"]");

        assertThat(session.path("discounts")).isEmpty();
        assertThat(session.at("/refused_codes/0/reason").asText()).isEqualTo("minimum_not_reached");
        assertThat(session.at("/refused_codes/0/missing_minor").asLong()).isEqualTo(5000 - 890);
        assertThat(session.at("/refused_codes/1/reason").asText()).isEqualTo("unknown");
        var more = shop.server()
                .patch(
                        "/checkout-sessions/" + session.path("id").asText(),
                        "{\"line_items\":[{\"sku\":\"TEA\"},{\"sku\":\"POT\"}]}");
        assertThat(more.body().at("/discounts/0/code").asText()).isEqualTo("FIFTY");
        var without =
                shop.server().patch("/checkout-sessions/" + session.path("id").asText(), "{\"discount_codes\":[]}");
        assertThat(without.body().path("discounts")).isEmpty();
    }

    @Test
    void of_sixty_four_buyers_three_get_the_last_three_and_nobody_else_is_charged_less_or_more() throws Exception {
        create("{\"name\":\"Three\",\"code\":\"THREE\",\"kind\":\"percent_off\",\"percent\":50,\"limit_total\":3}");
        var sessions = new ArrayList<JsonNode>();
        for (var i = 0; i < RACERS; i++) sessions.add(session("buyer" + i + "@example.com", "[\"THREE\"]"));
        var answers = Race.of(RACERS, i -> complete(sessions.get(i)));

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(3);
        var refused = answers.stream().filter(it -> it.status() != 200).toList();
        assertThat(refused)
                .allMatch(it -> it.status() == 409 && it.text("type").equals("/problems/total-changed"))
                .allMatch(it ->
                        it.body().at("/session/refused_codes/0/reason").asText().equals("used_up"))
                .allMatch(it -> it.body().at("/session/total_minor").asLong() == 1380);
        assertThat(shop.one("select used from promotion where merchant_id = ?")).isEqualTo(3L);
        assertThat(shop.one("select count(*) from orders where merchant_id = ? and total_minor = 935"))
                .isEqualTo(3L);
    }

    @Test
    void one_buyer_uses_a_code_once_and_a_declined_card_gives_it_back() {
        create(
                "{\"name\":\"Once\",\"code\":\"ONCE\",\"kind\":\"percent_off\",\"percent\":50,\"limit_per_customer\":1}");
        var session = session("Ada@example.com", "[\"ONCE\"]");
        var declined = shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        yes(session, "pm_card_chargeDeclined"));
        assertThat(declined.text("status")).isEqualTo("ready_for_complete");
        assertThat(shop.rows("select 1 from promotion_use where merchant_id = ?"))
                .isEmpty();

        assertThat(complete(declined.body()).text("status")).isEqualTo("completed");

        var again = session("ada@EXAMPLE.com", "[\"ONCE\"]");
        assertThat(again.at("/refused_codes/0/reason").asText()).isEqualTo("used_before");
        assertThat(session("grace@example.com", "[\"ONCE\"]").path("discounts")).hasSize(1);
    }

    @Test
    void an_offer_that_ends_meanwhile_changes_the_total_visibly_and_never_silently() {
        var id = create("{\"name\":\"Ten\",\"code\":\"TEN\",\"kind\":\"percent_off\",\"percent\":10}");
        var session = session("ada@example.com", "[\"TEN\"]");

        shop.server()
                .send(
                        "PUT",
                        "/promotions/" + id,
                        "{\"name\":\"Ten\",\"code\":\"TEN\",\"kind\":\"percent_off\",\"percent\":10,\"active\":false}",
                        java.util.Map.of());
        var refused = complete(session);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/total-changed");
        assertThat(refused.body().at("/session/refused_codes/0/reason").asText())
                .isEqualTo("ended");
        assertThat(complete(refused.body().path("session")).text("status")).isEqualTo("completed");
    }

    @Test
    void promotions_are_the_merchants_own_and_a_code_is_one_promotions() {
        var id = create("{\"name\":\"Ten\",\"code\":\"TEN\",\"kind\":\"percent_off\",\"percent\":10}");

        var taken = shop.server()
                .post("/promotions", "{\"name\":\"Other\",\"code\":\"ten\",\"kind\":\"percent_off\",\"percent\":5}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("type")).isEqualTo("/problems/code-taken");
        assertThat(shop.server()
                        .post("/promotions", "{\"name\":\"x\",\"kind\":\"amount_off\",\"amount_minor\":5}")
                        .status())
                .isEqualTo(422);
        var other = Shop.open();
        assertThat(other.server().get("/promotions/" + id).status()).isEqualTo(404);
        assertThat(other.server().get("/promotions").body().path("data")).isEmpty();
        assertThat(shop.till().get("/promotions").status()).isEqualTo(403);
        assertThat(shop.server().get("/promotions").body().at("/data/0/code").asText())
                .isEqualTo("TEN");
    }

    private String create(String promotion) {
        var created = shop.server().post("/promotions", promotion);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.text("id");
    }

    private JsonNode session(String email, String codes) {
        return opened(
                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"%s\"},\"fulfillment\":%s,\"discount_codes\":%s}"
                        .formatted(email, ADDRESS, codes));
    }

    private JsonNode opened(String body) {
        var opened = shop.server().post("/checkout-sessions", body);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private Answer complete(JsonNode session) {
        return shop.server()
                .post("/checkout-sessions/" + session.path("id").asText() + "/complete", yes(session, "pm_card_visa"));
    }

    private static String yes(JsonNode session, String method) {
        return "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                .formatted(
                        session.path("revision").asLong(),
                        session.path("total_minor").asLong(),
                        method);
    }

    private static long amount(JsonNode session, String type) {
        for (var total : session.path("totals")) {
            if (type.equals(total.path("type").asText()))
                return total.path("amount_minor").asLong();
        }
        return List.of().size();
    }
}
