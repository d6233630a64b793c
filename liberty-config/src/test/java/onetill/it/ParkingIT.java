package onetill.it;

import static onetill.it.Tills.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sale is put aside at one till, and goes on at another one of the same place. */
class ParkingIT extends ShopTest {

    private static final String PAY =
            "{\"revision\":%d,\"confirmed_total_minor\":1780,\"tender\":{\"type\":\"cash\",\"received_minor\":2000}}";

    private Caller first;
    private Caller second;
    private Caller elsewhere;

    @BeforeEach
    void threeTills() {
        first = shop.till();
        shop.run(
                "insert into location values (?, 'west', 'West', 'Kantstr. 1', '10623', 'Berlin', 'DE', 'Europe/Berlin')");
        second = till("till-2", "mitte");
        elsewhere = till("till-3", "west");
    }

    private Caller till(String channel, String location) {
        shop.run("""
                insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, location_id, tenders, capture)
                select merchant_id, '%s', kind, name, country, currency, locale, '%s', tenders, capture from channel
                where merchant_id = ? and channel_id = 'till-1'""".formatted(channel, location));
        var tills = new Tills(shop);
        var created = tills.manager()
                .post("/registers", "{\"channel_id\":\"%s\",\"name\":\"%s\"}".formatted(channel, channel));
        return Caller.with(Tills.enroll(created.text("code")).text("credential"));
    }

    @Test
    void what_one_till_has_put_aside_another_one_of_the_place_goes_on_with() {
        var id = opened();

        var parked = park(id, "Blue hat");

        assertThat(parked.status()).as(parked.body().toString()).isEqualTo(200);
        assertThat(parked.body().at("/holder/actor").asText()).isEqualTo("parked");
        var waiting = second.get("/parked-sessions").body().path("data");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.at("/0/label").asText()).isEqualTo("Blue hat");
        assertThat(waiting.at("/0/total_minor").asLong()).isEqualTo(1780);
        assertThat(waiting.at("/0/quantity").asLong()).isEqualTo(2);
        assertThat(waiting.at("/0/channel_id").asText()).isEqualTo(TILL);
        assertThat(elsewhere.get("/parked-sessions").body().path("data")).isEmpty();
        assertThat(first.patch("/checkout-sessions/" + id, "{\"tip_minor\":100}")
                        .text("type"))
                .as("nobody holds it")
                .isEqualTo("/problems/not-the-holder");
        assertThat(elsewhere
                        .postWithoutKey("/parked-sessions/" + id + "/resume", null)
                        .status())
                .isEqualTo(404);

        var resumed = second.postWithoutKey("/parked-sessions/" + id + "/resume", null);

        assertThat(resumed.status()).as(resumed.body().toString()).isEqualTo(200);
        assertThat(resumed.body().at("/channel/id").asText()).isEqualTo("till-2");
        assertThat(first.get("/parked-sessions").body().path("data")).isEmpty();
        assertThat(first.postWithoutKey("/parked-sessions/" + id + "/resume", null)
                        .text("type"))
                .isEqualTo("/problems/session-not-parked");
        var paid = second.post(
                "/checkout-sessions/" + id + "/complete",
                PAY.formatted(resumed.body().path("revision").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(shop.rows("select type from event where merchant_id = ?").toString())
                .contains("session.parked", "session.resumed");
    }

    @Test
    void of_many_who_take_it_up_one_gets_it() throws Exception {
        var id = opened();
        park(id, "Red scarf");

        var answers = Race.of(
                8, i -> (i % 2 == 0 ? first : second).postWithoutKey("/parked-sessions/" + id + "/resume", null));

        assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(it -> it.text("type").equals("/problems/session-not-parked")))
                .hasSize(7);
    }

    @Test
    void it_is_waited_for_and_then_expires_and_its_goods_are_free_again() {
        shop.run("update channel set stock_hold = 'add' where merchant_id = ?");
        var id = opened();
        park(id, "Umbrella");
        assertThat(shop.one("select held from stock where merchant_id = ? and sku = 'TEA'"))
                .as("the rule of the channel")
                .isEqualTo(2L);
        assertThat(
                        shop.one(
                                "select expires_at > now() + interval '11 hours' from checkout_session where merchant_id = ? and parked_at is not null"))
                .isEqualTo(true);

        shop.run("update checkout_session set expires_at = now() - interval '1 minute' where merchant_id = ?");

        Await.until(() ->
                shop.server().get("/checkout-sessions/" + id).text("status").equals("canceled"));
        assertThat(first.get("/parked-sessions").body().path("data")).isEmpty();
        assertThat(shop.one("select held from stock where merchant_id = ? and sku = 'TEA'"))
                .isEqualTo(0L);
        assertThat(park(id, "Again").text("type")).isEqualTo("/problems/illegal-transition");
        assertThat(second.postWithoutKey("/parked-sessions/" + id + "/resume", null)
                        .text("type"))
                .isEqualTo("/problems/session-not-parked");
    }

    @Test
    void only_what_is_open_at_a_till_is_put_aside() {
        var web = shop.server()
                .post("/checkout-sessions", "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}]}")
                .body()
                .at("/session/id")
                .asText();
        var sold = first.post(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"TEA\"}],\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}")
                .body()
                .at("/session/id")
                .asText();

        assertThat(park(web, null).status()).isEqualTo(404);
        assertThat(park(sold, null).text("type")).isEqualTo("/problems/illegal-transition");
        assertThat(shop.server()
                        .postWithoutKey("/parked-sessions", "{\"session_id\":\"%s\"}".formatted(web))
                        .status())
                .isEqualTo(403);
    }

    private String opened() {
        var opened = first.post(
                "/checkout-sessions", "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2}]}");
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return opened.body().at("/session/id").asText();
    }

    private Answer park(String id, String label) {
        return first.postWithoutKey(
                "/parked-sessions",
                label == null
                        ? "{\"session_id\":\"%s\"}".formatted(id)
                        : "{\"session_id\":\"%s\",\"label\":\"%s\"}".formatted(id, label));
    }
}
