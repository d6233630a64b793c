package onetill.it;

import static onetill.it.Tills.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.IntStream;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** What a buyer takes along: as data, on paper and by e-mail; one original, and copies that say so. */
class ReceiptsIT extends ShopTest {

    private static final String PRINT = "{\"medium\":\"print\"}";
    private static final String HOSTILE = "<script>alert('tea')</script>";

    @Test
    void says_what_was_sold_how_it_was_taxed_and_how_it_was_paid() {
        var tills = new Tills(shop);
        var cara = tills.person("Cara", "cashier", "4711");
        var device = Caller.with(tills.enrolled().text("credential"));
        var till = Caller.with(Tills.signIn(device, cara, "4711").text("token"));
        till.post("/shifts", "{\"float_minor\":10000}");
        var order = sold(till, """
                {"line_items":[{"sku":"TEA","quantity":2},{"sku":"POT"}],"tender":{"type":"cash","received_minor":7000}}""");
        shop.run("update item set name = 'Another name' where merchant_id = ?");
        shop.run("update item_price set amount_minor = 1 where merchant_id = ?");

        var receipt = till.get(order + "/receipt").body();

        assertThat(receipt.path("order_id").asText()).as(receipt.toString()).isEqualTo(id(order));
        assertThat(receipt.path("order_number").asText())
                .isEqualTo(shop.server().get(order).text("number"));
        assertThat(receipt.path("copy").asInt()).isZero();
        assertThat(receipt.path("currency").asText()).isEqualTo("EUR");
        assertThat(receipt.path("locale").asText()).isEqualTo("en");
        assertThat(receipt.at("/seller/merchant").asText()).isEqualTo("Test shop");
        assertThat(receipt.at("/seller/location/line1").asText()).isEqualTo("Torstr. 1");
        assertThat(receipt.at("/seller/location/city").asText()).isEqualTo("Berlin");
        assertThat(receipt.at("/channel/id").asText()).isEqualTo(TILL);
        assertThat(receipt.at("/register/name").asText()).isEqualTo("Till at the door");
        assertThat(receipt.path("cashier").asText()).isEqualTo("Cara");
        assertThat(receipt.path("lines")).hasSize(2);
        assertThat(receipt.at("/lines/0/name").asText()).as("as it was sold").isEqualTo("tea");
        assertThat(receipt.at("/lines/0/quantity").asLong()).isEqualTo(2);
        assertThat(receipt.at("/lines/0/unit_price_minor").asLong()).isEqualTo(890);
        assertThat(receipt.at("/lines/0/total_minor").asLong()).isEqualTo(1780);
        assertThat(receipt.at("/lines/0/tax_percent").asInt()).isEqualTo(7);
        assertThat(receipt.at("/lines/0/fee").asBoolean(true)).isFalse();
        assertThat(receipt.path("total_minor").asLong()).isEqualTo(6680);
        assertThat(receipt.path("taxes")).hasSize(2);
        for (var tax : receipt.path("taxes")) {
            assertThat(tax.path("included").asBoolean()).isTrue();
            assertThat(tax.path("base_minor").asLong() + tax.path("tax_minor").asLong())
                    .isEqualTo(tax.path("percent").asInt() == 7 ? 1780 : 4900);
        }
        assertThat(receipt.at("/tenders/0/type").asText()).isEqualTo("cash");
        assertThat(receipt.at("/tenders/0/amount_minor").asLong()).isEqualTo(6680);
        assertThat(receipt.at("/tenders/0/received_minor").asLong()).isEqualTo(7000);
        assertThat(receipt.at("/tenders/0/change_minor").asLong()).isEqualTo(320);
        assertThat(receipt.path("refunds")).isEmpty();
    }

