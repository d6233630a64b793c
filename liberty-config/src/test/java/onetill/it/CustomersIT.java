package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding a customer by what is theirs, and what they have bought. */
class CustomersIT extends ShopTest {

    @Test
    void somebody_is_found_by_address_number_and_card_however_they_are_written() {
        var id = grace();

        for (var by : List.of(
                "{\"email\":\"GRACE@example.com\"}", "{\"phone\":\"+49 (30) 777-1\"}", "{\"loyalty_id\":\"L-77\"}")) {
            assertThat(found(shop.staff("alex"), by)).as(by).containsExactly(id);
        }
    }

    @Test
    void all_whose_address_it_is_are_found_the_oldest_first() {
        var first = grace();
        var second = shop.server()
                .post("/customers", "{\"name\":\"Grace the younger\",\"email\":\"grace@example.com\"}")
                .text("id");

        assertThat(found(shop.server(), "{\"email\":\"grace@example.com\"}")).containsExactly(first, second);
    }

    @Test
    void who_is_only_like_it_or_anothers_is_not_found() {
        grace();

        assertThat(found(shop.server(), "{\"email\":\"grace@example.co\"}")).isEmpty();
        assertThat(found(Shop.open().server(), "{\"email\":\"grace@example.com\"}"))
                .isEmpty();
    }

    @Test
    void a_lookup_is_by_exactly_one_thing() {
        for (var by : List.of("{}", "{\"email\":\"\"}", "{\"email\":\"a@example.com\",\"phone\":\"+4930\"}")) {
            var refused = shop.server().postWithoutKey("/customer-lookups", by);
            assertThat(refused.status()).as(by).isEqualTo(422);
            assertThat(refused.text("type")).isEqualTo("/problems/validation-failed");
        }
    }

    @Test
    void the_orders_of_a_customer_are_theirs_alone_newest_first_and_page_by_page() {
        var id = grace();
        var other = shop.server().post("/customers", "{\"name\":\"Eve\"}").text("id");
        var first = bought(id);
        var second = bought(id);

        var page = shop.staff("alex").get("/customers/" + id + "/orders?limit=1");
        assertThat(page.body().at("/data/0/id").asText()).isEqualTo(second);
        var rest = shop.staff("alex").get("/customers/" + id + "/orders?cursor=" + page.text("next_cursor"));
        assertThat(rest.body().path("data").findValuesAsText("session_id")).hasSize(1);
        assertThat(rest.body().at("/data/0/id").asText()).isEqualTo(first);
        assertThat(shop.server().get("/customers/" + other + "/orders").body().path("data"))
                .isEmpty();
        assertThat(Shop.open().server().get("/customers/" + id + "/orders").status())
                .isEqualTo(404);
    }

    private String grace() {
        return shop.server()
                .post(
                        "/customers",
                        "{\"name\":\"Grace\",\"email\":\"grace@example.com\",\"phone\":\"+49 30 7771\",\"loyalty_id\":\"L-77\"}")
                .text("id");
    }

    private static List<String> found(Caller by, String what) {
        var answer = by.postWithoutKey("/customer-lookups", what);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("data").findValuesAsText("id");
    }

    private String bought(String customer) {
        var answer = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"customer_id\":\"%s\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"complete\":true,\"confirmed_total_minor\":1200,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(customer));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().at("/session/order/id").asText();
    }
}
