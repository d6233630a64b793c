package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A buyer whom the merchant knows answers nothing twice, and nobody else learns what is known. */
class RecognitionIT extends ShopTest {

    private static final String TEA = "\"line_items\":[{\"sku\":\"TEA\"}]";
    private static final String HOME =
            "{\"name\":\"Ada Lovelace\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\",\"country\":\"DE\"}";
    private static final String REMEMBER = "\"remember\":{\"consent_text\":\"Remember me on this device\"}";

    private String email;
    private String customer;

    /** Ada has bought before: an address and a card are kept. */
    @BeforeEach
    void knowAda() {
        email = "ada-" + UUID.randomUUID() + "@example.com";
        customer = shop.one("select customer_id from customer where merchant_id = ?")
                .toString();
        shop.run("update customer set email = '%s', loyalty_id = 'L-1' where merchant_id = ?".formatted(email));
        shop.run("insert into customer_address values (?, '%s', '%s', '%s', now())"
                .formatted(UUID.randomUUID(), customer, HOME));
        shop.run("update channel set tenders = tenders || '[\"saved\"]' where merchant_id = ? and channel_id = 'web'");
    }

    /** A shopper with a session in a page. */
    private record Shopper(Caller device, String path, JsonNode session) {}

    private Shopper shopper(String known) {
        var opened = Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\",%s}".formatted(known));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var session = opened.body().path("session");
        return new Shopper(
                Caller.with(opened.text("client_token")),
                "/checkout-sessions/" + session.path("id").asText(),
                session);
    }

    private Answer sendCode(Shopper shopper, String to) {
        return shopper.device()
                .post(shopper.path() + "/verifications", "{\"medium\":\"email\",\"email\":\"%s\"}".formatted(to));
    }

    private Answer type(Shopper shopper, Answer sent, String code, String more) {
        return shopper.device()
                .post(
                        shopper.path() + "/recognitions",
                        "{\"verification_id\":\"%s\",\"code\":\"%s\"%s}".formatted(sent.text("id"), code, more));
    }

    @Test
    void a_code_brings_everything_back_and_one_confirmation_is_left() {
        var shopper = shopper(TEA);
        var sent = sendCode(shopper, email);
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(202);
        assertThat(sent.text("sent_to")).startsWith("a•••@").doesNotContain(email.substring(0, 10));

        var recognized = type(shopper, sent, Outbox.code(email, 1), "");

        assertThat(recognized.status()).as(recognized.body().toString()).isEqualTo(200);
        var session = recognized.body().path("session");
        assertThat(session.path("recognized_by").asText()).isEqualTo("email");
        assertThat(session.path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(session.at("/asks/0/cost/fields").asInt()).isZero();
        assertThat(session.at("/fulfillment/address/line1").asText()).isEqualTo("Torstr. 1");
        assertThat(session.path("skipped").findValuesAsText("code")).contains("recognized");
        var saved = recognized.body().at("/customer/saved_tenders/0");
        assertThat(saved.path("label").asText()).isEqualTo("Visa ending in 4242");
        assertThat(recognized.body().path("device_token").isNull()).isTrue();

        var paid = shopper.device()
                .post(
                        shopper.path() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        saved.path("id").asText()));
        assertThat(paid.status()).as(paid.body().toString()).isEqualTo(200);
        assertThat(paid.text("status")).isEqualTo("completed");
        assertThat(shop.one("select customer_id from orders where merchant_id = ?")
                        .toString())
                .isEqualTo(customer);
    }

    @Test
    void nothing_tells_a_stranger_who_buys_here() {
        var shopper = shopper(TEA);
        var stranger = "nobody-" + UUID.randomUUID() + "@example.com";

        var known = sendCode(shopper, email);
        var unknown = sendCode(shopper, stranger);

        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.body().properties().stream().map(it -> it.getKey()).toList())
                .isEqualTo(known.body().properties().stream()
                        .map(it -> it.getKey())
                        .toList());
        var recognized = type(shopper, unknown, Outbox.code(stranger, 1), "");
        assertThat(recognized.status()).as(recognized.body().toString()).isEqualTo(200);
        assertThat(recognized.body().path("customer").isNull()).isTrue();
        assertThat(recognized.body().at("/session/buyer/email").asText()).isEqualTo(stranger);
        assertThat(recognized.body().at("/session/recognized_by").isNull()).isTrue();
    }

    @Test
    void wrong_codes_are_counted_and_five_end_it() {
        var shopper = shopper(TEA);
        var sent = sendCode(shopper, email);
        var right = Outbox.code(email, 1);
        var wrong = right.equals("000000") ? "000001" : "000000";

        for (var i = 0; i < 5; i++) {
            var refused = type(shopper, sent, wrong, "");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("type")).isEqualTo("/problems/wrong-code");
        }

        assertThat(type(shopper, sent, right, "").status())
                .as("also the right one")
                .isEqualTo(404);
        var next = sendCode(shopper, email);
        assertThat(type(shopper, next, Outbox.code(email, 2), "").status()).isEqualTo(200);
        assertThat(type(shopper, next, Outbox.code(email, 2), "").status())
                .as("once")
                .isEqualTo(404);
    }

    @Test
    void a_code_of_one_session_opens_no_other_and_stays_secret() {
        var first = shopper(TEA);
        var second = shopper(TEA);
        var sent = sendCode(first, email);
        var code = Outbox.code(email, 1);

        assertThat(type(second, sent, code, "").status()).isEqualTo(404);
        assertThat(sent.body().toString()).doesNotContain(code);
        Await.until(() -> shop.one("select text from notification where merchant_id = ?") == null);
        assertThat(shop.rows("select * from verification where merchant_id = ?").toString())
                .doesNotContain(code);
    }

    @Test
    void nobody_is_flooded_with_codes_however_many_ask_at_once() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 8; i++) {
                var shopper = shopper(TEA);
                calls.add(() -> sendCode(shopper, email).status());
            }
            var answers = new ArrayList<Integer>();
            for (var done : pool.invokeAll(calls)) answers.add(done.get());

            assertThat(answers).containsOnly(202, 429);
            assertThat(answers.stream().filter(it -> it == 202)).hasSize(3);
        } finally {
            pool.shutdown();
        }
        var late = sendCode(shopper(TEA), email);
        assertThat(late.status()).isEqualTo(429);
        assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(1, 900);
    }

    @Test
    void a_remembered_device_is_recognized_at_once_until_it_is_told_to_forget() {
        var first = shopper(TEA);
        var remembered = type(first, sendCode(first, email), Outbox.code(email, 1), "," + REMEMBER);
        var token = remembered.text("device_token");
        assertThat(token).startsWith("dt_");
        assertThat(shop.rows("select purpose, text, actor from customer_consent where merchant_id = ?"))
                .singleElement()
                .satisfies(it -> assertThat(it.get("text")).isEqualTo("Remember me on this device"));

        var second = shopper(TEA);
        var body = "{\"device_token\":\"%s\"}".formatted(token);
        var back = second.device().post(second.path() + "/recognitions", body);

        assertThat(back.status()).as(back.body().toString()).isEqualTo(200);
        assertThat(back.body().at("/session/recognized_by").asText()).isEqualTo("device");
        assertThat(back.body().at("/session/asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(Caller.with(Shop.open().publishableKey)
                        .post("/checkout-sessions", "{\"channel\":\"web\"}")
                        .status())
                .isEqualTo(201);

        var forgotten = second.device().postWithoutKey(second.path() + "/recognitions/forget", body);
        assertThat(forgotten.status()).as(forgotten.body().toString()).isEqualTo(200);
        assertThat(forgotten.body().path("recognized_by").isNull()).isTrue();
        assertThat(forgotten.body().at("/buyer/email").isNull()).isTrue();
        assertThat(forgotten.body().at("/fulfillment/address/line1").isNull()).isTrue();
        assertThat(second.device()
                        .get(second.path() + "/recognitions")
                        .body()
                        .path("customer")
                        .isNull())
                .isTrue();
        assertThat(second.device().post(second.path() + "/recognitions", body).status())
                .isEqualTo(404);
    }

    @Test
    void whoever_is_sent_the_link_of_a_recognized_buyer_is_asked_nothing_again_and_shown_nothing_more() {
        var ada = shopper(TEA);
        assertThat(type(ada, sendCode(ada, email), Outbox.code(email, 1), "").status())
                .isEqualTo(200);
        var link = ada.device().post(ada.path() + "/handoffs", "{}").text("url").replaceFirst(".*#", "");

        var claimed = Caller.nobody().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(link));

        assertThat(claimed.status()).as(claimed.body().toString()).isEqualTo(200);
        var session = claimed.body().path("session");
        assertThat(session.path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(session.path("recognized_by").asText()).isEqualTo("handoff");
        var friend = Caller.with(claimed.text("client_token"));
        assertThat(friend.get(ada.path() + "/recognitions")
                        .body()
                        .path("customer")
                        .isNull())
                .isTrue();
        var paid = friend.post(
                ada.path() + "/complete",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                shop.savedTenderId));
        assertThat(paid.status()).as(paid.body().toString()).isEqualTo(404);

        var notMe = friend.postWithoutKey(ada.path() + "/recognitions/forget", "{}");
        assertThat(notMe.body().at("/buyer/email").isNull()).isTrue();
        assertThat(notMe.body().at("/fulfillment/address/line1").isNull()).isTrue();
    }

    @Test
    void a_device_of_one_merchant_says_nothing_to_another() {
        var first = shopper(TEA);
        var token = type(first, sendCode(first, email), Outbox.code(email, 1), "," + REMEMBER)
                .text("device_token");
        var other = Shop.open();
        var opened = Caller.with(other.publishableKey).post("/checkout-sessions", "{\"channel\":\"web\"}");

        var refused = Caller.with(opened.text("client_token"))
                .post(
                        "/checkout-sessions/" + opened.body().at("/session/id").asText() + "/recognitions",
                        "{\"device_token\":\"%s\"}".formatted(token));

        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void a_guest_who_wants_to_be_remembered_gets_nothing_of_somebody_else() {
        var thief = shopper(TEA + ",\"buyer\":{\"email\":\"%s\"}".formatted(email));

        var remembered = thief.device().post(thief.path() + "/recognitions", "{" + REMEMBER + "}");

        assertThat(remembered.status()).as(remembered.body().toString()).isEqualTo(200);
        assertThat(remembered.body().at("/customer/id").asText()).isNotEqualTo(customer);
        assertThat(remembered.body().at("/customer/addresses")).isEmpty();
        assertThat(remembered.body().at("/customer/saved_tenders")).isEmpty();

        var ada = shopper(TEA);
        var recognized = type(ada, sendCode(ada, email), Outbox.code(email, 1), "");
        assertThat(recognized.body().at("/customer/id").asText())
                .as("a word is no proof")
                .isEqualTo(customer);
    }

    @Test
    void a_new_buyer_proves_an_address_and_is_known_from_the_next_time_on() {
        var grace = "grace-" + UUID.randomUUID() + "@example.com";
        var first = shopper(TEA + ",\"fulfillment\":{\"address\":%s}".formatted(HOME));
        var remembered = type(first, sendCode(first, grace), Outbox.code(grace, 1), "," + REMEMBER);
        assertThat(remembered.body().at("/customer/email").asText()).isEqualTo(grace);
        var session = remembered.body().path("session");
        var paid = first.device()
                .post(
                        first.path() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");

        var second = shopper(TEA);
        var back = type(second, sendCode(second, grace), Outbox.code(grace, 2), "");

        assertThat(back.body().at("/session/asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(back.body().at("/customer/addresses/0/line1").asText()).isEqualTo("Torstr. 1");
    }

    @Test
    void a_text_message_does_it_too() {
        var number = "+4917" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 100_000_000L);
        shop.run("update customer set phone = '%s', phone_index = null where merchant_id = ?".formatted(number));
        var shopper = shopper(TEA + ",\"buyer\":{\"phone\":\"%s\"}".formatted(number));
        var sent = shopper.device().post(shopper.path() + "/verifications", "{\"medium\":\"sms\"}");
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(202);
        assertThat(sent.text("sent_to")).isEqualTo("•••" + number.substring(number.length() - 2));

        var recognized = type(shopper, sent, Outbox.code(number, 1), "");

        assertThat(recognized.body().at("/customer/id").asText()).isEqualTo(customer);
        assertThat(recognized.body().at("/session/recognized_by").asText()).isEqualTo("sms");
    }

    @Test
    void a_loyalty_card_or_a_number_is_no_proof_until_a_fact_fits() {
        var till = shop.till()
                .post("/checkout-sessions", "{\"channel\":\"till-1\",%s}".formatted(TEA))
                .body();
        var atTill = "/checkout-sessions/" + till.at("/session/id").asText() + "/recognitions";
        var scanned = shop.till().post(atTill, "{\"loyalty_id\":\"L-1\"}");
        assertThat(scanned.status()).as(scanned.body().toString()).isEqualTo(200);
        assertThat(scanned.body().path("customer").isNull()).isTrue();
        assertThat(scanned.body().at("/session/buyer/email").isNull()).isTrue();
        assertThat(shop.till().post(atTill, "{\"loyalty_id\":\"L-2\"}").status())
                .isEqualTo(404);
        var shopper = shopper(TEA);
        assertThat(shopper.device()
                        .post(shopper.path() + "/recognitions", "{\"loyalty_id\":\"L-1\"}")
                        .status())
                .isEqualTo(403);

        var called =
                shop.server().post("/channels/phone/calls", "{\"caller_number\":\"%s\",%s}".formatted(Shop.PHONE, TEA));
        assertThat(called.status()).as(called.body().toString()).isEqualTo(201);
        var inCall = "/checkout-sessions/" + called.body().at("/session/id").asText() + "/recognitions";
        assertThat(shop.server().get(inCall).body().path("customer").isNull()).isTrue();
        for (var i = 0; i < 2; i++) {
            assertThat(shop.server()
                            .post(inCall, "{\"fact\":\"postal_code\",\"value\":\"99999\"}")
                            .text("type"))
                    .isEqualTo("/problems/wrong-code");
        }
        var proven = shop.server().post(inCall, "{\"fact\":\"postal_code\",\"value\":\"1 0119\"}");
        assertThat(proven.body().at("/session/recognized_by").asText())
                .as(proven.body().toString())
                .isEqualTo("fact");
        assertThat(proven.body().at("/customer/addresses/0/city").asText()).isEqualTo("Berlin");
        assertThat(shop.server()
                        .post(inCall, "{\"fact\":\"postal_code\",\"value\":\"10119\"}")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void a_server_that_knows_its_buyer_needs_no_code_and_one_call() {
        var opened = shop.server()
                .post("/checkout-sessions", "{\"channel\":\"web\",\"customer_id\":\"%s\",%s}".formatted(customer, TEA));
        var session = opened.body().path("session");
        assertThat(session.path("recognized_by").asText()).isEqualTo("server");
        assertThat(session.path("asks").findValuesAsText("id")).containsExactly("payment.tender");

        var bought = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"customer_id\":\"%s\",%s,\"complete\":true,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}}"
                                .formatted(
                                        customer,
                                        TEA,
                                        session.path("total_minor").asLong(),
                                        shop.savedTenderId));

        assertThat(bought.status()).as(bought.body().toString()).isEqualTo(201);
        assertThat(bought.body().at("/session/status").asText()).isEqualTo("completed");
    }

    @Test
    void a_message_is_sent_again_until_it_is_taken_and_given_up_when_it_never_will_be() {
        var shopper = shopper(TEA);
        var busy = "+999" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 100_000_000L);
        var slow = shopper.device()
                .post(shopper.path() + "/verifications", "{\"medium\":\"sms\",\"phone\":\"%s\"}".formatted(busy));
        var refused = sendCode(shopper, "refused@example.com");
        assertThat(List.of(slow.status(), refused.status())).containsOnly(202);

        assertThat(type(shopper, slow, Outbox.code(busy, 1), "").status()).isEqualTo(200);

        var rows = "select state, attempts, text, error from notification where merchant_id = ? and medium = '%s'";
        Await.until(() -> "sent".equals(shop.rows(rows.formatted("sms")).get(0).get("state")));
        assertThat(shop.rows(rows.formatted("sms")).get(0).get("attempts")).isEqualTo(2);
        Await.until(
                () -> "failed".equals(shop.rows(rows.formatted("email")).get(0).get("state")));
        var given = shop.rows(rows.formatted("email")).get(0);
        assertThat(given.get("attempts")).isEqualTo(1);
        assertThat(given.get("text")).isNull();
        assertThat(given.get("error").toString()).contains("550");
    }

    @Test
    void a_customer_sees_all_that_is_stored_and_has_it_erased() {
        var shopper = shopper(TEA);
        var recognized = type(shopper, sendCode(shopper, email), Outbox.code(email, 1), "," + REMEMBER);
        var session = recognized.body().path("session");
        var paid = shopper.device()
                .post(
                        shopper.path() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var second = shopper(TEA);
        var token = "{\"device_token\":\"%s\"}".formatted(recognized.text("device_token"));
        assertThat(second.device().post(second.path() + "/recognitions", token).status())
                .isEqualTo(200);

        var path = "/customers/" + customer + "/personal-data";
        var all = shop.server().get(path);
        assertThat(all.status()).as(all.body().toString()).isEqualTo(200);
        assertThat(all.body().at("/customer/email").asText()).isEqualTo(email);
        for (var kind :
                List.of("addresses", "consents", "devices", "saved_tenders", "orders", "sessions", "messages")) {
            assertThat(all.body().path(kind)).as(kind).isNotEmpty();
        }
        assertThat(Caller.with(shop.publishableKey).get(path).status()).isEqualTo(403);
        assertThat(Shop.open().server().get(path).status()).isEqualTo(404);

        var erased = shop.server().postWithoutKey(path + "/erase", "{}");

        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
        assertThat(erased.body().path("orders_kept").asLong()).isEqualTo(1);
        assertThat(shop.server().get(path).status()).isEqualTo(404);
        assertThat(second.device().get(second.path()).text("status")).isEqualTo("canceled");
        for (var table : List.of(
                "customer",
                "customer_address",
                "customer_device",
                "customer_consent",
                "notification",
                "verification",
                "checkout_session",
                "event")) {
            assertThat(shop.rows("select * from %s where merchant_id = ?".formatted(table))
                            .toString())
                    .as(table)
                    .doesNotContain(email)
                    .doesNotContain("Torstr");
        }
        assertThat(shop.one("select count(*) from saved_tender where merchant_id = ? and removed_at is null"))
                .isEqualTo(0L);
        var third = shopper(TEA);
        assertThat(third.device().post(third.path() + "/recognitions", token).status())
                .isEqualTo(404);
    }

    @Test
    void what_is_asked_wrongly_is_explained() {
        var shopper = shopper(TEA);
        for (var body : List.of(
                "{}",
                "{\"code\":\"123456\"}",
                "{\"device_token\":\"dt_x\",\"loyalty_id\":\"L-1\"}",
                "{\"verification_id\":\"%s\"}".formatted(UUID.randomUUID()))) {
            var refused = shopper.device().post(shopper.path() + "/recognitions", body);
            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(refused.text("type")).isEqualTo("/problems/validation-failed");
        }
        var nowhere = shopper.device().post(shopper.path() + "/verifications", "{\"medium\":\"sms\"}");
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(nowhere.text("detail")).contains("number");
        assertThat(shopper.device()
                        .post(shopper.path() + "/verifications", "{\"medium\":\"sms\",\"email\":\"a@b.de\"}")
                        .status())
                .isEqualTo(422);
    }
}
