package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import onetill.sandbox.Store.Kept;
import org.jspecify.annotations.Nullable;

/** One request after the other: who may ask, what was asked, what happens, what is kept. Knows nothing of HTTP servers. */
final class Api {

    private static final Set<String> FOR_BROWSERS = Set.of(
            "POST /v1/payment_methods",
            "POST /v1/confirmation_tokens",
            "GET /v1/payment_intents/{id}",
            "POST /v1/payment_intents/{id}/confirm",
            "GET /v1/setup_intents/{id}",
            "POST /v1/setup_intents/{id}/confirm");
    private static final Map<String, String> EXPANDABLE = Map.of(
            "latest_charge", "charge",
            "payment_method", "payment_method",
            "customer", "customer",
            "charge", "charge",
            "payment_intent", Intents.KIND);
    private static final String BROWSER = "__browser";
    private static final Set<String> ONLY_BROWSERS = Set.of("client_secret", "payment_method_data");

    private final Core core;
    private final SandboxConfig config;
    private final Methods methods;
    private final Intents intents;
    private final Refunds refunds;
    private final Customers customers;
    private final Setups setups;
    private final Terminal terminal;
    private final Webhooks webhooks;
    private final Set<String> running = new java.util.HashSet<>();

    Api(Core core, SandboxConfig config, String baseUrl, Webhooks webhooks) {
        this.core = core;
        this.config = config;
        this.webhooks = webhooks;
        this.methods = new Methods(core);
        this.intents = new Intents(core, methods, baseUrl);
        this.refunds = new Refunds(core);
        this.customers = new Customers(core);
        this.setups = new Setups(core, methods);
        this.terminal = new Terminal(core, intents);
    }

    /** What is asked. */
    record Request(
            String method,
            String path,
            ObjectNode params,
            @Nullable String bearer,
            @Nullable String key,
            String requestId) {}

    /** What is answered. */
    record Answer(int status, String body, @Nullable String replayOf) {}

    /** Marks a key as being worked on; the same key meanwhile is a conflict. */
    synchronized void begin(Request request) {
        if (request.key() != null && !running.add(request.key())) throw Rejection.keyInUse();
    }

    synchronized void end(Request request) {
        if (request.key() != null) running.remove(request.key());
    }

    synchronized Answer answer(Request request) {
        var key = "POST".equals(request.method()) ? request.key() : null;
        var fingerprint = request.method() + " " + request.path() + " " + Nodes.text(request.params());
        try {
            var browser = guard(request);
            var template = template(request);
            var params = checked(request, template, browser);
            var kept = key == null ? null : core.store.kept(key);
            if (kept != null) return replayed(kept, fingerprint);
            if (browser) params.put(BROWSER, true);
            var result = execute(request, template, params, browser);
            return committed(key, fingerprint, 200, expanded(result, params), request);
        } catch (Rejection e) {
            if (e.executed()) return committed(key, fingerprint, e.status(), e.body(), request);
            core.store.forget();
            return new Answer(e.status(), Nodes.text(e.body()), null);
        }
    }

    private Answer committed(@Nullable String key, String fingerprint, int status, JsonNode body, Request request) {
        var text = Nodes.text(body);
        var events = core.store.commit(key, new Kept(fingerprint, status, text, request.requestId()));
        events.forEach(webhooks::send);
        return new Answer(status, text, null);
    }

    private static Answer replayed(Kept kept, String fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw Rejection.idempotency(
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        }
        return new Answer(kept.status(), kept.body(), kept.requestId());
    }

    /** Whether a browser asks; it may ask for little. */
    private boolean guard(Request request) {
        var bearer = request.bearer();
        if (bearer == null || bearer.isEmpty()) {
            throw Rejection.unauthorized(
                    "You did not provide an API key. You need to provide your API key in the Authorization header.");
        }
        if (bearer.equals(config.secretKey())) return false;
        if (!bearer.equals(config.publishableKey())) {
            throw Rejection.unauthorized("Invalid API Key provided: " + masked(bearer));
        }
        var asked = request.method() + " " + request.path().replaceFirst("/(pi|seti)_[^/]+", "/{id}");
        if (!FOR_BROWSERS.contains(asked)) {
            throw Rejection.forbidden("This API call cannot be made with a publishable API key.");
        }
        return true;
    }

    private static String masked(String key) {
        return key.length() < 12 ? "****" : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
    }

    private String template(Request request) {
        if ("POST /v1/confirmation_tokens".equals(request.method() + " " + request.path())) return request.path();
        return core.contract
                .template(request.method(), request.path())
                .orElseThrow(() -> Rejection.unknownUrl(request.method(), request.path()));
    }

