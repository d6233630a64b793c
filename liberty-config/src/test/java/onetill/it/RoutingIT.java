package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.it.Caller.Answer;
import onetill.payment.spare.SpareProviders;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules decide who is asked, and another is asked only after proof that no money moved. */
@ExtendWith(ArquillianExtension.class)
class RoutingIT {

    private Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war().addPackage(SpareProviders.class.getPackage());
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @Test
    void the_next_provider_is_asked_when_the_first_surely_was_not() {
        rules("[{\"tender_type\":\"card\",\"currency\":\"EUR\",\"providers\":[\"away\",\"there\"]}]");

        var paid = pay("pm_of_two_providers");

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(
                        shop.rows(
                                "select provider, state, decline_code from payment_attempt where merchant_id = ? order by attempt_id"))
                .extracting(row -> row.get("provider") + " " + row.get("state") + " " + row.get("decline_code"))
                .containsExactly("away declined not_sent", "there captured null");
    }

    @Test
    void the_first_rule_that_fits_decides() {
        rules("""
                [{"channel_id":"web","providers":["away"]},{"min_amount_minor":1,"providers":["there"]}]""");

        assertThat(pay("pm_of_two_providers").text("status")).isEqualTo("completed");
        assertThat(shop.one("select provider from payment_attempt where merchant_id = ?"))
                .isEqualTo("there");
    }

    @Test
    void without_another_provider_the_buyer_is_told_that_nothing_was_paid() {
        rules("[{\"tender_type\":\"card\",\"providers\":[\"away\"]}]");

        var refused = pay("pm_of_two_providers");

        assertThat(refused.text("status")).as(refused.body().toString()).isEqualTo("ready_for_complete");
        assertThat(refused.body().at("/messages/0/code").asText()).isEqualTo("payment_unavailable");
        assertThat(refused.body().at("/payment/state").asText()).isEqualTo("not_paid");
    }

    @Test
    void a_rule_that_names_nobody_we_know_is_refused() {
        var refused = shop.server()
                .send("PUT", "/routing-rules", "{\"rules\":[{\"providers\":[\"nobody\"]}]}", java.util.Map.of());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("nobody", "stripe");
    }

    private void rules(String rules) {
        var kept = shop.server().send("PUT", "/routing-rules", "{\"rules\":" + rules + "}", java.util.Map.of());
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(200);
    }

    private Answer pay(String method) {
        var session = shop.server()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\"}]}")
                .body()
                .path("session");
        return shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":1,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                .formatted(method));
    }
}
