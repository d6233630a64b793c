package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.it.Caller.Answer;
import onetill.launch.SecondNode;
import org.junit.jupiter.api.Test;

/** The funnel of real sessions: each in it once, whatever happens to the nodes, and lost for what they were lost for. */
class FunnelIT extends ShopTest {

    private static final String HOME =
            "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}";
    private static final String VISA = "pm_card_visa";
    private static final String DECLINED = "pm_card_chargeDeclined";
    private static final String FACTS =
            "select session_id, opened_at, active_at, entered_at, channel_id, step, outcome, reason, total_minor, currency,"
                    + " cast(attributes as text) as attributes, cast(path as text) as path, cast(journey as text) as journey"
                    + " from funnel_session where merchant_id = ? order by session_id";
    private static final String COUNTS =
            "select grain, at, measure, channel_id, step, detail, n, minor from funnel_count where merchant_id = ? and n <> 0"
                    + " order by grain, at, measure, channel_id, step, detail";

    private static final String COUNTS_BY_ATTRIBUTE =
            "select attribute, grain, at, value, channel_id, step, entered, advanced, handed_on, went_back, waiting, lost, sessions, won"
                    + " from funnel_attribute_count where merchant_id = ? and entered <> 0 order by 1, 2, 3, 4, 5, 6";

