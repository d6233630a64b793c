package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.it.ApiDocument.Operation;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whoever knows an id of another merchant learns nothing by it: the answer is the one about an id that is not there, for each variable of
 * each path, each id in a body and each in a query of the OpenAPI document, by each kind of caller. What is new there is covered by itself.
 */
@Timeout(600)
class ForeignIdsIT extends ShopTest {

    /** Merchants give these names themselves: whoever puts one makes it, whatever others call theirs. */
    private static final Set<String> MADE_BY_NAME =
            Set.of("PUT /locations/{id}", "PUT /price-lists/{id}", "PUT /price-lists/{id}/prices");

    /** Words of the API, not names that merchants give. */
    private static final Set<String> OURS = Set.of("store");

    /** What is not there is removed already; {@link #theirMoneyAndBooksAgree} looks whether theirs still is. */
    private static final Set<String> SAFE_TO_REPEAT = Set.of("DELETE /customers/{id}/passkeys/{passkey_id}");

    /** Taken whatever session they name, and counted for none that is not the caller's: {@code ClientHintsIT}. */
    private static final Set<String> LOOKED_UP_LATER =
            Set.of("POST /checkout-sessions/{id}/client-hints by secret_key");

    /** Bodies that get as far as the id, where the least that the document asks for does not. */
    private static final Map<String, String> BODIES = Map.of();

    private ApiDocument api;
    private Shop neighbor;
    private Specimens mine;
    private Specimens theirs;
    private Inventions inventions;
    private Map<String, Caller> callers;
    private Map<String, Endpoint> endpoints;

    /** What somebody learns by an answer, whatever ids and times stand in it. */
    private record Learned(int status, String problem, Set<String> members) {

        static Learned of(Answer answer) {
            var members = new TreeSet<String>();
            collect("", answer.body(), members);
            return new Learned(answer.status(), answer.text("type"), members);
        }

        private static void collect(String path, JsonNode node, Set<String> members) {
            node.fields().forEachRemaining(it -> {
                members.add(path + it.getKey());
                collect(path + it.getKey() + ".", it.getValue(), members);
            });
            if (node.isArray()) node.forEach(it -> collect(path + "[].", it, members));
        }
    }

    @BeforeEach
    void openBoth() {
        api = ApiDocument.served();
        neighbor = Shop.open();
        mine = new Specimens(shop);
        theirs = new Specimens(neighbor);
        inventions = new Inventions(api, new Random(1), mine.byMember());
        endpoints = Endpoint.all().stream().collect(Collectors.toMap(Endpoint::operation, it -> it, (a, b) -> a));
        callers = new LinkedHashMap<>();
        callers.put("secret_key", shop.server());
        callers.put("publishable_key", Caller.with(shop.publishableKey));
        callers.put("client_token", Caller.with(mine.clientToken()));
        callers.put("register", shop.till());
        for (var role : Role.values()) callers.put(lower(role), shop.staff("somebody", lower(role)));
        theirs.rename("only-theirs");
    }

    @AfterEach
    void theirMoneyAndBooksAgree() {
        assertThat(neighbor.rows("select 1 from passkey where merchant_id = ?")).isNotEmpty();
        neighbor.close();
    }

