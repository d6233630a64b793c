package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The merchant's telephony tells of calls, an agent's screen shows who may be calling, and they say how it went. */
class TelephonyIT extends ShopTest {

    private static final String STRANGER = "+4930999111";
    private static final String TWILIO_TOKEN = "twilio-auth-token-of-a-test";
    private static final String STOPPED = """
        {"channel":"web","line_items":[{"sku":"POT"}],"buyer":{"email":"ada@example.com","phone":"%s","name":"Ada Byron"},
         "fulfillment":{"option_id":"standard","address":{"name":"Ada Byron","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""";

    private Caller alex;
    private Caller bea;
    private Telephony telephony;

    @BeforeEach
    void twoAgentsAndATelephony() {
        alex = shop.staff("alex", "agent");
        bea = shop.staff("bea", "agent");
        telephony = Telephony.of(shop);
        available(alex, "201");
        available(bea, "202");
    }

    private static void available(Caller agent, String extension) {
        ok(agent.send(
                "PUT", "/agents/me", "{\"state\":\"available\",\"extension\":\"%s\"}".formatted(extension), Map.of()));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("/problems/" + type);
    }

    private static JsonNode onScreen(Caller agent) {
        return ok(agent.get("/calls/current")).body();
    }

    private static String from(String number) {
        return "\"caller_number\":\"%s\",\"called_number\":\"+4930100\"".formatted(number);
    }

    private String ring(String number) {
        var callId = "call-" + UUID.randomUUID();
        ok(telephony.tell(callId, "ringing", from(number)));
        return callId;
    }

    private String answeredBy(String extension, String number) {
        var callId = ring(number);
        ok(telephony.tell(callId, "answered", "\"extension\":\"%s\"".formatted(extension)));
        return callId;
    }

    private String stopped(String number) {
        return ok(Caller.with(shop.publishableKey).post("/checkout-sessions", STOPPED.formatted(number)))
                .body()
                .at("/session/id")
                .asText();
    }

    @Test
    void a_ringing_phone_pops_up_who_may_be_calling_and_where_they_stopped() {
        var session = stopped("+49 30 12345678");
        var token = TestIssuer.running().token(shop.merchantId, "alex", "agent");
        try (var desk = Stream.fromTheBeginning("/events?types=call.*,call_request.*", token)) {
            ring(Shop.PHONE);

            desk.awaitEvent("call.ringing");
            assertThat(desk.events()).allMatch(it -> it.type().startsWith("call"));
            assertThat(desk.wasTold("12345678")).as("events hold no numbers").isFalse();
        }
        var popped = onScreen(alex).at("/calls/0");
        assertThat(popped.at("/call/state").asText()).isEqualTo("ringing");
        assertThat(popped.at("/call/caller_number").asText()).isEqualTo(Shop.PHONE);
        assertThat(popped.at("/pop/verified").asBoolean()).isFalse();
        assertThat(popped.at("/pop/customer/name").asText()).isEqualTo("Ada");
        assertThat(popped.at("/pop/customer/saved_tenders/0/label").asText()).isEqualTo("Visa ending in 4242");
        var open = popped.at("/pop/sessions/0");
        assertThat(open.path("id").asText()).isEqualTo(session);
        assertThat(open.path("step").asText()).isEqualTo("payment");
        assertThat(open.path("next_ask").asText()).isEqualTo("payment.tender");
        assertThat(open.at("/line_items/0").asText()).isEqualTo("1 × pot");
        assertThat(open.path("buyer_hidden").asBoolean()).isTrue();
        assertThat(popped.path("pop").toString())
                .as("nothing a caller could prove themselves with")
                .doesNotContain("Torstr", "10119", "ada@");
    }

    @Test
    void of_too_many_calls_the_latest_are_on_the_screen() {
        for (var i = 10; i <= 30; i++) ring("+4930200" + i);

        var calls = onScreen(alex).path("calls");
        assertThat(calls.at("/0/call/caller_number").asText()).isEqualTo("+493020011");
        assertThat(calls.at("/19/call/caller_number").asText()).isEqualTo("+493020030");
    }

