package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Items in and out, and found although somebody mistypes them. */
@ExtendWith(ArquillianExtension.class)
class CatalogIT {

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
    void an_item_is_sold_from_the_moment_it_is_written_at_the_price_it_has() {
        var written = put("""
                {"sku":"EARL","name":"Earl Grey tea","category":"Tea","tax_category":"reduced","barcodes":["036000291452"],
                 "prices":{"EUR":790,"USD":850}}""");
        assertThat(written.status()).as(written.body().toString()).isEqualTo(200);
        assertThat(written.body().path("written").asInt()).isEqualTo(1);

        for (var code : List.of("\"sku\":\"EARL\"", "\"barcode\":\"036000291452\"", "\"barcode\":\"0036000291452\"")) {
            var session = shop.server()
                    .post("/checkout-sessions", "{\"channel\":\"web\",\"line_items\":[{%s}]}".formatted(code));
            assertThat(session.body()
                            .at("/session/line_items/0/unit_price_minor")
                            .asLong())
                    .as(session.body().toString())
                    .isEqualTo(790);
        }
        put("{\"sku\":\"EARL\",\"name\":\"Earl Grey tea\",\"prices\":{\"EUR\":900}}");
        assertThat(search("earl").body().at("/data/0/price_minor").asLong()).isEqualTo(900);
        assertThat(search("earl").body().at("/data/0/barcodes")).isEmpty();
        put("{\"sku\":\"EARL\",\"name\":\"Earl Grey tea\",\"active\":false,\"prices\":{\"EUR\":900}}");
        assertThat(search("earl").body().path("data")).isEmpty();
    }

    @Test
    void it_is_found_by_parts_and_by_mistakes() {
        put("""
                {"sku":"EARL","name":"Earl Grey tea","category":"Tea","prices":{"EUR":790}},
                {"sku":"DARJ","name":"Darjeeling first flush","category":"Tea","prices":{"EUR":1290}},
                {"sku":"SENC","name":"Sencha","category":"Green tea","prices":{"EUR":990}}""");

        assertThat(search("grey").body().at("/data/0/sku").asText()).isEqualTo("EARL");
        assertThat(search("erl gray").body().at("/data/0/sku").asText()).isEqualTo("EARL");
        assertThat(search("darjeling").body().at("/data/0/sku").asText()).isEqualTo("DARJ");
        assertThat(search("SENC").body().at("/data/0/sku").asText()).isEqualTo("SENC");
        assertThat(search("bicycle").body().path("data")).isEmpty();
    }

    @Test
    void nothing_is_written_when_something_is_wrong_and_each_row_says_why() {
        var refused = put("""
                {"sku":"GOOD","name":"Good","prices":{"EUR":1}},
                {"sku":"BAD","name":"Bad","barcodes":["4006381333932"],"prices":{"EUR":1}},
                {"sku":"WORSE","name":"Worse","prices":{"ZZZ":1}}""");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("rows")).hasSize(2);
        assertThat(refused.body().at("/rows/0/row").asInt()).isEqualTo(1);
        assertThat(refused.body().at("/rows/0/message").asText()).contains("check digit");

        var taken = put("{\"sku\":\"OTHER\",\"name\":\"Other\",\"barcodes\":[\"%s\"],\"prices\":{\"EUR\":1}}"
                .formatted(Shop.TEA_BARCODE));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body().at("/rows/0/message").asText()).contains("TEA");
        assertThat(shop.rows("select 1 from item where merchant_id = ? and sku in ('GOOD', 'BAD', 'WORSE', 'OTHER')"))
                .isEmpty();
    }

    @Test
    void what_comes_out_goes_in_again() {
        put(
                "{\"sku\":\"EARL\",\"name\":\"Earl Grey, \\\"loose\\\"\",\"category\":\"Tea\",\"barcodes\":[\"4006381333931\"],\"prices\":{\"EUR\":790}}");

        var lines = Caller.text("/catalog/items", shop.secretKey).body().split("\n");

        assertThat(lines).hasSize(6);
        assertThat(put(String.join(",", lines)).body().path("written").asInt()).isEqualTo(6);
        assertThat(Caller.text("/catalog/items", shop.secretKey).body().split("\n"))
                .isEqualTo(lines);
    }

    @Test
    void the_catalog_is_the_merchants_own() {
        put("{\"sku\":\"EARL\",\"name\":\"Earl Grey tea\",\"prices\":{\"EUR\":790}}");
        var other = Shop.open();

        assertThat(other.server().get("/items?channel=web&query=earl").body().path("data"))
                .isEmpty();
        assertThat(shop.till()
                        .send("PUT", "/catalog/items", "{\"data\":[]}", Map.of())
                        .status())
                .isEqualTo(403);
    }

    private Answer put(String items) {
        return shop.server().send("PUT", "/catalog/items", "{\"data\":[" + items + "]}", Map.of());
    }

    private Answer search(String words) {
        return shop.server()
                .get("/items?channel=web&query="
                        + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8));
    }
}
