package onetill.it;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.it.ApiDocument.Operation;
import onetill.problem.ProblemType;

/** Sends requests that nobody meant, made from the OpenAPI document, and holds each answer against it. */
final class Fuzzer {

    private static final int ROUND = 500;
    private static final int LONGEST_BODY = 64 * 1024;
    private static final Pattern INSIDES = Pattern.compile(
            "\\bat [a-z]\\w*(\\.\\w+)+\\(|\\b(java|javax|jakarta|org|com|io|onetill)(\\.[a-z_0-9]+)+\\.[A-Z]\\w+|[a-z]Exception\\b|SRVE\\d|CWW\\w\\d|SQLSTATE|ERROR: ");
    private static final Set<String> PROBLEMS =
            Arrays.stream(ProblemType.values()).map(ProblemType::uri).collect(Collectors.toSet());
    private static final ObjectWriter ESCAPED = Caller.JSON.writer().with(JsonGenerator.Feature.ESCAPE_NON_ASCII);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ApiDocument api;
    private final long seed;
    private final Random random;
    private final List<Operation> operations;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<String> usedKeys = new ArrayList<>();
    private final Map<String, Integer> reached = new TreeMap<>();
    private final Map<String, Long> nanos = new TreeMap<>();

    private Inventions inventions;
    private Specimens own;
    private Specimens foreign;
    private Map<String, Set<String>> allowed = Map.of();
    private Map<String, String> credentials = Map.of();

    /** What is not as it has to be, and how to see it again. */
    record Finding(Operation operation, String what, int times, String curl, String answer) {

        @Override
        public String toString() {
            return "%s (%d times): %s%n    %s%n    %s".formatted(operation.name(), times, what, curl, answer);
        }

        Finding again() {
            return new Finding(operation, what, times + 1, curl, answer);
        }
    }

    private record Sent(HttpRequest request, byte[] body) {}

    Fuzzer(ApiDocument api, long seed) {
        this.api = api;
        this.seed = seed;
        this.random = new Random(seed);
        this.operations = api.operations();
        this.inventions = new Inventions(api, random, Map.of());
        Endpoint.all().forEach(it -> endpoints.put(it.operation(), it));
    }

    /** Each round in a shop of its own, whose money and books have to agree at the end. */
    List<Finding> run(int requests) {
        var other = Shop.open();
        foreign = new Specimens(other);
        for (var sent = 0; sent < requests; ) {
            var shop = Shop.open();
            begin(shop);
            for (var i = 0; i < ROUND && sent < requests; i++) {
                one(operations.get(sent++ % operations.size()));
            }
            close(shop, "round that ended with request " + sent);
        }
        close(other, "neighbor of all");
        return List.copyOf(findings.values());
    }

    private void close(Shop shop, String which) {
        try {
            shop.close();
        } catch (AssertionError e) {
            var operation = operations.get(0);
            findings.put(
                    which, new Finding(operation, "money and books do not agree: " + which, 1, "", e.getMessage()));
        }
    }

    /** How many answers there were of each status, and how many operations somebody got through to. */
    String told() {
        return "seed %d: statuses %s, %d of %d operations done at least once"
                .formatted(seed, statuses, reached.size(), operations.size());
    }

    /** Those that took longest in all. */
    String slowest() {
        return nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(12)
                .map(it -> it.getKey() + " " + it.getValue() / 1_000_000 + " ms")
                .collect(Collectors.joining(", "));
    }

    /** Those nobody got through to. */
    List<String> neverDone() {
        return operations.stream()
                .map(Operation::name)
                .filter(it -> !reached.containsKey(it))
                .toList();
    }

