package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** Experiments from the draft to the verdict: dealt once, kept wherever the session goes, done what the arm wants, counted right. */
class ExperimentsIT extends ShopTest {

    private static final String TEA = "\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}]";
    private static final String EMAIL = "\"buyer\":{\"email\":\"ada@example.com\"}";
    private static final String HOME =
            "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String ADDRESS_FIRST = """
            {"name":"Address first","hypothesis":"It feels like progress","varies":"asks_order","arms":[{"name":"usual"},
             {"name":"address_first","value":{"asks":["fulfillment.address"]}}]}""";
    private static final String ALIKE = """
            {"name":"Do we measure well","hypothesis":"Nothing differs","varies":"asks_order","window_seconds":3600,
             "guardrails":[{"metric":"average_order_value","limit_percent":10},{"metric":"decline_rate","limit_percent":20}],
             "arms":[{"name":"one"},{"name":"other"}]}""";

    /** So many sessions that nobody will see only one of two arms; a chance of one in a million million. */
    private static final int MANY = 40;

    private Answer create(String experiment) {
        return shop.staff("ada").post("/experiments", experiment);
    }

    private String draft(String experiment) {
        var created = create(experiment);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.text("state")).isEqualTo("draft");
        return created.text("id");
    }

    private String running(String experiment) {
        var id = draft(experiment);
        var started = start(id);
        assertThat(started.status()).as(started.body().toString()).isEqualTo(200);
        assertThat(started.text("state")).isEqualTo("running");
        return id;
    }

    private Answer start(String id) {
        return shop.staff("ada").postWithoutKey("/experiments/" + id + "/start", null);
    }

    private Answer stop(String id, String how) {
        return shop.staff("ada").postWithoutKey("/experiments/" + id + "/stop", how);
    }

    private JsonNode report(String id) {
        var report = shop.staff("nina", "analyst").get("/experiments/" + id + "/report");
        assertThat(report.status()).as(report.body().toString()).isEqualTo(200);
        return report.body();
    }

    private JsonNode open(String channel, String more) {
        var opened =
                shop.server().post("/checkout-sessions", "{\"channel\":\"%s\",%s%s}".formatted(channel, TEA, more));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().path("session");
    }

    private JsonNode get(JsonNode session) {
        return shop.server().get(path(session)).body();
    }

    private static String path(JsonNode session) {
        return "/checkout-sessions/" + session.path("id").asText();
    }

    private static List<String> asks(JsonNode session) {
        return session.path("asks").findValuesAsText("id");
    }

    /** The arm that was written down for a session; null for none. */
    private String armOf(JsonNode session) {
        var rows = shop.rows("select arm from experiment_exposure where merchant_id = ? and session_id = '"
                + session.path("id").asText() + "'");
        assertThat(rows.size()).isLessThanOrEqualTo(1);
        return rows.isEmpty() ? null : (String) rows.get(0).get("arm");
    }

    /** Opens sessions until both arms were dealt, and answers what was seen in each of them. */
    private <T> Map<String, Set<T>> seen(String more, Function<JsonNode, T> what) {
        var seen = new HashMap<String, Set<T>>();
        for (var n = 0; n < MANY && (n < 6 || seen.size() < 2); n++) {
            var session = open("web", more);
            seen.computeIfAbsent(String.valueOf(armOf(session)), it -> new HashSet<>())
                    .add(what.apply(session));
        }
        return seen;
    }

    private Answer complete(JsonNode session) {
        return shop.server()
                .post(
                        path(session) + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
    }

    @Test
    void a_draft_can_be_changed_what_runs_only_in_words_and_what_is_stopped_stays() {
        var id = draft(ADDRESS_FIRST);
        var ada = shop.staff("ada");
        var path = "/experiments/" + id;
        var changed = ada.patch(path, "{\"minimum_effect_percent\":1.5,\"channels\":[\"web\"]}");
        assertThat(changed.body().path("minimum_effect_percent").asDouble()).isEqualTo(1.5);
        assertThat(changed.body().path("channels").toString()).isEqualTo("[\"web\"]");
        assertThat(stop(id, "{}").text("type")).isEqualTo("/problems/experiment-state");

        assertThat(start(id).text("state")).isEqualTo("running");
        assertThat(start(id).status()).as("harmless to repeat").isEqualTo(200);
        assertThat(ada.patch(path, "{\"channels\":[\"app\"]}").text("type")).isEqualTo("/problems/experiment-state");
        assertThat(ada.patch(path, "{\"hypothesis\":\"Less to type at once\"}").text("hypothesis"))
                .isEqualTo("Less to type at once");
        var second = draft(ALIKE);
        assertThat(start(second).text("type")).isEqualTo("/problems/experiment-running");
        assertThat(stop(id, "{\"adopted_arm\":\"nobody\"}").status()).isEqualTo(422);

        var stopped = stop(id, "{\"adopted_arm\":\"address_first\",\"conclusion\":\"It does\"}");
        assertThat(stopped.text("state")).isEqualTo("stopped");
        assertThat(stopped.text("adopted_arm")).isEqualTo("address_first");
        assertThat(stop(id, "{\"conclusion\":\"It does not\"}").text("conclusion"))
                .isEqualTo("It does");
        assertThat(start(id).text("type")).isEqualTo("/problems/experiment-state");
        assertThat(start(second).status()).isEqualTo(200);

        assertThat(shop.rows("select action from audit_entry where merchant_id = ? and resource_id = '" + id
                        + "' order by occurred_at"))
                .extracting(it -> it.get("action"))
                .containsExactly(
                        "create_experiment",
                        "change_experiment",
                        "start_experiment",
                        "change_experiment",
                        "stop_experiment");
        assertThat(shop.server().get("/experiments").body().path("data").findValuesAsText("id"))
                .containsExactly(second, id);
        assertThat(shop.server()
                        .get("/experiments?state=stopped")
                        .body()
                        .path("data")
                        .findValuesAsText("id"))
                .containsExactly(id);
    }

    @Test
    void what_makes_no_sense_is_said() {
        var arms = "\"arms\":[{\"name\":\"usual\"},{\"name\":\"b\",\"value\":%s}]";
        var about = "{\"name\":\"n\",\"hypothesis\":\"h\",\"varies\":\"%s\",%s}";
        for (var wrong : List.of(
                about.formatted("asks_order", arms.formatted("{\"asks\":[\"payment.tender\"]}")),
                about.formatted("asks_order", arms.formatted("{\"asks\":[\"buyer.email\",\"buyer.email\"]}")),
                about.formatted("asks_order", arms.formatted("{\"tender\":\"card\"}")),
                about.formatted("default_delivery", arms.formatted("{\"delivery\":\"drone\"}")),
                about.formatted("recovery_delay", arms.formatted("{\"recovery_after_seconds\":0}")),
                about.formatted(
                        "trust_message",
                        arms.formatted("{\"trust_message\":{\"kind\":\"call_me\",\"ask\":\"x\",\"text\":\"y\"}}")),
                about.formatted("asks_order", "\"arms\":[{\"name\":\"alone\"}]"),
                about.formatted("asks_order", "\"arms\":[{\"name\":\"twin\"},{\"name\":\"twin\"}]"),
                about.formatted("asks_order", arms.formatted("null") + ",\"channels\":[\"nowhere\"]"),
                about.formatted("asks_order", arms.formatted("null") + ",\"window_seconds\":5"),
                about.formatted(
                        "asks_order",
                        arms.formatted("null")
                                + ",\"guardrails\":[{\"metric\":\"refund_rate\",\"limit_percent\":0}]"))) {
            var answer = create(wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.text("type")).endsWith("validation-failed");
        }
        assertThat(create(about.formatted("weather", arms.formatted("null"))).status())
                .isIn(400, 422);
        assertThat(shop.server().get("/experiments?state=over").status()).isEqualTo(422);
        assertThat(shop.server().get("/experiments/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    void who_may_read_and_who_may_change() {
        var id = draft(ADDRESS_FIRST);

        for (var reader : List.of(shop.staff("max"), shop.staff("nina", "analyst"), shop.server())) {
            assertThat(reader.get("/experiments/" + id).status()).isEqualTo(200);
            assertThat(reader.get("/experiments/" + id + "/report").status()).isEqualTo(200);
        }
        for (var caller : List.of(shop.staff("max"), shop.staff("nina", "analyst"), shop.staff("alex"))) {
            assertThat(caller.post("/experiments", ADDRESS_FIRST).status()).isEqualTo(403);
            assertThat(caller.postWithoutKey("/experiments/" + id + "/start", null)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(shop.staff("alex").get("/experiments").status()).isEqualTo(403);
        var other = Shop.open();
        assertThat(other.server().get("/experiments/" + id).status()).isEqualTo(404);
        assertThat(other.staff("ada")
                        .postWithoutKey("/experiments/" + id + "/start", null)
                        .status())
                .isEqualTo(404);
        var key = shop.staff("ada")
                .post("/api-keys", "{\"kind\":\"secret_key\",\"label\":\"BI\",\"scopes\":[\"reports:read\"]}");
        var restricted = Caller.with(key.text("secret"));
        assertThat(restricted.get("/experiments/" + id + "/report").status()).isEqualTo(200);
        assertThat(restricted.post("/experiments", ADDRESS_FIRST).text("type")).endsWith("scope-missing");
    }

    @Test
    void buyers_are_asked_in_the_order_of_their_arm_and_each_session_is_exposed_once() {
        var before = open("web", "");
        var id = running(ADDRESS_FIRST);
        shop.server().patch(path(before), "{\"buyer\":{\"name\":\"Ada\"}}");
        assertThat(armOf(before)).as("it has seen the usual").isNull();

        var orders = seen("", ExperimentsIT::asks);

        assertThat(orders)
                .isEqualTo(Map.of(
                        "usual", Set.of(List.of("buyer.email", "fulfillment.address", "payment.tender")),
                        "address_first", Set.of(List.of("fulfillment.address", "buyer.email", "payment.tender"))));
        var session = open("web", "");
        var arm = armOf(session);
        shop.server().patch(path(session), "{" + EMAIL + "}");
        shop.server().patch(path(session), "{\"buyer\":{\"name\":\"Ada\"}}");
        assertThat(armOf(session)).isEqualTo(arm);
        var events = shop.rows("select cast(data as text) as data from event where merchant_id = ? and type ="
                + " 'experiment.exposed' and data ->> 'session_id' = '"
                + session.path("id").asText() + "'");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).get("data").toString()).contains(id, arm).doesNotContain("ada@");
        assertThat(armOf(open("web", "," + EMAIL + "," + HOME)))
                .as("nothing to order")
                .isNull();

        var again = open("web", "");
        stop(id, "{}");
        assertThat(asks(get(again))).containsExactly("buyer.email", "fulfillment.address", "payment.tender");
        assertThat(armOf(open("web", ""))).isNull();
    }

    @Test
    void an_arm_stays_when_the_buyer_is_recognized_and_when_the_session_goes_on_elsewhere() {
        running(ADDRESS_FIRST);
        var customer = shop.one("select customer_id from customer where merchant_id = ?");
        var arms = new HashSet<String>();
        for (var n = 0; n < 6; n++) {
            arms.add(armOf(open("web", ",\"customer_id\":\"" + customer + "\"")));
        }
        assertThat(arms).as("one customer, one arm").hasSize(1).doesNotContainNull();

        for (var n = 0; n < 6; n++) {
            var session = open("web", "");
            var arm = armOf(session);
            var moved = Caller.nobody()
                    .postWithoutKey(
                            "/handoff-claims",
                            "{\"token\":\"%s\",\"channel\":\"app\"}"
                                    .formatted(shop.server()
                                            .post(path(session) + "/handoffs", "{}")
                                            .text("url")
                                            .replaceFirst(".*#", "")));
            assertThat(moved.status()).as(moved.body().toString()).isEqualTo(200);
            assertThat(asks(moved.body().path("session"))).isEqualTo(asks(session));
            var known =
                    shop.server().post(path(session) + "/recognitions", "{\"customer_id\":\"%s\"}".formatted(customer));
            assertThat(known.status()).as(known.body().toString()).isBetween(200, 201);
            assertThat(armOf(session)).isEqualTo(arm);
        }
    }

    @Test
    void the_way_of_delivery_that_is_taken_for_a_start_is_that_of_the_arm() {
        running("""
                {"name":"Pickup first","hypothesis":"Free is taken","varies":"default_delivery","arms":[{"name":"usual"},
                 {"name":"pickup","value":{"delivery":"pickup"}}]}""");

        var options = seen("", it -> it.at("/fulfillment/option_id").asText());

        assertThat(options).isEqualTo(Map.of("usual", Set.of("standard"), "pickup", Set.of("pickup-mitte")));
        var chose = open("web", ",\"fulfillment\":{\"option_id\":\"standard\"}");
        assertThat(armOf(chose)).as("who chooses sees no default").isNull();
        for (var n = 0; n < 6; n++) {
            var changed = shop.server().patch(path(open("web", "")), "{\"fulfillment\":{\"option_id\":\"standard\"}}");
            assertThat(changed.body().at("/fulfillment/option_id").asText())
                    .as("the buyer's choice counts more")
                    .isEqualTo("standard");
        }
    }

    @Test
    void the_tender_to_offer_first_is_that_of_the_arm_once_it_comes_to_paying() {
        shop.server().patch("/channels/web", "{\"tenders\":[\"card\",\"apple_pay\"]}");
        running("""
                {"name":"Wallet first","hypothesis":"Less to type","varies":"default_tender","arms":[{"name":"usual"},
                 {"name":"wallet","value":{"tender":"apple_pay"}}]}""");

        assertThat(armOf(open("web", ""))).as("it is not about paying yet").isNull();
        var tenders =
                seen("," + EMAIL + "," + HOME, it -> it.path("default_tender").asText());

        assertThat(tenders).isEqualTo(Map.of("usual", Set.of("null"), "wallet", Set.of("apple_pay")));
    }

    @Test
    void a_trust_message_stands_beside_its_ask_in_the_buyers_language() {
        running("""
                {"name":"Returns","hypothesis":"Doubts go","varies":"trust_message","arms":[{"name":"usual"},{"name":"returns","value":
                 {"trust_message":{"kind":"return_policy","ask":"payment.tender","after_seconds":8,"text":"30 days to return","texts":{"de":"30 Tage zur Rückgabe"}}}}]}""");

        var said = seen(",\"locale\":\"de-DE\"", it -> it.path("trust_messages").toString());

        assertThat(said)
                .isEqualTo(
                        Map.of(
                                "usual",
                                Set.of("[]"),
                                "returns",
                                Set.of(
                                        "[{\"kind\":\"return_policy\",\"ask\":\"payment.tender\",\"after_seconds\":8,\"text\":\"30 Tage zur Rückgabe\",\"shown_at\":null}]")));
    }

    @Test
    void what_the_channel_says_is_measured_against_saying_nothing() {
        shop.server()
                .patch(
                        "/channels/web",
                        "{\"trust_messages\":[{\"kind\":\"quality_mark\",\"ask\":\"payment.tender\",\"text\":\"Tested\"}]}");
        running("""
                {"name":"Does it help","hypothesis":"Signs help","varies":"trust_message","arms":[{"name":"usual"},
                 {"name":"silence","value":{"silent":true}}]}""");

        var said = seen("", it -> it.path("trust_messages").findValuesAsText("text"));

        assertThat(said).isEqualTo(Map.of("usual", Set.of(List.of("Tested")), "silence", Set.of(List.of())));
    }

    @Test
    void who_left_is_written_to_when_the_arm_says() {
        shop.server().patch("/channels/web", "{\"recovery_after_seconds\":86400}");
        running("""
                {"name":"Write soon","hypothesis":"Still in the mood","varies":"recovery_delay","arms":[{"name":"usual"},
                 {"name":"soon","value":{"recovery_after_seconds":1}}]}""");

        var left = seen(
                ",\"buyer\":{\"email\":\"ada-%s@example.com\",\"reminder_consent\":\"Remind me\"}"
                        .formatted(UUID.randomUUID()),
                it -> it.path("id").asText());

        assertThat(left).containsOnlyKeys("usual", "soon");
        Await.until(() -> left.get("soon").stream()
                .noneMatch(id -> shop.server()
                        .get("/checkout-sessions/" + id)
                        .body()
                        .path("reminded_at")
                        .isNull()));
        for (var id : left.get("usual")) {
            assertThat(shop.server()
                            .get("/checkout-sessions/" + id)
                            .body()
                            .path("reminded_at")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void a_report_counts_who_was_shown_what_and_came_to_what_once_the_window_is_over() {
        var id = running(ALIKE);
        var bought = new HashMap<String, Integer>();
        var shown = new HashMap<String, Integer>();
        for (var n = 0; n < 8; n++) {
            var session = open("web", "");
            var arm = armOf(session);
            shown.merge(arm, 1, Integer::sum);
            if (n % 2 > 0) continue;
            var ready = shop.server()
                    .patch(path(session), "{" + EMAIL + "," + HOME + "}")
                    .body();
            assertThat(complete(ready).status()).isEqualTo(200);
            bought.merge(arm, 1, Integer::sum);
        }

        var early = report(id);
        assertThat(early.path("aa_test").asBoolean()).isTrue();
        assertThat(early.at("/decision/code").asText()).isEqualTo("too_few");
        for (var arm : early.path("arms")) {
            var name = arm.path("name").asText();
            assertThat(arm.path("exposures").asInt()).isEqualTo(shown.getOrDefault(name, 0));
            assertThat(arm.path("waiting").asInt()).isEqualTo(shown.getOrDefault(name, 0));
            assertThat(arm.path("rate").isNull()).isTrue();
        }

        shop.run("update experiment_exposure set exposed_at = exposed_at - interval '1 day' where merchant_id = ?");
        shop.run("update orders set placed_at = placed_at - interval '1 day' where merchant_id = ?");
        for (var arm : report(id).path("arms")) {
            var name = arm.path("name").asText();
            assertThat(arm.path("waiting").asInt()).isZero();
            assertThat(arm.path("counted").asInt()).isEqualTo(shown.getOrDefault(name, 0));
            assertThat(arm.path("completed").asInt()).isEqualTo(bought.getOrDefault(name, 0));
        }

        var by = "/reports/funnel?by=experiment_" + id;
        Await.until(() -> {
            var rows = shop.staff("max").get(by).body().path("data");
            return rows.findValuesAsText("value").containsAll(shown.keySet());
        });
    }

    /** Buyers as they would have come in two days, written by hand: 60 of 100 complete, and 72 of 100. */
    @Test
    void a_difference_that_is_there_is_found_and_an_uneven_deal_spoils_it() {
        var id = running(ADDRESS_FIRST);
        buyers(id, "usual", 1_500, 60);
        buyers(id, "address_first", 1_500, 72);

        var report = report(id);
        assertThat(report.at("/sample_ratio/ok").asBoolean())
                .as(report.toString())
                .isTrue();
        assertThat(report.at("/arms/0/rate").asDouble()).isEqualTo(0.60);
        assertThat(report.at("/arms/1/rate").asDouble()).isEqualTo(0.72);
        assertThat(report.at("/arms/1/difference/low").asDouble()).isPositive();
        assertThat(report.at("/arms/1/difference/p_value").asDouble()).isLessThan(0.001);
        assertThat(report.at("/decision/code").asText()).isEqualTo("better");
        assertThat(report.at("/decision/arm").asText()).isEqualTo("address_first");
        assertThat(report.at("/decision/may_decide").asBoolean()).isTrue();

        buyers(id, "address_first", 300, 72);
        var uneven = report(id);
        assertThat(uneven.at("/sample_ratio/ok").asBoolean()).isFalse();
        assertThat(uneven.at("/decision/code").asText()).isEqualTo("sample_ratio_broken");
        assertThat(uneven.at("/decision/may_decide").asBoolean()).isFalse();
    }

    private void buyers(String experiment, String arm, int many, int percent) {
        shop.run("""
                with shown as (
                    insert into experiment_exposure (merchant_id, experiment_id, session_id, arm, unit, channel_id, exposed_at)
                    select ?, '%s', gen_random_uuid(), '%s', gen_random_uuid(), 'web', now() - interval '2 days' from generate_series(1, %d)
                    returning merchant_id, session_id
                ), numbered as (select *, row_number() over () as n from shown)
                insert into orders (merchant_id, order_id, number, session_id, channel_id, channel_kind, state, currency, total_minor,
                    totals, buyer, fulfillment, placed_at, updated_at)
                select merchant_id, gen_random_uuid(), '%s-%d-' || n, session_id, 'web', 'web', 'voided', 'EUR', 2270, '[]', '{}', '{}',
                    now() - interval '47 hours', now()
                from numbered where n %% 100 < %d""".formatted(experiment, arm, many, arm, many, percent));
    }
}
