package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Who waits for a call, in which order, for how long, and which agent gets whom. */
class CallQueueIT extends ShopTest {

    private static final String OPEN = """
        {"channel":"web","line_items":[{"sku":"%s","quantity":%d}],"buyer":{"email":"ada@example.com","phone":"+4930555%d",
         "name":"Ada Byron"},"fulfillment":{"option_id":"standard","address":{"name":"Ada Byron","line1":"Torstr. 1",
         "postal_code":"10119","city":"Berlin"}}}""";

    private int people;

    /** Somebody at the checkout who wants to be called. */
    private record Waiting(Caller buyer, String session, String request) {}

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    private Waiting waits(String sku, int quantity, boolean afterDecline) {
        var opened = ok(
                Caller.with(shop.publishableKey).post("/checkout-sessions", OPEN.formatted(sku, quantity, people++)));
        var buyer = Caller.with(opened.text("client_token"));
        var session = opened.body().path("session");
        var path = "/checkout-sessions/" + session.path("id").asText();
        if (afterDecline) {
            ok(buyer.post(
                    path + "/complete",
                    "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa_chargeDeclined\"}}"
                            .formatted(
                                    session.path("revision").asLong(),
                                    session.path("total_minor").asLong())));
        }
        var request = ok(buyer.post(path + "/call-requests", "{}")).text("id");
        return new Waiting(buyer, path, request);
    }

    private void since(Waiting waiting, int seconds) {
        shop.run(
                "update call_request set queued_at = now() - interval '%d seconds' where merchant_id = ? and call_request_id = '%s'"
                        .formatted(seconds, waiting.request()));
    }

    private Caller agent(String name) {
        return shop.staff(name, "agent");
    }

    private static Answer available(Caller agent) {
        return ok(agent.send("PUT", "/agents/me", "{\"state\":\"available\"}", Map.of()));
    }

    private static Answer next(Caller agent) {
        return agent.postWithoutKey("/call-requests/next", null);
    }

    @Test
    void the_most_urgent_is_first_and_the_agent_sees_why() {
        var small = waits("TEA", 1, false);
        var dear = waits("POT", 2, false);
        var declined = waits("TEA", 1, true);
        var patient = waits("TEA", 1, false);
        since(small, 100);
        since(dear, 50);
        since(declined, 10);
        since(patient, 1_300);

        var queue = ok(agent("alex").get("/call-requests")).body().path("data");

        assertThat(queue.findValuesAsText("id"))
                .containsExactly(patient.request(), declined.request(), dear.request(), small.request());
        assertThat(queue.at("/1/priority/payment_failed").asBoolean()).isTrue();
        assertThat(queue.at("/2/priority/value_minor").asLong()).isEqualTo(9800 + 490);
        assertThat(queue.at("/2/priority/head_start_seconds").asLong()).isEqualTo(204);
        assertThat(queue.at("/3/ahead").asInt()).isEqualTo(3);
        var seen = ok(small.buyer().get(small.session() + "/call-requests/" + small.request()));
        assertThat(seen.body().path("ahead").asInt()).isEqualTo(3);
        assertThat(seen.body().path("priority").isNull())
                .as("buyers are not told what they are worth")
                .isTrue();
        assertThat(next(agent("alex")).body().at("/call_request/id").asText()).isEqualTo(patient.request());
    }

    @Test
    void eight_agents_at_once_each_get_another_and_the_ninth_nobody() throws Exception {
        var waiting = new ArrayList<String>();
        for (var i = 0; i < 8; i++) waiting.add(waits("TEA", 1, false).request());

        var taken = Race.of(8, racer -> next(agent("agent-" + racer)));

        assertThat(taken).allMatch(it -> it.status() == 200);
        assertThat(taken)
                .extracting(it -> it.body().at("/call_request/id").asText())
                .containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(taken).allMatch(it -> it.text("number").startsWith("+4930555"));
        assertThat(next(agent("late")).status()).isEqualTo(204);
    }

