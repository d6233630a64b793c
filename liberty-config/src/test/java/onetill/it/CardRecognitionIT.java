package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The card somebody pays with at the till tells who they may be, if they have agreed to it; and tells nothing of them. */
class CardRecognitionIT extends ShopTest {

    private static final String SALE =
            "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":1}],\"tender\":{\"type\":\"card_present\"}}";
    private static final String VISA = "4242424242424242";
    private static final String MASTERCARD = "5555555555554444";

    private String customer;

    @BeforeEach
    void knowAda() {
        customer = shop.one("select customer_id from customer where merchant_id = ?")
                .toString();
        shop.run("update customer set email = 'ada-%s@example.com', loyalty_id = 'L-1' where merchant_id = ?"
                .formatted(UUID.randomUUID()));
    }

    private void agree() {
        var given = shop.server()
                .post(
                        "/customers/" + customer + "/consents",
                        "{\"purpose\":\"card\",\"text\":\"Know me by my cards\"}");
        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
    }

    private Answer sellTo(String card) {
        var sale = shop.till().post("/channels/till-1/sales", SALE);
        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(202);
        return presented(card, sale.body().at("/session/id").asText());
    }

    private Answer presented(String card, String sessionId) {
        Caller.atProvider(
                "/v1/test_helpers/terminal/readers/%s/present_payment_method".formatted(shop.reader),
                "type=card_present&card_present[number]=" + card);
        var path = "/checkout-sessions/" + sessionId;
        Await.until(() -> shop.till().get(path).text("status").equals("completed"));
        return shop.till().get(path);
    }

    /** A sale in which the loyalty card is scanned first. */
    private Answer sellToMember(String card) {
        var opened =
                shop.till().post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\"}]}");
        var id = opened.body().at("/session/id").asText();
        var known = shop.till().post("/checkout-sessions/" + id + "/recognitions", "{\"loyalty_id\":\"L-1\"}");
        var session = known.body().path("session");
        var asked = shop.till()
                .post(
                        "/checkout-sessions/" + id + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card_present\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(asked.text("status")).as(asked.body().toString()).isEqualTo("requires_escalation");
        return presented(card, id);
    }

    private Object customerOf(Answer session) {
        return shop.one("select customer_id from orders where merchant_id = ? and session_id = '%s'"
                .formatted(session.text("id")));
    }

    @Test
    void the_card_of_a_member_who_agreed_stands_for_the_loyalty_card_next_time() {
        agree();
        sellToMember(VISA);

        var next = sellTo(VISA);

        assertThat(customerOf(next)).hasToString(customer);
        assertThat(next.body().path("recognized_by").isNull()).isTrue();
        assertThat(next.body().at("/buyer/email").isNull()).isTrue();
        assertThat(shop.till()
                        .get("/checkout-sessions/" + next.text("id") + "/recognitions")
                        .body()
                        .path("customer")
                        .isNull())
                .as("who holds a card has proven nothing")
                .isTrue();
        assertThat(customerOf(sellTo(MASTERCARD))).as("another card").isNull();
    }

    @Test
    void what_is_paid_online_is_known_at_the_till() {
        agree();
        var bought = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"customer_id\":\"%s\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"complete\":true,\"confirmed_total_minor\":1200,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(customer));
        assertThat(bought.body().at("/session/status").asText())
                .as(bought.body().toString())
                .isEqualTo("completed");

        assertThat(customerOf(sellTo(VISA))).hasToString(customer);
    }

    @Test
    void nothing_is_kept_of_somebody_who_did_not_agree() {
        sellToMember(VISA);
        sellTo(VISA);

        assertThat(shop.one("select count(*) from customer_card where merchant_id = ?"))
                .isEqualTo(0L);
        assertThat(customerOf(sellTo(VISA))).isNull();
    }

    @Test
    void kept_is_a_hash_that_is_another_one_for_each_merchant() {
        agree();
        sellToMember(VISA);
        var fingerprint = Caller.atProvider("/v1/payment_methods/pm_card_visa")
                .at("/card/fingerprint")
                .asText("fp");

        var kept = shop.rows("select * from customer_card where merchant_id = ?");

        assertThat(kept).singleElement().satisfies(it -> {
            assertThat(it.get("card_hash").toString()).hasSize(64);
            assertThat(it.get("label")).isEqualTo("Visa ending in 4242");
        });
        assertThat(kept.toString()).doesNotContain(fingerprint);
        var first = kept.get(0).get("card_hash");
        shop = Shop.open();
        knowAda();
        agree();
        sellToMember(VISA);
        assertThat(shop.one("select card_hash from customer_card where merchant_id = ?"))
                .isNotEqualTo(first);
    }

    @Test
    void a_consent_at_the_till_is_enough_and_taking_it_back_ends_it() {
        var opened =
                shop.till().post("/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\"}]}");
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        var consent = "{\"purpose\":\"card\",\"text\":\"Know me by my cards\"}";
        assertThat(shop.till().post(path + "/consents", consent).status())
                .as("nobody is known yet")
                .isEqualTo(403);
        shop.till().post(path + "/recognitions", "{\"loyalty_id\":\"L-1\"}");
        var given = shop.till().post(path + "/consents", consent);
        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
        assertThat(shop.till().get(path + "/consents").status())
                .as("a match sees nothing that is stored")
                .isEqualTo(403);
        sellToMember(VISA);
        assertThat(customerOf(sellTo(VISA))).hasToString(customer);

        var withdrawn = shop.server()
                .send("DELETE", "/customers/" + customer + "/consents/" + given.text("id"), null, Map.of());

        assertThat(withdrawn.status()).as(withdrawn.body().toString()).isEqualTo(200);
        assertThat(shop.one("select count(*) from customer_card where merchant_id = ?"))
                .isEqualTo(0L);
        assertThat(customerOf(sellTo(VISA))).isNull();
    }

    @Test
    void a_card_that_two_customers_use_says_nothing() {
        agree();
        sellToMember(VISA);
        var other = shop.server().post("/customers", "{\"loyalty_id\":\"L-2\"}").text("id");
        var ada = customer;
        customer = other;
        agree();
        shop.run(
                "insert into customer_card select merchant_id, '%s', '%s', (select consent_id from customer_consent where customer_id = '%s'), card_hash, label, channel_id, created_at, last_seen_at from customer_card where merchant_id = ?"
                        .formatted(UUID.randomUUID(), other, other));

        assertThat(customerOf(sellTo(VISA))).isNull();
        assertThat(ada).isNotEqualTo(other);
    }
}
