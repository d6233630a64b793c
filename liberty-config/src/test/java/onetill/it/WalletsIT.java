package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wallet's sheet brings contact, address, choice and tender at once, and shows the right total before it does. */
class WalletsIT extends ShopTest {

    private static final String WALLETS = "{\"tenders\":[\"card\",\"apple_pay\",\"google_pay\",\"link\"]}";
    private static final String CONTACT =
            "\"buyer\":{\"email\":\"ada@example.com\",\"name\":\"Ada Byron\",\"phone\":\"+49 (30) 123-456\"}";
    private static final String BERLIN = """
            "fulfillment":{"option_id":"standard","address":{"name":"Ada Byron","line1":"Torstr. 1","line2":"4th floor",
             "postal_code":"10119","city":"Berlin","country":"DE"}}""";

    private String id;
    private Caller shopper;
    private JsonNode session;

    @BeforeEach
    void openWithNothingButGoods() {
        var changed = shop.server().patch("/channels/web", WALLETS);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        open("POT");
    }

    private void open(String sku) {
        var opened = shop.server()
                .post("/channels/web/hosted-checkouts", "{\"line_items\":[{\"sku\":\"%s\"}]}".formatted(sku));
        session = opened.body().path("session");
        id = session.path("id").asText();
        shopper = Caller.with(opened.text("client_token"));
    }

    @Test
    void one_request_takes_an_empty_session_to_the_order() {
        var paid = complete(5390, "apple_pay", "4242424242424242", CONTACT + "," + BERLIN);

        assertThat(paid.status()).as(paid.body().toString()).isEqualTo(200);
        assertThat(paid.text("status")).isEqualTo("completed");
        assertThat(paid.body().path("revision").asLong())
                .as("the contact, the address and the submit are one change, the answer the other")
                .isEqualTo(session.path("revision").asLong() + 2);
        assertThat(paid.body().at("/fulfillment/address/line2").asText()).isEqualTo("4th floor");
        var order = shop.server()
                .get("/orders/" + paid.body().at("/order/id").asText())
                .body();
        assertThat(order.at("/buyer/email").asText()).isEqualTo("ada@example.com");
        assertThat(order.at("/payments/0/type").asText()).isEqualTo("apple_pay");
        assertThat(order.at("/payments/0/label").asText()).isEqualTo("Apple Pay · Visa ending in 4242");
    }

    @Test
    void what_the_wallet_answered_is_not_asked_and_says_why() {
        var declined = complete(5390, "google_pay", "4000000000000002", CONTACT + "," + BERLIN);

        assertThat(declined.text("status")).isEqualTo("ready_for_complete");
        assertThat(declined.body().path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(reason(declined, "buyer.email")).isEqualTo("wallet");
        assertThat(reason(declined, "fulfillment.address")).isEqualTo("wallet");
        assertThat(declined.body().at("/tenders/0/label").asText()).isEqualTo("Google Pay · Visa ending in 0002");

        var corrected = shopper.patch("/checkout-sessions/" + id, "{\"buyer\":{\"email\":\"ada@example.org\"}}");
        assertThat(reason(corrected, "buyer.email")).isEqualTo("known");
        assertThat(reason(corrected, "fulfillment.address")).isEqualTo("wallet");
        var paid = shop.server().post("/checkout-sessions/%s/complete".formatted(id), """
                {"revision":%d,"confirmed_total_minor":5390,"tender":{"type":"card","payment_method":"pm_card_visa"}}""".formatted(
                        corrected.body().path("revision").asLong()));
        assertThat(paid.text("status")).isEqualTo("completed");
    }

    @Test
    void link_is_a_tender_of_its_own() {
        var paid = complete(5390, "link", "4242424242424242", CONTACT + "," + BERLIN);

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(paid.body().at("/tenders/0/type").asText()).isEqualTo("link");
        assertThat(paid.body().at("/tenders/0/label").asText()).isEqualTo("Link");
        var refunded = shop.server()
                .post(
                        "/orders/%s/refunds"
                                .formatted(paid.body().at("/order/id").asText()),
                        "{\"amount_minor\":390,\"reason\":\"late\"}");
        assertThat(refunded.status()).as(refunded.body().toString()).isEqualTo(201);
    }

    @Test
    void while_the_sheet_is_open_options_and_total_follow_the_address_and_nothing_is_kept() {
        shop.run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, amount_minor, min_days, max_days) values (?, 'standard', 2, 'EUR', 'FR', 1290, 3, 5)");
        var before = shopper.get("/checkout-sessions/" + id).body();

        var berlin = quote("{\"country\":\"DE\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}");
        var paris = quote("{\"country\":\"FR\",\"postal_code\":\"75001\",\"city\":\"Paris\"}");
        var fetched = quote("{\"country\":\"DE\",\"postal_code\":\"10119\",\"option_id\":\"pickup-mitte\"}");
        var nowhere = quote("{\"country\":\"BR\",\"city\":\"Recife\"}");

        assertThat(berlin.status()).as(berlin.body().toString()).isEqualTo(200);
        assertThat(berlin.body().path("total_minor").asLong()).isEqualTo(5390);
        assertThat(berlin.body().path("due_minor").asLong()).isEqualTo(5390);
        assertThat(berlin.body().at("/fulfillment_options/0/latest").asText()).isNotEmpty();
        assertThat(paris.body().path("total_minor").asLong()).isEqualTo(4900 + 1290);
        assertThat(paris.body().path("country").asText()).isEqualTo("FR");
        assertThat(fetched.body().path("total_minor").asLong()).isEqualTo(4900);
        assertThat(nowhere.body().path("fulfillment_options").findValuesAsText("kind"))
                .doesNotContain("shipping");
        var after = shopper.get("/checkout-sessions/" + id).body();
        for (var member :
                List.of("revision", "buyer", "fulfillment", "country", "totals", "asks", "skipped", "updated_at")) {
            assertThat(after.path(member)).as(member).isEqualTo(before.path(member));
        }
        assertThat(shop.one("select count(*) from event where merchant_id = ?")).isEqualTo(1L);
    }