    @Test
    void an_id_of_another_merchants_in_a_path_is_not_there() {
        var wrong = new ArrayList<String>();
        var unreached = new TreeSet<String>();
        var asked = 0;
        for (var operation : api.operations()) {
            if (operation.path().startsWith("/webhooks/")) continue; // signed for a merchant: ForgedEventsIT
            for (var at = 0; at < operation.variables().size(); at++) {
                if (MADE_BY_NAME.contains(operation.name())) continue;
                if (OURS.contains(operation.variables().get(at))) continue;
                for (var caller : allowed(operation).entrySet()) {
                    var theirPath =
                            path(operation, at, values(theirs, operation).get(at));
                    var noPath =
                            path(operation, at, absent(operation.variables().get(at)));
                    var body = operation.method().equals("GET") ? null : body(operation);
                    var foreign = send(caller.getValue(), operation, theirPath, body);
                    var absent = send(caller.getValue(), operation, noPath, body);
                    asked++;
                    var same = Learned.of(foreign).equals(Learned.of(absent));
                    if (same && LOOKED_UP_LATER.contains(operation.name() + " by " + caller.getKey())) continue;
                    if (same && Set.of(400, 403, 409, 422).contains(foreign.status())) {
                        unreached.add(operation.name() + " " + foreign.status());
                    } else if (!same
                            || foreign.status() != (at == 1 && SAFE_TO_REPEAT.contains(operation.name()) ? 204 : 404)) {
                        wrong.add("%s by %s: %s answers %d %s, but %s answers %d %s"
                                .formatted(
                                        operation.name(),
                                        caller.getKey(),
                                        theirPath,
                                        foreign.status(),
                                        foreign.body(),
                                        noPath,
                                        absent.status(),
                                        absent.body()));
                    }
                }
            }
        }

        System.out.printf("ids of another merchant: %d asked in paths, %d wrong%n", asked, wrong.size());
        System.out.println("refused before the id mattered: " + unreached);
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(200);
    }

    @Test
    void an_id_of_another_merchants_in_a_body_is_as_one_that_is_not_there() {
        var wrong = new ArrayList<String>();
        var asked = new TreeSet<String>();
        for (var operation : api.operations()) {
            var schema = api.resolved(operation.bodies().at("/application~1json/schema"));
            for (var member : idsIn(schema)) {
                var id = theirs.byMember().getOrDefault(member, theirs.anyOf(member));
                for (var caller : allowed(operation).values()) {
                    var body = body(operation);
                    var foreign = send(caller, operation, path(operation), with(body, member, id));
                    var absent = send(
                            caller,
                            operation,
                            path(operation),
                            with(body, member, UUID.randomUUID().toString()));
                    asked.add(operation.id() + "." + member);
                    compare(operation.name() + " with " + member, id, foreign, absent, wrong);
                }
            }
        }

        System.out.println("ids of another merchant in bodies: " + asked);
        assertThat(wrong).isEmpty();
        assertThat(asked).hasSizeGreaterThan(5);
    }

