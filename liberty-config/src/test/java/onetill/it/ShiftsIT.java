package onetill.it;

import static onetill.it.Tills.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drawer is opened with a float and closed by counting, and what its reports say is what the ledger says. */
class ShiftsIT extends ShopTest {

    private static final String SALE =
            "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}],\"tender\":{\"type\":\"cash\",\"received_minor\":100000}}";

    private Tills tills;
    private Caller till;
    private String registerId;

    @BeforeEach
    void enroll() {
        tills = new Tills(shop);
        var enrolled = tills.enrolled();
        till = Caller.with(enrolled.text("credential"));
        registerId = enrolled.body().at("/register/id").asText();
    }

    @Test
    void a_shift_adds_up_from_the_float_to_the_count() {
        var shift = opened(20_000);
        sell(2); // 17.80
        sell(1); // 8.90
        var refunded = order(sell(1));
        move(shift, "pay_in", "safe", 5_000, "More change");
        move(shift, "pay_out", "expense", 350, "Milk");
        var refund = shop.staff("max").post("/orders/" + refunded + "/refunds", "{\"reason\":\"Stale\"}");
        assertThat(refund.status()).as(refund.body().toString()).isEqualTo(201);

        var x = till.get("/shifts/" + shift + "/report").body();

        assertThat(x.path("kind").asText()).as(x.toString()).isEqualTo("x");
        var cash = x.path("cash");
        assertThat(cash.path("float_minor").asLong()).isEqualTo(20_000);
        assertThat(cash.at("/sales/amount_minor").asLong()).isEqualTo(1780 + 890 + 890);
        assertThat(cash.at("/sales/count").asLong()).isEqualTo(3);
        assertThat(cash.at("/refunds/amount_minor").asLong()).isEqualTo(890);
        assertThat(cash.at("/pay_ins/amount_minor").asLong()).isEqualTo(5_000);
        assertThat(cash.at("/pay_outs/amount_minor").asLong()).isEqualTo(350);
        assertThat(cash.path("expected_minor").asLong()).isEqualTo(20_000 + 3560 - 890 + 5_000 - 350);
        assertThat(cash.path("counted_minor").isNull()).isTrue();
        assertThat(x.at("/sales/orders").asLong()).isEqualTo(3);
        assertThat(x.at("/sales/total_minor").asLong()).isEqualTo(3560);
        assertThat(x.at("/sales/tenders/0/type").asText()).isEqualTo("cash");
        assertThat(x.at("/sales/tenders/0/amount_minor").asLong()).isEqualTo(3560);
        assertThat(x.at("/sales/taxes/0/percent").asDouble()).isEqualTo(7);
        assertThat(x.at("/sales/taxes/0/base_minor").asLong()
                        + x.at("/sales/taxes/0/tax_minor").asLong())
                .isEqualTo(3560);

        // 273.20 are expected, 273.00 are there
        var closed = close(
                shift,
                "[{\"value_minor\":5000,\"count\":5},{\"value_minor\":1000,\"count\":2},{\"value_minor\":100,\"count\":3}]");

        assertThat(closed.status()).as(closed.body().toString()).isEqualTo(200);
        assertThat(closed.body().at("/closed/z_number").asLong()).isEqualTo(1);
        assertThat(closed.body().at("/closed/expected_minor").asLong()).isEqualTo(27_320);
        assertThat(closed.body().at("/closed/counted_minor").asLong()).isEqualTo(27_300);
        assertThat(closed.body().at("/closed/difference_minor").asLong()).isEqualTo(-20);
        var z = till.get("/shifts/" + shift + "/report").body();
        assertThat(z.path("kind").asText()).isEqualTo("z");
        assertThat(z.at("/cash/expected_minor").asLong()).isEqualTo(27_320);
        assertThat(z.at("/cash/difference_minor").asLong()).isEqualTo(-20);
        assertThat(z.at("/shift/closed/counts").size()).isEqualTo(3);
        assertThat(balance("cash_drawer")).as("nothing is left of it").isZero();
        assertThat(balance("cash_safe")).isEqualTo(27_300 - 20_000 - 5_000);
        assertThat(balance("cash_over_short")).isEqualTo(20);
        assertThat(balance("cash_expenses")).isEqualTo(350);
        assertThat(
                        shop.rows(
                                "select * from check_shift where merchant_id = ? and (in_drawer_minor <> 0 or closed_at is null)"))
                .isEmpty();
        var csv = Caller.text("/shifts/" + shift + "/report", shop.secretKey, "text/csv");
        assertThat(csv.body())
                .contains("section,name,count,amount_minor,tax_minor")
                .contains("cash,expected,,27320,")
                .contains("cash,difference,,-20,")
                .contains("counted,5000,5,25000,")
                .contains("taxes,7,");
    }