    @Test
    void a_quote_knows_nothing_of_the_address_that_was_typed() {
        shopper.patch(
                "/checkout-sessions/" + id,
                "{\"fulfillment\":{\"address\":{\"line1\":\"Way 1\",\"postal_code\":\"20457\",\"region\":\"HH\"}}}");

        var quoted = quote("{\"country\":\"DE\",\"city\":\"Berlin\"}");

        assertThat(quoted.body().at("/fulfillment/address/city").asText()).isEqualTo("Berlin");
        assertThat(quoted.body().at("/fulfillment/address/postal_code").isNull())
                .isTrue();
        assertThat(quoted.body().at("/fulfillment/address/line1").isNull()).isTrue();
    }

    @Test
    void only_who_may_see_the_session_may_ask_what_it_costs() {
        assertThat(Caller.with(shop.publishableKey)
                        .postWithoutKey("/checkout-sessions/%s/quotes".formatted(id), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(shopper.postWithoutKey("/checkout-sessions/%s/quotes".formatted(java.util.UUID.randomUUID()), "{}")
                        .status())
                .isEqualTo(404);
        assertThat(quote("{\"country\":\"Germany\"}").status()).isEqualTo(422);
    }

    @Test
    void another_total_than_the_sheet_showed_takes_no_money_and_keeps_what_came() {
        var refused = complete(4900, "apple_pay", "4242424242424242", CONTACT + "," + BERLIN);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/total-changed");
        assertThat(refused.body().path("total_minor").asLong()).isEqualTo(5390);
        assertKept(refused);
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(0L);
    }

    @Test
    void what_is_still_asked_is_told_and_what_came_is_kept() {
        var refused = complete(5390, "apple_pay", "4242424242424242", BERLIN + ",\"buyer\":{\"name\":\"Ada Byron\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/not-ready");
        assertThat(refused.body().path("asks").toString()).isEqualTo("[\"buyer.email\"]");
        assertThat(refused.body().at("/session/fulfillment/address/city").asText())
                .isEqualTo("Berlin");
        assertThat(refused.body().at("/session/revision").asLong())
                .isEqualTo(session.path("revision").asLong() + 1);
    }

    @Test
    void an_option_that_is_not_there_is_not_replaced_by_another_and_the_rest_is_kept() {
        var refused =
                complete(5390, "apple_pay", "4242424242424242", CONTACT + "," + BERLIN.replace("standard", "express"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/unknown-fulfillment-option");
        assertKept(refused);
    }

    @Test
    void what_came_is_kept_when_the_last_piece_went_to_somebody_else() {
        open("RARE");
        shop.run("update stock set available = 0, sold = 1 where merchant_id = ? and sku = 'RARE'");

        var refused = complete(10390, "apple_pay", "4242424242424242", CONTACT + "," + BERLIN);

        assertThat(refused.text("type")).isEqualTo("/problems/out-of-stock");
        assertKept(refused);
    }

    @Test
    void the_wallets_address_leaves_nothing_of_the_one_that_was_typed() {
        var typed = shopper.patch(
                "/checkout-sessions/" + id,
                "{\"fulfillment\":{\"address\":{\"name\":\"Bob\",\"line1\":\"Way 1\",\"line2\":\"Cellar\",\"region\":\"HH\",\"city\":\"Hamburg\"}}}");
        session = typed.body();

        var paid = complete(
                5390, "apple_pay", "4242424242424242", CONTACT + "," + BERLIN.replace("\"line2\":\"4th floor\",", ""));

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(paid.body().at("/fulfillment/address/line2").isNull()).isTrue();
        assertThat(paid.body().at("/fulfillment/address/region").isNull()).isTrue();
    }

    @Test
    void a_payment_that_was_prepared_for_a_card_is_used_for_a_card_in_a_wallet() {
        var ready = shopper.patch("/checkout-sessions/" + id, "{" + CONTACT + "," + BERLIN + "}");
        session = ready.body();
        shopper.postWithoutKey("/channels/web/payment-forms", "{\"session_id\":\"%s\"}".formatted(id));

        var paid = complete(5390, "google_pay", "4242424242424242", "");

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(1L);
        assertThat(reason(paid, "buyer.email")).isEqualTo("known");
    }

    @Test
    void the_same_press_under_the_same_key_pays_once() {
        var body = body(5390, "apple_pay", token("apple_pay", "4242424242424242"), CONTACT + "," + BERLIN);

        var first = shopper.post("/checkout-sessions/%s/complete".formatted(id), body, "press-1");
        var again = shopper.post("/checkout-sessions/%s/complete".formatted(id), body, "press-1");

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body().at("/order/id")).isEqualTo(first.body().at("/order/id"));
        assertThat(shop.one("select count(*) from orders where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void only_wallets_that_the_channel_offers_are_taken() {
        shop.server().patch("/channels/web", "{\"tenders\":[\"card\",\"google_pay\"]}");

        var refused = complete(5390, "apple_pay", "4242424242424242", CONTACT + "," + BERLIN);
        var without = shopper.post(
                "/checkout-sessions/%s/complete".formatted(id),
                "{\"revision\":%d,\"confirmed_total_minor\":5390,\"tender\":{\"type\":\"google_pay\"}}"
                        .formatted(session.path("revision").asLong()));
        var unknown = shop.server().patch("/channels/web", "{\"tenders\":[\"shells\"]}");

        assertThat(refused.text("type")).isEqualTo("/problems/tender-not-offered");
        assertKept(refused);
        assertThat(without.status()).isEqualTo(422);
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(shop.server().get("/channels/web").body().path("tenders").toString())
                .isEqualTo("[\"card\",\"google_pay\"]");
    }

    private static void assertKept(Answer refused) {
        var kept = refused.body().path("session");
        assertThat(kept.path("status").asText()).as(refused.body().toString()).isEqualTo("ready_for_complete");
        assertThat(kept.at("/buyer/email").asText()).isEqualTo("ada@example.com");
        assertThat(kept.at("/fulfillment/address/line1").asText()).isEqualTo("Torstr. 1");
        assertThat(kept.at("/skipped").toString()).contains("wallet");
    }

    private static String reason(Answer answer, String ask) {
        for (var skipped : answer.body().path("skipped")) {
            if (ask.equals(skipped.path("id").asText()))
                return skipped.at("/reason/code").asText();
        }
        return "asked";
    }

    private Answer quote(String address) {
        return shopper.postWithoutKey("/checkout-sessions/%s/quotes".formatted(id), address);
    }

    private Answer complete(long total, String wallet, String card, String along) {
        return shopper.post(
                "/checkout-sessions/%s/complete".formatted(id), body(total, wallet, token(wallet, card), along));
    }

    private String body(long total, String wallet, String token, String along) {
        return "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"%s\",\"confirmation_token\":\"%s\"}%s}"
                .formatted(session.path("revision").asLong(), total, wallet, token, along.isEmpty() ? "" : "," + along);
    }

    /** As the provider's script makes it when the buyer has confirmed the sheet. */
    private static String token(String wallet, String card) {
        return Caller.inPage(
                        "/v1/confirmation_tokens",
                        ("wallet=%s&payment_method_data[type]=card&payment_method_data[card][number]=%s&payment_method_data[card][exp_month]=12"
                                        + "&payment_method_data[card][exp_year]=34&payment_method_data[card][cvc]=123"
                                        + "&payment_method_data[billing_details][email]=ada@example.com")
                                .formatted(wallet, card))
                .path("id")
                .asText();
    }
}
