package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
                {"sku":"SENC","name":"Sencha","category":"Green tea","prices":{"EUR":990}},
                {"sku":"MATE","name":"Maté, geröstet","category":"Tea","prices":{"EUR":890}}""");

        assertThat(search("grey").body().at("/data/0/sku").asText()).isEqualTo("EARL");
        assertThat(search("erl gray").body().at("/data/0/sku").asText()).isEqualTo("EARL");
        assertThat(search("darjeling").body().at("/data/0/sku").asText()).isEqualTo("DARJ");
        assertThat(search("SENC").body().at("/data/0/sku").asText()).isEqualTo("SENC");
        assertThat(search("mate gerostet").body().at("/data/0/sku").asText()).isEqualTo("MATE");
        assertThat(search("earl bicycle").body().at("/data/0/sku").asText())
                .as("one word of two")
                .isEqualTo("EARL");
        assertThat(search("bicycle").body().path("data")).isEmpty();
        assertThat(search("' | !* :").body().path("data"))
                .as("nothing but signs")
                .isEmpty();
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

    @Test
    void a_file_is_written_but_for_its_wrong_rows_and_each_says_why() {
        put("{\"sku\":\"OLD\",\"name\":\"Old\",\"barcodes\":[\"4006381333931\"],\"prices\":{\"EUR\":1}}");

        var done = imported("report", "text/csv", """
                sku,name,category,barcodes,weight_grams,price.EUR,price.USD,variant.size
                EARL,"Earl Grey, loose",Tea,036000291452,100,790,850,100 g
                ,No sku,Tea,,,100,,
                DARJ,Darjeeling,Tea,,,12.90,,
                TAKEN,Taken,Tea,4006381333931,,100,,
                SENC,Sencha,Tea,4006381333932,,100,,
                MINT,Mint,Tea,,,590,,
                EARL,Again,Tea,,,100,,
                """);

        assertThat(done.at("/progress/state").asText()).isEqualTo("done");
        assertThat(done.at("/progress/rows_total").asLong()).isEqualTo(7);
        assertThat(done.at("/progress/rows_done").asLong()).isEqualTo(7);
        assertThat(done.at("/progress/rows_written").asLong()).isEqualTo(2);
        assertThat(done.path("wrong").findValuesAsText("row")).containsExactly("2", "3", "4", "5", "7");
        assertThat(done.at("/wrong/1/message").asText()).contains("price.EUR").contains("12.90");
        assertThat(done.at("/wrong/2/message").asText()).contains("belongs to OLD");
        assertThat(done.at("/wrong/3/message").asText()).contains("check digit");
        assertThat(done.at("/wrong/4/message").asText()).contains("twice");
        var found = search("earl").body().at("/data/0");
        assertThat(found.path("name").asText()).isEqualTo("Earl Grey, loose");
        assertThat(found.at("/variant/size").asText()).isEqualTo("100 g");
        var report = Caller.text(
                "/catalog/imports/" + done.at("/progress/id").asText() + "/wrong-rows", shop.secretKey, "text/csv");
        assertThat(report.body().lines()).hasSize(6);
    }

    @Test
    void all_or_nothing_writes_nothing_when_one_row_is_wrong() {
        var rows = new StringBuilder("sku;name;price.EUR\n");
        for (var i = 0; i < 1_200; i++) rows.append("BULK-%d;Thing %d;100\n".formatted(i, i));

        var refused = imported("all", "text/csv", rows + "BULK-X;;100\n");
        assertThat(refused.at("/progress/state").asText()).isEqualTo("refused");
        assertThat(refused.at("/progress/rows_written").asLong()).isZero();
        assertThat(refused.at("/wrong/0/row").asLong()).isEqualTo(1201);
        assertThat(count("BULK-%")).isZero();

        put("{\"sku\":\"OLD\",\"name\":\"Old\",\"barcodes\":[\"4006381333931\"],\"prices\":{\"EUR\":1}}");
        var late = imported(
                "all",
                "application/x-ndjson",
                "{\"sku\":\"FIRST\",\"name\":\"First\",\"prices\":{\"EUR\":1}}\n{\"sku\":\"SECOND\",\"name\":\"Second\",\"barcodes\":[\"4006381333931\"],\"prices\":{\"EUR\":1}}\n");
        assertThat(late.at("/progress/state").asText()).isEqualTo("refused");
        assertThat(count("FIRST")).isZero();

        var done = imported("all", "text/csv", "\uFEFF" + rows);
        assertThat(done.at("/progress/rows_written").asLong()).isEqualTo(1_200);
        assertThat(count("BULK-%")).isEqualTo(1_200);
    }

    @Test
    void what_comes_out_as_csv_can_go_in_again() {
        put("""
                {"sku":"EARL","name":"Earl \\"Grey\\"","group":"TEA","variant":{"size":"100 g"},"weight_grams":100,
                 "barcodes":["4006381333931","12345"],"store_product_ids":{"app_store":"x"},"prices":{"EUR":790,"USD":850}}""");
        var before = Caller.text("/catalog/items", shop.secretKey, "application/x-ndjson")
                .body();
        var csv = Caller.text("/catalog/items", shop.secretKey, "text/csv").body();

        var done = imported("all", "text/csv", csv);

        assertThat(done.at("/progress/state").asText()).as(done.toString()).isEqualTo("done");
        assertThat(Caller.text("/catalog/items", shop.secretKey, "application/x-ndjson")
                        .body())
                .isEqualTo(before);
    }

    @Test
    void a_file_that_cannot_be_understood_is_refused_at_once() {
        for (var wrong : List.of("name,price.EUR\nx,1\n", "sku,name,colour\nx,y,z\n", "")) {
            assertThat(file("report", "text/csv", wrong).status()).as(wrong).isEqualTo(422);
        }
        assertThat(file("perhaps", "text/csv", "sku,name\nx,y\n").status()).isEqualTo(422);
        assertThat(shop.one("select count(*) from catalog_import where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void a_thousand_items_fit_in_one_call() {
        var items = new ArrayList<String>();
        for (var i = 0; i < 1_000; i++) {
            items.add("{\"sku\":\"K-%d\",\"name\":\"Kettle %d\",\"description\":\"%s\",\"prices\":{\"EUR\":100}}"
                    .formatted(i, i, "It boils water. ".repeat(20)));
        }
        assertThat(put(String.join(",", items)).body().path("written").asInt()).isEqualTo(1_000);
    }

    private JsonNode imported(String mode, String type, String body) {
        var begun = file(mode, type, body);
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        var path = "/catalog/imports/" + begun.body().at("/progress/id").asText();
        Await.until(() -> !"running"
                .equals(shop.server().get(path).body().at("/progress/state").asText()));
        return shop.server().get(path).body();
    }

    private Answer file(String mode, String type, String body) {
        return shop.server().send("POST", "/catalog/imports?mode=" + mode, body, Map.of("Content-Type", type));
    }

    private long count(String skus) {
        return (long) shop.one("select count(*) from item where merchant_id = ? and sku like '" + skus + "'");
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