    @Test
    void an_agent_has_one_until_they_have_said_how_it_went() throws Exception {
        waits("TEA", 1, false);
        waits("TEA", 1, false);
        var alex = agent("alex");

        var same = Race.of(4, racer -> next(alex));

        assertThat(same)
                .extracting(it -> it.body().at("/call_request/id").asText())
                .containsOnly(same.get(0).body().at("/call_request/id").asText());
        assertThat(ok(alex.get("/agents/me")).text("state")).isEqualTo("away");
        available(alex);
        assertThat(ok(alex.get("/agents/me")).text("state")).isEqualTo("busy");
        ok(alex.post(
                "/call-requests/" + same.get(0).body().at("/call_request/id").asText() + "/finish",
                "{\"outcome\":\"reached\"}"));
        assertThat(ok(alex.get("/agents/me")).text("state")).isEqualTo("available");
        assertThat(next(alex).body().at("/call_request/id").asText())
                .isNotEqualTo(same.get(0).body().at("/call_request/id").asText());
    }

    @Test
    void a_purchase_that_is_over_needs_no_call() {
        var paid = waits("TEA", 1, false);
        var session = ok(paid.buyer().get(paid.session())).body();
        ok(paid.buyer()
                .post(
                        paid.session() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong())));

        assertThat(next(agent("alex")).status()).isEqualTo(204);
    }

    @Test
    void the_wait_follows_from_who_is_at_the_desk_and_how_long_calls_take() {
        var alex = agent("alex");
        available(alex);
        var first = waits("TEA", 1, false);
        assertThat(wait(first)).as("nothing is known yet").isNull();
        next(alex);
        for (var seconds : List.of(100, 200, 300)) handled(alex, seconds);
        var second = waits("TEA", 1, false);
        var third = waits("TEA", 1, false);
        since(second, 5);

        assertThat(wait(second)).as("one agent, who is busy").isEqualTo(200L);
        assertThat(wait(third)).isEqualTo(400L);
        available(agent("bea"));
        assertThat(wait(second)).as("bea is free").isZero();
        assertThat(wait(third)).as("then the first of two").isEqualTo(100L);
        ok(agent("bea").send("PUT", "/agents/me", "{\"state\":\"away\"}", Map.of()));
        assertThat(wait(second)).isEqualTo(200L);
    }

    private Long wait(Waiting waiting) {
        var wait = ok(waiting.buyer().get(waiting.session() + "/call-requests/" + waiting.request()))
                .body()
                .path("expected_wait_seconds");
        return wait.isNull() ? null : Long.valueOf(wait.asLong());
    }

    /** A call that took so long, minutes ago. */
    private void handled(Caller agent, int seconds) {
        var call = ok(agent.post("/calls", "{\"channel\":\"phone\"}")).text("id");
        ok(agent.postWithoutKey("/calls/" + call + "/events", "{\"type\":\"ended\"}"));
        ok(agent.post("/calls/" + call + "/wrap-up", "{\"reason\":\"sale\"}"));
        shop.run(
                "update phone_call set answered_at = wrapped_up_at - interval '%d seconds' where merchant_id = ? and call_id = '%s'"
                        .formatted(seconds, call));
    }

    @Test
    void who_does_not_say_they_are_there_is_not() {
        var alex = agent("alex");
        assertThat(available(alex).text("state")).isEqualTo("available");
        ok(agent("bea").send("PUT", "/agents/me", "{\"state\":\"available\",\"extension\":\"7\"}", Map.of()));
        assertThat(ok(shop.staff("max").get("/agents")).body().path("data").findValuesAsText("agent"))
                .containsExactly("staff:alex", "staff:bea");
        ok(alex.send("PUT", "/agents/me", "{\"state\":\"available\",\"extension\":\"7\"}", Map.of()));
        assertThat(ok(agent("bea").get("/agents/me")).body().path("extension").isNull())
                .as("an extension is one agent's")
                .isTrue();

        shop.run("update desk_agent set expires_at = now() where merchant_id = ? and agent = 'staff:alex'");

        assertThat(ok(alex.get("/agents/me")).text("state")).isEqualTo("away");
        assertThat(ok(shop.staff("max").get("/agents")).body().path("data")).hasSize(1);
        assertThat(shop.staff("cara").get("/agents").status()).isEqualTo(403);
    }
}
