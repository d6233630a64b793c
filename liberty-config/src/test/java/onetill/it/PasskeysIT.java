package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A buyer touches a sensor and has nothing to type; nobody else can, and nobody learns who could. */
class PasskeysIT extends ShopTest {

    private static final String TEA = "\"line_items\":[{\"sku\":\"TEA\"}]";
    private static final String HOME =
            "{\"name\":\"Ada Lovelace\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\",\"country\":\"DE\"}";
    private static final String ELSEWHERE =
            "{\"name\":\"Ada Lovelace\",\"line1\":\"Reeperbahn 9\",\"postal_code\":\"20359\",\"city\":\"Hamburg\",\"country\":\"DE\"}";

    private String email;
    private String customer;

    /** Ada has bought before: an address and a card are kept. */
    @BeforeEach
    void knowAda() {
        email = "ada-" + UUID.randomUUID() + "@example.com";
        customer = shop.one("select customer_id from customer where merchant_id = ?")
                .toString();
        shop.run("update customer set email = '%s' where merchant_id = ?".formatted(email));
        shop.run("insert into customer_address values (?, '%s', '%s', '%s', now())"
                .formatted(UUID.randomUUID(), customer, HOME));
        shop.run("update channel set tenders = tenders || '[\"saved\"]' where merchant_id = ? and channel_id = 'web'");
    }

    /** A shopper with a session in a page. */
    private record Shopper(Caller device, String path) {

        Answer recognize(String member, Object value) {
            return device.post(path + "/recognitions", "{\"%s\":%s}".formatted(member, value));
        }

        JsonNode challenge(String purpose) {
            var asked = device.postWithoutKey(path + "/passkey-challenges", "{\"purpose\":\"%s\"}".formatted(purpose));
            assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
            return asked.body().path("public_key");
        }

        Answer add(Authenticator authenticator) {
            return device.post(
                    path + "/passkeys",
                    "{\"credential\":%s,\"label\":\"My phone\",\"consent_text\":\"Recognize me by this device\"}"
                            .formatted(authenticator.create(challenge("registration"))));
        }

        Answer show(Authenticator authenticator) {
            return recognize("passkey", authenticator.get(challenge("recognition")));
        }
    }