    @Test
    void the_drawer_is_opened_without_a_sale_when_a_manager_agrees_and_the_report_says_so() {
        var shift = opened(1_000);
        var max = tills.person("Max", "manager", "8152");
        var cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));
        var path = "/shifts/" + shift + "/drawer-openings";

        assertThat(cashier.post(path, "{\"reason\":\"A note to change\"}").text("type"))
                .isEqualTo("/problems/approval-required");
        var approval = Tills.approve(cashier, max, "8152", "open_drawer", null).text("token");
        var body = "{\"reason\":\"A note to change\",\"approval\":\"%s\"}".formatted(approval);
        var opened = cashier.post(path, body);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(opened.text("manager_id")).isEqualTo(max);
        assertThat(cashier.post(path, body).text("type")).isEqualTo("/problems/approval-not-valid");
        assertThat(shop.till().post(path, "{\"reason\":\"x\"}").text("type"))
                .as("nobody is signed in")
                .isEqualTo("/problems/approval-required");
        assertThat(cashier.post(path, "{\"reason\":\" \"}").status()).isEqualTo(422);

        var x = till.get("/shifts/" + shift + "/report").body();

        assertThat(x.path("drawer_openings")).hasSize(1);
        assertThat(x.at("/drawer_openings/0/reason").asText()).isEqualTo("A note to change");
        assertThat(x.at("/cash/expected_minor").asLong()).as("no money moved").isEqualTo(1_000);
        var closed = close(shift, "[{\"value_minor\":1000,\"count\":1}]");
        assertThat(closed.body().at("/closed/difference_minor").asLong()).isZero();
        assertThat(Caller.text("/shifts/" + shift + "/report", shop.secretKey, "text/csv")
                        .body())
                .contains("drawer,opened_without_sale,1,,");
        assertThat(cashier.post(path, "{\"reason\":\"late\"}").text("type")).isEqualTo("/problems/shift-closed");
    }

    @Test
    void a_till_has_one_open_shift_however_many_open_one_at_once() throws Exception {
        var answers = Race.of(8, i -> till.post("/shifts", "{\"float_minor\":10000}"));

        assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.status() == 409))
                .hasSize(7)
                .allSatisfy(it -> assertThat(it.text("type")).isEqualTo("/problems/shift-open"));
        assertThat(shop.one("select count(*) from shift where merchant_id = ? and closed_at is null"))
                .isEqualTo(1L);
        assertThat(shop.one("select count(*) from ledger_entry where merchant_id = ? and kind = 'float'"))
                .isEqualTo(1L);
    }

    @Test
    void z_reports_are_numbered_without_a_gap_and_a_closed_shift_takes_nothing_more() {
        for (var number = 1; number <= 3; number++) {
            var shift = opened(1_000);
            sell(1);
            var closed = close(shift, "[{\"value_minor\":10,\"count\":189}]");
            assertThat(closed.body().at("/closed/z_number").asLong())
                    .as(closed.body().toString())
                    .isEqualTo(number);
            assertThat(closed.body().at("/closed/difference_minor").asLong()).isZero();
            assertThat(close(shift, "[]").text("type")).isEqualTo("/problems/shift-closed");
            assertThat(till.post("/shifts/" + shift + "/movements", movement("pay_in", "safe", 1, "late"))
                            .text("type"))
                    .isEqualTo("/problems/shift-closed");
            sell(1); // between two shifts it is nobody's
            assertThat(till.get("/shifts/" + shift + "/report")
                            .body()
                            .at("/cash/expected_minor")
                            .asLong())
                    .isEqualTo(1_890);
        }

        var numbers = new ArrayList<Long>();
        for (var row : till.get("/shifts?state=closed").body().path("data"))
            numbers.add(row.at("/closed/z_number").asLong());
        assertThat(numbers).containsExactly(3L, 2L, 1L);
        assertThat(balance("cash_drawer")).as("taken outside of shifts").isEqualTo(3 * 890);
    }

    @Test
    void sales_that_race_with_the_close_are_in_the_shift_or_behind_it_and_never_half() throws Exception {
        var shift = opened(0);

        var answers = Race.of(
                12,
                i -> i == 6
                        ? till.post("/shifts/" + shift + "/close", "{\"counts\":[]}")
                        : till.post("/channels/till-1/sales", SALE.formatted(1)));

        assertThat(answers).allSatisfy(it -> assertThat(it.status()).isIn(200, 201, 409));
        if (till.get("/shifts/" + shift).body().path("closed").isNull()) {
            assertThat(close(shift, "[]").status()).isEqualTo(200);
        }
        var z = till.get("/shifts/" + shift + "/report").body();
        var posted = (long) shop.one("""
                select cast(coalesce(sum(amount_minor), 0) as bigint) from ledger_entry
                where merchant_id = ? and shift_id is not null and kind = 'capture'""");
        assertThat(z.at("/cash/sales/amount_minor").asLong()).isEqualTo(posted);
        assertThat(-z.at("/cash/difference_minor").asLong())
                .as("nobody counted anything")
                .isEqualTo(posted);
        assertThat(z.at("/sales/total_minor").asLong()).isEqualTo(posted);
        assertThat(shop.one("select in_drawer_minor from check_shift where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void cash_is_given_back_from_the_drawer_that_is_named_or_the_one_that_took_it() {
        var order = order(sell(2));
        var named = "{\"amount_minor\":100,\"reason\":\"Stale\",\"register_id\":\"%s\"}".formatted(registerId);

        var without = shop.staff("max").post("/orders/" + order + "/refunds", named);
        var shift = opened(1_000);
        var with = shop.staff("max").post("/orders/" + order + "/refunds", named);
        var unnamed =
                shop.staff("max").post("/orders/" + order + "/refunds", "{\"amount_minor\":200,\"reason\":\"Stale\"}");

        assertThat(without.text("type")).isEqualTo("/problems/no-open-shift");
        assertThat(with.status()).as(with.body().toString()).isEqualTo(201);
        assertThat(unnamed.status()).isEqualTo(201);
        var cash = till.get("/shifts/" + shift + "/report").body().path("cash");
        assertThat(cash.at("/refunds/count").asLong()).isEqualTo(2);
        assertThat(cash.at("/refunds/amount_minor").asLong()).isEqualTo(300);
        assertThat(cash.path("expected_minor").asLong()).isEqualTo(700);
    }

    @Test
    void a_shift_is_seen_at_its_own_till_and_opened_at_an_enrolled_register_alone() {
        var shift = opened(0);

        assertThat(shop.till().post("/shifts", "{\"float_minor\":0}").status())
                .as("a credential without a register")
                .isEqualTo(403);
        assertThat(shop.server().post("/shifts", "{\"float_minor\":0}").status())
                .isEqualTo(403);
        assertThat(shop.staff("cara").get("/shifts").status()).isEqualTo(403);
        assertThat(Shop.open().server().get("/shifts/" + shift).status()).isEqualTo(404);
        assertThat(shop.staff("max")
                        .get("/shifts?register_id=" + registerId)
                        .body()
                        .path("data"))
                .hasSize(1);
        assertThat(till.post("/shifts/" + shift + "/movements", movement("pay_out", "safe", 0, "nothing"))
                        .status())
                .isEqualTo(422);
        assertThat(till.post("/shifts/" + shift + "/movements", movement("pay_out", "pocket", 5, "mine"))
                        .status())
                .isEqualTo(400);
        var twice = close(shift, "[{\"value_minor\":100,\"count\":1},{\"value_minor\":100,\"count\":2}]");
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.text("detail")).contains("twice");
    }

    @Test
    void a_device_that_takes_the_place_of_another_meets_its_open_shift_and_closes_it() {
        var shift = opened(500);
        till = Caller.with(tills.enrolled().text("credential"));

        var second = till.post("/shifts", "{\"float_minor\":0}");
        sell(1);
        var closed = close(shift, "[{\"value_minor\":10,\"count\":139}]");

        assertThat(second.text("type")).isEqualTo("/problems/shift-open");
        assertThat(second.text("shift_id")).isEqualTo(shift);
        assertThat(closed.body().at("/closed/difference_minor").asLong())
                .as(closed.body().toString())
                .isZero();
        assertThat(till.post("/shifts", "{\"float_minor\":0}").status()).isEqualTo(201);
    }

    private String opened(long floatMinor) {
        var opened = till.post("/shifts", "{\"float_minor\":%d}".formatted(floatMinor));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        assertThat(opened.text("state")).isEqualTo("open");
        return opened.text("id");
    }

    private Answer close(String shift, String counts) {
        return till.post("/shifts/" + shift + "/close", "{\"counts\":%s}".formatted(counts));
    }

    private void move(String shift, String direction, String kind, long minor, String reason) {
        var moved = till.post("/shifts/" + shift + "/movements", movement(direction, kind, minor, reason));
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(201);
    }

    private static String movement(String direction, String kind, long minor, String reason) {
        return "{\"direction\":\"%s\",\"kind\":\"%s\",\"amount_minor\":%d,\"reason\":\"%s\"}"
                .formatted(direction, kind, minor, reason);
    }

    private JsonNode sell(int quantity) {
        var sold = till.post("/channels/" + TILL + "/sales", SALE.formatted(quantity));
        assertThat(sold.status()).as(sold.body().toString()).isEqualTo(201);
        return sold.body();
    }

    private static String order(JsonNode sale) {
        return sale.at("/order/id").asText();
    }

    private long balance(String account) {
        for (var row : shop.server().get("/ledger/accounts").body().path("data")) {
            if (row.path("account").asText().equals(account))
                return row.path("amount_minor").asLong();
        }
        return 0;
    }
}