    @Test
    void shows_fees_rounding_cards_and_what_went_back_but_nothing_that_was_declined() {
        shop.run("update channel set cash_rounding_minor = 5 where merchant_id = ?");
        shop.run("update item_price set amount_minor = 893 where merchant_id = ? and sku = 'TEA'");
        shop.run(
                "insert into item (merchant_id, sku, name, tax_category, digital) values (?, 'BOTTLE', 'Deposit', 'standard', false)");
        shop.run("insert into item_price values (?, 'BOTTLE', 'EUR', 25)");
        shop.run("update item set fees = '{\"BOTTLE\":1}' where merchant_id = ? and sku = 'TEA'");
        var cash = sold(shop.till(), """
                {"line_items":[{"sku":"TEA"}],"tender":{"type":"cash","received_minor":1000}}""");
        var card = web();

        var rounded = shop.till().get(cash + "/receipt").body();
        shop.server().post(card + "/refunds", "{\"amount_minor\":300,\"reason\":\"never to be shown\"}");
        var refunded = shop.server().get(card + "/receipt").body();

        assertThat(rounded.at("/tenders/0/rounding_minor").asLong())
                .as(rounded.toString())
                .isEqualTo(2);
        assertThat(rounded.path("total_minor").asLong()).isEqualTo(920);
        assertThat(rounded.at("/lines/1/fee").asBoolean())
                .as(rounded.toString())
                .isTrue();
        assertThat(refunded.path("tenders")).as(refunded.toString()).hasSize(1);
        assertThat(refunded.at("/tenders/0/label").asText()).contains("4242");
        assertThat(refunded.at("/tenders/0/amount_minor").asLong())
                .isEqualTo(refunded.path("total_minor").asLong());
        assertThat(refunded.at("/refunds/0/amount_minor").asLong()).isEqualTo(300);
        assertThat(refunded.at("/refunds/0/type").asText()).isEqualTo("card");
        assertThat(refunded.toString()).doesNotContain("never to be shown", "ada@example.com");
    }

