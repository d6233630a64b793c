package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of the merchant's help a buyer, when the buyer lets them in; and a buyer is called who wants to be. */
class AssistanceIT extends ShopTest {

    private static final String NUMBER = "+493055501234";
    private static final String KNOWN = """
            "line_items":[{"sku":"POT"}],"discount_codes":["ADAS-OWN"],"buyer":{"email":"ada@example.com","phone":"+49 30 555 01234",
            "name":"Ada Byron"},"fulfillment":{"option_id":"standard","address":{"name":"Ada Byron","line1":"Torstr. 1",
            "postal_code":"10119","city":"Berlin"}}""";

    private Caller agent;
    private Caller colleague;
    private Caller cashier;
    private Caller manager;
    private Caller buyer;
    private String clientToken;
    private String id;
    private String path;

    @BeforeEach
    void aBuyerIsAtTheCheckout() {
        agent = shop.staff("alex", "agent");
        colleague = shop.staff("bea", "agent");
        cashier = shop.staff("cara", "cashier");
        manager = shop.staff("max", "manager");
        open(KNOWN);
    }

    private void open(String known) {
        var opened = Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\",%s}".formatted(known));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        clientToken = opened.text("client_token");
        buyer = Caller.with(clientToken);
        id = opened.body().at("/session/id").asText();
        path = "/checkout-sessions/" + id;
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private static void refused(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("/problems/" + type);
    }

    private JsonNode seenBy(Caller caller) {
        return ok(caller.get(path)).body();
    }

    private void hidden(Caller caller) {
        var session = seenBy(caller);
        assertThat(session.path("buyer_hidden").asBoolean()).isTrue();
        assertThat(session.toString())
                .doesNotContain("ada@", "\"Ada", "+49 30 555", "Torstr", "\"10119\"", "Berlin", "ADAS-OWN");
    }

    private void shown(Caller caller) {
        var session = seenBy(caller);
        assertThat(session.path("buyer_hidden").asBoolean()).isFalse();
        assertThat(session.at("/buyer/email").asText()).isEqualTo("ada@example.com");
        assertThat(session.at("/fulfillment/address/line1").asText()).isEqualTo("Torstr. 1");
    }

    private String ask(Caller helper) {
        return ok(helper.post(path + "/assistance-requests", null)).text("id");
    }

    private Answer answer(String assistance, String word) {
        return buyer.postWithoutKey(
                path + "/assistance-requests/" + assistance + "/answer", "{\"answer\":\"%s\"}".formatted(word));
    }

    private void allow(Caller helper) {
        ok(answer(ask(helper), "allow"));
    }

    private static Answer takePen(Caller caller, String path) {
        return caller.postWithoutKey(path + "/holder", "{}");
    }

    private long told(String type) {
        return ((Number) shop.one("select count(*) from event where merchant_id = ? and type = '%s'".formatted(type)))
                .longValue();
    }

    @Test
    void until_the_buyer_lets_them_in_staff_see_the_purchase_and_nothing_of_the_buyer() {
        for (var helper : new Caller[] {agent, cashier}) {
            hidden(helper);
            assertThat(seenBy(helper).at("/line_items/0/sku").asText()).isEqualTo("POT");
            assertThat(seenBy(helper).path("total_minor").asLong()).isEqualTo(4900 + 490);
            assertThat(seenBy(helper).path("step").asText()).isEqualTo("payment");
            refused(takePen(helper, path), 403, "consent-needed");
        }
        refused(agent.patch(path, "{\"locale\":\"de\"}"), 403, "consent-needed");
        refused(agent.post(path + "/handoffs", "{}"), 403, "consent-needed");
        refused(agent.get("/channels/phone/calls/" + id + "/read-back"), 403, "consent-needed");
        refused(agent.get(path + "/recognitions"), 403, "consent-needed");
        var refreshed = ok(agent.postWithoutKey(path + "/payment/refresh", null));
        assertThat(refreshed.body().path("buyer_hidden").asBoolean()).isTrue();
        shown(buyer);
        shown(shop.server());
    }

