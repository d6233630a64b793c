package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller types a card on the keys of their phone: the agent sees how far they are, and no digit comes here. */
class KeypadIT extends ShopTest {

    private static final String VISA = "4242424242424242#";
    private static final String REST = "1234#123#";
    private static final String DECLINED = "4000000000000002#";
    private static final String AUTHENTICATES = "4000002760003184#";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Caller alex;
    private Telephony telephony;
    private JsonNode session;
    private String path;

    @BeforeEach
    void anAgentHasReadBackAnOrder() {
        alex = shop.staff("alex", "agent");
        telephony = Telephony.takingKeys(shop, sandbox("/captures"));
        atTelephony(
                "/secrets", "{\"connection_id\":\"%s\",\"secret\":\"%s\"}".formatted(telephony.id, telephony.secret));
        open();
    }

    private void open() {
        var opened = ok(alex.post("/channels/phone/calls", """
            {"caller_number":"+4930555","line_items":[{"sku":"TEA"}],"buyer":{"email":"ada@example.com","name":"Ada Byron"},
             "fulfillment":{"option_id":"standard","address":{"name":"Ada Byron","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}"""));
        session = opened.body().path("session");
        path = "/channels/phone/calls/" + session.path("id").asText() + "/keypad-entries";
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("/problems/" + type);
    }

    private static String sandbox(String below) {
        return System.getenv("STRIPE_API_BASE") + "/telephony" + below;
    }