    @Test
    void is_a_page_for_paper_in_the_language_of_the_sale_and_every_name_is_text() throws Exception {
        shop.run("update merchant set name = '" + HOSTILE.replace("'", "''") + "' where merchant_id = ?");
        shop.run("update item set name = '" + HOSTILE.replace("'", "''") + "' where merchant_id = ?");
        shop.run("update channel set locale = 'de' where merchant_id = ?");
        var order = tea();

        var page = Caller.text(order + "/receipt", shop.secretKey, "text/html");
        var lines = Caller.text(order + "/receipt", shop.secretKey, "text/plain");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("<html lang=\"de\">", "size:80mm", "Bestellung", "Summe", "8,90\u00a0€", "Gegeben")
                .contains("&lt;script&gt;alert(&#39;tea&#39;)&lt;/script&gt;")
                .doesNotContain("<script", "http:", "https:", "src=", "Kopie");
        var style = page.body().replaceFirst("(?s).*<style>(.*)</style>.*", "$1");
        var hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .as("one policy, and its style passes it")
                .singleElement()
                .asString()
                .contains(
                        "default-src 'none'",
                        "style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(lines.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(lines.body()).contains("Summe", "8,90 €", HOSTILE.substring(0, 20));
        assertThat(lines.body().lines()).allMatch(it -> it.length() <= 42);
        assertThat(Caller.text(order + "/receipt", shop.secretKey, "image/png").statusCode())
                .isEqualTo(406);
    }

    @Test
    void the_first_is_the_original_and_each_later_one_says_that_it_is_a_copy() {
        var order = tea();
        var key = UUID.randomUUID().toString();

        var original = shop.till().post(order + "/receipts", PRINT, key);
        var repeated = shop.till().post(order + "/receipts", PRINT, key);
        shop.run("update merchant set name = 'Sold to others' where merchant_id = ?");
        shop.run("update location set line1 = 'Elsewhere 5' where merchant_id = ?");
        var copy = shop.staff("cara").post(order + "/receipts", PRINT);

        assertThat(original.status()).as(original.body().toString()).isEqualTo(201);
        assertThat(original.body().at("/issued/copy").asInt(-1)).isZero();
        assertThat(original.body().at("/receipt/copy").asInt(-1)).isZero();
        assertThat(repeated.body()).isEqualTo(original.body());
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(copy.body().at("/issued/copy").asInt()).isEqualTo(1);
        assertThat(copy.body().at("/receipt/seller"))
                .as("a copy says what the original said")
                .isEqualTo(original.body().at("/receipt/seller"));
        assertThat(shop.server().get(order + "/receipt").body().path("copy").asInt())
                .isEqualTo(2);
        assertThat(page(order + "/receipts/" + original.body().at("/issued/id").asText()))
                .doesNotContain("class=\"copy\"")
                .contains("Test shop");
        assertThat(page(order + "/receipts/" + copy.body().at("/issued/id").asText()))
                .contains("<p class=\"copy\">Copy no. 1</p>");
        assertThat(shop.till()
                        .post(order + "/receipts", PRINT)
                        .body()
                        .at("/issued/copy")
                        .asInt())
                .isEqualTo(2);
        var list = shop.staff("max").get(order + "/receipts").body().path("data");
        assertThat(list).hasSize(3);
        assertThat(list.at("/0/issued_by").asText()).isEqualTo("register:till-1");
        assertThat(list.at("/1/issued_by").asText()).isEqualTo("staff:cara");
    }

    @Test
    void of_many_at_once_exactly_one_is_the_original() throws Exception {
        var order = tea();

        var answers = Race.of(8, i -> (i % 2 == 0 ? shop.till() : shop.server()).post(order + "/receipts", PRINT));

        assertThat(answers).allMatch(it -> it.status() == 201);
        assertThat(answers.stream().map(it -> it.body().at("/issued/copy").asInt()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).boxed().toList());
    }

    @Test
    void an_e_mail_arrives_once_and_its_address_stays_with_the_message() {
        var order = tea();
        var address = "ada-%s@example.com".formatted(UUID.randomUUID());
        var key = UUID.randomUUID().toString();
        var body = "{\"medium\":\"email\",\"to\":\"%s\"}".formatted(address);

        var sent = shop.till().post(order + "/receipts", body, key);
        var repeated = shop.till().post(order + "/receipts", body, key);

        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(201);
        assertThat(repeated.body()).isEqualTo(sent.body());
        Await.until(() -> delivery(order).equals("sent"));
        assertThat(Outbox.to(address)).hasSize(1);
        var message = Outbox.to(address).get(0);
        assertThat(message.subject()).startsWith("Your receipt from Test shop");
        assertThat(message.text()).contains("1 x tea", "€8.90", "Received").doesNotContain("COPY");
        assertThat(shop.rows("select * from receipt where merchant_id = ?").toString())
                .doesNotContain(address);
        assertThat(shop.rows("select recipient, text from notification where merchant_id = ?"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.get("recipient").toString()).startsWith("enc1:");
                    assertThat(it.get("text")).as("forgotten once it was sent").isNull();
                });
        var events = shop.rows(
                "select cast(data as text) as data from event where merchant_id = ? and type = 'receipt.issued'");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("data").toString())
                .contains(id(order), "\"medium\"", "\"copy\"")
                .doesNotContain(address, "@");
        var entry = shop.server().get("/audit-entries?action=issue_receipt").body();
        assertThat(entry.path("data")).as(entry.toString()).hasSize(1);
        assertThat(entry.toString()).contains("email").doesNotContain("@example.com");

        shop.server().post(order + "/receipts", body);