    /** What Stripe's script and its server say to each other is in no published contract. */
    private ObjectNode checked(Request request, String template, boolean browser) {
        if (template.equals("/v1/confirmation_tokens")) return request.params().deepCopy();
        if (!browser || !template.endsWith("/confirm")) {
            return core.contract.checked(request.method(), template, request.params());
        }
        var published = request.params().deepCopy();
        published.remove(ONLY_BROWSERS);
        var params = core.contract.checked(request.method(), template, published);
        for (var name : ONLY_BROWSERS) {
            if (request.params().has(name)) params.set(name, request.params().get(name));
        }
        return params;
    }

    private ObjectNode execute(Request request, String template, ObjectNode params, boolean browser) {
        var id = id(request.path(), template);
        if (browser && !id.isEmpty()) guardSecret(id, params);
        return switch (request.method() + " " + template) {
            case "POST /v1/payment_intents" -> intents.create(params);
            case "GET /v1/payment_intents" -> core.list(Intents.KIND, template, params, Core.where(params, "customer"));
            case "GET /v1/payment_intents/search" -> intents.search(params);
            case "GET /v1/payment_intents/{id}" -> core.get(Intents.KIND, id);
            case "POST /v1/payment_intents/{id}" -> intents.update(id, params);
            case "POST /v1/payment_intents/{id}/confirm" -> intents.confirm(id, params);
            case "POST /v1/payment_intents/{id}/capture" -> intents.capture(id, params);
            case "POST /v1/payment_intents/{id}/cancel" -> intents.cancel(id, params);
            case "POST /v1/payment_intents/{id}/increment_authorization" -> intents.increment(id, params);
            case "POST /v1/payment_methods" -> methods.create(params, browser);
            case "GET /v1/payment_methods" ->
                core.list("payment_method", template, params, Core.where(params, "customer", "type"));
            case "GET /v1/payment_methods/{id}" -> methods.find(id);
            case "POST /v1/payment_methods/{id}/attach" -> methods.attach(id, params);
            case "POST /v1/payment_methods/{id}/detach" -> methods.detach(id);
            case "POST /v1/confirmation_tokens" -> methods.confirmationToken(params, true);
            case "POST /v1/test_helpers/confirmation_tokens" -> methods.confirmationToken(params, false);
            case "GET /v1/confirmation_tokens/{id}" -> core.get("confirmation_token", id);
            case "POST /v1/customers" -> customers.create(params);
            case "GET /v1/customers" -> core.list("customer", template, params, Core.where(params, "email"));
            case "GET /v1/customers/{id}" -> core.get("customer", id);
            case "POST /v1/customers/{id}" -> customers.update(id, params);
            case "GET /v1/customers/{id}/payment_methods" ->
                core.list(
                        "payment_method",
                        request.path(),
                        params,
                        Core.where(params, "type").and(it -> id.equals(Nodes.text(it, "customer"))));
            case "POST /v1/customer_sessions" -> customers.session(params);
            case "POST /v1/ephemeral_keys" -> customers.ephemeralKey(params);
            case "POST /v1/setup_intents" -> setups.create(params);
            case "GET /v1/setup_intents" -> core.list("setup_intent", template, params, Core.where(params, "customer"));
            case "GET /v1/setup_intents/{id}" -> core.get("setup_intent", id);
            case "POST /v1/setup_intents/{id}/confirm" -> setups.confirm(id, params);
            case "POST /v1/setup_intents/{id}/cancel" -> setups.cancel(id, params);
            case "GET /v1/charges" ->
                core.list("charge", template, params, Core.where(params, "payment_intent", "customer"));
            case "GET /v1/charges/{id}" -> core.get("charge", id);
            case "POST /v1/refunds" -> refunds.create(params);
            case "GET /v1/refunds" ->
                core.list("refund", template, params, Core.where(params, "payment_intent", "charge"));
            case "GET /v1/refunds/{id}" -> core.get("refund", id);
            case "POST /v1/terminal/locations" -> terminal.createLocation(params);
            case "GET /v1/terminal/locations" -> core.list("terminal.location", template, params, it -> true);
            case "GET /v1/terminal/locations/{id}" -> core.get("terminal.location", id);
            case "POST /v1/terminal/readers" -> terminal.createReader(params);
            case "GET /v1/terminal/readers" ->
                core.list("terminal.reader", template, params, Core.where(params, "location", "device_type"));
            case "GET /v1/terminal/readers/{id}" -> core.get("terminal.reader", id);
            case "POST /v1/terminal/connection_tokens" -> terminal.connectionToken();
            case "POST /v1/terminal/readers/{id}/process_payment_intent" -> terminal.process(id, params);
            case "POST /v1/terminal/readers/{id}/cancel_action" -> terminal.cancelAction(id);
            case "POST /v1/test_helpers/terminal/readers/{id}/present_payment_method" ->
                terminal.present(id, params.at("/card_present/number").asText(null));
            case "GET /v1/events" -> core.list("event", template, params, Core.where(params, "type"));
            case "GET /v1/events/{id}" -> core.get("event", id);
            case "POST /v1/webhook_endpoints" -> webhooks.add(core, params);
            case "GET /v1/webhook_endpoints" -> core.list("webhook_endpoint", template, params, it -> true);
            case "GET /v1/webhook_endpoints/{id}" -> core.get("webhook_endpoint", id);
            case "DELETE /v1/webhook_endpoints/{id}" -> webhooks.delete(core, id);
            default -> throw Rejection.unknownUrl(request.method(), request.path());
        };
    }

