package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** A session goes from each channel to each other, and nothing is asked again. */
class HandoffsIT extends ShopTest {

    private static final List<String> CHANNELS = List.of("web", "app", "till-1", "phone");
    private static final String KNOWN = """
            "line_items":[{"sku":"POT"}],"buyer":{"email":"ada@example.com","phone":"+493012345","name":"Ada"},"fulfillment":{
            "option_id":"standard","address":{"name":"Ada","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}""";
    /** Of each of the two; {@code -Dhandoffs.edits=5000} makes it a long run. */
    private static final int EDITS = Integer.getInteger("handoffs.edits", 150);

    /** Somebody with a session. */
    private record At(Caller caller, JsonNode session) {

        String path() {
            return "/checkout-sessions/" + session.path("id").asText();
        }
    }

    @Test
    void from_each_channel_to_each_other_nothing_is_asked_again() {
        var passed = 0;
        for (var from : CHANNELS) {
            for (var to : CHANNELS) {
                if (from.equals(to)) continue;
                var before = open(from, KNOWN);
                var after = claim(to, offer(before));

                assertThat(after.session().path("id"))
                        .as(from + " to " + to)
                        .isEqualTo(before.session().path("id"));
                assertThat(after.session().at("/channel/id").asText()).isEqualTo(to);
                assertThat(after.session().path("asks").findValuesAsText("id"))
                        .as(from + " to " + to)
                        .containsExactly("payment.tender");
                assertThat(after.session().path("total_minor").asLong()).isEqualTo(4900 + 490);
                assertThat(change(after, "{\"line_items\":[{\"sku\":\"TEA\"}]}").status())
                        .as(from + " to " + to)
                        .isEqualTo(200);
                guardFormer(from, before);
                pay(to, after);
                passed++;
            }
        }
        assertThat(passed).isEqualTo(12);
    }

    /** A device reads on and cannot write; a till does not see what has left its channel; a server may always. */
    private void guardFormer(String from, At before) {
        if (from.equals("phone")) return;
        var late = change(before, "{\"line_items\":[{\"sku\":\"POT\",\"quantity\":9}]}");
        if (from.equals("till-1")) {
            assertThat(late.status()).isEqualTo(404);
            return;
        }
        assertThat(late.text("type")).as(late.body().toString()).isEqualTo("/problems/not-the-holder");
        assertThat(late.body().at("/session/line_items/0/sku").asText()).isEqualTo("TEA");
        assertThat(before.caller().get(before.path()).status()).isEqualTo(200);
    }

    @Test
    void what_the_till_hands_over_costs_no_delivery_unless_the_buyer_chose_it() {
        var shopper = open("web", "\"line_items\":[{\"sku\":\"POT\"}],\"buyer\":{\"email\":\"ada@example.com\"}");
        assertThat(shopper.session().path("total_minor").asLong()).isEqualTo(4900 + 490);

        var atTill = claim("till-1", offer(shopper));

        assertThat(atTill.session().path("total_minor").asLong()).isEqualTo(4900);
        assertThat(atTill.session().at("/fulfillments/0/kind").asText()).isEqualTo("handed_over");
        assertThat(atTill.session().at("/channel/tenders").toString()).contains("cash");
    }

    @Test
    void code_and_link_are_one_and_good_for_one_time() {
        var shopper = open("web", KNOWN);
        var offered = offer(shopper);
        assertThat(offered.text("code")).matches("[2-9A-HJ-NP-Z]{4}");

        claim("till-1", offered);

        assertThat(byCode(shop.till(), offered.text("code")).status()).isEqualTo(404);
        assertThat(byToken(offered, "web").status()).isEqualTo(404);
    }

    @Test
    void a_code_cannot_be_guessed_and_is_not_for_strangers() {
        var offered = offer(open("web", KNOWN));
        var code = offered.text("code");
        assertThat(Caller.nobody()
                        .postWithoutKey("/handoff-claims", "{\"code\":\"%s\"}".formatted(code))
                        .status())
                .isEqualTo(401);
        assertThat(byCode(Caller.with(shop.publishableKey), code).status()).isEqualTo(403);
        assertThat(byCode(Shop.open().till(), code).status())
                .as("of another merchant")
                .isEqualTo(404);
        assertThat(shop.server()
                        .postWithoutKey("/handoff-claims", "{\"code\":\"%s\",\"token\":\"x\"}".formatted(code))
                        .status())
                .isEqualTo(422);

        for (var i = 0; i < 5; i++) {
            assertThat(byCode(shop.till(), "0000").status()).isEqualTo(404);
        }

        var late = byCode(shop.till(), code);
        assertThat(late.status()).as("also the right one").isEqualTo(429);
        assertThat(late.header("Retry-After")).isNotNull();
        assertThat(byCode(shop.server(), code.toLowerCase(java.util.Locale.ROOT))
                        .status())
                .as("another caller, spoken in small letters")
                .isEqualTo(200);
    }

    @Test
    void a_payment_that_waits_is_taken_back_before_the_pen_moves() {
        var shopper = open("web", KNOWN);
        var offered = offer(shopper);
        var waiting = shop.server()
                .post(
                        shopper.path() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":5390,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_threeDSecure2Required\"}}"
                                .formatted(shopper.session().path("revision").asLong()));
        assertThat(waiting.text("status")).as(waiting.body().toString()).isEqualTo("requires_escalation");

        var atTill = claim("till-1", offered);

        assertThat(atTill.session().path("status").asText()).isEqualTo("ready_for_complete");
        pay("till-1", atTill);
    }

