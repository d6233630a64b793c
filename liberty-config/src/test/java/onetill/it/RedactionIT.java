package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.it.ApiDocument.Operation;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Secrets that somebody puts where they do not belong: into each text of each body, into queries, paths and headers of each operation.
 * No log tells any of them, and no table holds the number of a card.
 */
@Timeout(600)
class RedactionIT extends ShopTest {

    /** Cards nobody has, and nobody else here uses, as people write them. */
    private static final List<String> CARDS = List.of(
            "4539148803436467",
            "4539 1488 0343 6467",
            "4539-1488-0343-6467",
            "card 5425233430109903 12/29 737",
            "3742 454554 00126");

    private static final Pattern CARD = Pattern.compile("4539.?1488.?0343.?6467|5425233430109903|3742.?454554.?00126");

    /** What may be a long number and is therefore not looked at; docs/api.md says so. */
    private static final Set<String> LONG_NUMBERS =
            Set.of("sku", "barcode", "barcodes", "loyalty_id", "transaction_id");

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private ApiDocument api;
    private Specimens specimens;
    private Inventions inventions;

    @BeforeEach
    void inventSecrets() {
        api = ApiDocument.served();
        specimens = new Specimens(shop);
        inventions = new Inventions(api, new Random(7), specimens.byMember());
        secrets.put("CVC", "CVC 737-" + shop.merchantId.toString().substring(0, 8));
        secrets.put("secret key", "sk_" + UUID.randomUUID());
        secrets.put("client token", "ct_" + UUID.randomUUID());
        secrets.put("one-time code", "code " + UUID.randomUUID());
        secrets.put("webhook secret", "whsec_" + UUID.randomUUID().toString().replace("-", ""));
        secrets.put("password", "Pass-" + UUID.randomUUID() + "!");
        secrets.put("IBAN", "DE89370400440532013000");
    }

    @Test
    void no_text_of_any_body_keeps_the_number_of_a_card() throws Exception {
        var asked = 0;
        var refused = 0;
        var wrong = new ArrayList<String>();
        for (var operation : api.operations()) {
            var schema = operation.bodies().at("/application~1json/schema");
            if (schema.isMissingNode() || operation.path().startsWith("/webhooks/")) continue;
            for (var text : texts(schema)) {
                if (LONG_NUMBERS.contains(text.get(text.size() - 1))) continue;
                var card = inventions.oneOf(CARDS);
                var body = with(inventions.least("body", schema).deepCopy(), schema, text, card);
                var answer = send(operation, specimens.path(operation).orElseThrow(), body.toString(), Map.of());
                asked++;
                if (answer.text("type").endsWith("/card-number-not-allowed")) refused++;
                else if (answer.status() < 400) wrong.add("%s took a card in %s".formatted(operation.name(), text));
                if (CARD.matcher(answer.body().toString()).find()) {
                    wrong.add("%s says a card again: %s".formatted(operation.name(), answer.body()));
                }
            }
        }

        System.out.printf("cards in bodies: %d sent, %d refused as such%n", asked, refused);
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(250);
        assertThat(refused).isGreaterThan(asked * 9 / 10);
        assertThat(tablesWithCards()).isEmpty();
        assertThat(logsThatTell(CARD)).isEmpty();
    }

    @Test
    void no_log_tells_what_was_put_anywhere() throws Exception {
        var all = List.copyOf(secrets.values());
        var asked = 0;
        for (var operation : api.operations()) {
            if (operation.isStream()) continue;
            var path = specimens.path(operation).orElseThrow();
            var schema = operation.bodies().at("/application~1json/schema");
            for (var turn = 0; turn < 2; turn++) {
                var secret = all.get(asked++ % all.size());
                var body = schema.isMissingNode() ? null : full(schema, secret).toString();
                send(operation, path + query(operation, secret), body, headers(secret));
            }
            var card = inventions.oneOf(CARDS);
            send(operation, path + query(operation, card), null, headers(card));
            send(operation, inPath(operation, card), "{}", Map.of());
            asked += 2;
        }

        System.out.printf("secrets anywhere: %d requests%n", asked);
        for (var secret : secrets.entrySet()) {
            assertThat(logsThatTell(Pattern.compile(Pattern.quote(secret.getValue()))))
                    .as(secret.getKey())
                    .isEmpty();
        }
        assertThat(logsThatTell(CARD)).isEmpty();
        assertThat(tablesWithCards()).isEmpty();
    }