    @Test
    void a_buyer_lets_an_agent_in_who_takes_the_pen_and_is_out_again_when_the_buyer_says_so() {
        try (var stream = Stream.fromTheBeginning(path + "/events", clientToken)) {
            var revision = seenBy(buyer).path("revision").asLong();
            var assistance = ask(agent);
            stream.awaitEvent("assistance.requested");
            var asked = seenBy(buyer).at("/assistance/0");
            assertThat(asked.path("id").asText()).isEqualTo(assistance);
            assertThat(asked.path("state").asText()).isEqualTo("asked");
            assertThat(asked.path("role").asText()).isEqualTo("agent");
            hidden(agent);

            ok(answer(assistance, "allow"));
            ok(answer(assistance, "allow"));
            stream.awaitEvent("assistance.allowed");
            shown(agent);
            hidden(colleague);
            assertThat(seenBy(buyer).path("revision").asLong())
                    .as("what the buyer has seen is still the newest")
                    .isEqualTo(revision);
            assertThat(agent.patch(path, "{\"locale\":\"de\"}").text("type"))
                    .as("the pen is still the buyer's")
                    .isEqualTo("/problems/not-the-holder");

            ok(takePen(agent, path));
            stream.awaitEvent("session.handed_off");
            ok(agent.patch(path, "{\"line_items\":[{\"sku\":\"TEA\"}]}"));
            assertThat(seenBy(buyer).at("/line_items/0/sku").asText()).isEqualTo("TEA");
            assertThat(seenBy(buyer).at("/holder/actor").asText()).isEqualTo("staff:alex");

            ok(buyer.postWithoutKey(path + "/assistance-requests/" + assistance + "/end", null));
            stream.awaitEvent("assistance.ended");
            assertThat(seenBy(buyer).at("/holder/actor").asText()).isEqualTo("client_token");
            assertThat(seenBy(buyer).path("assistance")).isEmpty();
            assertThat(stream.wasTold("ada@") || stream.wasTold("Torstr")).isFalse();
        }
        hidden(agent);
        refused(takePen(agent, path), 403, "consent-needed");
        ok(buyer.patch(path, "{\"locale\":\"en\"}"));
    }

    @Test
    void not_now_is_respected_and_one_question_at_a_time() {
        var assistance = ask(agent);
        assertThat(ask(agent)).as("the same question").isEqualTo(assistance);
        refused(colleague.post(path + "/assistance-requests", null), 409, "assistance-requested");

        ok(answer(assistance, "not_now"));

        hidden(agent);
        var again = agent.post(path + "/assistance-requests", null);
        refused(again, 409, "assistance-declined");
        assertThat(again.header("Retry-After")).isNotEmpty();
        refused(answer(assistance, "allow"), 409, "illegal-transition");
        assertThat(told("assistance.declined")).isEqualTo(1);
    }