        Await.until(() -> Outbox.to(address).size() == 2);
        assertThat(Outbox.to(address).stream().map(Outbox.Message::text)).anyMatch(it -> it.contains("COPY NO. 1"));
    }

    @Test
    void what_does_not_fit_is_refused_and_counts_as_nothing() {
        var order = tea();

        for (var wrong : new String[] {
            "{}",
            "{\"medium\":\"fax\"}",
            "{\"medium\":\"email\"}",
            "{\"medium\":\"email\",\"to\":\" \"}",
            "{\"medium\":\"email\",\"to\":\"nowhere\"}",
            "{\"medium\":\"print\",\"to\":\"ada@example.com\"}"
        }) {
            assertThat(shop.server().post(order + "/receipts", wrong).status())
                    .as(wrong)
                    .isBetween(400, 422);
        }
        assertThat(shop.server().postWithoutKey(order + "/receipts", PRINT).text("type"))
                .isEqualTo("/problems/idempotency-key-missing");
        assertThat(shop.rows("select 1 from receipt where merchant_id = ?")).isEmpty();
        assertThat(shop.server().get(order + "/receipt").body().path("copy").asInt())
                .isZero();
    }

    @Test
    void is_there_for_those_who_were_at_the_sale_and_for_nobody_else() {
        var order = tea();
        var issued = shop.till()
                .post(order + "/receipts", PRINT)
                .body()
                .at("/issued/id")
                .asText();
        var opened = Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\"}")
                .text("client_token");
        shop.run(
                "insert into location values (?, 'west', 'West', 'Kantstr. 1', '10623', 'Berlin', 'DE', 'Europe/Berlin')");
        var neighbor = Shop.open().server();
        var elsewhere = till("till-3", "west");

        for (var role : new String[] {"ada", "max", "cara", "alex"}) {
            assertThat(shop.staff(role).get(order + "/receipt").status())
                    .as(role)
                    .isEqualTo(200);
        }
        assertThat(till("till-2", "mitte").get(order + "/receipt").status())
                .as("at another till of the place")
                .isEqualTo(200);
        assertThat(shop.staff("ana", "analyst").get(order + "/receipt").status())
                .isEqualTo(403);
        assertThat(Caller.with(shop.publishableKey).get(order + "/receipt").status())
                .isEqualTo(403);
        for (var stranger : new Caller[] {neighbor, elsewhere}) {
            assertThat(stranger.get(order + "/receipt").status()).isEqualTo(404);
            assertThat(stranger.get(order + "/receipts").status()).isEqualTo(404);
            assertThat(stranger.get(order + "/receipts/" + issued).status()).isEqualTo(404);
            assertThat(stranger.post(order + "/receipts", PRINT).status()).isEqualTo(404);
        }
        assertThat(Caller.with(opened).get(order + "/receipt").status()).isEqualTo(404);
        assertThat(Caller.with(opened).post(order + "/receipts", PRINT).status())
                .as("a buyer's device sends no mail")
                .isEqualTo(403);
        assertThat(shop.server().get(order + "/receipts/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(shop.rows("select 1 from receipt where merchant_id = ?")).hasSize(1);
    }

    private Caller till(String channel, String location) {
        shop.run("""
                insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, location_id, tenders, capture)
                select merchant_id, '%s', kind, name, country, currency, locale, '%s', tenders, capture from channel
                where merchant_id = ? and channel_id = 'till-1'""".formatted(channel, location));
        var created = new Tills(shop)
                .manager()
                .post("/registers", "{\"channel_id\":\"%s\",\"name\":\"%s\"}".formatted(channel, channel));
        return Caller.with(Tills.enroll(created.text("code")).text("credential"));
    }

    private String delivery(String order) {
        return shop.server()
                .get(order + "/receipts")
                .body()
                .at("/data/0/delivery")
                .asText();
    }

    private String page(String path) {
        return Caller.text(path, shop.secretKey, "text/html").body();
    }

    private String tea() {
        return sold(
                shop.till(),
                "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}");
    }

    private static String sold(Caller till, String sale) {
        return order(till.post("/channels/till-1/sales", sale), "/session");
    }

    /** Declined first, then paid with a Visa. */
    private String web() {
        var opened = shop.server().post("/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"E-BOOK"}],"buyer":{"email":"ada@example.com"}}""");
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        for (var card : new String[] {"pm_card_chargeDeclined", "pm_card_visa"}) {
            var session = shop.server().get(path).body();
            var paid = shop.server()
                    .post(
                            path + "/complete",
                            "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                    .formatted(
                                            session.path("revision").asLong(),
                                            session.path("total_minor").asLong(),
                                            card));
            if (card.endsWith("visa")) return order(paid, "");
        }
        throw new AssertionError();
    }

    private static String order(Answer paid, String at) {
        var order = paid.body().at(at + "/order/id").asText();
        assertThat(order).as(paid.body().toString()).isNotEmpty();
        return "/orders/" + order;
    }

    private static String id(String order) {
        return order.substring("/orders/".length());
    }
}