    @Test
    void what_the_server_gives_out_and_is_shown_stands_in_no_log() throws Exception {
        var code = specimens.handoffCode();
        var given = new LinkedHashSet<>(List.of(
                shop.secretKey, shop.publishableKey, shop.register, specimens.clientToken(), specimens.handoffToken()));
        var endpoint = shop.server()
                .post("/webhook-endpoints", "{\"url\":\"http://127.0.0.1:9/h\",\"event_types\":[\"order.placed\"]}");
        given.add(endpoint.text("secret"));
        var key = shop.staff("ada").post("/api-keys", "{\"kind\":\"secret_key\",\"label\":\"ERP\"}");
        given.add(key.text("secret"));
        var card = shop.server().post("/gift-cards", "{\"amount_minor\":500,\"currency\":\"EUR\",\"reason\":\"sold\"}");
        given.add(card.text("code"));
        shop.till().postWithoutKey("/handoff-claims", "{\"code\":\"%s\"}".formatted(code));
        for (var env : List.of(
                "STRIPE_API_KEY",
                "STRIPE_WEBHOOK_SECRET",
                "ADYEN_API_KEY",
                "ADYEN_HMAC_KEY",
                "DB_PASSWORD",
                "DB_OWNER_PASSWORD",
                "SMS_WEBHOOK_SECRET")) {
            given.add(System.getenv(env));
        }
        given.remove("");

        assertThat(given).hasSizeGreaterThan(12);
        for (var secret : given) {
            assertThat(logsThatTell(Pattern.compile(Pattern.quote(secret))))
                    .as(secret.substring(0, 3))
                    .isEmpty();
        }
    }

