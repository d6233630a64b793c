package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts, in PostgreSQL itself, what each call costs: statements about the checkout, statements that let the caller in
 * and remember the key, and transactions that write. Prints the table and holds the budgets.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 5;
    private static final String OPEN = "open a session";
    private static final String CHANGE_BUYER = "change it (buyer, address)";
    private static final String CHANGE_LINES = "change it (line items)";
    private static final String QUOTE_ONE = "quote 1 line";
    private static final String QUOTE_MANY = "quote 25 lines";
    private static final String COMPLETE = "complete it with one card";
    private static final String QUOTE_SESSION = "quote a session for a wallet";
    private static final String COMPLETE_WALLET = "complete it by a wallet, from nothing";
    private static final String HINTS = "tell hints of a page";
    private static final String OVERHEAD = "(?is).*(set_config|find_credential|\\bidempotency\\b).*";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Cost> costs = new LinkedHashMap<>();

    private Path home;
    private Launch launch;
    private Connection owner;

    /** What one call cost. */
    record Cost(long domain, long overhead, long writes, Map<String, Long> statements) {

        Cost least(Cost other) {
            return new Cost(
                    Math.min(domain, other.domain),
                    Math.min(overhead, other.overhead),
                    Math.min(writes, other.writes),
                    domain <= other.domain ? statements : other.statements);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder.resolve("home");
        launch = new Launch(home);
        // What happens by itself would be counted too: it rests meanwhile.
        launch.settings.put("RELAY_INTERVAL", "PT1H");
        launch.settings.put("PRESENCE_INTERVAL", "PT1H");
        launch.settings.put("FUNNEL_INTERVAL", "PT1H");
        launch.settings.put("CLIENT_HINTS_INTERVAL", "PT1H");
        launch.settings.put("LIMIT_BUSY_ABOVE", "0");
        launch.settings.put("RESOLVER_INTERVAL", "PT1H");
        launch.settings.put("SANDBOX_WEBHOOK_DELAY", "PT1H");
        launch.settings.put("PROVIDER_EVENT_INTERVAL", "PT1H");
        launch.settings.put("WEBHOOK_INTERVAL", "PT1H");
        launch.settings.put("NOTIFICATION_INTERVAL", "PT1H");
        launch.settings.put("NOTICE_INTERVAL", "PT1H");
        launch.settings.put("RECOVERY_INTERVAL", "PT1H");
        launch.settings.put("CALL_REQUEST_INTERVAL", "PT1H");
        launch.settings.put("GIFT_CARD_EXPIRY_INTERVAL", "PT1H");
        launch.settings.put("TAX_REPORT_INTERVAL", "PT1H");
        launch.settings.put("STOCK_HOLD_INTERVAL", "PT1H");
        launch.settings.put("CATALOG_IMPORT_INTERVAL", "PT1H");
        launch.settings.put("SAVED_TENDER_INTERVAL", "PT1H");
        launch.settings.put("AUDIT_SEAL_INTERVAL", "PT1H");
        launch.settings.put("KEY_USE_INTERVAL", "PT1H");
        launch.start().awaitReady();
        owner = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/onetill".formatted(launch.port("DB_PORT")),
                "onetill_owner",
                secret("onetill_owner_password"));
    }

    @AfterAll
    void stop() throws Exception {
        if (owner != null) owner.close();
        launch.close();
    }

    @Test
    void each_call_stays_within_its_budget() throws Exception {
        round(); // the first call of each kind also loads classes and plans statements
        costs.clear();
        for (var round = 0; round < ROUNDS; round++) round();
        System.out.printf("%n%-38s%8s%10s%10s%n", "call", "checkout", "overhead", "writes");
        costs.forEach((call, cost) ->
                System.out.printf("%-38s%8d%10d%10d%n", call, cost.domain(), cost.overhead(), cost.writes()));

        within(OPEN, 6, 1);
        within(CHANGE_BUYER, 6, 1);
        within(CHANGE_LINES, 6, 1);
        assertThat(of(QUOTE_MANY).domain())
                .as("lines cost no statements")
                .isEqualTo(of(QUOTE_ONE).domain());
        within(HINTS, 0, 0);
        assertThat(of(COMPLETE).writes()).as(of(COMPLETE).toString()).isLessThanOrEqualTo(4);
        assertThat(of(QUOTE_SESSION).writes()).as("a quote keeps nothing").isZero();
        assertThat(of(COMPLETE_WALLET).writes())
                .as(of(COMPLETE_WALLET).toString())
                .isLessThanOrEqualTo(4);
    }

    /** One buyer on the web and one at the till, each call counted. */
    private void round() throws SQLException {
        var open = "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA-EARL-100\"}]}";
        var session = new JsonNode[1];
        count(OPEN, () -> session[0] = call("POST", "/checkout-sessions", open).path("session"));
        var path = "/checkout-sessions/" + session[0].path("id").asText();
        count(
                CHANGE_BUYER,
                () -> call(
                        "PATCH",
                        path,
                        "{\"buyer\":{\"email\":\"a@b.de\"},\"fulfillment\":{\"address\":{\"name\":\"Ada\",\"line1\":\"Torstr. 1\",\"postal_code\":\"10119\",\"city\":\"Berlin\"}}}"));
        count(
                CHANGE_LINES,
                () -> session[0] = call(
                        "PATCH",
                        path,
                        "{\"line_items\":[{\"sku\":\"TEA-EARL-100\",\"quantity\":2},{\"sku\":\"TEA-ASSAM-100\"}]}"));
        count("read it", () -> call("GET", path, null));
        count(
                HINTS,
                () -> call(
                        "POST",
                        path + "/client-hints",
                        "{\"hints\":[{\"field\":\"buyer.email\",\"kind\":\"filled\",\"milliseconds\":3400}]}"));
        var one = quote(1);
        var many = quote(25);
        count(QUOTE_ONE, () -> call("POST", "/quotes", one));
        count(QUOTE_MANY, () -> call("POST", "/quotes", many));
        count(
                COMPLETE,
                () -> session[0] = call(
                        "POST",
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session[0].path("revision").asLong(),
                                        session[0].path("total_minor").asLong())));
        assertThat(session[0].path("status").asText()).isEqualTo("completed");
        var bare = call("POST", "/checkout-sessions", open).path("session");
        var wallet = "/checkout-sessions/" + bare.path("id").asText();
        count(QUOTE_SESSION, () -> call("POST", wallet + "/quotes", "{\"country\":\"DE\",\"postal_code\":\"10119\"}"));
        var token = confirmationToken();
        count(
                COMPLETE_WALLET,
                () -> session[0] = call("POST", wallet + "/complete", """
                        {"revision":%d,"confirmed_total_minor":%d,"tender":{"type":"apple_pay","confirmation_token":"%s"},
                         "buyer":{"email":"ada@example.com"},"fulfillment":{"option_id":"standard","address":{"name":"Ada",
                         "line1":"Torstr. 1","postal_code":"10119","city":"Berlin","country":"DE"}}}""".formatted(
                        bare.path("revision").asLong(), bare.path("total_minor").asLong(), token)));
        assertThat(session[0].path("status").asText()).isEqualTo("completed");
        count(
                "one cash sale at a till, in one call",
                () -> call(
                        "POST",
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"TEA-EARL-100\"}],\"tender\":{\"type\":\"cash\",\"received_minor\":5000}}"));
    }

    private String confirmationToken() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/test_helpers/confirmation_tokens"
                            .formatted(launch.port("SANDBOX_PORT"))))
                    .header("Authorization", "Bearer " + secret("sandbox_secret_key"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("payment_method=pm_card_visa"))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString()).body();
            return JSON.readTree(answer).path("id").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void within(String call, long domain, long writes) {
        var cost = of(call);
        assertThat(cost.domain()).as(cost.toString()).isLessThanOrEqualTo(domain);
        assertThat(cost.writes()).as(cost.toString()).isEqualTo(writes);
    }

    private Cost of(String call) {
        return Objects.requireNonNull(costs.get(call), call);
    }

    private String quote(int lines) {
        var skus = new ArrayList<String>();
        for (var item : call("GET", "/items?channel=web&limit=" + lines, null).path("data")) {
            skus.add("{\"sku\":\"%s\"}".formatted(item.path("sku").asText()));
        }
        assertThat(skus).hasSize(lines);
        return "{\"channel\":\"web\",\"line_items\":[%s]}".formatted(String.join(",", skus));
    }

    /** What happens by itself meanwhile, as when PostgreSQL tidies up, only ever adds: the least of the rounds is it. */
    private void count(String what, Supplier<JsonNode> call) throws SQLException {
        query("select pg_stat_statements_reset()");
        var before = number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
        call.get();
        var writes = number("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint") - before;
        var statements = new TreeMap<String, Long>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select s.query, s.calls from pg_stat_statements s join pg_roles r on r.oid = s.userid
                        where r.rolname = 'onetill_app' and s.query !~* '^(begin|commit|rollback|set |show )'""")) {
            while (rows.next()) statements.put(rows.getString(1).replaceAll("\\s+", " "), rows.getLong(2));
        }
        long domain = 0;
        long overhead = 0;
        for (var each : statements.entrySet()) {
            if (each.getKey().matches(OVERHEAD)) overhead += each.getValue();
            else domain += each.getValue();
        }
        costs.merge(what, new Cost(domain, overhead, writes, statements), Cost::least);
    }

    private void query(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private JsonNode call(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:%d/api/v1%s".formatted(launch.port("HTTP_PORT"), path)))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + properties("demo.env").getProperty("SECRET_KEY"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String secret(String name) throws IOException {
        return properties("secrets.properties").getProperty(name);
    }

    private Properties properties(String file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(home.resolve(file))) {
            properties.load(in);
        }
        return properties;
    }
}