    private Answer open(String channel, String more) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}]%s}"
                                .formatted(channel, more));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened;
    }

    private String ready() {
        return open("web", ",\"buyer\":{\"email\":\"ada@example.com\"}," + HOME)
                .body()
                .at("/session/id")
                .asText();
    }

    private Answer complete(String id, String card) {
        var session = shop.server().get("/checkout-sessions/" + id).body();
        return shop.server()
                .post(
                        "/checkout-sessions/" + id + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        card));
    }

    private void cancel(String id) {
        shop.server().postWithoutKey("/checkout-sessions/" + id + "/cancel", "{}");
    }

    /** Everything that was written is in the funnel. */
    private void awaitAll() {
        Await.until(() -> shop.rows("select 1 from event where merchant_id = ? and position is null")
                        .isEmpty()
                && shop.rows("select 1 from funnel_position p where merchant_id = ? and position ="
                                        + " (select max(position) from event e where e.merchant_id = p.merchant_id)")
                                .size()
                        == 1);
    }

    private String reason(String id) {
        return String.valueOf(
                shop.one("select reason from funnel_session where merchant_id = ? and session_id = '" + id + "'"));
    }

    /** Some that buy, some that are lost, some that are still there. */
    private Map<String, String> manyWays() {
        var lost = new HashMap<String, String>();
        complete(ready(), VISA);
        var step = open("web", "").body().at("/session/id").asText();
        shop.server().patch("/checkout-sessions/" + step, "{\"buyer\":{\"email\":\"eve@example.com\"}}");
        shop.server().patch("/checkout-sessions/" + step, "{" + HOME + "}");
        complete(step, VISA);
        open("app", "");
        var declined = ready();
        complete(declined, DECLINED);
        cancel(declined);
        lost.put(declined, "declined");
        var soldOut = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"RARE\",\"quantity\":2}],\"buyer\":{\"email\":\"a@example.com\"},"
                                + HOME + "}")
                .body()
                .at("/session/id")
                .asText();
        assertThat(complete(soldOut, VISA).status()).isEqualTo(409);
        cancel(soldOut);
        lost.put(soldOut, "stock_lost");
        var dearer = ready();
        shop.run("update item_price set amount_minor = 990 where merchant_id = ? and sku = 'TEA'");
        assertThat(complete(dearer, VISA).status()).isEqualTo(409);
        cancel(dearer);
        lost.put(dearer, "price_moved");
        var coded = ready();
        var said = shop.staff("alex")
                .post("/checkout-sessions/" + coded + "/loss-reasons", "{\"code\":\"wants_to_think\"}");
        assertThat(said.status()).as(said.body().toString()).isEqualTo(201);
        cancel(coded);
        lost.put(coded, "agent_coded");
        var nothing = open("phone", "").body().at("/session/id").asText();
        cancel(nothing);
        lost.put(nothing, "unknown");
        return lost;
    }

    private List<List<Map<String, Object>>> counts() {
        return List.of(shop.rows(COUNTS), shop.rows(COUNTS_BY_ATTRIBUTE));
    }

    /** Entered = advanced + waiting + lost, of each interval, channel and step, and as the events themselves say. */
    private void theLawHolds() {
        var broken = shop.rows("""
                select grain, at, channel_id, step from funnel_count where merchant_id = ?
                group by grain, at, channel_id, step
                having coalesce(sum(n) filter (where measure = 'entered'), 0)
                    <> coalesce(sum(n) filter (where measure in ('advanced', 'waiting', 'lost')), 0)""");
        assertThat(broken).isEmpty();
        var negative = shop.rows("select 1 from funnel_count where merchant_id = ? and n < 0");
        assertThat(negative).isEmpty();
        assertThat(shop.rows("""
                select 1 from funnel_attribute_count where merchant_id = ? and (entered <> advanced + waiting + lost
                  or least(entered, advanced, handed_on, went_back, waiting, lost, sessions, won) < 0)""")).isEmpty();
        var entered = shop.rows("""
                select channel_id, step, count(*) as n from (
                    select channel_id, step, lag(channel_id || step) over (partition by aggregate_id order by seq) as before
                    from event where merchant_id = ? and aggregate_type = 'session') e
                where before is distinct from channel_id || step group by channel_id, step order by 1, 2""");
        assertThat(shop.rows("""
                select channel_id, step, cast(sum(n) as bigint) as n from funnel_count where merchant_id = ? and grain = 'hour'
                  and measure = 'entered' group by channel_id, step having sum(n) <> 0 order by 1, 2""")).isEqualTo(entered);
    }

    @Test
    void each_session_is_lost_for_what_it_was_lost_for_and_the_law_holds() {
        var lost = manyWays();
        awaitAll();

        for (var each : lost.entrySet()) {
            assertThat(reason(each.getKey())).isEqualTo(each.getValue());
        }
        theLawHolds();
        assertThat(shop.one("select count(*) from funnel_session where merchant_id = ? and outcome = 'completed'"))
                .isEqualTo(2L);
    }

    @Test
    void a_link_nobody_opens_and_a_way_that_the_address_leaves_as_the_only_one_are_seen() {
        var call = shop.staff("alex")
                .post("/channels/phone/calls", "{\"line_items\":[{\"sku\":\"TEA\"}],\"caller_number\":\"+49301\"}");
        assertThat(call.status()).as(call.body().toString()).isEqualTo(201);
        var linked = call.body().at("/session/id").asText();
        var link =
                shop.staff("alex").post("/channels/phone/calls/" + linked + "/pay-links", "{\"send_to\":\"+49301\"}");
        assertThat(link.status()).as(link.body().toString()).isEqualTo(201);
        cancel(linked);
        shop.run(
                "insert into fulfillment_option (merchant_id, option_id, kind, title) values (?, 'abroad', 'shipping', 'Abroad')");
        shop.run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, amount_minor, min_days, max_days)"
                        + " values (?, 'abroad', 1, 'EUR', 'AT', 1990, 3, 5)");
        var abroad = open("web", ",\"buyer\":{\"email\":\"ada@example.com\"}")
                .body()
                .at("/session/id")
                .asText();
        var moved = shop.server()
                .patch(
                        "/checkout-sessions/" + abroad,
                        "{" + HOME.replace("10119", "1010").replace("\"city\"", "\"country\":\"AT\",\"city\"") + "}");
        assertThat(moved.body().at("/fulfillment/option_id").asText())
                .as(moved.body().toString())
                .isEqualTo("abroad");
        cancel(abroad);
        awaitAll();

        assertThat(reason(linked)).isEqualTo("authentication_dropped");
        assertThat(reason(abroad)).isEqualTo("late_cost");
        theLawHolds();
    }

    @Test
    void made_anew_from_the_first_event_it_is_the_same() {
        manyWays();
        awaitAll();
        var facts = shop.rows(FACTS);
        var counts = counts();
        assertThat(facts).hasSizeGreaterThan(5);

        shop.run("update funnel_position set version = 0 where merchant_id = ?");
        Await.until(() -> !shop.one("select version from funnel_position where merchant_id = ?")
                .equals(0));
        awaitAll();

        assertThat(shop.rows(FACTS)).isEqualTo(facts);
        assertThat(counts()).isEqualTo(counts);
        theLawHolds();
    }

    @Test
    void events_that_stand_in_another_order_than_they_happened_make_the_same_funnel() {
        manyWays();
        awaitAll();
        var facts = shop.rows(FACTS);
        var counts = counts();
        shop.run("update event set position = 2 * (select max(position) from event) - position where merchant_id = ?");
        shop.run("update event_relay set last_position = 2 * last_position where cast(? as uuid) is not null");

        shop.run("update funnel_position set version = 0 where merchant_id = ?");
        Await.until(() -> !shop.one("select version from funnel_position where merchant_id = ?")
                .equals(0));
        awaitAll();

        assertThat(shop.rows(FACTS)).isEqualTo(facts);
        assertThat(counts()).isEqualTo(counts);
    }

    @Test
    void on_two_nodes_one_of_which_dies_each_event_counts_once() throws Exception {
        manyWays();
        awaitAll();
        var facts = shop.rows(FACTS);
        var counts = counts();

        try (var second = SecondNode.start(Map.of("FUNNEL_INTERVAL", "PT0.05S"))) {
            for (var time = 0; time < 5; time++) {
                shop.run("update funnel_position set version = 0 where merchant_id = ?");
                Await.until(() -> !shop.one("select version from funnel_position where merchant_id = ?")
                        .equals(0));
            }
            shop.run("update funnel_position set version = 0 where merchant_id = ?");
            second.kill();
        }
        Await.until(() -> !shop.one("select version from funnel_position where merchant_id = ?")
                .equals(0));
        awaitAll();

        assertThat(shop.rows(FACTS)).isEqualTo(facts);
        assertThat(counts()).isEqualTo(counts);
        theLawHolds();
    }

    @Test
    void who_rests_too_long_is_lost_until_they_go_on() {
        shop.server().patch("/channels/web", "{\"recovery_after_seconds\":1}");
        var id = ready();
        Await.until(() -> !shop.rows("select 1 from funnel_session where merchant_id = ? and reason = 'unknown'")
                .isEmpty());
        theLawHolds();
        shop.server().patch("/channels/web", "{\"recovery_after_seconds\":3600}");

        assertThat(complete(id, VISA).status()).isEqualTo(200);
        awaitAll();

        var fact = shop.rows("select outcome, reason from funnel_session where merchant_id = ?")
                .get(0);
        assertThat(fact).containsEntry("outcome", "completed").containsEntry("reason", null);
        assertThat(shop.rows(
                        "select 1 from funnel_count where merchant_id = ? and measure in ('lost', 'loss') and n <> 0"))
                .isEmpty();
        theLawHolds();
    }

    @Test
    void reports_say_it_with_the_interval_before_and_as_a_table() {
        var lost = manyWays();
        awaitAll();
        var max = shop.staff("max");

        var funnel = max.get("/reports/funnel?by=channel").body();
        assertThat(funnel.path("opened_sessions").asLong())
                .isEqualTo(shop.rows(FACTS).size());
        assertThat(funnel.path("completed_sessions").asLong()).isEqualTo(2);
        assertThat(funnel.at("/lag/events").asLong()).isZero();
        for (var row : funnel.path("data")) {
            var numbers = row.path("numbers");
            assertThat(numbers.path("entered").asLong())
                    .as(row.toString())
                    .isEqualTo(numbers.path("advanced").asLong()
                            + numbers.path("waiting").asLong()
                            + numbers.path("lost").asLong());
        }
        var byCountry = max.get("/reports/funnel?by=country").body();
        assertThat(entered(byCountry)).isEqualTo(entered(funnel));
        var byDecline = max.get("/reports/funnel?by=decline_code").body();
        assertThat(entered(byDecline)).isEqualTo(entered(funnel));
        assertThat(byDecline.path("data").findValuesAsText("value")).contains("", "generic_decline");
        assertThat(entered(max.get("/reports/funnel?by=hour").body())).isEqualTo(entered(funnel));
        assertThat(entered(max.get("/reports/funnel?by=step").body())).isEqualTo(entered(funnel));

        var friction = max.get("/reports/friction").body().path("data");
        assertThat(friction.findValuesAsText("reason"))
                .contains("declined", "stock_lost", "price_moved", "agent_coded");
        for (var row : friction) {
            var behind = max.get("/" + row.path("href").asText()).body().path("data");
            assertThat(behind).as(row.toString()).hasSize(row.path("sessions").asInt());
        }
        var times = max.get("/reports/times").body().path("data");
        assertThat(times.findValuesAsText("step")).contains("payment");
        var paths = max.get("/reports/paths").body();
        assertThat(paths.path("nodes").findValuesAsText("id")).contains("web/payment", "web/paid", "lost", "waiting");
        var live = max.get("/reports/live").body();
        assertThat(live.at("/last_hour/completed").asLong()).isEqualTo(2);
        assertThat(live.path("open").findValuesAsText("channel_id")).contains("app");

        var declined = lost.entrySet().stream()
                .filter(it -> it.getValue().equals("declined"))
                .findFirst()
                .orElseThrow()
                .getKey();
        var timeline = max.get("/reports/sessions/" + declined).body();
        assertThat(timeline.path("reason").asText()).isEqualTo("declined");
        assertThat(timeline.at("/evidence/0").asText()).startsWith("declined ");
        assertThat(timeline.path("events").findValuesAsText("type"))
                .contains("session.opened", "session.declined", "session.canceled");
        assertThat(timeline.toString()).doesNotContain("ada@example.com", "Torstr");

        for (var path : List.of("funnel", "times", "paths", "friction", "sessions", "live", "sessions/" + declined)) {
            var csv = Caller.text("/reports/" + path, shop.secretKey, "text/csv");
            assertThat(csv.statusCode()).as(path).isEqualTo(200);
            assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
            assertThat(csv.body().lines().count()).as(path).isGreaterThan(1);
        }
    }

    private static long entered(JsonNode report) {
        var sum = 0L;
        for (var row : report.path("data")) sum += row.at("/numbers/entered").asLong();
        return sum;
    }

    @Test
    void who_may_not_is_refused_and_what_makes_no_sense_is_said() {
        assertThat(shop.staff("alex").get("/reports/funnel").status()).isEqualTo(403);
        assertThat(shop.staff("nina", "analyst").get("/reports/funnel").status())
                .isEqualTo(200);
        assertThat(shop.staff("nina", "analyst").get("/orders").status()).isEqualTo(403);
        assertThat(Caller.with(shop.publishableKey).get("/reports/funnel").status())
                .isEqualTo(403);
        for (var query : List.of(
                "from=2026-11-02&to=2026-11-01",
                "from=yesterday",
                "from=2026-11-01T10:30:00Z",
                "from=2020-01-01&to=2026-01-01",
                "from=2026-01-01&to=2026-03-01&by=hour",
                "from=2026-01-01T05:00:00Z&to=2026-03-01&by=day",
                "by=Drop+Table")) {
            var answer = shop.server().get("/reports/funnel?" + query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.body().path("type").asText()).endsWith("validation-failed");
        }
        assertThat(shop.server().get("/reports/sessions?reason=bored").status()).isEqualTo(422);
        assertThat(shop.server().get("/reports/sessions/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        var theirs = Shop.open();
        var id = ready();
        awaitAll();
        assertThat(theirs.server().get("/reports/sessions/" + id).status()).isEqualTo(404);
    }
}
