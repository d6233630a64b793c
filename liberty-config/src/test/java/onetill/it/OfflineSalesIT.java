package onetill.it;

import static onetill.it.Tills.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a till has sold alone is taken once and never refused, and what is other than it should be is told. */
class OfflineSalesIT extends ShopTest {

    private static final int SALES = Integer.getInteger("offline.sales", 400);
    private static final int BATCH = Integer.getInteger("offline.batch", 25);
    private static final int ROUNDS = 3;

    private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);

    private Tills tills;
    private Caller till;
    private String registerId;
    private String shift;

    @BeforeEach
    void openShift() {
        tills = new Tills(shop);
        var enrolled = tills.enrolled();
        till = Caller.with(enrolled.text("credential"));
        registerId = enrolled.body().at("/register/id").asText();
        shift = till.post("/shifts", "{\"float_minor\":10000}").text("id");
    }

    /** Three days without a line, and then a line that drops: every sale once, every cent in the drawer. */
    @Test
    void three_days_of_sales_sent_three_times_by_two_clients_in_any_order_are_each_recorded_once() throws Exception {
        shop.run("update stock set initial = 1000000, available = 1000000 where merchant_id = ? and sku = 'TEA'");
        var sales = new ArrayList<String>();
        for (var i = 0; i < SALES; i++) {
            var day = i % 3;
            sales.add(sale(day(day), i / 3 + 1, now.minusDays(day).minusSeconds(i), tea(1 + i % 3), shift));
        }
        announce(day(0), (SALES + 2) / 3);
        announce(day(1), (SALES + 1) / 3);
        announce(day(2), SALES / 3);
        assertThat(close("[]").text("type")).isEqualTo("/problems/offline-sales-wait");

        var began = System.nanoTime();
        var first = replayed(sales, 1);
        var firstSeconds = (System.nanoTime() - began) / 1e9;
        began = System.nanoTime();
        var again = replayed(sales, ROUNDS - 1);
        var againSeconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%d offline sales by two clients: %.1f s, and %d more times %.1f s%n",
                SALES, firstSeconds, ROUNDS - 1, againSeconds);

        var expected = 0L;
        for (var i = 0; i < SALES; i++) expected += 890L * (1 + i % 3);
        assertThat(first).hasSize(SALES);
        assertThat(again).as("the same orders").isEqualTo(first);
        assertThat(shop.one("select count(*) from offline_sale where merchant_id = ?"))
                .isEqualTo((long) SALES);
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo((long) SALES);
        assertThat(shop.one("select cast(sum(total_minor) as bigint) from orders where merchant_id = ?"))
                .isEqualTo(expected);
        assertThat(shop.one("select count(*) from sale_variance where merchant_id = ?"))
                .isEqualTo(0L);
        assertThat(till.get("/offline-sales/waiting").body().path("data")).isEmpty();
        var x = till.get("/shifts/" + shift + "/report").body();
        assertThat(x.at("/cash/expected_minor").asLong()).isEqualTo(10_000 + expected);
        assertThat(x.at("/sales/orders").asLong()).isEqualTo(SALES);

        var closed = close("[{\"value_minor\":%d,\"count\":1}]".formatted(10_000 + expected));

        assertThat(closed.status()).as(closed.body().toString()).isEqualTo(200);
        assertThat(closed.body().at("/closed/difference_minor").asLong()).isZero();
        assertThat(shop.one("""
                select cast(sum(case when debit_account = 'cash_drawer' then amount_minor else -amount_minor end) as bigint)
                from ledger_entry where merchant_id = ? and 'cash_drawer' in (debit_account, credit_account)""")).isEqualTo(0L);
        assertThat(shop.one("select sold from stock where merchant_id = ? and sku = 'TEA'"))
                .isEqualTo(expected / 890);
    }

    /** By name of the sale, the order that became of it. */
    private Map<String, String> replayed(List<String> sales, int rounds) throws Exception {
        var orders = new HashMap<String, String>();
        for (var round = 0; round < rounds; round++) {
            var clients = new ArrayList<Callable<List<JsonNode>>>();
            for (var client = 0; client < 2; client++) {
                var order = new ArrayList<>(sales);
                Collections.shuffle(order, new Random(31L * round + client));
                clients.add(() -> sent(order));
            }
            var threads = Executors.newFixedThreadPool(clients.size());
            try {
                for (var each : threads.invokeAll(clients)) {
                    for (var taken : each.get()) {
                        var name = taken.path("business_day").asText() + " "
                                + taken.path("sequence").asText();
                        var known =
                                orders.putIfAbsent(name, taken.path("order_id").asText());
                        assertThat(taken.path("order_id").asText()).isEqualTo(known == null ? orders.get(name) : known);
                    }
                }
            } finally {
                threads.shutdownNow();
            }
        }
        return orders;
    }

    private List<JsonNode> sent(List<String> sales) {
        var taken = new ArrayList<JsonNode>();
        for (var from = 0; from < sales.size(); from += BATCH) {
            var answer = send(sales.subList(from, Math.min(sales.size(), from + BATCH)));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            answer.body().path("data").forEach(taken::add);
        }
        return taken;
    }

    @Test
    void nothing_is_refused_and_what_is_other_is_told_once() {
        shop.run("update item set min_age = 18 where merchant_id = ? and sku = 'POT'");
        var promotion = shop.staff("max")
                .post(
                        "/promotions",
                        "{\"name\":\"Once\",\"code\":\"ONCE\",\"kind\":\"percent_off\",\"percent\":10,\"ends_at\":\"2020-01-01T00:00:00Z\"}")
                .text("id");
        var strange = """
                {"business_day":"%s","sequence":1,"taken_at":"%s","snapshot_version":99,"cashier_id":"%s","shift_id":"%s",
                 "lines":[{"sku":"TEA","name":"Tea","quantity":2,"unit_price_minor":700,"total_minor":1400,"tax_percent":7,"tax_minor":92,"reason":"Dented"},
                          {"sku":"RARE","name":"Rare","quantity":3,"unit_price_minor":9900,"total_minor":29700,"tax_percent":16,"tax_minor":4097},
                          {"sku":"POT","name":"Pot","quantity":1,"unit_price_minor":4900,"total_minor":4900,"tax_percent":19,"tax_minor":782},
                          {"sku":"GONE","name":"Gone","quantity":1,"unit_price_minor":100,"total_minor":90,"tax_percent":19,"tax_minor":14}],
                 "promotions":[{"promotion_id":"%s","amount_minor":0}],
                 "total_minor":36000,"tender":{"type":"cash","received_minor":35000}}""".formatted(day(0), now.plusDays(1), registerId, registerId, promotion);

        var taken = send(List.of(strange));

        assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
        var sale = taken.body().at("/data/0");
        assertThat(sale.path("state").asText()).isEqualTo("recorded");
        var kinds = new ArrayList<String>();
        sale.path("variances").forEach(it -> kinds.add(it.asText()));
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "price_differs",
                        "tax_differs",
                        "age_not_checked",
                        "unknown_item",
                        "does_not_add_up",
                        "cash_short",
                        "taken_in_future",
                        "unknown_snapshot",
                        "unknown_cashier",
                        "unknown_shift",
                        "stock_short",
                        "promotion_over");
        var order =
                shop.server().get("/orders/" + sale.path("order_id").asText()).body();
        assertThat(order.path("total_minor").asLong()).as("what was charged").isEqualTo(36_000);
        assertThat(order.path("state").asText()).isEqualTo("paid");
        assertThat(order.path("lines")).hasSize(4);
        var rare = shop.rows("select initial, available, sold from stock where merchant_id = ? and sku = 'RARE'")
                .get(0);
        assertThat(rare.get("sold")).isEqualTo(3L);
        assertThat(rare.get("initial")).as("put right by a correction").isEqualTo(3L);

        var again = send(List.of(strange)).body().at("/data/0");
        assertThat(again.path("state").asText()).isEqualTo("known");
        assertThat(again.path("order_id").asText())
                .isEqualTo(sale.path("order_id").asText());
        var listed = shop.staff("max")
                .get("/sale-variances?state=open&limit=100")
                .body()
                .path("data");
        assertThat(listed).hasSize(13); // two lines have nothing to do with the sum
        var price = shop.staff("max")
                .get("/sale-variances?kind=price_differs")
                .body()
                .at("/data/0");
        assertThat(price.at("/details/charged_minor").asLong()).isEqualTo(700);
        assertThat(price.at("/details/list_minor").asLong()).isEqualTo(890);
        assertThat(price.at("/details/reason").asText()).isEqualTo("Dented");
        var explained = shop.staff("max")
                .postWithoutKey(
                        "/sale-variances/" + price.path("id").asText() + "/explain",
                        "{\"explanation\":\"Dented tin\"}");
        assertThat(explained.text("explained_by")).isEqualTo("staff:max");
        assertThat(shop.staff("max")
                        .get("/sale-variances?state=open&limit=100")
                        .body()
                        .path("data"))
                .hasSize(12);
    }

    @Test
    void other_content_under_the_same_name_is_told_and_is_no_second_sale() {
        var first = sale(day(0), 1, now, tea(1), shift);
        var other = sale(day(0), 1, now, tea(2), shift);
        var order = send(List.of(first)).body().at("/data/0/order_id").asText();

        var taken = send(List.of(other)).body().at("/data/0");
        send(List.of(other));
        send(List.of(first));

        assertThat(taken.path("state").asText()).isEqualTo("known");
        assertThat(taken.path("order_id").asText()).isEqualTo(order);
        assertThat(taken.path("variances").toString()).isEqualTo("[\"conflict\"]");
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
        var conflicts =
                shop.server().get("/sale-variances?kind=conflict").body().path("data");
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.at("/0/details/told/total_minor").asLong()).isEqualTo(1780);
    }

    @Test
    void a_shift_waits_for_what_was_announced_or_a_manager_gives_it_up_and_what_comes_late_leaves_the_report_alone() {
        var first = sale(day(0), 1, now, tea(1), shift);
        var late = sale(day(0), 2, now, tea(2), shift);
        send(List.of(first));
        announce(day(0), 2);

        var waiting = close("[]");
        assertThat(waiting.text("type")).isEqualTo("/problems/offline-sales-wait");
        assertThat(waiting.body().at("/waiting/0/sequences").toString()).isEqualTo("[2]");
        var cashier = till.post(
                "/shifts/" + shift + "/close",
                "{\"counts\":[],\"give_up_offline_sales\":\"The tablet fell into the sink\"}");
        assertThat(cashier.status()).isEqualTo(403);
        // the cash of both is in the drawer: 17.80 too much, by what is known
        var closed = shop.staff("max")
                .post(
                        "/shifts/" + shift + "/close",
                        "{\"counts\":[{\"value_minor\":10,\"count\":%d}],\"give_up_offline_sales\":\"The tablet fell into the sink\"}"
                                .formatted((10_000 + 890 + 1780) / 10));
        assertThat(closed.body().at("/closed/difference_minor").asLong())
                .as(closed.body().toString())
                .isEqualTo(1780);

        var taken = send(List.of(late)).body().at("/data/0");

        assertThat(taken.path("state").asText()).isEqualTo("recorded");
        assertThat(taken.path("variances").toString()).isEqualTo("[\"shift_closed\"]");
        var z = till.get("/shifts/" + shift + "/report").body();
        assertThat(z.at("/cash/expected_minor").asLong()).isEqualTo(10_890);
        assertThat(z.at("/sales/orders").asLong()).isEqualTo(1);
        assertThat(z.at("/late/count").asLong()).isEqualTo(1);
        assertThat(z.at("/late/amount_minor").asLong()).isEqualTo(1780);
        var accounts = shop.server().get("/ledger/accounts").body().path("data");
        for (var account : accounts) {
            if (account.path("account").asText().matches("cash_over_short|cash_drawer"))
                assertThat(account.path("amount_minor").asLong())
                        .as(account.toString())
                        .isZero();
        }
    }

    @Test
    void a_replaced_device_hands_in_what_the_one_before_has_stored_and_nobody_else_does() {
        var second = Caller.with(tills.enrolled().text("credential"));
        var stored = sale(day(0), 1, now, tea(1), shift);
        var body = "{\"register_id\":\"%s\",\"sales\":[%s]}";

        var taken = second.postWithoutKey("/offline-sales", body.formatted(registerId, stored));

        assertThat(taken.body().at("/data/0/state").asText())
                .as(taken.body().toString())
                .isEqualTo("recorded");
        assertThat(shop.server()
                        .postWithoutKey("/offline-sales", body.formatted(registerId, stored))
                        .body()
                        .at("/data/0/state")
                        .asText())
                .isEqualTo("known");
        assertThat(shop.server()
                        .postWithoutKey("/offline-sales", "{\"sales\":[]}")
                        .status())
                .isEqualTo(422);
        assertThat(Shop.open()
                        .server()
                        .postWithoutKey("/offline-sales", body.formatted(registerId, stored))
                        .status())
                .isEqualTo(404);
        assertThat(shop.staff("cara").postWithoutKey("/offline-sales", "{}").status())
                .isEqualTo(403);
        till = second;
        assertThat(send(List.of(stored, stored)).status())
                .as("twice in one call")
                .isEqualTo(422);
        assertThat(send(List.of(stored.replace("\"cash\"", "\"card\""))).status())
                .isEqualTo(422);
    }

    @Test
    void a_till_is_given_prices_that_are_signed_and_asks_again_for_free() throws Exception {
        shop.run(
                "insert into price_list (merchant_id, price_list_id, name, currency) values (?, 'autumn', 'Autumn', 'EUR')");
        shop.run(
                "insert into price_list_price (merchant_id, sku, price_list_id, min_quantity, amount_minor) values (?, 'TEA', 'autumn', 3, 790)");
        var given = till.get("/register-snapshots/current");

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.text("channel_id")).isEqualTo(TILL);
        assertThat(given.body().path("version").asLong()).isEqualTo(1);
        assertThat(given.header("ETag")).isEqualTo("\"1\"");
        assertThat(given.body().at("/price_lists/0/prices/0/amount_minor").asLong())
                .isEqualTo(790);
        assertThat(given.body().path("items").findValuesAsText("sku")).contains("TEA", "POT");
        assertThat(given.body().path("tax_rates")).hasSize(2);
        var signature = given.header("Snapshot-Signature");
        assertThat(isSigned(given.http().body(), signature)).isTrue();
        assertThat(isSigned(given.http().body().replace("790", "780"), signature))
                .as("a price that was changed")
                .isFalse();
        assertThat(till.send("GET", "/register-snapshots/current", null, Map.of("If-None-Match", "\"1\""))
                        .status())
                .isEqualTo(304);

        shop.run("update item_price set amount_minor = 950 where merchant_id = ? and sku = 'TEA'");
        shop.run("update register_snapshot set checked_at = now() - interval '1 hour' where merchant_id = ?");
        var changed = till.send("GET", "/register-snapshots/current", null, Map.of("If-None-Match", "\"1\""));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("version").asLong()).isEqualTo(2);
        assertThat(shop.server().get("/register-snapshots/current").status()).isEqualTo(403);
        assertThat(shop.rows("select private_key from snapshot_key where merchant_id = ?")
                        .toString())
                .doesNotContain("MEECAQ");
        var known = sale(day(0), 1, now, tea(1), shift).replace("\"sequence\"", "\"snapshot_version\":1,\"sequence\"");
        assertThat(send(List.of(known)).body().at("/data/0/variances").toString())
                .as("rung up at the price of before")
                .isEqualTo("[\"price_differs\"]");
    }

    private boolean isSigned(String body, String jws) throws Exception {
        var parts = jws.split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(parts[1]).isEmpty();
        var header = Caller.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
        assertThat(header.path("alg").asText()).isEqualTo("ES256");
        assertThat(header.path("b64").asBoolean(true)).isFalse();
        var key = till.get("/register-snapshots/keys").body().at("/keys/0");
        assertThat(key.path("kid")).isEqualTo(header.path("kid"));
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point =
                new ECPoint(number(key.path("x").asText()), number(key.path("y").asText()));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class))));
        signature.update((parts[0] + ".").getBytes(StandardCharsets.US_ASCII));
        signature.update(body.getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    private Answer send(List<String> sales) {
        return till.postWithoutKey("/offline-sales", "{\"sales\":[%s]}".formatted(String.join(",", sales)));
    }

    private void announce(String day, long last) {
        var answer = till.postWithoutKey(
                "/offline-sales",
                "{\"announced\":[{\"business_day\":\"%s\",\"last_sequence\":%d}]}".formatted(day, last));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private Answer close(String counts) {
        return till.post("/shifts/" + shift + "/close", "{\"counts\":%s}".formatted(counts));
    }

    private String day(int ago) {
        return now.minusDays(ago).toLocalDate().toString();
    }

    private static String tea(int quantity) {
        var total = 890L * quantity;
        return "{\"sku\":\"TEA\",\"name\":\"Tea\",\"quantity\":%d,\"unit_price_minor\":890,\"total_minor\":%d,\"tax_percent\":7,\"tax_minor\":%d}"
                .formatted(quantity, total, Math.round(total * 7 / 107.0));
    }

    private static String sale(String day, long sequence, OffsetDateTime at, String line, String shift) {
        var total = line.replaceAll(".*\"total_minor\":([0-9]+).*", "$1");
        return "{\"business_day\":\"%s\",\"sequence\":%d,\"taken_at\":\"%s\",\"shift_id\":\"%s\",\"lines\":[%s],\"total_minor\":%s,\"tender\":{\"type\":\"cash\",\"received_minor\":5000}}"
                .formatted(day, sequence, at, shift, line, total);
    }
}