    @Test
    void the_last_orders_of_a_caller_are_there_without_their_numbers() {
        var call = ok(shop.server()
                .post(
                        "/channels/phone/calls",
                        "{\"caller_number\":\"%s\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"buyer\":{\"email\":\"ada@example.com\"}}"
                                .formatted(Shop.PHONE)));
        var session = call.body().path("session");
        ok(shop.server()
                .post(
                        "/channels/phone/calls/%s/charges"
                                .formatted(session.path("id").asText()),
                        """
                        {"revision":%d,"confirmed_total_minor":%d,"saved_tender_id":"%s","consent":{"text":"Charge it","given":true}}""".formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        shop.savedTenderId)));
        var number = shop.one("select number from orders where merchant_id = ?").toString();

        ring(Shop.PHONE);

        var pop = onScreen(alex).at("/calls/0/pop");
        assertThat(pop.at("/customer/order_count").asInt()).isEqualTo(1);
        assertThat(pop.at("/orders/0/items/0").asText()).isEqualTo("1 × e-book");
        assertThat(pop.at("/orders/0/total_minor").asLong()).isEqualTo(1200);
        assertThat(pop.toString()).doesNotContain("\"" + number + "\"");
    }

    @Test
    void a_call_is_the_agents_whose_extension_answers() {
        var callId = ring(STRANGER);
        assertThat(onScreen(bea).path("calls")).hasSize(1);
        ok(telephony.tell(callId, "answered", "\"extension\":\"201\""));

        var mine = onScreen(alex);
        assertThat(mine.at("/calls/0/call/state").asText()).isEqualTo("active");
        assertThat(mine.at("/calls/0/call/agent").asText()).isEqualTo("staff:alex");
        assertThat(mine.at("/agent/state").asText()).isEqualTo("busy");
        assertThat(onScreen(bea).path("calls")).isEmpty();
        assertThat(onScreen(bea).at("/agent/state").asText()).isEqualTo("available");
        var id = mine.at("/calls/0/call/id").asText();
        assertThat(bea.get("/calls/" + id).status()).isEqualTo(404);
        refused(bea.postWithoutKey("/calls/" + id + "/events", "{\"type\":\"held\"}"), 409, "call-taken");
        assertThat(ok(shop.staff("max").get("/calls/" + id)).text("agent")).isEqualTo("staff:alex");

        ok(telephony.tell(callId, "held", ""));
        assertThat(onScreen(alex).at("/calls/0/call/state").asText()).isEqualTo("held");
        ok(telephony.tell(callId, "resumed", ""));
        ok(telephony.tell(callId, "ended", "\"end\":\"completed\""));

        assertThat(onScreen(alex).at("/calls/0/call/state").asText()).isEqualTo("wrap_up");
        assertThat(onScreen(alex).at("/agent/state").asText()).isEqualTo("wrap_up");
    }

    @Test
    void a_phone_that_rings_at_one_extension_does_not_pop_up_at_another() {
        ok(telephony.tell("direct", "ringing", from(STRANGER) + ",\"extension\":\"202\""));

        assertThat(onScreen(alex).path("calls")).isEmpty();
        assertThat(onScreen(bea).path("calls")).hasSize(1);
    }

    @Test
    void what_is_told_twice_or_in_another_order_comes_to_the_same() {
        var began = Instant.now().minusSeconds(60);
        var events = List.of(
                event("ringing", began, from(STRANGER)),
                event("answered", began.plusSeconds(5), "\"agent\":\"alex\""),
                event("held", began.plusSeconds(15), "\"extension\":\"201\""),
                event("resumed", began.plusSeconds(25), "\"extension\":\"201\""),
                event("ended", began.plusSeconds(45), "\"end\":\"completed\""));
        for (var order : List.of(List.of(0, 1, 2, 3, 4), List.of(4, 3, 2, 1, 0), List.of(2, 4, 0, 3, 1))) {
            var callId = "call-" + UUID.randomUUID();
            for (var twice = 0; twice < 2; twice++) {
                for (var i : order) {
                    ok(telephony.tell(callId + "/" + i, events.get(i).replace("CALL", callId)));
                }
            }

            var call = ok(alex.get("/calls?agent=me&limit=1")).body().at("/data/0");
            assertThat(call.path("state").asText()).as(order.toString()).isEqualTo("wrap_up");
            assertThat(call.path("talk_seconds").asInt()).isEqualTo(30);
            assertThat(call.path("hold_seconds").asInt()).isEqualTo(10);
            assertThat(call.path("caller_number").asText()).isEqualTo(STRANGER);
            assertThat(shop.one("select count(*) from phone_call_event where merchant_id = ? and call_id = '%s'"
                            .formatted(call.path("id").asText())))
                    .isEqualTo(5L);
            ok(alex.post("/calls/" + call.path("id").asText() + "/wrap-up", "{\"reason\":\"other\"}"));
        }
    }

    private static String event(String type, Instant at, String more) {
        return "{\"call_id\":\"CALL\",\"type\":\"%s\",\"occurred_at\":\"%s\",%s}".formatted(type, at, more);
    }

    @Test
    void nobody_else_can_tell_of_calls() {
        var body = "{\"call_id\":\"forged\",\"type\":\"ringing\"}";
        var now = Instant.now().getEpochSecond();
        var neighbor = Shop.open();
        var theirs = Telephony.of(neighbor);

        refused(telephony.send("msg_1", now, body, theirs.secret), 400, "malformed-request");
        refused(telephony.send("msg_1", now - 600, body, telephony.secret), 400, "malformed-request");
        refused(Caller.nobody().postWithoutKey("/webhooks/telephony/" + telephony.id, body), 400, "malformed-request");
        refused(
                telephony.at("/webhooks/telephony/" + UUID.randomUUID(), "msg_1", now, body, telephony.secret),
                404,
                "not-found");
        refused(
                telephony.at("/webhooks/twilio-voice/" + telephony.id, "msg_1", now, body, telephony.secret),
                415,
                "unsupported-media-type");
        refused(telephony.tell("card", "ringing", from("4242 4242 4242 4242")), 422, "card-number-not-allowed");
        assertThat(shop.rows("select 1 from phone_call where merchant_id = ?")).isEmpty();

        ok(theirs.tell("same", "ringing", from(STRANGER)));
        ok(telephony.tell("same", "ringing", from(STRANGER)));
        assertThat(onScreen(alex).path("calls")).hasSize(1);
        assertThat(onScreen(neighbor.staff("alex")).path("calls")).hasSize(1);
    }

    @Test
    void secrets_are_rotated_with_an_overlap_and_stored_encrypted() {
        var path = "/channels/phone/telephony-connections";
        var old = telephony.secret;
        var rotated = ok(shop.server().post(path + "/" + telephony.id + "/secret-rotation", "{}"));
        var now = Instant.now().getEpochSecond();
        var body = "{\"call_id\":\"c\",\"type\":\"ringing\"}";

        assertThat(telephony.send("msg_old", now, body, old).status()).isEqualTo(202);
        assertThat(telephony.send("msg_new", now, body, rotated.text("secret")).status())
                .isEqualTo(202);
        shop.run(
                "update telephony_connection set old_secret_until = now() - interval '1 second' where merchant_id = ?");
        assertThat(telephony.send("msg_late", now, body, old).status()).isEqualTo(400);
        assertThat(shop.one("select secret || old_secret from telephony_connection where merchant_id = ?")
                        .toString())
                .startsWith("enc1:")
                .doesNotContain(old, rotated.text("secret"));
        assertThat(ok(shop.server().get(path)).body().toString()).doesNotContain("whsec_");
        ok(shop.server().send("DELETE", path + "/" + telephony.id, null, Map.of()));
        assertThat(telephony.send("msg_gone", now, body, rotated.text("secret")).status())
                .isEqualTo(404);
        refused(
                shop.server().post("/channels/web/telephony-connections", "{\"kind\":\"generic\"}"),
                422,
                "wrong-channel-kind");
    }

    @Test
    void numbers_and_notes_are_stored_encrypted_and_forgotten_with_the_customer() {
        answeredBy("201", Shop.PHONE);
        var id = onScreen(alex).at("/calls/0/call/id").asText();
        ok(alex.patch("/calls/" + id, "{\"note\":\"wants it in blue\"}"));
        assertThat(shop.one("select number || note from phone_call where merchant_id = ?")
                        .toString())
                .startsWith("enc1:")
                .doesNotContain("12345678", "blue");
        var customer = shop.one("select customer_id from customer where merchant_id = ?");
        var exported = ok(shop.staff("ada").get("/customers/" + customer + "/personal-data"))
                .body()
                .at("/calls/0");
        assertThat(exported.path("number").asText()).isEqualTo(Shop.PHONE);
        assertThat(exported.path("note").asText()).isEqualTo("wants it in blue");

        ok(shop.staff("ada").postWithoutKey("/customers/" + customer + "/personal-data/erase", null));

        assertThat(shop.rows("select 1 from phone_call where merchant_id = ? and (number is not null or"
                        + " number_index is not null or note is not null)"))
                .isEmpty();
    }

    private Answer twilio(String connection, String url, String token, Map<String, String> form) {
        var sorted = new TreeMap<>(form);
        var signed = url
                + sorted.entrySet().stream()
                        .map(it -> it.getKey() + it.getValue())
                        .collect(Collectors.joining());
        var body = form.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Caller.nobody()
                .send(
                        "POST",
                        "/webhooks/twilio-voice/" + connection,
                        body,
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-Twilio-Signature",
                                Telephony.hmac("HmacSHA1", token.getBytes(StandardCharsets.UTF_8), signed)));
    }

    @Test
    void twilios_status_callbacks_are_understood() {
        var created = ok(shop.server()
                .post(
                        "/channels/phone/telephony-connections",
                        "{\"kind\":\"twilio\",\"auth_token\":\"%s\"}".formatted(TWILIO_TOKEN)));
        assertThat(created.body().path("secret").isNull()).isTrue();
        var id = created.body().at("/connection/id").asText();
        var url = created.body().at("/connection/callback_url").asText();
        var caller = Map.of(
                "CallSid", "CA1", "CallStatus", "ringing", "Direction", "inbound", "From", STRANGER, "To", "+4930100");
        var leg = Map.of(
                "CallSid",
                "CA2",
                "ParentCallSid",
                "CA1",
                "CallStatus",
                "in-progress",
                "Direction",
                "outbound-dial",
                "From",
                STRANGER,
                "To",
                "client:alex",
                "SequenceNumber",
                "2");

        assertThat(twilio(id, url, "another-token", caller).status()).isEqualTo(400);
        assertThat(twilio(id, url, TWILIO_TOKEN, caller).status()).isEqualTo(204);
        assertThat(onScreen(alex).at("/calls/0/call/caller_number").asText()).isEqualTo(STRANGER);
        assertThat(twilio(id, url, TWILIO_TOKEN, leg).status()).isEqualTo(204);
        assertThat(onScreen(alex).at("/calls/0/call/state").asText()).isEqualTo("active");
        var left = new TreeMap<>(leg);
        left.put("CallStatus", "completed");
        assertThat(twilio(id, url, TWILIO_TOKEN, left).status()).isEqualTo(204);
        assertThat(onScreen(alex).at("/calls/0/call/state").asText())
                .as("the caller is still there")
                .isEqualTo("active");
        var over = new TreeMap<>(caller);
        over.put("CallStatus", "completed");
        assertThat(twilio(id, url, TWILIO_TOKEN, over).status()).isEqualTo(204);

        assertThat(onScreen(alex).at("/calls/0/call/state").asText()).isEqualTo("wrap_up");
        assertThat(shop.one("select secret from telephony_connection where merchant_id = ? and kind = 'twilio'")
                        .toString())
                .startsWith("enc1:");
    }

    @Test
    void how_a_call_went_is_said_counted_and_reported() {
        var session = stopped(STRANGER);
        var callId = answeredBy("201", STRANGER);
        var id = onScreen(alex).at("/calls/0/call/id").asText();
        ok(alex.patch("/calls/" + id, "{\"session_id\":\"%s\"}".formatted(session)));
        refused(alex.post("/calls/" + id + "/wrap-up", "{\"reason\":\"price\"}"), 409, "illegal-transition");
        ok(telephony.tell(callId, "ended", "\"end\":\"completed\""));
        var unknown = alex.post("/calls/" + id + "/wrap-up", "{\"reason\":\"mood\"}");
        refused(unknown, 422, "validation-failed");
        assertThat(unknown.text("detail")).contains("no_stock", "wrong_number");
        refused(bea.post("/calls/" + id + "/wrap-up", "{\"reason\":\"price\"}"), 409, "call-taken");

        var done = ok(alex.post(
                "/calls/" + id + "/wrap-up", "{\"reason\":\"price\",\"note\":\"too dear\",\"keystrokes\":41}"));

        assertThat(done.text("state")).isEqualTo("done");
        assertThat(done.text("note")).isEqualTo("too dear");
        assertThat(onScreen(alex).path("calls")).isEmpty();
        assertThat(onScreen(alex).at("/agent/state").asText()).isEqualTo("available");
        assertThat(shop.one("select data->>'code' from event where merchant_id = ? and type = 'session.loss_coded'"))
                .isEqualTo("too_expensive");
        assertThat(shop.one(
                        "select data->>'call_reason' from event where merchant_id = ? and type = 'call.wrapped_up'"))
                .isEqualTo("price");
        Await.until(() -> shop.server()
                .get("/reports/sessions/" + session)
                .body()
                .at("/attributes/call_reason")
                .asText()
                .equals("price"));
        ring("+4930777");
        var row = ok(shop.staff("max").get("/reports/calls")).body().at("/data/0");
        assertThat(row.path("key").asText()).isEqualTo("phone");
        assertThat(row.path("calls").asInt()).isEqualTo(2);
        assertThat(row.path("answered").asInt()).isEqualTo(1);
        assertThat(row.path("with_session").asInt()).isEqualTo(1);
        assertThat(row.path("conversion").asDouble()).isZero();
        assertThat(row.path("handle_p50_seconds").isNumber()).isTrue();
        assertThat(row.path("keystrokes_p50").asInt()).isEqualTo(41);
        assertThat(row.path("reasons").toString()).isEqualTo("[{\"code\":\"price\",\"calls\":1}]");
        var csv = Caller.text("/reports/calls?by=agent", shop.secretKey, "text/csv")
                .body();
        assertThat(csv.lines().toList()).hasSize(3);
        assertThat(csv).startsWith("key,calls,answered").contains("staff:alex", "price=1");
        assertThat(alex.get("/reports/calls").status()).isEqualTo(403);
    }

    @Test
    void a_merchant_has_reasons_of_their_own() {
        var path = "/channels/phone/call-reasons";
        assertThat(ok(alex.get(path)).body().path("data").findValuesAsText("code"))
                .contains("sale", "question", "no_stock", "price", "payment_failed", "callback", "wrong_number");
        var own = "{\"data\":[{\"code\":\"advice\",\"label\":\"Beratung\",\"loss_code\":\"only_asked\"}]}";
        assertThat(alex.send("PUT", path, own, Map.of()).status()).isEqualTo(403);
        ok(shop.staff("ada").send("PUT", path, own, Map.of()));
        var twice = own.replace("]}", ",{\"code\":\"advice\",\"label\":\"Rat\"}]}");
        refused(shop.staff("ada").send("PUT", path, twice, Map.of()), 422, "validation-failed");

        var call = ok(alex.post("/calls", "{\"channel\":\"phone\",\"direction\":\"outbound\"}"))
                .text("id");
        ok(alex.postWithoutKey("/calls/" + call + "/events", "{\"type\":\"ended\"}"));

        refused(alex.post("/calls/" + call + "/wrap-up", "{\"reason\":\"sale\"}"), 422, "validation-failed");
        ok(alex.post("/calls/" + call + "/wrap-up", "{\"reason\":\"advice\"}"));
    }

    @Test
    void where_no_telephony_tells_the_agent_does() {
        var call = ok(alex.post("/calls", "{\"channel\":\"phone\",\"caller_number\":\"%s\"}".formatted(Shop.PHONE)));
        var path = "/calls/" + call.text("id");
        assertThat(call.text("state")).isEqualTo("active");
        assertThat(onScreen(alex).at("/calls/0/pop/customer/name").asText()).isEqualTo("Ada");
        for (var said : List.of("held", "held", "resumed", "ended", "ended")) {
            ok(alex.postWithoutKey(path + "/events", "{\"type\":\"%s\"}".formatted(said)));
        }
        refused(alex.postWithoutKey(path + "/events", "{\"type\":\"held\"}"), 409, "illegal-transition");
        assertThat(shop.one("select count(*) from event where merchant_id = ? and aggregate_type = 'call'"))
                .as("what was so already is no news")
                .isEqualTo(4L);
        ring(STRANGER);
        var ringing = onScreen(bea).at("/calls/0/call/id").asText();
        ok(bea.postWithoutKey("/calls/" + ringing + "/events", "{\"type\":\"answered\"}"));
        refused(alex.postWithoutKey("/calls/" + ringing + "/events", "{\"type\":\"answered\"}"), 409, "call-taken");
    }
}