    private void begin(Shop shop) {
        own = new Specimens(shop);
        inventions = new Inventions(api, random, own.byMember());
        usedKeys.clear();
        credentials = new LinkedHashMap<>();
        allowed = new LinkedHashMap<>();
        credentials.put("secret_key", shop.secretKey);
        credentials.put("publishable_key", shop.publishableKey);
        credentials.put("client_token", own.clientToken());
        credentials.put("register", shop.register);
        for (var role : Role.values()) {
            var name = role.name().toLowerCase(java.util.Locale.ROOT);
            credentials.put(name, TestIssuer.running().token(shop.merchantId, name, name));
        }
        for (var endpoint : endpoints.values()) {
            var who = new java.util.TreeSet<String>();
            for (var kind : PrincipalKind.values()) {
                if (kind != PrincipalKind.STAFF && kind != PrincipalKind.SYSTEM && endpoint.lets(kind)) {
                    who.add(kind.name().toLowerCase(java.util.Locale.ROOT));
                }
            }
            for (var role : Role.values()) {
                if (endpoint.lets(role)) who.add(role.name().toLowerCase(java.util.Locale.ROOT));
            }
            allowed.put(endpoint.operation(), who);
        }
    }

    private void one(Operation operation) {
        var sent = request(operation);
        if (sent.isEmpty()) return;
        var began = System.nanoTime();
        try {
            look(operation, sent.get(), HTTP.send(sent.get().request(), BodyHandlers.ofInputStream()));
            nanos.merge(operation.name(), System.nanoTime() - began, Long::sum);
        } catch (IOException e) {
            found(operation, "no answer: " + e, sent.get(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Optional<Sent> request(Operation operation) {
        var path = path(operation);
        var query = query(operation);
        var body = body(operation);
        try {
            var request = HttpRequest.newBuilder(Application.publicDoor().resolve("/api/v1" + path + query))
                    .timeout(Duration.ofSeconds(60))
                    .method(
                            operation.method(),
                            body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            headers(operation).forEach(request::setHeader);
            return Optional.of(new Sent(request.build(), body == null ? new byte[0] : body));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what Java's client does not send
        }
    }

    private String path(Operation operation) {
        var mine = own.path(operation);
        if (mine.isEmpty()) {
            found(operation, "no specimen for its path: add one to Specimens", null, "");
            return "/nowhere";
        }
        if (operation.variables().isEmpty() || inventions.chance(0.75)) return mine.get();
        if (inventions.chance(0.3)) return foreign.path(operation).orElseThrow();
        var parts = mine.get().split("/");
        var template = operation.path().split("/");
        var at = inventions.oneOf(java.util.stream.IntStream.range(0, template.length)
                .filter(it -> template[it].startsWith("{"))
                .boxed()
                .toList());
        parts[at] = inventions.chance(0.3)
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : encoded(inventions.oneOf(List.of(
                        "not-an-id",
                        "0",
                        "-1",
                        "\ud83d\ude00",
                        " ",
                        "null",
                        "{id}",
                        "a;b=c",
                        "a".repeat(3000),
                        "'",
                        "1-1-1-1-1",
                        "\u202e",
                        "WEB",
                        "*")));
        return String.join("/", parts);
    }

    // Not %00, %0A, %2F, %5C and %25: the server refuses such addresses before the application sees them, with a 400 in
    // its
    // own words.

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String query(Operation operation) {
        var given = new ArrayList<String>();
        for (var parameter : operation.parameters()) {
            if (!"query".equals(parameter.path("in").asText())) continue;
            var name = parameter.path("name").asText();
            if (!parameter.path("required").asBoolean() && inventions.chance(0.5)) continue;
            var value = inventions.chance(0.6)
                    ? inventions.fitting(name, parameter.path("schema")).asText()
                    : inventions.oneOf(List.of(inventions.oddText(), "-1", "0", "99999999999999999999", "1.5", "true"));
            given.add(name + "=" + encoded(value.length() > 3000 ? value.substring(0, 3000) : value));
            if (inventions.chance(0.03)) given.add(name + "=again");
        }
        if (inventions.chance(0.03)) given.add("unknown=%ff%fe");
        return given.isEmpty() ? "" : "?" + String.join("&", given);
    }

    private byte[] body(Operation operation) {
        var content = operation.bodies();
        if (content.isEmpty()) return inventions.chance(0.05) ? "{}".getBytes(StandardCharsets.UTF_8) : null;
        if (!content.has("application/json")) return file();
        var document = inventions.fitting("body", content.at("/application~1json/schema"));
        if (inventions.chance(0.5)) return written(document);
        return inventions.chance(0.85) ? written(inventions.spoiled(document)) : raw(document);
    }

    private byte[] file() {
        return inventions
                .oneOf(List.of(
                        "sku,name,price.EUR\nX-1,Something,100\n",
                        "sku,name\n\u0000,\"unclosed",
                        "",
                        "sku,sku\na,b\n",
                        "{\"sku\":\"X-2\",\"name\":\"Something\"}\n",
                        "{\"sku\":1}\n[\n",
                        "sku,name,price.EUR\nX,Y,99999999999999999999\n",
                        "sku;name\nX;Y\n",
                        "no_such_column\n1\n",
                        "sku,name\nX,a\u0000b\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] written(JsonNode document) {
        try {
            return ESCAPED.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is not quite JSON. */
    private byte[] raw(JsonNode document) {
        var text = document.toString();
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, random.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 2 -> "null".getBytes(StandardCharsets.UTF_8);
            case 3 -> "[]".getBytes(StandardCharsets.UTF_8);
            case 4 ->
                text.replaceFirst("\\{", "{\"channel\":\"web\",\"channel\":\"app\",\"sku\":1,\"sku\":2,")
                        .getBytes(StandardCharsets.UTF_8);
            case 5 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 6 -> text.getBytes(StandardCharsets.UTF_16);
            case 7 -> new byte[] {'{', '"', (byte) 0xff, (byte) 0xc3, '"', ':', '1', '}'};
            case 8 -> new byte[] {0, 0, 0, '{', 0, 0, 0, '}', (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
            case 9 -> ("[".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
            case 10 -> ("{\"" + "n".repeat(60_000) + "\":1}").getBytes(StandardCharsets.UTF_8);
            default -> "\"text\"".getBytes(StandardCharsets.UTF_8);
        };
    }

    private Map<String, String> headers(Operation operation) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "X-Forwarded-For",
                "12.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
        var credential = credential(operation);
        if (!credential.isEmpty()) headers.put("Authorization", credential);
        var type =
                operation.bodies().has("application/json") || operation.bodies().isEmpty()
                        ? "application/json"
                        : inventions.oneOf(List.of("text/csv", "application/x-ndjson"));
        headers.put("Content-Type", type);
        if (inventions.chance(0.03)) {
            headers.put(
                    "Content-Type",
                    inventions.oneOf(List.of(
                            "text/plain",
                            "garbage",
                            "application/json; charset=utf-16",
                            "*/*",
                            "application/xml",
                            "",
                            "multipart/form-data",
                            "application/merge-patch+json",
                            "application/json; charset=no-such")));
        }
        if (!operation.method().equals("GET")) key(headers);
        sometimes(
                headers,
                "If-Match",
                "\"1\"",
                "\"2\"",
                "*",
                "1",
                "W/\"1\"",
                "\"999999999999999999999\"",
                "\"1\", \"2\"");
        sometimes(
                headers,
                "Accept",
                "*/*",
                "application/json",
                "text/html",
                "application/json;q=0",
                "garbage",
                "text/event-stream",
                "application/json;q=x",
                "text/csv");
        sometimes(headers, "Last-Event-ID", "0", "-1", "abc", "99999999999999999999");
        sometimes(headers, "Request-Id", "mine", "x".repeat(500), "<b>", "a b");
        sometimes(headers, "Shopper-Address", "203.0.113.7", "nowhere", "::1", "1.2.3.4:80");
        sometimes(headers, "Origin", "https://evil.example", "null", "%%");
        sometimes(headers, "Forwarded", "for=unknown", "for=\"[2001:db8::1]:99\"", ";;;=", "for=");
        sometimes(headers, "Content-Encoding", "gzip", "br", "identity");
        sometimes(headers, "Accept-Language", "de", "x-klingon", ";;;", "*;q=0");
        sometimes(headers, "X-HTTP-Method-Override", "DELETE");
        return headers;
    }

    private void key(Map<String, String> headers) {
        var key = inventions.chance(0.9)
                ? new UUID(random.nextLong(), random.nextLong()).toString()
                : inventions.oneOf(List.of("", " ", "x".repeat(255), "x".repeat(256), "'", "a b", "1"));
        if (inventions.chance(0.05) && !usedKeys.isEmpty()) key = inventions.oneOf(usedKeys);
        usedKeys.add(key);
        if (inventions.chance(0.97)) headers.put("Idempotency-Key", key);
    }

    private void sometimes(Map<String, String> headers, String name, String... values) {
        if (inventions.chance(0.03)) headers.put(name, inventions.oneOf(List.of(values)));
    }

    private String credential(Operation operation) {
        var who = List.copyOf(allowed.getOrDefault(operation.name(), Set.of()));
        if (!who.isEmpty() && inventions.chance(0.85)) return "Bearer " + credentials.get(inventions.oneOf(who));
        if (inventions.chance(0.7)) return "Bearer " + inventions.oneOf(List.copyOf(credentials.values()));
        return inventions.oneOf(List.of(
                "",
                "Bearer",
                "Bearer ",
                "Basic YTpi",
                "Bearer sk_nobody",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "Bearer ey",
                "Bearer ct_nobody",
                "bearer x",
                "Bearer " + "x".repeat(5000),
                "Bearer ey\u00e4.a.b"));
    }

    private void look(Operation operation, Sent sent, HttpResponse<InputStream> answer) throws IOException {
        var status = answer.statusCode();
        var type = answer.headers().firstValue("Content-Type").orElse("");
        statuses.merge(status, 1, Integer::sum);
        if (status < 300) reached.merge(operation.name(), 1, Integer::sum);
        if (type.startsWith("text/event-stream")) {
            answer.body().close();
            look(operation, sent, status, type, "");
            return;
        }
        try (var in = answer.body()) {
            look(operation, sent, status, type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        if (answer.headers().firstValue("Request-Id").isEmpty()) found(operation, "no Request-Id", sent, status + "");
        if (answer.headers().firstValue("X-Content-Type-Options").isEmpty()) {
            found(operation, "no X-Content-Type-Options", sent, status + "");
        }
    }

    private void look(Operation operation, Sent sent, int status, String type, String body) throws IOException {
        var shown = status + " " + type + " " + body.substring(0, Math.min(600, body.length()));
        if (status >= 500) found(operation, "status " + status, sent, shown);
        if (!type.startsWith("text/event-stream")) {
            for (var wrong : api.wrongIn(operation, status, type, body)) {
                found(operation, "not as documented: " + wrong, sent, shown);
            }
        }
        var insides = INSIDES.matcher(body);
        if (insides.find()) found(operation, "tells of our insides: " + insides.group(), sent, shown);
        if (status < 400) return;
        if (!type.startsWith("application/problem+json")) {
            found(operation, "an error of type " + type, sent, shown);
            return;
        }
        var problem = Caller.JSON.readTree(body);
        if (!PROBLEMS.contains(problem.path("type").asText())) {
            found(operation, "an unknown problem " + problem.path("type"), sent, shown);
        }
        if (problem.path("status").asInt() != status) found(operation, "says another status", sent, shown);
        if (problem.path("detail").asText().isBlank()) found(operation, "has no detail", sent, shown);
    }

    private void found(Operation operation, String what, Sent sent, String answer) {
        var key = operation.name() + what.replaceAll("\\[\\d+\\]", "[]").replaceAll("'[^']*'", "''");
        var before = findings.get(key);
        findings.put(
                key,
                before == null
                        ? new Finding(operation, what, 1, sent == null ? "" : curl(sent), answer)
                        : before.again());
    }

    private static String curl(Sent sent) {
        var line = new StringBuilder("curl -X ").append(sent.request().method());
        sent.request()
                .headers()
                .map()
                .forEach((name, values) ->
                        values.forEach(value -> line.append(" -H ").append(quoted(name + ": " + value))));
        if (sent.body().length > 0) {
            var text = new String(sent.body(), StandardCharsets.UTF_8);
            line.append(" --data-binary ")
                    .append(quoted(text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) : text));
        }
        return line.append(' ').append(quoted(sent.request().uri().toString())).toString();
    }

    private static String quoted(String text) {
        var shown = text.length() > 2_000 ? text.substring(0, 2_000) + "..." : text;
        return "'" + shown.replace("'", "'\\''") + "'";
    }
}
