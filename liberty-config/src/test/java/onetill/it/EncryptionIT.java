package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lies in the database is of no use to whoever has the database alone. */
class EncryptionIT extends ShopTest {

    private static final String TEA = "\"line_items\":[{\"sku\":\"TEA\"}]";

    /** That of the server has a first key and an older one; this one knows only the older. */
    private static final Keyring SERVERS = Keyring.of(System.getenv("DATA_KEYS"));

    private static final Keyring OLDER = Keyring.of(System.getenv("DATA_KEYS").split(",")[1]);

    private String mark;
    private String email;
    private String number;

    private record Shopper(Caller device, String path, JsonNode session) {}

    @BeforeEach
    void chooseMarks() {
        mark = "zq" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        email = mark + "mail@example.com";
        number = "+4917" + (10_000_000L + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 90_000_000L));
    }

    private Map<String, String> marks() {
        var marks = new HashMap<String, String>();
        marks.put("name, e-mail, street and whatever else bears the mark", mark);
        marks.put("number", number.substring(1));
        return marks;
    }

    @Test
    void nobody_finds_a_person_or_a_secret_in_any_column() throws Exception {
        var endpoint = ok(shop.server()
                .post(
                        "/webhook-endpoints",
                        "{\"url\":\"http://127.0.0.1:9/hooks\",\"event_types\":[\"nothing.at.all\"]}"));
        var rotated = ok(shop.server()
                .post("/webhook-endpoints/" + endpoint.body().at("/endpoint/id").asText() + "/secret-rotation", null));
        var customer = addCustomer();
        var bought = buy();
        var waiting = shopper(TEA + ",\"buyer\":{\"email\":\"%s\",\"phone\":\"%s\"}".formatted(email, number));
        var sent = ok(waiting.device()
                .post(waiting.path() + "/verifications", "{\"medium\":\"email\",\"email\":\"%s\"}".formatted(email)));
        var code = Outbox.code(email, 1);
        ok(waiting.device().post(waiting.path() + "/call-requests", "{}"));

        var marks = marks();
        marks.put("webhook secret", endpoint.text("secret").substring("whsec_".length()));
        marks.put("new webhook secret", rotated.text("secret").substring("whsec_".length()));
        assertThat(found(marks)).isEmpty();
        assertThat(sent.text("sent_to")).isNotBlank();

        // The marks are there all the same, for whoever has the key.
        assertThat(shop.server().get("/customers/" + customer).text("email")).isEqualTo(email);
        assertThat(shop.server().get(bought.path()).body().toString())
                .contains(email, number, mark + " Lovelace", mark + "str. 1");
        var order = shop.server().get("/orders/" + orderOf(bought)).body().toString();
        assertThat(order).contains(email, mark + "str. 1");
        assertThat(type(waiting, sent, code).body().at("/session/recognized_by").asText())
                .isEqualTo("email");
        assertThat(found(marks)).isEmpty();
    }

    @Test
    void the_search_would_find_what_is_in_clear() throws Exception {
        shop.run("update customer set loyalty_id = '%s' where merchant_id = ?".formatted(mark));

        assertThat(found(Map.of("mark", mark))).containsExactly("customer.loyalty_id: mark");
    }

    @Test
    void an_address_still_tells_whose_it_is_and_all_of_it_can_be_seen_and_erased() throws Exception {
        var customer = addCustomer();
        var bought = buy();
        var shopper = shopper(TEA);
        var sent = ok(shopper.device()
                .post(
                        shopper.path() + "/verifications",
                        "{\"medium\":\"email\",\"email\":\"%s\"}".formatted(email.toUpperCase(Locale.ROOT))));
        var recognized = type(shopper, sent, Outbox.code(email.toUpperCase(Locale.ROOT), 1));
        assertThat(recognized.status()).as(recognized.body().toString()).isEqualTo(200);
        assertThat(recognized.body().at("/customer/name").asText()).isEqualTo(mark + " Lovelace");

        var path = "/customers/" + customer + "/personal-data";
        var all = shop.server().get(path);

        assertThat(all.status()).as(all.body().toString()).isEqualTo(200);
        assertThat(all.body().at("/customer/phone").asText()).isEqualTo(number);
        assertThat(all.body().at("/orders/0/buyer/email").asText()).isEqualTo(email);
        assertThat(all.body().at("/orders/0/fulfillment/address/line1").asText())
                .isEqualTo(mark + "str. 1");
        assertThat(all.body().at("/sessions/0/buyer/email").asText()).isEqualToIgnoringCase(email);
        assertThat(all.body().at("/messages/0/to").asText()).isEqualToIgnoringCase(email);
        assertThat(all.body().toString()).doesNotContain("enc1:");

        var erased = shop.server().postWithoutKey(path + "/erase", "{}");
        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
        assertThat(shop.server().get(path).status()).isEqualTo(404);
        var forgotten = shop.server().get(shopper.path()).body();
        assertThat(forgotten.at("/buyer/email").isMissingNode()
                        || forgotten.at("/buyer/email").isNull())
                .isTrue();
        assertThat(shop.server().get(bought.path()).body().toString())
                .as("the order of the guest stays")
                .contains(email);
    }

    @Test
    void a_value_copied_to_another_row_is_not_read_there() {
        var customer = addCustomer();
        var other = ok(shop.server().post("/customers", "{\"name\":\"Eve\"}")).text("id");

        shop.run(
                "update customer set name = (select name from customer where customer_id = '%s') where merchant_id = ? and customer_id = '%s'"
                        .formatted(customer, other));

        assertThat(shop.server().get("/customers/" + other).status()).isEqualTo(500);
        assertThat(shop.server().get("/customers/" + customer).status()).isEqualTo(200);
        shop.run("delete from customer where merchant_id = ? and customer_id = '%s'".formatted(other));
    }

    @Test
    void what_is_under_an_older_key_or_in_clear_is_brought_under_the_first_while_calls_go_on() {
        var endpoint = ok(shop.server()
                .post(
                        "/webhook-endpoints",
                        "{\"url\":\"http://127.0.0.1:9/hooks\",\"event_types\":[\"nothing.at.all\"]}"));
        var endpointId = endpoint.body().at("/endpoint/id").asText();
        var customer = addCustomer();
        var bought = buy();
        var order = orderOf(bought);
        var session = bought.session().path("id").asText();
        olderKey("webhook_endpoint", "endpoint_id", endpointId, "secret", Field.WEBHOOK_SECRET, null);
        olderKey("customer", "customer_id", customer, "email", Field.CUSTOMER_EMAIL, "email_index");
        olderKey("checkout_session", "session_id", session, "buyer", Field.SESSION_BUYER, "email_index");
        inClear("customer", "customer_id", customer, "phone", Field.CUSTOMER_PHONE, "phone_index");
        inClear("orders", "order_id", order, "buyer", Field.ORDER_BUYER, "email_index");

        var calls = new ArrayList<Integer>();
        Await.until(() -> {
            calls.add(shop.server().get("/customers/" + customer).status());
            assertThat(shop.server().get("/customers/" + customer).text("email"))
                    .isEqualTo(email);
            assertThat(shop.server().get(bought.path()).body().toString()).contains(email);
            assertThat(shop.server().get("/orders/" + order).body().toString()).contains(email);
            assertThat(customerOf(callFrom(number))).isEqualTo(customer);
            return staleRows() == 0;
        });

        assertThat(calls).isNotEmpty().containsOnly(200);
        assertThat(stored("webhook_endpoint", "endpoint_id", endpointId, "secret"))
                .satisfies(it -> assertThat(SERVERS.open(Field.WEBHOOK_SECRET.of(shop.merchantId, endpointId), it))
                        .isEqualTo(endpoint.text("secret")));
        assertThat(stored("customer", "customer_id", customer, "email_index"))
                .isEqualTo(SERVERS.index(Field.CUSTOMER_EMAIL.of(shop.merchantId, customer), email));
        assertThat(stored("orders", "order_id", order, "email_index"))
                .isEqualTo(stored("customer", "customer_id", customer, "email_index"));
    }

    private String customerOf(Answer call) {
        return String.valueOf(
                shop.one("select customer_id from checkout_session where merchant_id = ? and session_id = '%s'"
                        .formatted(call.body().findValue("id").asText())));
    }

    private Answer callFrom(String caller) {
        return ok(shop.server().post("/channels/phone/calls", "{\"caller_number\":\"%s\",%s}".formatted(caller, TEA)));
    }

    /** Rows of this shop with something in these tables that is not under the first key. */
    private long staleRows() {
        return ((Number) shop.one("""
                select count(*) from (
                    select merchant_id, secret as value from webhook_endpoint
                    union all select merchant_id, email from customer union all select merchant_id, phone from customer
                    union all select merchant_id, buyer #>> '{}' from checkout_session
                    union all select merchant_id, buyer #>> '{}' from orders) as all_of_them
                where merchant_id = ? and value not like 'enc1:it2:%'""")).longValue();
    }

    private void olderKey(String table, String key, String id, String column, Field field, String index) {
        var place = field.of(shop.merchantId, id);
        var clear = SERVERS.open(place, stored(table, key, id, column));
        var value = "buyer".equals(column) ? OLDER.sealJson(place, clear) : OLDER.seal(place, clear);
        write(table, key, id, column, value, index, OLDER.index(place, clear));
    }

    private void inClear(String table, String key, String id, String column, Field field, String index) {
        write(
                table,
                key,
                id,
                column,
                SERVERS.open(field.of(shop.merchantId, id), stored(table, key, id, column)),
                index,
                null);
    }

    private void write(String table, String key, String id, String column, String value, String index, String indexed) {
        var more = index == null ? "" : ", %s = %s".formatted(index, indexed == null ? "null" : "'" + indexed + "'");
        shop.run("update %s set %s = '%s'%s where merchant_id = ? and %s = '%s'"
                .formatted(table, column, value, more, key, id));
    }

    private String stored(String table, String key, String id, String column) {
        return String.valueOf(shop.one("select cast(%s as text) from %s where merchant_id = ? and %s = '%s'"
                .formatted(column, table, key, id)));
    }

    private String orderOf(Shopper bought) {
        return String.valueOf(
                shop.one("select order_id from checkout_session where merchant_id = ? and session_id = '%s'"
                        .formatted(bought.session().path("id").asText())));
    }

    private String addCustomer() {
        return ok(shop.server()
                        .post(
                                "/customers",
                                "{\"name\":\"%s Lovelace\",\"email\":\"%s\",\"phone\":\"%s\"}"
                                        .formatted(mark, email, number)))
                .text("id");
    }

    private Shopper buy() {
        var shopper = shopper(TEA + """
                ,"buyer":{"email":"%s","name":"%s Lovelace","phone":"%s"},
                "fulfillment":{"address":{"name":"%s Lovelace","line1":"%sstr. 1","postal_code":"10119","city":"Berlin","country":"DE"}}""".formatted(email, mark, number, mark, mark));
        var paid = shopper.device()
                .post(
                        shopper.path() + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        shopper.session().path("revision").asLong(),
                                        shopper.session().path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return shopper;
    }

    private Shopper shopper(String known) {
        var opened = Caller.with(shop.publishableKey)
                .post("/checkout-sessions", "{\"channel\":\"web\",%s}".formatted(known));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var session = opened.body().path("session");
        return new Shopper(
                Caller.with(opened.text("client_token")),
                "/checkout-sessions/" + session.path("id").asText(),
                session);
    }

    private Answer type(Shopper shopper, Answer sent, String code) {
        return shopper.device()
                .post(
                        shopper.path() + "/recognitions",
                        "{\"verification_id\":\"%s\",\"code\":\"%s\"}".formatted(sent.text("id"), code));
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
        return answer;
    }

    /** Looks into every column of every table that can hold a text, whoever it belongs to. */
    private static List<String> found(Map<String, String> marks) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = Shop.owner();
                var statement = connection.createStatement()) {
            var columns = new ArrayList<String[]>();
            var all = statement.executeQuery("""
                    select c.table_name, c.column_name, c.data_type from information_schema.columns c
                    join information_schema.tables t using (table_schema, table_name)
                    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                      and c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY', 'tsvector', 'USER-DEFINED')""");
            while (all.next()) columns.add(new String[] {all.getString(1), all.getString(2), all.getString(3)});
            assertThat(columns).as("columns").hasSizeGreaterThan(100);
            for (var column : columns) {
                var text = "bytea".equals(column[2]) ? "encode(%s, 'escape')" : "cast(%s as text)";
                for (var mark : marks.entrySet()) {
                    var query = "select count(*) from \"%s\" where position(lower('%s') in lower(%s)) > 0"
                            .formatted(column[0], mark.getValue(), text.formatted('"' + column[1] + '"'));
                    var rows = statement.executeQuery(query);
                    rows.next();
                    if (rows.getLong(1) > 0) found.add(column[0] + "." + column[1] + ": " + mark.getKey());
                }
            }
        }
        return found;
    }
}