    private static Shopper shopperOf(Shop shop, String known) {
        var opened = Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\",%s}".formatted(known));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return new Shopper(
                Caller.with(opened.text("client_token")),
                "/checkout-sessions/" + opened.body().at("/session/id").asText());
    }

    private Shopper shopper() {
        return shopperOf(shop, TEA);
    }

    /** What is typed from the newest message. */
    private Answer typeCode(Shopper shopper, int messages, String more) {
        var sent = shopper.device()
                .post(shopper.path() + "/verifications", "{\"medium\":\"email\",\"email\":\"%s\"}".formatted(email));
        assertThat(sent.status()).as(sent.body().toString()).isEqualTo(202);
        return shopper.device()
                .post(
                        shopper.path() + "/recognitions",
                        "{\"verification_id\":\"%s\",\"code\":\"%s\"%s}"
                                .formatted(sent.text("id"), Outbox.code(email, messages), more));
    }

    /** Ada's device, with a passkey that was added after a code. */
    private Authenticator enrolled() {
        var authenticator = new Authenticator();
        var shopper = shopper();
        assertThat(typeCode(shopper, 1, "").status()).isEqualTo(200);
        var added = shopper.add(authenticator);
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        return authenticator;
    }

    private static Answer pay(Shopper shopper, JsonNode session, String tender) {
        return shopper.device()
                .post(
                        shopper.path() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        tender));
    }

    private String saved() {
        return "{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}".formatted(shop.savedTenderId);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/passkey-refused");
    }

    @Test
    void a_passkey_brings_everything_back_and_one_confirmation_is_left() {
        var authenticator = enrolled();
        assertThat(shop.rows("select purpose, text from customer_consent where merchant_id = ?"))
                .singleElement()
                .satisfies(it -> assertThat(it.get("text")).isEqualTo("Recognize me by this device"));

        var shopper = shopper();
        var options = shopper.challenge("recognition");
        assertThat(options.path("allowCredentials")).isEmpty();
        assertThat(options.path("userVerification").asText()).isEqualTo("required");
        assertThat(options.path("rpId").asText()).isEqualTo("localhost");
        var back = shopper.recognize("passkey", authenticator.get(options));

        assertThat(back.status()).as(back.body().toString()).isEqualTo(200);
        var session = back.body().path("session");
        assertThat(session.path("recognized_by").asText()).isEqualTo("passkey");
        assertThat(session.path("asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(session.at("/asks/0/cost/fields").asInt()).isZero();
        assertThat(session.at("/fulfillment/address/line1").asText()).isEqualTo("Torstr. 1");
        assertThat(back.body().at("/customer/saved_tenders/0/label").asText()).isEqualTo("Visa ending in 4242");
        var paid = pay(shopper, session, saved());
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }

    @Test
    void what_is_not_right_about_an_answer_is_refused_in_the_same_words() {
        var authenticator = enrolled();
        var words = new ArrayList<String>();
        List<Consumer<Authenticator>> wrongs = List.of(
                it -> it.origin = "https://evil.example",
                it -> it.origin = Authenticator.publicOrigin() + "1",
                it -> it.relyingParty = "evil.example",
                it -> it.verifiesUser = false,
                it -> it.type = "webauthn.create");
        for (var wrong : wrongs) {
            var dishonest = authenticator.copied();
            wrong.accept(dishonest);
            var refused = shopper().show(dishonest);
            assertRefused(refused);
            words.add(refused.text("detail"));
        }
        for (var nobody : List.of(authenticator.forged(), new Authenticator())) {
            var refused = shopper().show(nobody);
            assertRefused(refused);
            words.add(refused.text("detail"));
        }
        assertThat(words.stream().distinct()).hasSize(1);

        assertThat(shopper().show(authenticator).status()).isEqualTo(200);
    }

    @Test
    void a_challenge_is_for_one_device_in_one_session_and_answered_once() {
        var authenticator = enrolled();
        var first = shopper();
        var second = shopper();
        var answer = authenticator.get(first.challenge("recognition"));

        assertThat(second.recognize("passkey", answer).status())
                .as("another session")
                .isEqualTo(404);
        assertThat(shop.server()
                        .post(first.path() + "/recognitions", "{\"passkey\":%s}".formatted(answer))
                        .status())
                .as("another caller")
                .isEqualTo(404);
        assertThat(first.recognize("passkey", authenticator.get(first.challenge("recognition")))
                        .status())
                .isEqualTo(200);
        assertThat(first.recognize(
                                "passkey",
                                authenticator.get(Caller.JSON
                                        .createObjectNode()
                                        .put("challenge", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")))
                        .status())
                .as("no challenge of ours")
                .isEqualTo(404);
        var old = first.challenge("recognition");
        shop.run("update passkey_challenge set expires_at = now() - interval '1 second' where merchant_id = ?");
        assertThat(first.recognize("passkey", authenticator.get(old)).status())
                .as("too old")
                .isEqualTo(404);
        assertThat(first.recognize("passkey", authenticator.get(first.challenge("registration")))
                        .status())
                .as("asked for something else")
                .isEqualTo(404);
        var wrong = authenticator.copied();
        wrong.verifiesUser = false;
        var challenge = first.challenge("recognition");
        assertRefused(first.recognize("passkey", wrong.get(challenge)));
        assertThat(first.recognize("passkey", authenticator.get(challenge)).status())
                .as("used up by a wrong answer")
                .isEqualTo(404);
        assertThat(shop.rows("select * from passkey_challenge where merchant_id = ?")
                        .toString())
                .doesNotContain(challenge.path("challenge").asText());
    }

    @Test
    void of_many_who_answer_one_challenge_at_once_one_is_recognized() throws Exception {
        var authenticator = enrolled();
        var shopper = shopper();
        var answer = authenticator.get(shopper.challenge("recognition"));
        var pool = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < 8; i++)
                calls.add(() -> shopper.recognize("passkey", answer).status());
            var answers = new ArrayList<Integer>();
            for (var done : pool.invokeAll(calls)) answers.add(done.get());

            assertThat(answers.stream().filter(it -> it == 200))
                    .as(answers.toString())
                    .hasSize(1);
            assertThat(answers).containsOnly(200, 404);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void a_copy_is_noticed_and_opens_nothing_any_more() {
        var authenticator = enrolled();
        authenticator.counter = 5;
        assertThat(shopper().show(authenticator).status()).isEqualTo(200);
        var copy = authenticator.copied();
        assertThat(shopper().show(authenticator).status()).isEqualTo(200);

        var refused = shopper().show(copy);

        assertRefused(refused);
        assertRefused(shopper().show(authenticator));
        var listed = shop.server().get("/customers/" + customer + "/passkeys");
        assertThat(listed.body().at("/data/0/suspected_at").isNull()).isFalse();
        assertThat(shop.rows("select type from event where merchant_id = ? and aggregate_type = 'passkey' order by seq")
                        .toString())
                .isEqualTo("[{type=passkey.added}, {type=passkey.suspected}]");
    }

    @Test
    void an_authenticator_that_does_not_count_is_welcome() {
        var authenticator = enrolled();
        for (var i = 0; i < 2; i++) {
            authenticator.counter = -1;
            assertThat(shopper().show(authenticator).status()).isEqualTo(200);
        }
    }

    @Test
    void a_buyer_looks_after_their_passkeys_and_so_do_staff() {
        var authenticator = enrolled();
        var shopper = shopper();
        assertThat(shopper.device().get(shopper.path() + "/passkeys").status()).isEqualTo(403);
        shopper.show(authenticator);
        var listed = shopper.device().get(shopper.path() + "/passkeys");
        var passkey = listed.body().at("/data/0");
        assertThat(passkey.path("label").asText()).isEqualTo("My phone");
        var one = "/passkeys/" + passkey.path("id").asText();

        var renamed = shopper.device().patch(shopper.path() + one, "{\"label\":\"Old phone\"}");
        assertThat(renamed.text("label")).as(renamed.body().toString()).isEqualTo("Old phone");
        var byOther = Shop.open().server().get("/customers/" + customer + "/passkeys");
        assertThat(byOther.body().path("data")).isEmpty();
        assertThat(shopper.device()
                        .send("DELETE", shopper.path() + one, null, java.util.Map.of())
                        .status())
                .isEqualTo(204);

        assertRefused(shopper().show(authenticator));
        assertThat(shop.server()
                        .get("/customers/" + customer + "/passkeys")
                        .body()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void a_passkey_of_one_merchant_says_nothing_to_another() {
        var authenticator = enrolled();

        assertRefused(shopperOf(Shop.open(), "\"locale\":\"en\"").show(authenticator));
    }

    @Test
    void only_who_has_proven_something_or_paid_may_add_one() {
        var stranger = shopperOf(shop, TEA + ",\"buyer\":{\"email\":\"%s\"}".formatted(email));
        var asked = stranger.device()
                .postWithoutKey(stranger.path() + "/passkey-challenges", "{\"purpose\":\"registration\"}");
        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(403);

        var guest = shopperOf(
                shop,
                TEA + ",\"buyer\":{\"email\":\"guest@example.com\"},\"fulfillment\":{\"address\":%s}".formatted(HOME));
        var session = guest.device().get(guest.path()).body();
        var paid = pay(guest, session, "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}");
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        var authenticator = new Authenticator();
        var added = guest.add(authenticator);
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);

        var next = shopper();
        var back = next.show(authenticator);
        assertThat(back.body().at("/session/asks").findValuesAsText("id")).containsExactly("payment.tender");
        assertThat(back.body().at("/customer/email").asText()).isEqualTo("guest@example.com");
        assertThat(back.body().at("/customer/id").asText()).isNotEqualTo(customer);
    }

    @Test
    void one_authenticator_is_not_taken_twice_and_a_foreign_page_adds_none() {
        var authenticator = enrolled();
        var shopper = shopper();
        typeCode(shopper, 2, "");
        var options = shopper.challenge("registration");
        assertThat(options.at("/excludeCredentials")).hasSize(1);
        assertRefused(shopper.add(authenticator));
        for (Consumer<Authenticator> wrong : List.<Consumer<Authenticator>>of(
                it -> it.origin = "https://evil.example",
                it -> it.relyingParty = "evil.example",
                it -> it.verifiesUser = false)) {
            var foreign = new Authenticator();
            wrong.accept(foreign);
            assertRefused(shopper.add(foreign));
        }
        assertThat(shop.one("select count(*) from passkey where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void a_device_alone_does_not_send_things_to_a_new_place_on_a_saved_card() {
        var first = shopper();
        var token = typeCode(first, 1, ",\"remember\":{\"consent_text\":\"Remember me\"}")
                .text("device_token");
        var shopper = shopper();
        shopper.recognize("device_token", "\"" + token + "\"");
        var moved = shopper.device()
                .patch(shopper.path(), "{\"fulfillment\":{\"address\":%s}}".formatted(ELSEWHERE))
                .body();
        assertThat(moved.path("status").asText()).isEqualTo("ready_for_complete");
        assertThat(moved.path("skipped").toString()).contains("only_for_saved_tender");

        var refused = pay(shopper, moved, saved());

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("/problems/not-ready");
        assertThat(refused.body().path("asks").toString()).isEqualTo("[\"buyer.verification\"]");
        assertThat(refused.body().at("/missing/0/removable_by").toString()).contains("passkey");
        var ahead = shopper.device()
                .post(
                        shopper.path() + "/deposits",
                        "{\"revision\":%d,\"amount_minor\":100,\"tender\":%s}"
                                .formatted(moved.path("revision").asLong(), saved()));
        assertThat(ahead.text("type")).as(ahead.body().toString()).isEqualTo("/problems/not-ready");
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(0L);

        var weak = new Authenticator();
        assertThat(shopper.add(weak).status()).isEqualTo(201);
        assertThat(shopper.show(weak).body().at("/session/recognized_by").asText())
                .as("added on the word of the device")
                .isEqualTo("device");
        var proven = typeCode(shopper, 2, "").body().path("session");
        assertThat(proven.path("recognized_by").asText()).isEqualTo("email");
        assertThat(proven.at("/fulfillment/address/line1").asText()).isEqualTo("Reeperbahn 9");
        assertThat(pay(shopper, proven, saved()).text("status")).isEqualTo("completed");

        var again = shopper();
        again.recognize("device_token", "\"" + token + "\"");
        var known = again.device()
                .patch(
                        again.path(),
                        "{\"fulfillment\":{\"address\":%s}}"
                                .formatted(ELSEWHERE.replace("Reeperbahn 9", "REEPERBAHN  9")))
                .body();
        assertThat(pay(again, known, saved()).text("status"))
                .as("a place that was used before")
                .isEqualTo("completed");
    }

    @Test
    void a_new_place_is_fine_with_another_card() {
        var first = shopper();
        var token = typeCode(first, 1, ",\"remember\":{\"consent_text\":\"Remember me\"}")
                .text("device_token");
        var shopper = shopper();
        shopper.recognize("device_token", "\"" + token + "\"");
        var moved = shopper.device()
                .patch(shopper.path(), "{\"fulfillment\":{\"address\":%s}}".formatted(ELSEWHERE))
                .body();

        var paid = pay(shopper, moved, "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}");

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }

    @Test
    void what_was_kept_under_a_consent_ends_with_it() {
        var authenticator = enrolled();
        var shopper = shopper();
        var token = typeCode(shopper, 2, ",\"remember\":{\"consent_text\":\"Remember me\"}")
                .text("device_token");
        var consents = shopper.device().get(shopper.path() + "/consents").body().path("data");
        assertThat(consents.findValuesAsText("purpose")).containsExactlyInAnyOrder("remember", "passkey");

        for (var consent : consents) {
            var withdrawn = shopper.device()
                    .send(
                            "DELETE",
                            shopper.path() + "/consents/" + consent.path("id").asText(),
                            null,
                            java.util.Map.of());
            assertThat(withdrawn.status()).as(withdrawn.body().toString()).isEqualTo(200);
            assertThat(withdrawn.body().path("withdrawn_at").isNull()).isFalse();
        }

        assertRefused(shopper().show(authenticator));
        assertThat(shopper().recognize("device_token", "\"" + token + "\"").status())
                .isEqualTo(404);
        var kept =
                shop.server().get("/customers/" + customer + "/consents").body().path("data");
        assertThat(kept).as("that it was given, and taken back, stays").hasSize(2);
    }

    @Test
    void what_is_erased_is_gone_at_the_provider_too() {
        var authenticator = enrolled();
        var ref = shop.one("select provider_ref from customer where merchant_id = ?");
        assertThat(Caller.atProvider("/v1/customers/" + ref).path("id").asText())
                .isEqualTo(ref);
        var path = "/customers/" + customer + "/personal-data";
        assertThat(shop.server().get(path).body().at("/passkeys/0/label").asText())
                .isEqualTo("My phone");

        var erased = shop.server().postWithoutKey(path + "/erase", "{}");

        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
        assertThat(shop.one("select count(*) from passkey where merchant_id = ?"))
                .isEqualTo(0L);
        assertRefused(shopper().show(authenticator));
        Await.until(() -> shop.one("select count(*) from provider_customer_removal where merchant_id = ?")
                .equals(0L));
        assertThat(Caller.atProvider("/v1/customers/" + ref).at("/error/code").asText())
                .isEqualTo("resource_missing");
    }

    @Test
    void what_is_asked_wrongly_is_explained() {
        var shopper = shopper();
        for (var body : List.of(
                "{\"passkey\":{}}",
                "{\"passkey\":\"text\"}",
                "{\"passkey\":{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}}",
                "{\"passkey\":%s}".formatted(new Authenticator().create(shopper.challenge("recognition"))))) {
            var refused = shopper.device().post(shopper.path() + "/recognitions", body);
            assertThat(refused.status()).as(body + refused.body()).isEqualTo(422);
            assertThat(refused.text("type")).isEqualTo("/problems/validation-failed");
        }
        for (var i = 0; i < 40; i++) shopper.device().postWithoutKey(shopper.path() + "/passkey-challenges", "{}");
        assertThat(shopper.device()
                        .postWithoutKey(shopper.path() + "/passkey-challenges", "{}")
                        .status())
                .isEqualTo(429);
    }
}
