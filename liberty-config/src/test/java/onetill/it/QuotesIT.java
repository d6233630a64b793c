package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** What it costs is known before the buyer is, and is still true at the end, or the buyer is told why it is not. */
class QuotesIT extends ShopTest {

    @Test
    void a_quote_is_the_total_of_the_session_and_keeps_nothing() {
        var quote = quote("\"line_items\":[{\"sku\":\"POT\"}]");

        assertThat(quote.status()).as(quote.body().toString()).isEqualTo(200);
        assertThat(quote.body().path("total_minor").asLong()).isEqualTo(4900 + 490);
        assertThat(quote.body().path("assumes").findValuesAsText("code"))
                .containsExactly("country", "postal_code", "fulfillment_option");
        assertThat(quote.body().at("/fulfillment/latest").asText()).isNotEmpty();
        assertThat(shop.one("select count(*) from checkout_session where merchant_id = ?"))
                .isEqualTo(0L);

        var precise = quote(
                "\"line_items\":[{\"sku\":\"POT\"}],\"country\":\"DE\",\"postal_code\":\"10119\",\"option_id\":\"pickup-mitte\"");
        assertThat(precise.body().path("total_minor").asLong()).isEqualTo(4900);
        assertThat(precise.body().path("assumes")).isEmpty();
        var unknown = quote("\"line_items\":[{\"sku\":\"NOTHING\"}]");
        assertThat(unknown.text("type")).isEqualTo("/problems/unknown-item");
        assertThat(quote("\"line_items\":[]").status()).isEqualTo(422);
    }

    @Test
    void whoever_confirms_another_total_is_told_both_and_why() {
        shop.server()
                .post(
                        "/promotions",
                        "{\"name\":\"Ten\",\"code\":\"TEN\",\"kind\":\"percent_off\",\"percent\":10,\"targets\":[{\"kind\":\"sku\",\"value\":\"TEA\"}]}");
        var session = shop.server().post("/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"POT"},{"sku":"TEA"}],"buyer":{"email":"ada@example.com"},
                 "discount_codes":["TEN"],"fulfillment":{"address":{"name":"Ada","line1":"1 Way","city":"Town","postal_code":"10119",
                 "country":"DE"}}}""").body().path("session");
        assertThat(session.path("total_minor").asLong()).isEqualTo(4900 + 890 - 89 + 490);
        shop.run("update item_price set amount_minor = 5100 where merchant_id = ? and sku = 'POT'");
        shop.run("update promotion set active = false where merchant_id = ?");
        shop.run("update fulfillment_rate set amount_minor = 590 where merchant_id = ? and option_id = 'standard'");

        var refused = complete(session, session.path("total_minor").asLong());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/total-changed");
        assertThat(refused.body().path("confirmed_total_minor").asLong()).isEqualTo(6191);
        assertThat(refused.body().path("total_minor").asLong()).isEqualTo(5100 + 890 + 590);
        var changes = refused.body().path("changes");
        assertThat(changes.findValuesAsText("code")).containsExactly("price", "discount", "fulfillment");
        assertThat(changes.at("/0/of").asText()).isEqualTo("POT");
        assertThat(changes.at("/0/before_minor").asLong()).isEqualTo(4900);
        assertThat(changes.at("/0/now_minor").asLong()).isEqualTo(5100);
        assertThat(changes.at("/1/of").asText()).isEqualTo("TEN");
        assertThat(changes.at("/1/before_minor").asLong()).isEqualTo(-89);

        var now = refused.body().path("session");
        var confirmed = complete(now, now.path("total_minor").asLong());
        assertThat(confirmed.text("status")).as(confirmed.body().toString()).isEqualTo("completed");
    }

    @Test
    void whoever_confirms_what_it_never_cost_is_told_so() {
        var session = shop.server()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"POT\"}]}")
                .body()
                .path("session");

        var refused = complete(session, 1);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("changes").findValuesAsText("code")).containsExactly("seen");
        assertThat(session.path("assumes")).as("it is handed over").isEmpty();
    }

    private Answer quote(String wanted) {
        return shop.server().postWithoutKey("/quotes", "{\"channel\":\"web\"," + wanted + "}");
    }

    private Answer complete(JsonNode session, long total) {
        return shop.server()
                .post(
                        "/checkout-sessions/" + session.path("id").asText() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(session.path("revision").asLong(), total));
    }
}