    private static String id(String path, String template) {
        var names = template.split("/");
        var parts = path.split("/");
        for (var i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) return parts[i];
        }
        return "";
    }

    private void guardSecret(String id, ObjectNode params) {
        var object = core.store.find(id);
        var secret = Nodes.text(params, "client_secret");
        if (object == null || secret.isEmpty() || !secret.equals(Nodes.text(object, "client_secret"))) {
            throw Rejection.invalid(
                    "resource_missing", "client_secret", "The client_secret provided does not match this object.");
        }
    }

    /** Puts whole objects where the caller asked for more than ids. */
    private JsonNode expanded(ObjectNode result, ObjectNode params) {
        var wanted = params.path("expand");
        if (wanted.isEmpty()) return result;
        var answer = result.deepCopy();
        for (var each : wanted) {
            var name = each.asText().replaceFirst("^data\\.", "");
            var kind = EXPANDABLE.get(name);
            if (kind == null) {
                throw Rejection.invalid("", "expand", "This property cannot be expanded (%s).".formatted(name));
            }
            var targets = answer.path("data").isArray()
                    ? answer.get("data")
                    : Nodes.MAPPER.createArrayNode().add(answer);
            for (var target : targets) {
                var inner = core.store.find(Nodes.text(target, name));
                if (inner != null) ((ObjectNode) target).set(name, inner);
            }
        }
        return answer;
    }

    /** What the bank's, the reader's and the overview's pages ask. */
    synchronized ObjectNode page(String method, String path, ObjectNode body) {
        var parts = path.replaceFirst("^/pages-api/", "").split("/");
        var asked = method + " " + parts[0] + (parts.length > 2 ? "/" + parts[2] : "");
        try {
            var result = switch (asked) {
                case "GET 3ds" -> intents.challengeOf(parts[1]);
                case "POST 3ds" -> intents.answerChallenge(parts[1], "complete".equals(Nodes.text(body, "outcome")));
                case "GET readers" -> terminal.view(parts[1]);
                case "POST readers/present" ->
                    terminal.view(terminal.present(parts[1], body.path("number").asText(null)));
                case "POST readers/cancel" -> terminal.view(terminal.cancelOnDevice(parts[1]));
                case "GET overview" -> overview();
                case "POST events/resend" -> resend(parts[1]);
                default -> throw Rejection.unknownUrl(method, path);
            };
            core.store.commit(null, null).forEach(webhooks::send);
            return result;
        } catch (Rejection e) {
            if (e.executed()) core.store.commit(null, null).forEach(webhooks::send);
            else core.store.forget();
            throw e;
        }
    }

    private ObjectNode resend(String eventId) {
        webhooks.send(core.get("event", eventId));
        return Nodes.object().put("id", eventId);
    }

    private ObjectNode overview() {
        var view = Nodes.object();
        var intentRows = view.putArray("intents");
        core.store.all(Intents.KIND).stream().limit(50).forEach(it -> {
            var row = intentRows.addObject();
            Core.copy(it, row, "id", "amount", "currency", "status", "created");
        });
        var eventRows = view.putArray("events");
        core.store.all("event").stream().limit(100).forEach(it -> {
            var row = eventRows.addObject();
            Core.copy(it, row, "id", "type", "created");
            row.put("object", it.at("/data/object/id").asText());
        });
        var readerRows = view.putArray("readers");
        core.store.all("terminal.reader").forEach(it -> readerRows.add(terminal.view(it)));
        view.set("deliveries", webhooks.recent());
        return view;
    }
}