    /** Whoever plays the caller, or sets up the telephony. */
    private static JsonNode atTelephony(String below, String json) {
        try {
            var request = HttpRequest.newBuilder(URI.create(sandbox(below)))
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofString(json))
                    .build();
            return Caller.JSON.readTree(
                    HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode press(String entry, String keys) {
        return atTelephony("/captures/" + entry + "/keys", "{\"keys\":\"%s\"}".formatted(keys));
    }

    private Answer start() {
        return alex.post(path, agreed());
    }

    private String agreed() {
        return """
            {"revision":%d,"confirmed_total_minor":%d,"consent":{"text":"You agree to pay 13.80 euros by the card you type now","given":true}}""".formatted(
                session.path("revision").asLong(), session.path("total_minor").asLong());
    }

    private String started() {
        var entry = ok(start());
        assertThat(entry.text("state")).isEqualTo("typing");
        return entry.text("id");
    }

    private JsonNode entry(String id) {
        return ok(alex.get(path + "/" + id)).body();
    }

    private JsonNode awaitState(String id, String state) {
        Await.until(() -> entry(id).path("state").asText().equals(state));
        return entry(id);
    }

    private String sessionStatus() {
        return ok(alex.get("/checkout-sessions/" + session.path("id").asText())).text("status");
    }

    @Test
    void a_caller_pays_by_the_keys_while_the_agent_sees_how_far_they_are() {
        var token = TestIssuer.running().token(shop.merchantId, "alex", "agent");
        try (var desk = Stream.fromTheBeginning("/events?types=keypad_entry.*", token)) {
            var id = started();
            press(id, "42424242");
            desk.awaitEvents("keypad_entry.progress", 8);
            var field = entry(id).at("/fields/0");
            assertThat(field.path("name").asText()).isEqualTo("number");
            assertThat(field.path("digits").asInt()).isEqualTo(8);
            assertThat(field.path("state").asText()).isEqualTo("typing");

            press(id, "42424242#" + REST);

            desk.awaitEvent("keypad_entry.paid");
            assertThat(desk.events())
                    .extracting(Stream.Told::type)
                    .containsSubsequence(
                            "keypad_entry.started",
                            "keypad_entry.progress",
                            "keypad_entry.captured",
                            "keypad_entry.paid");
            assertThat(desk.wasTold("4242")).as("no digits").isFalse();
            assertThat(entry(id).path("state").asText()).isEqualTo("paid");
        }
        assertThat(sessionStatus()).isEqualTo("completed");
        assertThat(shop.one("select data->>'consent' from event where merchant_id = ? and type = 'session.submitted'"))
                .isEqualTo("You agree to pay 13.80 euros by the card you type now");
        assertThat(shop.one("select actor from audit_entry where merchant_id = ? and action = 'charge_call'"))
                .isEqualTo("staff:alex");
        assertThat(shop.one("select count(*) from keypad_entry where merchant_id = ? and token is not null"))
                .isEqualTo(0L);
    }

    @Test
    void each_key_is_told_to_the_agents_stream_before_the_next_is_pressed() {
        var token = TestIssuer.running().token(shop.merchantId, "alex", "agent");
        var lags = new ArrayList<Long>();
        try (var desk = Stream.fromTheBeginning("/events?types=keypad_entry.*", token)) {
            var id = started();
            for (var digits = 1; digits <= 16; digits++) {
                var pressed = Instant.now();
                press(id, VISA.substring(digits - 1, digits));
                desk.awaitEvents("keypad_entry.progress", digits);
                lags.add(Duration.between(pressed, Instant.now()).toMillis());
            }
            assertThat(entry(id).at("/fields/0/digits").asInt()).isEqualTo(16);
            ok(alex.postWithoutKey(path + "/" + id + "/cancel", null));
        }
        lags.sort(Long::compare);
        System.out.printf(
                "keypad: from the key to the agent's stream p50 %d ms, p95 %d ms, longest %d ms (%d keys)%n",
                lags.get(7), lags.get(14), lags.get(15), lags.size());
    }

    @Test
    void one_field_is_typed_anew_and_the_others_stay() {
        var id = started();
        press(id, VISA + "99");
        assertThat(entry(id).at("/fields/1/digits").asInt()).isEqualTo(2);

        var again = ok(alex.postWithoutKey(path + "/" + id + "/restart", "{\"field\":\"expiry\"}"));

        assertThat(again.body().at("/fields/0/state").asText()).isEqualTo("valid");
        assertThat(again.body().at("/fields/1/digits").asInt()).isZero();
        press(id, REST);
        awaitState(id, "paid");
    }

    @Test
    void what_cannot_be_is_said_field_by_field() {
        var id = started();
        press(id, "4242#");
        assertThat(entry(id).at("/fields/0/state").asText()).isEqualTo("invalid");
        press(id, VISA + "9934#");
        assertThat(entry(id).at("/fields/1/state").asText()).isEqualTo("invalid");
        press(id, REST);
        awaitState(id, "paid");
    }

    @Test
    void a_card_that_is_declined_leaves_the_session_to_another_try() {
        var id = started();
        press(id, DECLINED + REST);

        assertThat(awaitState(id, "declined").path("problem").asText()).isEqualTo("declined");
        assertThat(sessionStatus()).isEqualTo("ready_for_complete");
        session = ok(alex.get("/checkout-sessions/" + session.path("id").asText()))
                .body();
        var second = started();
        press(second, VISA + REST);
        awaitState(second, "paid");
    }

    @Test
    void a_bank_that_asks_the_cardholder_is_answered_by_a_link() {
        var id = started();
        press(id, AUTHENTICATES + REST);

        assertThat(awaitState(id, "declined").path("problem").asText()).isEqualTo("authentication_required");
        Await.until(() -> sessionStatus().equals("ready_for_complete"));
        ok(alex.post(
                "/channels/phone/calls/" + session.path("id").asText() + "/pay-links", "{\"send_to\":\"+4930555\"}"));
    }

    @Test
    void an_agent_who_cancels_takes_no_more_keys() {
        var id = started();
        press(id, "4242");

        ok(alex.postWithoutKey(path + "/" + id + "/cancel", null));
        ok(alex.postWithoutKey(path + "/" + id + "/cancel", null));

        assertThat(press(id, "42424242").path("over").asBoolean()).isTrue();
        assertThat(entry(id).path("state").asText()).isEqualTo("canceled");
        refused(alex.postWithoutKey(path + "/" + id + "/restart", "{\"field\":\"number\"}"), 409, "illegal-transition");
        assertThat(sessionStatus()).isEqualTo("ready_for_complete");
    }

    @Test
    void a_caller_who_hangs_up_or_types_nothing_ends_it() {
        var id = started();
        atTelephony("/captures/" + id + "/hang-up", "{}");
        assertThat(awaitState(id, "failed").path("problem").asText()).isEqualTo("hung_up");

        var slow = started();
        shop.run(
                "update keypad_entry set expires_at = now() where merchant_id = ? and entry_id = '%s'".formatted(slow));
        awaitState(slow, "expired");
        Await.until(() -> press(slow, "4").path("over").asBoolean());
        assertThat(sessionStatus()).isEqualTo("ready_for_complete");
    }

    @Test
    void a_payment_that_was_cut_short_is_taken_up_again_once() {
        var id = started();
        shop.run("update keypad_entry set state = 'captured', token = 'pm_card_visa', captured_at = now() - interval '1"
                + " minute', seq = seq + 1 where merchant_id = ?");
        shop.run(
                "insert into event (merchant_id, event_id, aggregate_type, aggregate_id, seq, type, actor, data, occurred_at) values (?, '%s', 'keypad_entry', '%s', 2, 'keypad_entry.captured', 'system:onetill', '{}', now())"
                        .formatted(UUID.randomUUID(), id));

        awaitState(id, "paid");

        assertThat(sessionStatus()).isEqualTo("completed");
        assertThat(shop.one("select count(*) from payment_attempt where merchant_id = ?"))
                .isEqualTo(1L);
    }

    @Test
    void a_body_with_digits_is_refused_and_leaves_no_trace() {
        var id = started();
        var door = "/webhooks/keypad/" + telephony.id;
        for (var body : List.of(
                "{\"keypad_entry_id\":\"%s\",\"type\":\"progress\",\"number\":1,\"field\":\"number\",\"digits\":4242424242424242,\"state\":\"typing\"}",
                "{\"keypad_entry_id\":\"%s\",\"type\":\"progress\",\"number\":1,\"field\":\"number\",\"digits\":\"4242"
                        + " 4242\",\"state\":\"typing\"}",
                "{\"keypad_entry_id\":\"%s\",\"type\":\"completed\",\"payment_method\":\"4242424242424242\"}",
                "{\"keypad_entry_id\":\"%s\",\"type\":\"progress\",\"number\":1,\"field\":\"expiry\",\"digits\":1234,\"state\":\"typing\"}")) {
            var answer = telephony.at(door, "msg_" + UUID.randomUUID(), now(), body.formatted(id), telephony.secret);
            refused(answer, 422, "card-number-not-allowed");
            assertThat(answer.body().toString()).doesNotContain("4242");
        }
        var code = telephony.at(
                door,
                "msg_code",
                now(),
                "{\"keypad_entry_id\":\"%s\",\"type\":\"progress\",\"number\":1,\"field\":\"security_code\",\"digits\":123,\"state\":\"typing\"}"
                        .formatted(id),
                telephony.secret);
        refused(code, 422, "validation-failed");
        assertThat(entry(id).path("fields").toString()).doesNotContain("123", "4242");
        assertThat(shop.rows("select 1 from event where merchant_id = ? and data::text like '%4242%'"))
                .isEmpty();
    }

    @Test
    void nobody_else_tells_of_keys_and_what_is_late_changes_nothing() {
        var id = started();
        var door = "/webhooks/keypad/" + telephony.id;
        var neighbor = Telephony.of(Shop.open());
        var seven =
                "{\"keypad_entry_id\":\"%s\",\"type\":\"progress\",\"number\":7,\"field\":\"number\",\"digits\":7,\"state\":\"typing\"}"
                        .formatted(id);
        refused(telephony.at(door, "msg_1", now(), seven, neighbor.secret), 400, "malformed-request");
        refused(
                neighbor.at("/webhooks/keypad/" + neighbor.id, "msg_1", now(), seven, neighbor.secret),
                404,
                "not-found");
        ok(telephony.at(door, "msg_7", now(), seven, telephony.secret));
        ok(telephony.at(door, "msg_7", now(), seven, telephony.secret));
        ok(telephony.at(
                door,
                "msg_3",
                now(),
                seven.replace("\"number\":7,\"field\"", "\"number\":3,\"field\"")
                        .replace("\"digits\":7", "\"digits\":3"),
                telephony.secret));

        assertThat(entry(id).at("/fields/0/digits").asInt()).isEqualTo(7);
        assertThat(shop.one("select count(*) from event where merchant_id = ? and type = 'keypad_entry.progress'"))
                .isEqualTo(1L);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    @Test
    void only_what_was_read_back_is_paid_by_one_entry_at_a_time() {
        refused(alex.post(path, agreed().replaceFirst("\"revision\":\\d+", "\"revision\":999")), 409, "total-changed");
        assertThat(alex.post(path, agreed().replace("\"given\":true", "\"given\":false"))
                        .status())
                .isEqualTo(422);
        assertThat(shop.staff("cara").post(path, agreed()).status()).isEqualTo(403);
        refused(shop.staff("bea", "agent").post(path, agreed()), 409, "not-the-holder");
        var key = UUID.randomUUID().toString();
        var first = ok(alex.post(path, agreed(), key));
        assertThat(ok(alex.post(path, agreed(), key)).text("id")).as("once").isEqualTo(first.text("id"));
        var second = start();
        refused(second, 409, "keypad-entry-open");
        assertThat(second.text("keypad_entry_id")).isEqualTo(first.text("id"));
        assertThat(OffsetDateTime.parse(first.text("expires_at"))).isAfter(OffsetDateTime.now());
        ok(alex.patch(
                "/checkout-sessions/" + session.path("id").asText(),
                "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}]}"));

        press(first.text("id"), VISA + REST);

        assertThat(awaitState(first.text("id"), "failed").path("problem").asText())
                .as("the caller agreed to another total")
                .isEqualTo("revision-mismatch");
        assertThat(shop.rows("select 1 from payment_attempt where merchant_id = ?"))
                .isEmpty();
    }

    @Test
    void where_no_telephony_takes_keys_the_agent_is_told_so() {
        assertThat(ok(alex.get("/calls/current")).body().path("keypad_channels"))
                .extracting(JsonNode::asText)
                .containsExactly("phone");
        shop.run("update telephony_connection set capture_url = null where merchant_id = ?");
        refused(start(), 422, "tender-not-offered");
        assertThat(ok(alex.get("/calls/current")).body().path("keypad_channels"))
                .isEmpty();
        shop.run("update telephony_connection set capture_url = '%s' where merchant_id = ?"
                .formatted(sandbox("/nowhere")));

        refused(start(), 503, "provider-unavailable");

        assertThat(shop.one("select state || ' ' || problem from keypad_entry where merchant_id = ?"))
                .isEqualTo("failed provider_unavailable");
    }
}