    @Test
    void the_buyer_takes_the_pen_back_and_goes_on_where_the_session_began() {
        var shopper = open("web", KNOWN);
        var atTill = claim("till-1", offer(shopper));

        var back = shopper.caller().postWithoutKey(shopper.path() + "/holder", "{}");

        assertThat(back.status()).as(back.body().toString()).isEqualTo(200);
        assertThat(back.body().at("/channel/id").asText()).isEqualTo("web");
        assertThat(change(shopper, "{\"locale\":\"de\"}").status()).isEqualTo(200);
        assertThat(change(atTill, "{\"locale\":\"en\"}").status()).isEqualTo(404);
        assertThat(Caller.with(shop.publishableKey)
                        .postWithoutKey(shopper.path() + "/holder", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void another_currency_is_another_session() {
        shop.run("update channel set currency = 'CHF' where merchant_id = ? and channel_id = 'app'");

        var refused = byToken(offer(open("web", KNOWN)), "app");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("CHF", "EUR");
    }

    @Test
    void two_who_edit_at_once_lose_nothing_and_nobody_writes_without_the_pen() throws Exception {
        var first = open("web", KNOWN);
        var second = claim("app", offer(first));
        var pool = Executors.newFixedThreadPool(2);
        try {
            var accepted = new ArrayList<Long>();
            for (var done : pool.invokeAll(List.of(editor(first, 1), editor(second, 2)))) accepted.addAll(done.get());

            assertThat(accepted).as("no two writes made the same revision").doesNotHaveDuplicates();
            assertThat(accepted).hasSizeGreaterThan(EDITS / 4);
        } finally {
            pool.shutdown();
        }
        String holder = null;
        var changes = 0;
        for (var event :
                shop.rows("select type, actor from event where merchant_id = ? and aggregate_id = '%s' order by seq"
                        .formatted(first.session().path("id").asText()))) {
            var actor = String.valueOf(event.get("actor"));
            if ("session.handed_off".equals(event.get("type")))
                holder = actor.startsWith("client_token") ? actor : null;
            else if (String.valueOf(event.get("type")).equals("session.changed") && holder != null) {
                assertThat(actor).isEqualTo(holder);
                changes++;
            }
        }
        assertThat(changes).isPositive();
    }

    /** Edits what it has seen, and now and then takes the pen. @return the revisions it made */
    private Callable<List<Long>> editor(At at, int seed) {
        return () -> {
            var random = new Random(seed);
            var made = new ArrayList<Long>();
            for (var i = 0; i < EDITS; i++) {
                if (random.nextInt(4) == 0) {
                    var taken = at.caller().postWithoutKey(at.path() + "/holder", "{}");
                    assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
                    continue;
                }
                var seen = at.caller().get(at.path()).body().path("revision").asLong();
                var edited = at.caller()
                        .send(
                                "PATCH",
                                at.path(),
                                "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}]}".formatted(1 + random.nextInt(9)),
                                Map.of("If-Match", "\"" + seen + "\""));
                assertThat(edited.status()).as(edited.body().toString()).isIn(200, 409, 412);
                if (edited.status() == 200) {
                    assertThat(edited.body().path("revision").asLong()).isEqualTo(seen + 1);
                    made.add(seen + 1);
                }
            }
            return made;
        };
    }

    private At open(String channel, String known) {
        var caller = switch (channel) {
            case "till-1" -> shop.till();
            case "phone" -> shop.server();
            default -> Caller.with(shop.publishableKey);
        };
        var opened = caller.post("/checkout-sessions", "{\"channel\":\"%s\",%s}".formatted(channel, known));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var token = opened.text("client_token");
        var device = Stream.of("web", "app").anyMatch(channel::equals);
        return new At(device ? Caller.with(token) : caller, opened.body().path("session"));
    }

    private static Answer offer(At at) {
        var offered = at.caller().post(at.path() + "/handoffs", "{}");
        assertThat(offered.status()).as(offered.body().toString()).isEqualTo(201);
        return offered;
    }

    private At claim(String channel, Answer offered) {
        var answer = switch (channel) {
            case "till-1" -> byCode(shop.till(), offered.text("code"));
            case "phone" ->
                shop.server()
                        .postWithoutKey(
                                "/handoff-claims",
                                "{\"code\":\"%s\",\"channel\":\"phone\"}".formatted(offered.text("code")));
            default -> byToken(offered, channel);
        };
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var caller = switch (channel) {
            case "till-1" -> shop.till();
            case "phone" -> shop.server();
            default -> Caller.with(answer.text("client_token"));
        };
        return new At(caller, answer.body().path("session"));
    }

    private static Answer byCode(Caller caller, String code) {
        return caller.postWithoutKey("/handoff-claims", "{\"code\":\"%s\"}".formatted(code));
    }

    private static Answer byToken(Answer offered, String channel) {
        var token = offered.text("url").replaceFirst(".*#", "");
        return Caller.nobody()
                .postWithoutKey("/handoff-claims", "{\"token\":\"%s\",\"channel\":\"%s\"}".formatted(token, channel));
    }

    private static Answer change(At at, String change) {
        return at.caller().patch(at.path(), change);
    }

    private void pay(String channel, At at) {
        var session = shop.server().get(at.path()).body();
        var tender = channel.equals("till-1")
                ? "{\"type\":\"cash\",\"received_minor\":10000}"
                : "{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}";
        var payer = channel.equals("till-1") ? at.caller() : shop.server();
        var paid = payer.post(
                at.path() + "/complete",
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":%s}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong(),
                                tender));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
    }
}