    @Test
    void only_the_buyer_answers_and_nobody_of_another_merchant_sees_a_thing() {
        var assistance = ask(agent);
        var answer = path + "/assistance-requests/" + assistance + "/answer";
        for (var other : new Caller[] {agent, colleague, manager, shop.server(), shop.till()}) {
            assertThat(other.postWithoutKey(answer, "{\"answer\":\"allow\"}").status())
                    .isEqualTo(403);
        }
        var neighbor = Caller.with(Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\"}")
                .text("client_token"));
        assertThat(neighbor.postWithoutKey(answer, "{\"answer\":\"allow\"}").status())
                .isEqualTo(404);
        var stranger = Shop.open().staff("alex", "agent");
        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(stranger.post(path + "/assistance-requests", null).status()).isEqualTo(404);
        assertThat(takePen(stranger, path).status()).isEqualTo(404);
        assertThat(colleague
                        .postWithoutKey(path + "/assistance-requests/" + assistance + "/end", null)
                        .status())
                .as("somebody else's")
                .isEqualTo(404);
        hidden(agent);
    }

    @Test
    void a_helper_may_leave_by_themselves() {
        var assistance = ask(cashier);
        ok(answer(assistance, "allow"));
        shown(cashier);

        ok(cashier.postWithoutKey(path + "/assistance-requests/" + assistance + "/end", null));

        hidden(cashier);
    }

    @Test
    void a_code_the_buyer_says_lets_in_by_itself() {
        var code = ok(buyer.post(path + "/handoffs", "{}")).text("code");
        ok(agent.postWithoutKey("/handoff-claims", "{\"code\":\"%s\",\"channel\":\"phone\"}".formatted(code)));
        shown(agent);

        ok(takePen(buyer, path));

        shown(agent);
        hidden(colleague);
        assertThat(seenBy(buyer).at("/assistance/0/by").asText()).isEqualTo("code");
    }

    @Test
    void what_staff_opened_stays_theirs_when_the_buyer_goes_on() {
        var opened = ok(agent.post("/checkout-sessions", "{\"channel\":\"phone\",%s}".formatted(KNOWN)));
        path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        shown(agent);
        shown(colleague); // no device of a buyer holds it
        var offered = ok(agent.post(path + "/handoffs", "{}"));
        var token = offered.text("url").replaceFirst(".*#", "");

        ok(Caller.nobody()
                .postWithoutKey("/handoff-claims", "{\"token\":\"%s\",\"channel\":\"web\"}".formatted(token)));

        shown(agent);
        hidden(colleague);
        assertThat(agent.patch(path, "{\"locale\":\"de\"}").text("type")).isEqualTo("/problems/not-the-holder");
    }

    @Test
    void a_call_from_the_buyers_number_lets_in_and_another_number_does_not() {
        var call = "{\"caller_number\":\"%s\",\"session_id\":\"" + id + "\"}";
        refused(agent.post("/channels/phone/calls", call.formatted("+49 30 999")), 403, "consent-needed");
        hidden(agent);

        var joined = ok(agent.post("/channels/phone/calls", call.formatted(NUMBER)));

        assertThat(joined.body().at("/session/id").asText()).isEqualTo(id);
        shown(agent);
        assertThat(seenBy(buyer).at("/assistance/0/by").asText()).isEqualTo("call");
        assertThat(seenBy(buyer).at("/holder/actor").asText())
                .as("the pen stays")
                .isEqualTo("client_token");
    }

    @Test
    void numbers_cannot_be_guessed() {
        var call = "{\"caller_number\":\"%s\",\"session_id\":\"" + id + "\"}";
        for (var i = 0; i < 5; i++) {
            refused(agent.post("/channels/phone/calls", call.formatted("+49 30 100" + i)), 403, "consent-needed");
        }

        refused(agent.post("/channels/phone/calls", call.formatted(NUMBER)), 429, "too-many-tries");
        hidden(agent);
    }

    @Test
    void managers_and_admins_see_all_and_that_is_told_once() {
        shown(manager);
        shown(manager);
        shown(shop.staff("ada", "admin"));

        assertThat(shop.rows(
                        "select actor from event where merchant_id = ? and type = 'session.viewed' order by actor"))
                .extracting(it -> it.get("actor"))
                .containsExactly("staff:ada", "staff:max");
        var both = shop.staff("both", "agent", "manager");
        shown(both);
        refused(takePen(both, path), 403, "consent-needed");
    }

    @Test
    void a_waiting_payment_is_not_disturbed_by_help() {
        var waiting = pay("pm_card_threeDSecure2Required");
        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");

        allow(agent);
        shown(agent);
        var request = ok(buyer.post(path + "/call-requests", "{}"));
        ok(colleague.postWithoutKey("/call-requests/" + request.text("id") + "/take", null));

        assertThat(seenBy(buyer).path("status").asText()).isEqualTo("requires_escalation");
        assertThat(seenBy(buyer).at("/payment/action/type").asText()).isEqualTo("redirect");
        refused(takePen(cashier, path), 403, "consent-needed");
        assertThat(seenBy(buyer).path("status").asText())
                .as("nor by one who was not let in")
                .isEqualTo("requires_escalation");
        assertThat(seenBy(cashier).at("/payment/action").isNull()).isTrue();
    }

    private Answer pay(String card) {
        var session = seenBy(buyer);
        return buyer.post(
                path + "/complete",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                card));
    }

    @Test
    void who_pays_while_somebody_asks_is_not_held_up() throws Exception {
        var seen = seenBy(buyer);

        var answers = Race.of(
                8,
                racer -> racer == 0
                        ? buyer.post(
                                path + "/complete",
                                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                        .formatted(
                                                seen.path("revision").asLong(),
                                                seen.path("total_minor").asLong()))
                        : shop.staff("agent-" + racer, "agent").post(path + "/assistance-requests", null));

        assertThat(answers.get(0).text("status"))
                .as(answers.get(0).body().toString())
                .isEqualTo("completed");
        var asked = answers.stream().skip(1).filter(it -> it.status() == 201).count();
        assertThat(asked).as("questions the buyer saw").isLessThanOrEqualTo(1);
        assertThat(answers.stream().skip(1)).allMatch(it -> it.status() == 201 || it.status() == 409);
        assertThat(told("assistance.requested")).isEqualTo(asked);
    }

    @Test
    void when_the_buyer_ends_it_while_the_pen_is_taken_the_helper_is_out_in_any_case() throws Exception {
        for (var round = 0; round < 5; round++) {
            open(KNOWN);
            var assistance = ask(agent);
            ok(answer(assistance, "allow"));

            Race.of(
                    2,
                    racer -> racer == 0
                            ? takePen(agent, path)
                            : buyer.postWithoutKey(path + "/assistance-requests/" + assistance + "/end", null));

            assertThat(seenBy(buyer).at("/holder/actor").asText()).isEqualTo("client_token");
            hidden(agent);
        }
    }

    @Test
    void the_former_holder_hears_of_the_handoff_on_each_device() {
        var offered = ok(buyer.post(path + "/handoffs", "{}"));
        var token = offered.text("url").replaceFirst(".*#", "");
        try (var laptop = Stream.fromTheBeginning(path + "/events", clientToken)) {
            var claimed = ok(Caller.nobody()
                    .postWithoutKey("/handoff-claims", "{\"token\":\"%s\",\"channel\":\"app\"}".formatted(token)));
            laptop.awaitEvent("session.handed_off");
            try (var phone = Stream.fromTheBeginning(path + "/events", claimed.text("client_token"))) {
                ok(takePen(buyer, path));
                phone.awaitEvents("session.handed_off", 2);
                laptop.awaitEvents("session.handed_off", 2);
            }
        }
    }

    @Test
    void a_buyer_is_called_by_one_agent_who_sees_the_session() throws Exception {
        try (var desk =
                Stream.fromTheBeginning("/events", TestIssuer.running().token(shop.merchantId, "bea", "agent"))) {
            var request = ok(buyer.post(path + "/call-requests", "{}"));
            assertThat(request.status()).isEqualTo(201);
            assertThat(request.text("state")).isEqualTo("waiting");
            assertThat(request.body().path("ahead").asInt()).isZero();
            assertThat(request.body().path("expected_wait_seconds").isNull())
                    .as("nobody has waited before")
                    .isTrue();
            desk.awaitEvent("call_request.requested");
            assertThat(desk.wasTold("55501234")).isFalse();
            var queue = ok(agent.get("/call-requests"));
            assertThat(queue.body().at("/data/0/id").asText()).isEqualTo(request.text("id"));
            assertThat(queue.body().toString()).doesNotContain("55501234");
            assertThat(cashier.get("/call-requests").status()).isEqualTo(403);
            var call = "/call-requests/" + request.text("id");

            var answers =
                    Race.of(12, racer -> shop.staff("agent-" + racer, "agent").postWithoutKey(call + "/take", null));

            var winners = answers.stream().filter(it -> it.status() == 200).toList();
            assertThat(winners).hasSize(1);
            answers.stream().filter(it -> it.status() != 200).forEach(it -> refused(it, 409, "call-taken"));
            assertThat(winners.get(0).text("number")).isEqualTo(NUMBER);
            assertThat(winners.get(0).body().at("/session/buyer/name").asText()).isEqualTo("Ada Byron");
            var caller = shop.staff(
                    winners.get(0).body().at("/call_request/agent").asText().replace("staff:", ""), "agent");
            shown(caller);
            assertThat(ok(caller.postWithoutKey(call + "/take", null)).text("number"))
                    .as("again by the same")
                    .isEqualTo(NUMBER);
            assertThat(seenBy(buyer).at("/assistance/0/by").asText()).isEqualTo("call_request");
            refused(agent.post(call + "/finish", "{\"outcome\":\"reached\"}"), 409, "call-taken");

            var finished = ok(caller.post(call + "/finish", "{\"outcome\":\"reached\"}"));

            assertThat(finished.text("state")).isEqualTo("finished");
            hidden(caller);
            assertNumberIsForgotten();
            desk.awaitEvent("call_request.finished");
        }
    }

    private void assertNumberIsForgotten() {
        assertThat(shop.rows("select 1 from call_request where merchant_id = ? and number is not null"))
                .isEmpty();
        assertThat(shop.rows("select 1 from event where merchant_id = ? and data::text like '%55501234%'"))
                .isEmpty();
        assertThat(
                        shop.rows(
                                "select 1 from idempotency where merchant_id = ? and operation like '%call%' and body like '%55501234%'"))
                .isEmpty();
    }

    @Test
    void who_was_not_reached_is_called_again_later() {
        var request = "/call-requests/"
                + ok(buyer.post(path + "/call-requests", "{}")).text("id");
        refused(agent.post(request + "/finish", "{\"outcome\":\"reached\"}"), 409, "illegal-transition");
        ok(agent.postWithoutKey(request + "/take", null));
        assertThat(agent.post(request + "/finish", "{\"outcome\":\"reached\",\"again\":true}")
                        .status())
                .isEqualTo(422);

        var back = ok(agent.post(request + "/finish", "{\"outcome\":\"not_reached\",\"again\":true}"));

        assertThat(back.text("state")).isEqualTo("waiting");
        assertThat(back.body().path("tries").asInt()).isEqualTo(1);
        hidden(agent);
        assertThat(ok(colleague.postWithoutKey(request + "/take", null)).text("number"))
                .isEqualTo(NUMBER);
        ok(manager.post(request + "/finish", "{\"outcome\":\"not_reached\"}"));
        hidden(colleague);
        assertNumberIsForgotten();
        refused(agent.postWithoutKey(request + "/take", null), 409, "illegal-transition");
    }

    @Test
    void one_call_at_a_time_that_can_be_canceled() throws Exception {
        var answers = Race.of(6, racer -> buyer.post(path + "/call-requests", "{\"number\":\"" + NUMBER + "\"}"));
        var made = answers.stream().filter(it -> it.status() == 201).toList();
        assertThat(made).hasSize(1);
        var id = made.get(0).text("id");
        answers.stream().filter(it -> it.status() != 201).forEach(it -> {
            refused(it, 409, "call-requested");
            assertThat(it.text("call_request_id")).isEqualTo(id);
        });
        var mine = path + "/call-requests/" + id;
        assertThat(ok(buyer.get(mine)).text("state")).isEqualTo("waiting");
        ok(agent.postWithoutKey("/call-requests/" + id + "/take", null));
        assertThat(ok(buyer.get(mine)).text("state")).isEqualTo("taken");

        ok(buyer.postWithoutKey(mine + "/cancel", null));
        ok(buyer.postWithoutKey(mine + "/cancel", null));

        hidden(agent);
        assertNumberIsForgotten();
        refused(agent.post("/call-requests/" + id + "/finish", "{\"outcome\":\"reached\"}"), 409, "illegal-transition");
        assertThat(ok(buyer.post(path + "/call-requests", "{}")).status())
                .as("anew")
                .isEqualTo(201);
        assertThat(ok(buyer.get(path + "/call-requests")).body().path("data")).hasSize(2);
    }

    @Test
    void without_a_number_there_is_nobody_to_call_and_a_repeated_request_is_one() {
        open("\"line_items\":[{\"sku\":\"TEA\"}]");
        var none = buyer.post(path + "/call-requests", "{}");
        refused(none, 422, "validation-failed");
        assertThat(none.text("field")).isEqualTo("number");
        assertThat(buyer.postWithoutKey(path + "/call-requests", "{\"number\":\"+4930555\"}")
                        .status())
                .isEqualTo(400);

        var first = ok(buyer.post(path + "/call-requests", "{\"number\":\"+4930555\"}", "once"));
        var again = ok(buyer.post(path + "/call-requests", "{\"number\":\"+4930555\"}", "once"));

        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        var other = Shop.open();
        assertThat(other.staff("eve", "agent")
                        .postWithoutKey("/call-requests/" + first.text("id") + "/take", null)
                        .status())
                .isEqualTo(404);
        assertThat(ok(other.staff("eve", "agent").get("/call-requests")).body().path("data"))
                .isEmpty();
        var neighbor = Caller.with(Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\"}")
                .text("client_token"));
        assertThat(neighbor.get(path + "/call-requests").status()).isEqualTo(404);
    }

    @Test
    void the_expected_wait_is_what_others_waited_for_each_place() {
        for (var i = 0; i < 3; i++) {
            open(KNOWN);
            var request = ok(buyer.post(path + "/call-requests", "{}")).text("id");
            ok(agent.postWithoutKey("/call-requests/" + request + "/take", null));
            ok(agent.post("/call-requests/" + request + "/finish", "{\"outcome\":\"reached\"}"));
        }
        shop.run("update call_request set queued_at = taken_at - interval '100 seconds' where merchant_id = ?");
        open(KNOWN);
        var first = ok(buyer.post(path + "/call-requests", "{}"));
        var firstPath = path;
        var firstBuyer = buyer;
        open(KNOWN);
        var second = ok(buyer.post(path + "/call-requests", "{}"));

        assertThat(first.body().path("expected_wait_seconds").asLong()).isEqualTo(100);
        assertThat(second.body().path("ahead").asInt()).isEqualTo(1);
        assertThat(second.body().path("expected_wait_seconds").asLong()).isEqualTo(200);
        ok(agent.postWithoutKey("/call-requests/" + first.text("id") + "/take", null));
        var moved = ok(buyer.get(path + "/call-requests/" + second.text("id")));
        assertThat(moved.body().path("ahead").asInt()).isZero();
        var taken = ok(firstBuyer.get(firstPath + "/call-requests/" + first.text("id")));
        assertThat(taken.body().path("expected_wait_seconds").isNull()).isTrue();

        shop.run(
                "update call_request set queued_at = queued_at - interval '1 hour' where merchant_id = ? and state = 'waiting'");
        assertThat(ok(buyer.get(path + "/call-requests/" + second.text("id")))
                        .body()
                        .path("expected_wait_seconds")
                        .asLong())
                .as("who has waited for an hour is not told a hundred seconds")
                .isGreaterThanOrEqualTo(1800);
    }

    @Test
    void a_request_nobody_comes_to_ends_and_the_number_with_it() {
        ok(buyer.post(path + "/call-requests", "{}"));
        shop.run("update call_request set expires_at = now() - interval '1 second' where merchant_id = ?");

        Await.until(() -> told("call_request.expired") == 1);

        assertNumberIsForgotten();
        assertThat(ok(agent.get("/call-requests")).body().path("data")).isEmpty();
    }

    @Test
    void who_has_bought_meanwhile_is_not_called() {
        var request = ok(buyer.post(path + "/call-requests", "{}")).text("id");
        assertThat(pay("pm_card_visa").text("status")).isEqualTo("completed");

        Await.until(() -> told("call_request.canceled") == 1);

        assertNumberIsForgotten();
        refused(agent.postWithoutKey("/call-requests/" + request + "/take", null), 409, "illegal-transition");
        refused(buyer.post(path + "/call-requests", "{}"), 409, "illegal-transition");
        refused(agent.post(path + "/assistance-requests", null), 409, "illegal-transition");
    }
}
