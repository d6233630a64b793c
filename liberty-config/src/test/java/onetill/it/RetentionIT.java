package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is over is forgotten; what the law keeps, and what is young, stays. */
class RetentionIT extends ShopTest {

    private static final String SESSION =
            "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}],\"buyer\":{\"email\":\"ada@example.com\",\"name\":\"Ada\"},"
                    + "\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}}";

    @Test
    void who_was_in_a_session_that_came_to_nothing_is_forgotten_after_a_month() {
        var old = canceled();
        var young = canceled();
        var open = opened();
        rested(old, 31);
        rested(young, 29);

        Await.until(() -> !buyer(old).contains("ada@example.com"));

        var left = shop.server().get("/checkout-sessions/" + old);
        assertThat(left.body().toString()).doesNotContain("\"Ada\"", "Torstr");
        assertThat(left.text("status")).isEqualTo("canceled");
        assertThat(left.body().at("/line_items/0/sku").asText()).isEqualTo("TEA");
        assertThat(buyer(young)).contains("ada@example.com");
        assertThat(buyer(open)).contains("ada@example.com");
        assertThat(events(old)).isPositive();
    }

    @Test
    void what_they_agreed_to_and_what_their_browsers_are_called_goes_with_them() {
        var old = opened();
        var path = "/checkout-sessions/" + old;
        shop.server().post(path + "/consents", "{\"purpose\":\"marketing_measurement\",\"text\":\"Yes\"}");
        var kept = shop.server().send("PUT", path + "/measurement-ids", "{\"gclid\":\"Cj0KCQ\"}", Map.of());
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(200);
        shop.server().postWithoutKey(path + "/cancel", null);
        rested(old, 31);

        Await.until(() ->
                shop.rows("select 1 from session_consent where merchant_id = ?").isEmpty());

        assertThat(shop.rows("select 1 from measurement_ids where merchant_id = ?"))
                .isEmpty();
    }

    @Test
    void its_events_are_forgotten_after_two_years() {
        var old = canceled();
        var young = canceled();
        Await.until(() -> shop.rows("select 1 from event where merchant_id = ? and position is null")
                .isEmpty());
        rested(old, 731);
        rested(young, 100);

        Await.until(() -> events(old) == 0);

        assertThat(events(young)).isPositive();
        assertThat(text(old)).contains(shop.merchantId.toString());
    }

    @Test
    void many_are_forgotten_in_portions() {
        var one = canceled();
        shop.run(
                "insert into checkout_session select (jsonb_populate_record(s, jsonb_build_object('session_id', gen_random_uuid()))).*"
                        + " from checkout_session s, generate_series(1, 450) where merchant_id = ? and session_id = '"
                        + one + "'");
        shop.run("update checkout_session set updated_at = now() - interval '40 days' where merchant_id = ?");

        Await.until(() ->
                (long) shop.one("select count(*) from checkout_session where merchant_id = ? and forgotten = 0") == 0);

        assertThat(
                        shop.rows(
                                "select 1 from checkout_session where merchant_id = ? and (cast(buyer as text) <> '{}' or email_index is not null)"))
                .isEmpty();
    }

    @Test
    void a_sale_stays_with_its_buyer_its_events_and_its_entries() {
        var session = shop.server().post("/checkout-sessions", SESSION).body().path("session");
        var path = "/checkout-sessions/" + session.path("id").asText();
        var paid = shop.server()
                .post(
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        var order = "/orders/" + paid.body().at("/order/id").asText();
        var old = canceled();
        shop.run("update checkout_session set updated_at = now() - interval '4000 days' where merchant_id = ?");

        Await.until(() -> events(old) == 0);

        assertThat(shop.server().get(order).body().at("/buyer/email").asText()).isEqualTo("ada@example.com");
        assertThat(events(session.path("id").asText())).isPositive();
        assertThat(shop.rows("select 1 from ledger_entry where merchant_id = ?"))
                .isNotEmpty();
    }

    @Test
    void days_of_the_audit_are_forgotten_after_ten_years_and_their_roots_stay() {
        for (var years : new int[] {12, 11, 9}) day(years);

        Await.until(() -> days() == 1);

        assertThat(shop.rows("select 1 from audit_day where merchant_id = ?")).hasSize(3);
        assertThat(shop.one("select max(day) > current_date - 3650 from audit_entry where merchant_id = ?"))
                .isEqualTo(true);
    }

    private void day(int years) {
        var on = "current_date - " + years * 365;
        // first, or the sealing closes that day itself
        shop.run("insert into audit_day values (?, " + on + ", 1, 'p', 'h', now())");
        shop.run("insert into audit_entry values (?, '" + UUID.randomUUID()
                + "', now(), 'void_order', 'staff:ada', 'order', 'x', 'r', '{}'," + " null, null, null, " + on
                + ", 1, 'h')");
    }

    private long days() {
        return (long) shop.one("select count(*) from audit_entry where merchant_id = ?");
    }

    private String opened() {
        return shop.server()
                .post("/checkout-sessions", SESSION)
                .body()
                .at("/session/id")
                .asText();
    }

    private String canceled() {
        var id = opened();
        shop.server().postWithoutKey("/checkout-sessions/" + id + "/cancel", null);
        return id;
    }

    private void rested(String session, int days) {
        shop.run("update checkout_session set updated_at = now() - interval '" + days
                + " days' where merchant_id = ? and session_id = '" + session + "'");
    }

    private String buyer(String session) {
        return shop.server()
                .get("/checkout-sessions/" + session)
                .body()
                .path("buyer")
                .toString();
    }

    private String text(String session) {
        return (String)
                shop.one("select cast(s as text) from checkout_session s where merchant_id = ? and session_id = '"
                        + session + "'");
    }

    private long events(String session) {
        return (long) shop.one("select count(*) from event where merchant_id = ? and aggregate_id = '" + session + "'");
    }
}