    @Test
    void an_id_of_another_merchants_in_a_query_is_as_one_that_is_not_there() {
        var wrong = new ArrayList<String>();
        var asked = new TreeSet<String>();
        for (var operation : api.operations()) {
            for (var parameter : operation.parameters()) {
                var name = parameter.path("name").asText();
                if (!"query".equals(parameter.path("in").asText())
                        || !theirs.byMember().containsKey(name)) continue;
                if (!isId(parameter.path("schema"))) continue;
                for (var caller : allowed(operation).values()) {
                    var id = theirs.byMember().get(name);
                    var foreign = send(caller, operation, path(operation) + "?" + name + "=" + id);
                    var absent = send(caller, operation, path(operation) + "?" + name + "=" + UUID.randomUUID());
                    asked.add(operation.id() + "." + name);
                    compare(operation.name() + " with " + name, id, foreign, absent, wrong);
                }
            }
        }

        System.out.println("ids of another merchant in queries: " + asked);
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_another_merchant_sells_pays_and_hands_over_is_not_there() {
        var wrong = new ArrayList<String>();
        var session = "/checkout-sessions/" + mine.byMember().get("session_id");
        for (var caller : List.of(shop.server(), Caller.with(mine.clientToken()))) {
            compare(
                    "a saved tender",
                    neighbor.savedTenderId,
                    caller.post(session + "/complete", saved(neighbor.savedTenderId)),
                    caller.post(session + "/complete", saved(UUID.randomUUID().toString())),
                    wrong);
        }
        for (var caller : List.of(shop.till(), shop.staff("alex"), shop.staff("cara"))) {
            compare(
                    "a handoff's code",
                    theirs.handoffCode(),
                    caller.postWithoutKey("/handoff-claims", "{\"code\":\"%s\"}".formatted(theirs.handoffCode())),
                    caller.postWithoutKey("/handoff-claims", "{\"code\":\"2222\"}"),
                    wrong);
        }
        compare(
                "a handoff's link",
                theirs.handoffToken(),
                shop.till().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted(theirs.handoffToken())),
                shop.till().postWithoutKey("/handoff-claims", "{\"token\":\"%s\"}".formatted("x".repeat(43))),
                wrong);
        for (var named : Map.of("channel", "only-theirs").entrySet()) {
            for (var caller : List.of(shop.server(), Caller.with(shop.publishableKey), shop.staff("alex"))) {
                var body = "{\"%s\":\"%s\",\"line_items\":[{\"sku\":\"TEA\"}]}";
                compare(
                        "a channel",
                        "only-theirs",
                        caller.post("/checkout-sessions", body.formatted(named.getKey(), named.getValue())),
                        caller.post("/checkout-sessions", body.formatted(named.getKey(), "nowhere")),
                        wrong);
            }
        }
        for (var body : List.of(
                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"%s\"}]}",
                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}],\"fulfillment\":{\"option_id\":\"%s\"}}",
                "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}],\"discount_codes\":[\"%s\"]}")) {
            compare(
                    body,
                    "only-theirs",
                    shop.server().post("/checkout-sessions", body.formatted("only-theirs")),
                    shop.server().post("/checkout-sessions", body.formatted("not-there")),
                    wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private static String saved(String id) {
        return "{\"revision\":1,\"confirmed_total_minor\":1380,\"tender\":{\"type\":\"saved\",\"saved_tender_id\":\"%s\"}}"
                .formatted(id);
    }

    private static void compare(String what, String id, Answer foreign, Answer absent, List<String> wrong) {
        var told = foreign.body().toString();
        if (Learned.of(foreign).equals(Learned.of(absent)) && foreign.status() < 500 && !told.contains("grace@"))
            return;
        wrong.add("%s %s answers %d %s, and one that is not there %d %s"
                .formatted(what, id, foreign.status(), foreign.body(), absent.status(), absent.body()));
    }

    /** Its members that are ids; those in the depth have tests of their own. */
    private List<String> idsIn(JsonNode schema) {
        var ids = new ArrayList<String>();
        schema.path("properties").fields().forEachRemaining(it -> {
            if (isId(it.getValue())) ids.add(it.getKey());
        });
        return ids;
    }

    private boolean isId(JsonNode schema) {
        return "uuid".equals(api.resolved(schema).path("format").asText());
    }

    private Map<String, Caller> allowed(Operation operation) {
        var endpoint = endpoints.get(operation.name());
        assertThat(endpoint).as(operation.name()).isNotNull();
        var who = new LinkedHashMap<String, Caller>();
        callers.forEach((name, caller) -> {
            if (lets(endpoint, name)) who.put(name, caller);
        });
        return who;
    }

    private static boolean lets(Endpoint endpoint, String name) {
        for (var role : Role.values()) {
            if (lower(role).equals(name)) return endpoint.lets(role);
        }
        return endpoint.lets(PrincipalKind.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private static String absent(String variable) {
        return variable.equals("channel") ? "not-there" : UUID.randomUUID().toString();
    }

    private static List<String> values(Specimens of, Operation operation) {
        var values = of.values(operation);
        assertThat(values)
                .as("something for each variable of %s: add it to Specimens", operation.path())
                .isPresent();
        return values.get();
    }

    private String path(Operation operation) {
        return operation.with(values(mine, operation));
    }

    private String path(Operation operation, int at, String value) {
        var values = new ArrayList<>(values(mine, operation));
        values.set(at, value);
        return operation.with(values);
    }

    private static Answer send(Caller caller, Operation operation, String path, String body) {
        return caller.send(
                operation.method(),
                path,
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private Answer send(Caller caller, Operation operation, String path) {
        return send(caller, operation, path, operation.method().equals("GET") ? null : body(operation));
    }

    private String body(Operation operation) {
        var known = BODIES.get(operation.id());
        if (known != null) return known;
        var schema = operation.bodies().at("/application~1json/schema");
        return schema.isMissingNode() ? null : inventions.least("body", schema).toString();
    }

    private static String with(String body, String member, String id) {
        try {
            return ((ObjectNode) Caller.JSON.readTree(body)).put(member, id).toString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(body, e);
        }
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
