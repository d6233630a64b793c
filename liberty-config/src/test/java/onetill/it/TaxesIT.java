package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tax in prices and on top of them, by where goods go, and none where the buyer owes it. */
@ExtendWith(ArquillianExtension.class)
class TaxesIT {

    private Shop shop;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
        shop.run("update fulfillment_rate set country = null where merchant_id = ? and option_id = 'standard'");
        put("""
                {"country":"DE","tax_category":"standard","percent":19},{"country":"DE","tax_category":"reduced","percent":7},
                {"country":"FR","tax_category":"standard","percent":20},{"country":"FR","tax_category":"reduced","percent":5.5},
                {"country":"US","tax_category":"standard","percent":4},
                {"country":"US","region":"NY","tax_category":"standard","percent":8},
                {"country":"US","region":"NY","postal_prefix":"100","tax_category":"standard","percent":8.875},
                {"country":"US","region":"CA","tax_category":"standard","percent":7.25},
                {"country":"US","region":"CA","tax_category":"standard","percent":9,"valid_from":"2020-01-01"},
                {"country":"US","region":"CA","tax_category":"standard","percent":50,"valid_from":"2999-01-01"}""");
    }

    @AfterEach
    void money_and_books_agree() {
        shop.close();
    }

    @Test
    void the_rate_is_that_of_the_place_the_goods_go_to() {
        assertThat(percent("US", "NY", "10001")).isEqualTo(8.875);
        assertThat(percent("US", "NY", "12345")).isEqualTo(8.000);
        assertThat(percent("US", "CA", "90001")).isEqualTo(9.000);
        assertThat(percent("US", "TX", "73301")).isEqualTo(4.000);
        assertThat(percent("FR", null, "75001")).isEqualTo(20.000);
        assertThat(percent("CH", null, "8000")).isEqualTo(0.0);
    }

    @Test
    void on_top_of_prices_it_is_added_paid_and_given_back_with_its_line() {
        var changed = shop.server().send("PATCH", "/channels/web", "{\"prices_include_tax\":false}", Map.of());
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        var session = session("US", "NY", "10001", "");

        assertThat(session.at("/taxes/included").asBoolean()).isFalse();
        assertThat(session.path("total_minor").asLong()).isEqualTo(4900 + 490 + 435 + 43);
        var paid = complete(session);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var order = "/orders/" + paid.body().at("/order/id").asText();
        var refunded = shop.server()
                .post(order + "/refunds", "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"damaged\"}");

        assertThat(refunded.status()).as(refunded.body().toString()).isEqualTo(201);
        assertThat(refunded.body().at("/refunds/0/amount_minor").asLong()).isEqualTo(4900 + 435);
        assertThat(refunded.body().at("/taxes/parts/0/tax_minor").asLong()).isEqualTo(478);
    }

    @Test
    void a_business_elsewhere_in_the_union_pays_no_tax_here() {
        var session = session("FR", null, "75001", ",\"vat_id\":\"FR XX 999999999\",\"company\":\"Thé SARL\"");

        assertThat(session.at("/taxes/reason").asText()).isEqualTo("reverse_charge");
        assertThat(session.at("/line_items/0/unit_price_minor").asLong()).isEqualTo(4083); // 49.00 with 20 %
        assertThat(tax(session)).isZero();
        var at_home = session("DE", null, "10119", ",\"vat_id\":\"FRXX999999999\"");
        assertThat(at_home.at("/taxes/reason").isNull()).isTrue();
        assertThat(tax(at_home)).isPositive();
        assertThat(complete(session).text("status")).isEqualTo("completed");
    }

    @Test
    void a_number_that_cannot_be_one_is_refused() {
        var refused = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\"}],\"buyer\":{\"vat_id\":\"FR1\"}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("vat_id");
    }

    @Test
    void rates_and_channels_are_for_the_admin_and_consistent() {
        var twice = shop.server()
                .send(
                        "PUT",
                        "/tax-rates",
                        "{\"data\":[{\"country\":\"DE\",\"tax_category\":\"a\",\"percent\":1},{\"country\":\"DE\",\"tax_category\":\"a\",\"percent\":2}]}",
                        Map.of());
        assertThat(twice.status()).isEqualTo(422);
        assertThat(shop.server().get("/tax-rates").body().path("data")).hasSize(10);
        assertThat(shop.till()
                        .send("PUT", "/tax-rates", "{\"data\":[]}", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(shop.till().send("PATCH", "/channels/web", "{}", Map.of()).status())
                .isEqualTo(403);
        assertThat(Shop.open().server().get("/tax-rates").body().path("data")).hasSize(2);
    }

    @Test
    void stripe_computes_what_a_basket_is_taxed_and_hears_what_was_sold_and_given_back() {
        calculator("{\"prices_include_tax\":false,\"tax_calculator\":\"stripe\"}");
        var session = session("US", "NY", "10001", "");

        assertThat(session.path("total_minor").asLong()).as("4 %, delivery too").isEqualTo(4900 + 490 + 196 + 20);
        assertThat(session.at("/taxes/calculator").asText()).isEqualTo("stripe");
        var calculation = session.at("/taxes/calculation").asText();
        assertThat(calculation).startsWith("taxcalc_");
        var again = shop.server()
                .patch("/checkout-sessions/" + session.path("id").asText(), "{\"locale\":\"de\"}")
                .body();
        assertThat(again.at("/taxes/calculation").asText()).as("asked once").isEqualTo(calculation);

        var paid = complete(again);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        Await.until(() -> shop.one("select tax_record from orders where merchant_id = ?") != null);
        var record = String.valueOf(shop.one("select tax_record from orders where merchant_id = ?"));
        var sold = Caller.atProvider("/v1/tax/transactions/" + record);
        assertThat(sold.path("reference").asText())
                .isEqualTo(paid.body().at("/order/id").asText());

        var refunded = shop.server()
                .post(
                        "/orders/" + paid.body().at("/order/id").asText() + "/refunds",
                        "{\"lines\":[{\"line\":1,\"quantity\":1}],\"reason\":\"damaged\"}");
        assertThat(refunded.body().at("/refunds/0/amount_minor").asLong())
                .as(refunded.body().toString())
                .isEqualTo(4900 + 196);
        Await.until(() -> shop.one("select tax_record from refund where merchant_id = ?") != null);
        var back = Caller.atProvider(
                "/v1/tax/transactions/" + shop.one("select tax_record from refund where merchant_id = ?"));
        assertThat(back.at("/reversal/original_transaction").asText()).isEqualTo(record);
    }

    @Test
    void stripe_decides_who_owes_the_tax_and_an_address_may_say_too_little() {
        calculator("{\"prices_include_tax\":false,\"tax_calculator\":\"stripe\"}");

        var business = session("AT", null, "1010", ",\"vat_id\":\"ATU12345678\"");
        assertThat(business.path("total_minor").asLong()).isEqualTo(4900 + 490);
        assertThat(business.at("/taxes/reason").asText()).isEqualTo("reverse_charge");
        var nowhere = session("US", null, "00001", "");
        assertThat(nowhere.at("/taxes/reason").asText()).isEqualTo("place_unknown");
        assertThat(nowhere.path("total_minor").asLong()).isEqualTo(4900 + 490);
    }

    @Test
    void our_own_rates_stand_in_for_a_calculator_that_does_not_answer() {
        calculator("{\"tax_calculator\":\"stripe\"}");
        shop.run("update item set tax_category = 'txcd_nonsense' where merchant_id = ? and sku = 'POT'");

        var refused =
                shop.server().post("/checkout-sessions", "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\"}]}");
        assertThat(refused.status()).as("no rates of our own either").isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotNull();

        put("{\"country\":\"DE\",\"tax_category\":\"txcd_nonsense\",\"percent\":10}");
        var session = session("DE", null, "10119", "");
        assertThat(session.at("/taxes/calculator").isNull()).isTrue();
        assertThat(session.at("/taxes/parts/0/percent").asDouble()).isEqualTo(10.0);
        assertThat(complete(session).text("status")).isEqualTo("completed");
        assertThat(shop.server()
                        .send("PATCH", "/channels/web", "{\"tax_calculator\":\"abacus\"}", Map.of())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_postal_code_tells_the_state_and_with_it_the_tax() {
        put("{\"country\":\"US\",\"tax_category\":\"standard\",\"percent\":4},"
                + "{\"country\":\"US\",\"region\":\"NY\",\"tax_category\":\"standard\",\"percent\":8},"
                + "{\"country\":\"CA\",\"region\":\"ON\",\"tax_category\":\"standard\",\"percent\":13}");

        var inNewYork = session("US", null, "10001", "");

        assertThat(inNewYork.at("/fulfillment/address/region").asText()).isEqualTo("NY");
        assertThat(inNewYork.at("/taxes/parts/0/percent").asDouble()).isEqualTo(8);
        assertThat(inNewYork.path("asks").findValuesAsText("id")).doesNotContain("fulfillment.address");
        assertThat(moved(inNewYork, "\"postal_code\":\"94103\"").asText()).isEqualTo("CA");
        assertThat(moved(inNewYork, "\"country\":\"CA\",\"postal_code\":\"M5V 2T6\"")
                        .asText())
                .isEqualTo("ON");
        assertThat(moved(inNewYork, "\"country\":\"DE\",\"postal_code\":\"10119\"")
                        .isNull())
                .as("a state of another country")
                .isTrue();
        assertThat(moved(inNewYork, "\"country\":\"US\",\"postal_code\":\"10001\",\"region\":\"NJ\"")
                        .asText())
                .as("who says the region is right")
                .isEqualTo("NJ");
    }

    private JsonNode moved(JsonNode session, String address) {
        var answer = shop.server()
                .patch(
                        "/checkout-sessions/" + session.path("id").asText(),
                        "{\"fulfillment\":{\"address\":{" + address + "}}}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().at("/fulfillment/address/region");
    }

    private void calculator(String change) {
        var changed = shop.server().send("PATCH", "/channels/web", change, Map.of());
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
    }

    private void put(String rates) {
        var answer = shop.server().send("PUT", "/tax-rates", "{\"data\":[" + rates + "]}", Map.of());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private double percent(String country, String region, String postalCode) {
        return session(country, region, postalCode, "")
                .at("/taxes/parts/0/percent")
                .asDouble();
    }

    private JsonNode session(String country, String region, String postalCode, String moreOfTheBuyer) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"POT\"}],\"buyer\":{\"email\":\"ada@example.com\"%s},\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"1 Main St\",\"city\":\"Town\",\"country\":\"%s\",\"region\":%s,\"postal_code\":\"%s\"}}}"
                                .formatted(
                                        moreOfTheBuyer,
                                        country,
                                        region == null ? "null" : "\"" + region + "\"",
                                        postalCode));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private static long tax(JsonNode session) {
        for (var total : session.path("totals")) {
            if ("tax".equals(total.path("type").asText()))
                return total.path("amount_minor").asLong();
        }
        return 0;
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
}