    @Test
    void what_only_looks_long_is_taken() {
        var sale = shop.server().post("/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"4242424242424242","name":"Voucher 4006381333931","unit_price_minor":100}],
                 "buyer":{"phone":"+49 1520 123 4567","name":"Ada 2nd","company":"Tea 24/7 2026-11-29"},
                 "fulfillment":{"address":{"line1":"Torstr. 1234567890123456","postal_code":"10119"}}}""");
        var customer = shop.server().post("/customers", "{\"loyalty_id\":\"6011111111111117\"}");

        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        assertThat(customer.status()).as(customer.body().toString()).isEqualTo(201);
    }

    @Test
    void a_card_is_refused_with_its_place_and_not_repeated() {
        var answer = shop.server().post("/checkout-sessions", """
                {"channel":"web","buyer":{"name":"Ada 4539 1488 0343 6467"}}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("type")).isEqualTo("/problems/card-number-not-allowed");
        assertThat(answer.text("field")).isEqualTo("buyer.name");
        assertThat(answer.body().toString().replace(answer.text("request_id"), ""))
                .doesNotContain("6467");
        var asKey = shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}", "4539148803436467");
        assertThat(asKey.text("type")).isEqualTo("/problems/card-number-not-allowed");
        var asRequestId = shop.server().send("GET", "/channels", null, Map.of("Request-Id", "4539148803436467"));
        assertThat(asRequestId.header("Request-Id")).startsWith("req_");
    }

    private Answer send(Operation operation, String path, String body, Map<String, String> more) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        headers.putAll(more);
        return asked(operation)
                .send(operation.method(), path, operation.method().equals("GET") ? null : body, headers);
    }

    private final Map<String, Caller> askedBy = new LinkedHashMap<>();

    private Caller asked(Operation operation) {
        return askedBy.computeIfAbsent(operation.name(), it -> by(operation));
    }

    private Caller by(Operation operation) {
        var endpoint = Endpoint.all().stream()
                .filter(it -> it.operation().equals(operation.name()))
                .findFirst()
                .orElseThrow();
        if (endpoint.lets(PrincipalKind.SECRET_KEY)) return shop.server();
        if (endpoint.lets(Role.ADMIN)) return shop.staff("ada");
        if (endpoint.lets(PrincipalKind.CLIENT_TOKEN)) return Caller.with(specimens.clientToken());
        if (endpoint.lets(PrincipalKind.REGISTER)) return shop.till();
        return shop.staff("alex");
    }

    /** The ways to all texts of a schema: names of members, and {@code []} for what is in a list. */
    private List<List<String>> texts(JsonNode schema) {
        var found = new ArrayList<List<String>>();
        collect(schema, new ArrayList<>(), found);
        return found;
    }

    private void collect(JsonNode written, List<String> way, List<List<String>> found) {
        if (way.size() > 6) return;
        var schema = whole(written);
        schema.path("properties").fields().forEachRemaining(it -> {
            var next = new ArrayList<>(way);
            next.add(it.getKey());
            collect(it.getValue(), next, found);
        });
        if (schema.has("items")) {
            var next = new ArrayList<>(way);
            next.add("[]");
            collect(schema.path("items"), next, found);
        }
        if (isText(schema) && !way.isEmpty() && !way.get(way.size() - 1).equals("[]")) found.add(way);
    }

    private JsonNode whole(JsonNode written) {
        var schema = api.resolved(written);
        for (var several : List.of("allOf", "anyOf", "oneOf")) {
            if (schema.path(several).size() > 0)
                return whole(schema.path(several).get(0));
        }
        return schema;
    }

    private static boolean isText(JsonNode schema) {
        return schema.path("type").toString().contains("string") && !schema.has("enum") && !schema.has("format");
    }

    /** The document with a value at the end of the way; what is on it and missing is made. */
    private JsonNode with(JsonNode document, JsonNode written, List<String> way, String value) {
        if (way.isEmpty()) return Caller.JSON.getNodeFactory().textNode(value);
        var schema = whole(written);
        var rest = way.subList(1, way.size());
        if (way.get(0).equals("[]")) {
            var items = schema.path("items");
            var array = document instanceof ArrayNode given ? given : Caller.JSON.createArrayNode();
            var one = array.isEmpty() ? inventions.least("item", items) : array.get(0);
            array.removeAll();
            return array.add(with(one, items, rest, value));
        }
        var object = document instanceof ObjectNode given ? given : Caller.JSON.createObjectNode();
        var member = schema.path("properties").path(way.get(0));
        var now = object.has(way.get(0)) ? object.get(way.get(0)) : inventions.least(way.get(0), member);
        object.set(way.get(0), with(now, member, rest, value));
        return object;
    }

    private JsonNode full(JsonNode schema, String secret) {
        var body = inventions.least("body", schema).deepCopy();
        for (var way : texts(schema)) {
            if (inventions.chance(0.5)) body = with(body, schema, way, secret);
        }
        return body;
    }

    private static String query(Operation operation, String secret) {
        var query = new StringBuilder("?unknown=").append(encoded(secret));
        for (var parameter : operation.parameters()) {
            if ("query".equals(parameter.path("in").asText())) {
                query.append('&')
                        .append(parameter.path("name").asText())
                        .append('=')
                        .append(encoded(secret));
            }
        }
        return query.toString();
    }

    private static Map<String, String> headers(String secret) {
        return Map.of(
                "Request-Id", secret,
                "Last-Event-ID", secret,
                "X-Request-Id", secret,
                "Stripe-Signature", secret,
                "User-Agent", secret,
                "Referer", "https://example.com/?q=" + encoded(secret),
                "Cookie", "s=" + encoded(secret),
                "Accept-Language", secret);
    }

    private String inPath(Operation operation, String secret) {
        var values = new ArrayList<>(specimens.values(operation).orElseThrow());
        values.replaceAll(it -> encoded(secret));
        return operation.with(values);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Everything the server under test writes: its console, its messages, its traces, what it keeps of first failures, its access log. */
    private static Set<String> logsThatTell(Pattern secret) throws IOException {
        var logs = Path.of(System.getProperty("it.usr"), "servers", System.getProperty("it.server"), "logs");
        var telling = new TreeSet<String>();
        var read = 0;
        try (var files = Files.walk(logs)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                read++;
                for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                    if (secret.matcher(line).find()) telling.add(logs.relativize(file) + ": " + line);
                }
            }
        }
        assertThat(read).as("logs at " + logs).isPositive();
        return telling;
    }

    private static Set<String> tablesWithCards() throws SQLException {
        var found = new TreeSet<String>();
        var tables = new ArrayList<String>();
        try (var owner = Shop.owner();
                var statement = owner.createStatement()) {
            var names = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
            while (names.next()) tables.add(names.getString(1));
            for (var table : tables) {
                var rows = statement.executeQuery("select left(t::text, 300) from \"%s\" t where t::text ~ '%s' limit 1"
                        .formatted(table, CARD.pattern()));
                if (rows.next()) found.add(table + ": " + rows.getString(1));
            }
        }
        assertThat(tables).hasSizeGreaterThan(40);
        return found;
    }
}
