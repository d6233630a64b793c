package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.giftcard.direct.DirectResource;
import onetill.it.Caller.Answer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gift cards and store credit: sold, spent, given back, raced for, guessed at and expired. */
@ExtendWith(ArquillianExtension.class)
class GiftCardIT {

    private static final int RACERS = 64;
    private static final String LOOKUPS = "/gift-card-lookups";

    private Shop shop;

    /** A card and the code that was shown for it. */
    private record Card(UUID id, String code) {

        String tender(long amountMinor) {
            var part = amountMinor == 0 ? "" : ",\"amount_minor\":" + amountMinor;
            return "{\"type\":\"gift_card\",\"code\":\"%s\"%s}".formatted(code, part);
        }
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war().addPackage(DirectResource.class.getPackage());
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
        shop.run("update channel set tenders = tenders || '[\"gift_card\",\"store_credit\"]' where merchant_id = ?");
    }

    @AfterEach
    void each_balance_is_the_sum_of_its_entries() {
        assertThat(shop.rows("""
                select g.gift_card_id from gift_card g where g.merchant_id = ? and (
                    g.balance_minor < 0 or g.balance_minor > g.initial_minor
                    or g.balance_minor <> (select coalesce(sum(e.amount_minor), 0) from gift_card_entry e
                        where e.merchant_id = g.merchant_id and e.gift_card_id = g.gift_card_id)
                    or g.initial_minor - g.balance_minor <> (select coalesce(-sum(e.amount_minor), 0) from gift_card_entry e
                        where e.merchant_id = g.merchant_id and e.gift_card_id = g.gift_card_id
                          and e.kind in ('redeem', 'capture', 'return')))""")).isEmpty();
        shop.close();
    }

    @Test
    void a_code_is_shown_once_and_stored_nowhere() {
        var body = "{\"amount_minor\":5000,\"currency\":\"EUR\",\"reason\":\"sold\"}";

        var issued = shop.server().post("/gift-cards", body, "issue-1");
        var again = shop.server().post("/gift-cards", body, "issue-1");

        assertThat(issued.status()).as(issued.body().toString()).isEqualTo(201);
        var code = issued.text("code");
        assertThat(code).matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body().path("code").isNull()).isTrue();
        assertThat(again.body().at("/gift_card/id")).isEqualTo(issued.body().at("/gift_card/id"));
        assertThat(issued.body().at("/gift_card/code").asText()).isEqualTo("****-****-****-" + code.substring(15));
        var id = issued.body().at("/gift_card/id").asText();
        assertThat(shop.server().get("/gift-cards/" + id).body().toString()).doesNotContain(code.substring(0, 14));
        for (var table : List.of("gift_card", "gift_card_entry", "idempotency", "event", "ledger_entry")) {
            assertThat(shop.rows("select t::text as row from %s t where merchant_id = ?".formatted(table)))
                    .as(table)
                    .isNotEmpty()
                    .noneMatch(row -> row.get("row").toString().contains(code)
                            || row.get("row").toString().contains(code.replace("-", "")));
        }
    }

    @Test
    void a_session_is_paid_wholly_by_a_gift_card() {
        var card = issue(5000);

        var sale = sale(card.tender(0));

        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        assertThat(sale.body().at("/session/status").asText()).isEqualTo("completed");
        assertThat(sale.body().at("/session/tenders/0/type").asText()).isEqualTo("gift_card");
        assertThat(sale.body().at("/session/tenders/0/label").asText())
                .isEqualTo("Gift card ending in " + card.code().substring(15));
        assertThat(lookUp(shop.till(), card.code()).body().path("balance_minor").asLong())
                .isEqualTo(4110);
        assertThat(balance("gift_cards_issued")).isEqualTo(5000);
        assertThat(balance("gift_card_liability")).isEqualTo(-4110);
        assertThat(balance("sales")).isEqualTo(-890);
        assertThat(shop.rows("select initial, balance from check_giftcard where merchant_id = ?"))
                .containsExactly(Map.of("initial", 5000L, "balance", 4110L));
    }

    @Test
    void what_is_on_the_card_and_the_rest_by_another_card_pay_one_session() {
        var card = issue(500);

        var sale = several(card.tender(500), "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}");

        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("completed");
        // Whoever applies the card's answer, the caller or the webhook, takes what the gift card holds.
        Await.until(() -> balance("gift_card_liability") == 0);
        assertThat(shop.rows("select 1 from payment_attempt where merchant_id = ? and state <> 'captured'"))
                .isEmpty();
        assertThat(balance("sales")).isEqualTo(-890);
    }

    @Test
    void a_declined_card_gives_the_gift_card_its_money_back() {
        var card = issue(500);

        var sale = several(card.tender(500), "{\"type\":\"card\",\"payment_method\":\"pm_card_chargeDeclined\"}");

        assertThat(sale.body().at("/session/status").asText())
                .as(sale.body().toString())
                .isEqualTo("ready_for_complete");
        assertThat(states(sale)).containsExactly("voided", "declined");
        assertThat(lookUp(shop.till(), card.code()).body().path("balance_minor").asLong())
                .isEqualTo(500);
        assertThat(balance("gift_card_liability")).isEqualTo(-500);
    }

    @Test
    void too_little_on_the_card_is_a_decline_that_says_so() {
        var sale = sale(issue(100).tender(0));

        assertThat(sale.body().at("/session/status").asText()).isEqualTo("ready_for_complete");
        assertThat(sale.body().at("/session/messages/0/text").asText()).contains("not enough left");
        assertThat(sale.body().at("/session/messages/0/retry").asText()).isEqualTo("another_tender");
    }

    @Test
    void a_refund_goes_back_onto_the_card_once() {
        var card = issue(5000);
        var sale = sale(card.tender(0));
        var refunds = "/orders/" + sale.body().at("/order/id").asText() + "/refunds";

        var some = shop.server().post(refunds, "{\"amount_minor\":500,\"reason\":\"stale\"}", "refund-1");
        shop.server().post(refunds, "{\"amount_minor\":500,\"reason\":\"stale\"}", "refund-1");
        var tooMuch = shop.server().post(refunds, "{\"amount_minor\":500,\"reason\":\"stale\"}");

        assertThat(some.body().at("/refunds/0/state").asText())
                .as(some.body().toString())
                .isEqualTo("refunded");
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(lookUp(shop.till(), card.code()).body().path("balance_minor").asLong())
                .isEqualTo(4610);
        assertThat(balance("gift_card_liability")).isEqualTo(-4610);
    }

    @Test
    void the_same_sale_sent_twice_is_paid_once() {
        var card = issue(5000);
        var body = "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":%s}".formatted(card.tender(0));
        var first = shop.till().post("/channels/till-1/sales", body, "sale-1");

        var again = shop.till().post("/channels/till-1/sales", body, "sale-1");

        assertThat(again.status()).as(again.body().toString()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(balance("gift_card_liability")).isEqualTo(-4110);
    }

    @Test
    void completing_twice_under_one_key_is_answered_from_memory_though_the_code_is_read_first() {
        var card = issue(5000);
        var session = ready();
        var path = "/checkout-sessions/" + session.text("id") + "/complete";
        var body = "{\"revision\":1,\"confirmed_total_minor\":890,\"tender\":%s}".formatted(card.tender(0));
        shop.server().post(path, body, "complete-1");

        var again = shop.server().post(path, body, "complete-1");

        assertThat(again.text("status")).as(again.body().toString()).isEqualTo("completed");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void what_is_only_held_is_off_the_card_until_it_is_let_go_or_taken() {
        shop.run("update channel set capture = 'manual' where merchant_id = ? and channel_id = 'till-1'");
        var card = issue(5000);
        var kept = "/orders/" + sale(card.tender(0)).body().at("/order/id").asText();
        var taken = "/orders/" + sale(card.tender(0)).body().at("/order/id").asText();
        assertThat(shop.server().get(kept).text("state")).isEqualTo("authorized");
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(3220L);
        assertThat(balance("gift_card_liability")).isEqualTo(-5000);

        var let = shop.server().post(kept + "/void", "{}");
        var captured = shop.server().post(taken + "/captures", "{\"amount_minor\":500}");

        assertThat(let.text("state")).as(let.body().toString()).isEqualTo("voided");
        assertThat(captured.text("state")).as(captured.body().toString()).isEqualTo("partially_paid");
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(4500L);
        assertThat(balance("gift_card_liability")).isEqualTo(-4500);
    }

    @Test
    void of_sixty_four_payments_with_the_last_cent_exactly_one_succeeds() throws Exception {
        var card = issue(1);

        var answers = Race.of(RACERS, i -> direct("authorize", card, UUID.randomUUID(), 1, ""));

        assertThat(answers)
                .filteredOn(it -> it.text("result").equals("captured"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(it -> it.text("code").equals("insufficient_balance"))
                .hasSize(RACERS - 1);
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void the_same_attempt_sixty_four_times_redeems_once() throws Exception {
        var card = issue(5000);
        var attempt = UUID.randomUUID();

        var answers = Race.of(RACERS, i -> direct(i % 2 == 0 ? "authorize" : "look_up", card, attempt, 70, ""));

        assertThat(answers)
                .allMatch(it -> it.text("result").equals("captured")
                        && it.body().path("amount_minor").asLong() == 70);
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(4930L);
    }

    @Test
    void parallel_refunds_never_give_back_more_than_was_redeemed() throws Exception {
        var card = issue(5000);
        var attempt = UUID.randomUUID();
        direct("authorize", card, attempt, 100, "");

        var answers = Race.of(RACERS, i -> direct("refund", card, attempt, 30, "refund-" + i));

        assertThat(answers)
                .filteredOn(it -> it.text("result").equals("refunded"))
                .hasSize(3);
        assertThat(answers)
                .filteredOn(it -> it.text("result").equals("declined"))
                .hasSize(RACERS - 3);
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(4990L);
    }

    @Test
    void one_refund_asked_for_sixty_four_times_comes_back_once() throws Exception {
        var card = issue(5000);
        var attempt = UUID.randomUUID();
        direct("authorize", card, attempt, 100, "");

        var answers = Race.of(RACERS, i -> direct("refund", card, attempt, 30, "refund"));

        assertThat(answers).allMatch(it -> it.text("result").equals("refunded"));
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(4930L);
    }

    @Test
    void a_payment_taken_back_before_it_was_asked_for_takes_nothing_when_it_comes() {
        var card = issue(5000);
        var attempt = UUID.randomUUID();

        assertThat(direct("withdraw", card, attempt, 100, "").text("result")).isEqualTo("voided");
        assertThat(direct("authorize", card, attempt, 100, "").text("result")).isEqualTo("voided");
        assertThat(direct("withdraw", card, attempt, 100, "").text("result")).isEqualTo("voided");
    }

    @Test
    void what_is_held_is_taken_in_part_or_let_go_and_what_was_taken_is_not_let_go() {
        var card = issue(5000);
        var attempt = UUID.randomUUID();
        var other = UUID.randomUUID();

        assertThat(held("authorize", card, attempt, 100, 100).text("result")).isEqualTo("authorized");
        assertThat(held("capture", card, attempt, 100, 60)
                        .body()
                        .path("amount_minor")
                        .asLong())
                .isEqualTo(60);
        assertThat(held("capture", card, attempt, 100, 60)
                        .body()
                        .path("amount_minor")
                        .asLong())
                .isEqualTo(60);
        assertThat(held("withdraw", card, attempt, 100, 100).text("result")).isEqualTo("captured");
        assertThat(held("authorize", card, other, 100, 100).text("result")).isEqualTo("authorized");
        assertThat(held("withdraw", card, other, 100, 100).text("result")).isEqualTo("voided");
        assertThat(held("look_up", card, other, 100, 100).text("result")).isEqualTo("voided");
        assertThat(shop.one("select balance_minor from gift_card where merchant_id = ?"))
                .isEqualTo(4940L);
    }

    @Test
    void after_ten_wrong_codes_a_caller_waits_also_with_the_right_one() throws Exception {
        var card = issue(5000);
        var wrong = new ArrayList<String>();
        for (var i = 0; i < RACERS; i++) wrong.add(foreign());

        var answers = Race.of(RACERS, i -> lookUp(shop.till(), wrong.get(i)));

        assertThat(answers)
                .filteredOn(it -> it.status() == 422)
                .hasSize(10)
                .allMatch(it -> it.text("type").equals("/problems/unknown-gift-card"));
        assertThat(answers).filteredOn(it -> it.status() == 429).hasSize(RACERS - 10);
        var right = lookUp(shop.till(), card.code());
        assertThat(right.status()).isEqualTo(429);
        assertThat(right.text("type")).isEqualTo("/problems/too-many-tries");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 600);
        assertThat(lookUp(shop.server(), card.code()).status()).isEqualTo(200);
    }

    @Test
    void paying_with_a_wrong_code_counts_as_a_try() {
        for (var i = 0; i < 10; i++) {
            var refused = sale("{\"type\":\"gift_card\",\"code\":\"%s\"}".formatted(foreign()));
            assertThat(refused.text("type")).as(refused.body().toString()).isEqualTo("/problems/unknown-gift-card");
        }

        assertThat(sale(issue(5000).tender(0)).status()).isEqualTo(429);
    }

    @Test
    void all_callers_together_have_a_limit_too() {
        var card = issue(5000);
        lookUp(shop.server(), foreign());
        shop.run("update code_try set wrong = 200 where merchant_id = ? and caller = 'gift card:*'");

        assertThat(lookUp(shop.till(), card.code()).status()).isEqualTo(429);

        shop.run(
                "update code_try set began_at = began_at - interval '11 minutes' where merchant_id = ? and caller = 'gift card:*'");

        assertThat(lookUp(shop.till(), card.code()).status()).isEqualTo(200);
    }

    @Test
    void a_typing_mistake_is_told_apart_and_not_counted() {
        var code = issue(5000).code();
        var last = code.charAt(18) == 'A' ? 'B' : 'A';

        for (var i = 0; i < 12; i++) {
            var typo = lookUp(shop.till(), code.substring(0, 18) + last);
            assertThat(typo.text("type")).isEqualTo("/problems/validation-failed");
        }

        assertThat(lookUp(shop.till(), code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_disabled_card_does_not_pay_but_takes_a_refund() {
        var card = issue(5000);
        var sale = sale(card.tender(0));
        var adjustments = "/gift-cards/" + card.id() + "/adjustments";

        var disabled = shop.server().post(adjustments, "{\"action\":\"disable\",\"reason\":\"stolen\"}");
        var refused = sale(card.tender(0));
        shop.server()
                .post("/orders/" + sale.body().at("/order/id").asText() + "/refunds", "{\"reason\":\"came back\"}");

        assertThat(disabled.text("state")).as(disabled.body().toString()).isEqualTo("disabled");
        assertThat(refused.body().at("/session/status").asText()).isEqualTo("ready_for_complete");
        var found = lookUp(shop.till(), card.code());
        assertThat(found.text("state")).isEqualTo("disabled");
        assertThat(found.body().path("balance_minor").asLong()).isEqualTo(5000);
        var more = shop.server()
                .post(adjustments, "{\"action\":\"top_up\",\"amount_minor\":1000,\"reason\":\"sold again\"}");
        shop.server().post(adjustments, "{\"action\":\"enable\",\"reason\":\"found\"}");
        assertThat(more.body().path("initial_minor").asLong()).isEqualTo(6000);
        assertThat(sale(card.tender(0)).body().at("/session/status").asText()).isEqualTo("completed");
        assertThat(balance("gift_card_liability")).isEqualTo(-5110);
        var history = shop.server().get("/gift-cards/" + card.id()).body().path("entries");
        assertThat(history.findValuesAsText("kind"))
                .containsExactly(
                        "issue", "redeem", "capture", "adjust", "return", "top_up", "adjust", "redeem", "capture");
        assertThat(history.at("/3/reason").asText()).isEqualTo("disabled: stolen");
    }

    @Test
    void what_is_left_on_an_expired_card_is_booked_out_and_a_refund_makes_it_good_again() {
        var card = issue(5000);
        var sale = sale(card.tender(0));
        shop.run("update gift_card set expires_at = now() - interval '1 second' where merchant_id = ?");

        assertThat(sale(card.tender(0)).body().at("/session/status").asText()).isEqualTo("ready_for_complete");
        Await.until(() -> shop.one("select balance_minor from gift_card where merchant_id = ?")
                .equals(0L));
        assertThat(balance("gift_card_breakage")).isEqualTo(-4110);
        assertThat(balance("gift_card_liability")).isZero();
        assertThat(shop.rows("select 1 from event where merchant_id = ? and type = 'gift_card.expired'"))
                .hasSize(1);

        shop.server()
                .post("/orders/" + sale.body().at("/order/id").asText() + "/refunds", "{\"reason\":\"came back\"}");

        var found = lookUp(shop.till(), card.code());
        assertThat(found.text("state")).isEqualTo("active");
        assertThat(found.body().path("balance_minor").asLong()).isEqualTo(890);
        assertThat(balance("gift_card_liability")).isEqualTo(-890);
    }

    @Test
    void store_credit_is_the_recognized_customers_and_nobody_elses() {
        var customer = shop.one("select customer_id from customer where merchant_id = ?");
        var credit =
                "{\"amount_minor\":%d,\"currency\":\"EUR\",\"kind\":\"store_credit\",\"customer_id\":\"%s\",\"reason\":\"goodwill\"}";
        var first = shop.server().post("/gift-cards", credit.formatted(300, customer));
        var more = shop.server().post("/gift-cards", credit.formatted(700, customer));
        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(first.body().path("code").isNull()).isTrue();
        assertThat(more.body().at("/gift_card/id")).isEqualTo(first.body().at("/gift_card/id"));
        assertThat(more.body().at("/gift_card/balance_minor").asLong()).isEqualTo(1000);

        var stranger = sale("{\"type\":\"store_credit\"}");
        var session = ready();
        shop.run("update checkout_session set customer_id = '%s' where merchant_id = ? and session_id = '%s'"
                .formatted(customer, session.text("id")));
        var paid = shop.server()
                .post(
                        "/checkout-sessions/" + session.text("id") + "/complete",
                        "{\"revision\":1,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"store_credit\"}}");

        assertThat(stranger.status()).isEqualTo(404);
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(paid.body().at("/tenders/0/label").asText()).isEqualTo("Store credit");
        var left = shop.server().get("/gift-cards?customer_id=" + customer);
        assertThat(left.body().at("/data/0/balance_minor").asLong()).isEqualTo(110);
    }

    @Test
    void store_credit_without_a_customer_and_cards_that_are_over_are_not_given_out() {
        var nobody = shop.server()
                .post(
                        "/gift-cards",
                        "{\"amount_minor\":1,\"currency\":\"EUR\",\"kind\":\"store_credit\",\"reason\":\"x\"}");
        var over = shop.server()
                .post(
                        "/gift-cards",
                        "{\"amount_minor\":1,\"currency\":\"EUR\",\"expires_at\":\"2020-01-01T00:00:00Z\",\"reason\":\"x\"}");

        assertThat(nobody.text("field")).isEqualTo("customer_id");
        assertThat(over.text("field")).isEqualTo("expires_at");
    }

    @Test
    void a_till_cannot_give_cards_out_and_another_merchants_code_opens_nothing() {
        var other = Shop.open();
        var card = issue(5000);

        assertThat(shop.till()
                        .post("/gift-cards", "{\"amount_minor\":1,\"currency\":\"EUR\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(lookUp(other.server(), card.code()).text("type")).isEqualTo("/problems/unknown-gift-card");
        assertThat(other.server().get("/gift-cards/" + card.id()).status()).isEqualTo(404);
    }

    @Test
    void entries_cannot_be_changed() throws SQLException {
        try (var connection = Shop.application();
                var statement = connection.createStatement()) {
            for (var change : List.of("update gift_card_entry set amount_minor = 1", "delete from gift_card_entry")) {
                assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("permission denied");
            }
            var found = statement.executeQuery("select count(*) from gift_card");
            found.next();
            assertThat(found.getLong(1)).isZero();
        }
    }

    private Card issue(long amountMinor) {
        var issued = shop.server()
                .post(
                        "/gift-cards",
                        "{\"amount_minor\":%d,\"currency\":\"EUR\",\"expires_at\":\"2099-01-01T00:00:00Z\",\"reason\":\"sold\"}"
                                .formatted(amountMinor));
        assertThat(issued.status()).as(issued.body().toString()).isEqualTo(201);
        return new Card(UUID.fromString(issued.body().at("/gift_card/id").asText()), issued.text("code"));
    }

    /** A code that is well made and opens nothing here: another merchant's. */
    private static String foreign() {
        return Foreign.CODES.next();
    }

    /** Codes of another merchant, made once for all tests. */
    private static final class Foreign {
        static final java.util.Iterator<String> CODES = codes();

        private static java.util.Iterator<String> codes() {
            var other = Shop.open();
            return java.util.stream.Stream.generate(() -> other.server()
                            .post("/gift-cards", "{\"amount_minor\":1,\"currency\":\"EUR\",\"reason\":\"x\"}")
                            .text("code"))
                    .iterator();
        }
    }

    private static Answer lookUp(Caller caller, String code) {
        return caller.postWithoutKey(LOOKUPS, "{\"code\":\"%s\"}".formatted(code));
    }

    private Answer ready() {
        var opened =
                shop.server().post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\"}]}");
        return new Answer(200, opened.body().path("session"), opened.http());
    }

    private Answer sale(String tender) {
        return shop.till()
                .post("/channels/till-1/sales", "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":%s}".formatted(tender));
    }

    private Answer several(String... tenders) {
        return shop.till()
                .post(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"TEA\"}],\"tenders\":[%s]}".formatted(String.join(",", tenders)));
    }

    private static List<String> states(Answer sale) {
        var states = new ArrayList<String>();
        sale.body()
                .at("/session/tenders")
                .forEach(it -> states.add(it.path("state").asText()));
        return states;
    }

    private Answer direct(String operation, Card card, UUID attempt, long amountMinor, String key) {
        return call(operation, card, attempt, amountMinor, amountMinor, true, key);
    }

    private Answer held(String operation, Card card, UUID attempt, long authorizedMinor, long amountMinor) {
        return call(operation, card, attempt, authorizedMinor, amountMinor, false, "");
    }

    private Answer call(
            String operation,
            Card card,
            UUID attempt,
            long authorizedMinor,
            long amountMinor,
            boolean captureNow,
            String key) {
        var answer = shop.server().postWithoutKey("/direct-gift-card-calls", """
                {"operation":"%s","gift_card_id":"%s","attempt_id":"%s","currency":"EUR","authorized_minor":%d,
                 "amount_minor":%d,"capture_now":%s,"key":"%s"}""".formatted(
                        operation, card.id(), attempt, authorizedMinor, amountMinor, captureNow, key));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private long balance(String account) {
        return ((Number) shop.one(
                        "select coalesce(sum(amount_minor), 0) from check_ledger where merchant_id = ? and account = '"
                                + account + "'"))
                .longValue();
    }
}
