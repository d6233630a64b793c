package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import onetill.sandbox.Rejection.Trace;
import onetill.sandbox.Store.Delivery;
import onetill.sandbox.Store.Kept;
import org.jspecify.annotations.Nullable;

/** One request after the other: who may ask, what was asked, what happens, what is kept. Knows nothing of HTTP servers. */
final class Api {

    private static final String TOKENS = "/v1/confirmation_tokens";
    private static final String TOKENS_OF_SERVERS = "/v1/test_helpers/confirmation_tokens";
    private static final String METHODS = "/v1/payment_methods";
    private static final String DATA = "payment_method_data";
    private static final String SECRET = "client_secret";
    private static final int LONGEST_KEY = 255;
    private static final int DEEPEST_EXPANSION = 4;

    private static final Set<String> FOR_BROWSERS = Set.of(
            "POST /v1/payment_methods",
            "POST /v1/confirmation_tokens",
            "GET /v1/payment_intents/{id}",
            "POST /v1/payment_intents/{id}/confirm",
            "GET /v1/setup_intents/{id}",
            "POST /v1/setup_intents/{id}/confirm");
    private static final Set<String> NOT_FOR_BROWSERS =
            Set.of("off_session", "error_on_requires_action", "capture_method", "payment_method_options", "expand");

    /** What of an intent is no secret to the buyer's browser. */
    private static final Set<String> SHOWN_TO_BROWSERS = Set.of(
            "id",
            "object",
            "amount",
            "automatic_payment_methods",
            "canceled_at",
            "cancellation_reason",
            "capture_method",
            SECRET,
            "confirmation_method",
            "created",
            "currency",
            "description",
            "last_payment_error",
            "last_setup_error",
            "livemode",
            "next_action",
            "payment_method",
            "payment_method_types",
            "receipt_email",
            "setup_future_usage",
            "shipping",
            "status",
            "usage");

    private static final Set<String> EXPANDABLE = Set.of(
            "latest_charge",
            "payment_method",
            "customer",
            "charge",
            "payment_intent",
            "setup_intent",
            "location",
            "source",
            "balance_transaction");
    private static final Pattern INTENT_ID = Pattern.compile("/(pi|seti)_[^/]+");

    private final Core core;
    private final SandboxConfig config;
    private final Consumer<Delivery> outbox;
    private final Methods methods;
    private final Balances balances;
    private final Disputes disputes;
    private final LocalPayments locals;
    private final Intents intents;
    private final Search search;
    private final Refunds refunds;
    private final Customers customers;
    private final Setups setups;
    private final Terminal terminal;
    private final Bank bank;
    private final TaxOffice taxes;
    private final Later later;
    private final Set<String> running = new HashSet<>();

    /** @param outbox takes what is to be delivered, once it is certain */
    Api(Core core, SandboxConfig config, String baseUrl, Consumer<Delivery> outbox) {
        this.core = core;
        this.config = config;
        this.outbox = outbox;
        this.later = new Later(core);
        this.methods = new Methods(core);
        var challenges = new Challenges(core, baseUrl);
        this.balances = new Balances(core, later);
        this.disputes = new Disputes(core, later, balances);
        var charges = new Charges(core, balances, disputes);
        var outcomes = new Outcomes(core, methods);
        this.locals = new LocalPayments(core, methods, charges, challenges, outcomes, later);
        this.intents = new Intents(core, methods, charges, challenges, outcomes, locals, later);
        this.search = new Search(core);
        this.refunds = new Refunds(core, later, balances);
        this.customers = new Customers(core);
        this.setups = new Setups(core, methods, challenges);
        this.terminal = new Terminal(core, methods, intents);
        this.taxes = new TaxOffice(core);
        this.bank = new Bank(core, challenges, intents, setups);
    }

    /** What is asked. */
    record Request(
            String method,
            String path,
            ObjectNode params,
            @Nullable String apiKey,
            @Nullable String idempotencyKey,
            String requestId) {

        /** Only a POST does something that must not be done twice. */
        @Nullable
        String key() {
            return "POST".equals(method) ? idempotencyKey : null;
        }
    }

    /** What is answered. */
    record Answer(int status, String body, @Nullable String replayOf) {}

    /** Marks a key as being worked on; the same key meanwhile is a conflict. */
    synchronized void begin(Request request) {
        var key = request.key();
        if (key == null) return;
        if (key.length() > LONGEST_KEY) {
            throw Rejection.invalid("", "", "An idempotency key can have up to 255 characters.");
        }
        if (!running.add(key)) throw Rejection.keyInUse();
    }

    synchronized void end(Request request) {
        if (request.key() != null) running.remove(request.key());
    }

    Answer answer(Request request) {
        return answer(request, null);
    }

    /** @param spoiled what is told, and kept under the key, although the request did what it asked for */
    synchronized Answer answer(Request request, @Nullable Answer spoiled) {
        var browser = false;
        try {
            browser = guard(request);
            var kept = kept(request);
            if (kept != null) return new Answer(kept.status(), kept.body(), kept.requestId());
            var template = template(request, browser);
            var params = checked(request, template, browser);
            core.causedBy(request.requestId(), request.key());
            var result = execute(request, template, params, browser);
            var body = Nodes.text(browser ? shown(result) : expanded(result, params));
            return committed(request, spoiled == null ? new Answer(200, body, null) : spoiled);
        } catch (Rejection e) {
            if (e.trace() != Trace.ALL) core.store.forget();
            var answer = new Answer(e.status(), Nodes.text(browser ? shown(e.body()) : e.body()), null);
            if (e.trace() == Trace.NONE) return answer;
            return committed(request, spoiled == null ? answer : spoiled);
        } catch (RuntimeException e) {
            core.store.forget();
            throw e;
        }
    }

    private Answer committed(Request request, Answer answer) {
        var kept = new Kept(fingerprint(request), answer.status(), answer.body(), request.requestId(), core.now());
        core.store.commit(request.key(), kept).forEach(outbox);
        return answer;
    }

    /** The ids and texts in a request and in the objects it names: how a fault finds what it is about. */
    synchronized Set<String> valuesOf(Request request) {
        var values = new HashSet<>(List.of(request.path().split("/")));
        Nodes.texts(request.params(), values);
        for (var id : List.copyOf(values)) {
            var named = core.store.find(id);
            if (named != null) Nodes.texts(named, values);
        }
        return values;
    }

    /** Sends an event once more to all who want it. */
    synchronized void deliverAgain(String eventId) {
        var event = core.store.find(eventId);
        if (event == null || !"event".equals(Nodes.text(event, "object"))) {
            throw new NoSuchElementException("there is no event " + eventId);
        }
        core.endpoints().wanting(Nodes.text(event, "type")).forEach(it -> outbox.accept(new Delivery(eventId, it)));
    }

    private @Nullable Kept kept(Request request) {
        var kept = request.key() == null ? null : core.store.kept(request.key());
        if (kept == null || kept.at() + Store.KEYS_LIVE.toSeconds() < core.now()) return null;
        if (kept.fingerprint().equals(fingerprint(request))) return kept;
        throw Rejection.idempotency(
                "Keys for idempotent requests can only be used with the same endpoint and parameters as the first time.");
    }

    private static String fingerprint(Request request) {
        var asked = "%s %s %s %s"
                .formatted(request.method(), request.path(), request.apiKey(), Nodes.sorted(request.params()));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether a browser asks; it may ask for little. */
    private boolean guard(Request request) {
        var apiKey = request.apiKey();
        if (apiKey == null || apiKey.isEmpty()) {
            throw Rejection.unauthorized("You did not provide an API key: send it as Authorization: Bearer.");
        }
        if (apiKey.equals(config.secretKey())) return false;
        if (!apiKey.equals(config.publishableKey())) {
            throw Rejection.unauthorized("Invalid API Key provided: " + masked(apiKey));
        }
        var asked = request.method() + " " + INTENT_ID.matcher(request.path()).replaceFirst("/{id}");
        if (!FOR_BROWSERS.contains(asked)) {
            throw Rejection.forbidden("This API call cannot be made with a publishable API key.");
        }
        return true;
    }

    private static String masked(String key) {
        return key.length() < 12 ? "****" : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
    }

    /** Making a confirmation token is between Stripe's script and its server, and in no published contract. */
    private String template(Request request, boolean browser) {
        if (browser && TOKENS.equals(request.path())) return TOKENS;
        return core.contract
                .template(request.method(), request.path())
                .orElseThrow(() -> Rejection.unknownUrl(request.method(), request.path()));
    }

    private ObjectNode checked(Request request, String template, boolean browser) {
        var params = browser
                ? checkedFromBrowser(request, template)
                : core.contract.checked(request.method(), template, request.params());
        Played.check(request.method() + " " + template, params);
        return params;
    }

    /** Browsers may send what the published contract of servers does not have: a client secret, and a card. */
    private ObjectNode checkedFromBrowser(Request request, String template) {
        var given = request.params().deepCopy();
        for (var name : NOT_FOR_BROWSERS) {
            if (given.has(name)) {
                throw Rejection.invalid("", name, "%s needs the secret key.".formatted(name));
            }
        }
        var post = "POST".equals(request.method());
        var secret = post && !template.equals(TOKENS) ? given.remove(SECRET) : null;
        var method = given.remove(DATA);
        var wallet = template.equals(TOKENS) ? given.remove(Methods.WALLET) : null;
        var contract = template.equals(TOKENS) ? TOKENS_OF_SERVERS : template;
        var params = core.contract.checked(request.method(), contract, given);
        if (secret != null) params.set(SECRET, secret);
        if (wallet != null) params.set(Methods.WALLET, Methods.wallet(wallet));
        if (method instanceof ObjectNode data) {
            // The contract's payment_method_data knows no cards; what makes a payment method by itself does.
            var checked = core.contract.checked("POST", METHODS, data);
            Played.check("POST " + METHODS, checked);
            params.set(DATA, checked);
        }
        return params;
    }

    private ObjectNode execute(Request request, String template, ObjectNode params, boolean browser) {
        var id = id(request.path(), template);
        if (browser && !id.isEmpty()) guardSecret(id, params);
        return switch (request.method() + " " + template) {
            case "POST /v1/payment_intents" -> intents.create(params);
            case "GET /v1/payment_intents" -> list(Intents.KIND, request, params, "customer");
            case "GET /v1/payment_intents/search" -> search.intents(params);
            case "GET /v1/payment_intents/{id}" -> core.get(Intents.KIND, id);
            case "POST /v1/payment_intents/{id}" -> intents.update(id, params);
            case "POST /v1/payment_intents/{id}/confirm" -> intents.confirm(id, params, browser);
            case "POST /v1/payment_intents/{id}/capture" -> intents.capture(id, params);
            case "POST /v1/payment_intents/{id}/cancel" -> intents.cancel(id, params);
            case "POST /v1/payment_intents/{id}/increment_authorization" -> intents.increment(id, params);
            case "POST /v1/payment_methods" -> browser ? methods.fromData(params, "", true) : methods.attached(params);
            case "GET /v1/payment_methods" ->
                list(Methods.KIND, request, params, "customer", "type", "allow_redisplay");
            case "GET /v1/payment_methods/{id}" -> methods.get(id);
            case "POST /v1/payment_methods/{id}/attach" -> methods.attach(id, params);
            case "POST /v1/payment_methods/{id}/detach" -> methods.detach(id);
            case "POST /v1/confirmation_tokens" -> methods.confirmationToken(params, true);
            case "POST /v1/test_helpers/confirmation_tokens" -> methods.confirmationToken(params, false);
            case "GET /v1/confirmation_tokens/{id}" -> core.get("confirmation_token", id);
            case "POST /v1/customers" -> customers.create(params);
            case "GET /v1/customers" -> list("customer", request, params, "email");
            case "GET /v1/customers/{id}" -> core.get("customer", id);
            case "POST /v1/customers/{id}" -> customers.update(id, params);
            case "DELETE /v1/customers/{id}" -> customers.delete(id);
            case "GET /v1/customers/{id}/payment_methods" -> {
                var owner = Nodes.text(core.get("customer", id), "id");
                yield core.list(
                        Methods.KIND,
                        request.path(),
                        params,
                        Core.where(params, "type", "allow_redisplay")
                                .and(it -> owner.equals(Nodes.text(it, "customer"))));
            }
            case "POST /v1/customer_sessions" -> customers.session(params);
            case "POST /v1/ephemeral_keys" -> customers.ephemeralKey(params);
            case "POST /v1/setup_intents" -> setups.create(params);
            case "GET /v1/setup_intents" -> list(Setups.KIND, request, params, "customer");
            case "GET /v1/setup_intents/{id}" -> core.get(Setups.KIND, id);
            case "POST /v1/setup_intents/{id}/confirm" -> setups.confirm(id, params, browser);
            case "POST /v1/setup_intents/{id}/cancel" -> setups.cancel(id, params);
            case "GET /v1/charges" ->
                list(Charges.KIND, request, params, "payment_intent", "customer", "transfer_group");
            case "GET /v1/charges/{id}" -> core.get(Charges.KIND, id);
            case "POST /v1/refunds" -> refunds.create(params);
            case "GET /v1/refunds" -> list("refund", request, params, "payment_intent", "charge");
            case "GET /v1/refunds/{id}" -> core.get("refund", id);
            case "GET /v1/balance" -> balances.balance();
            case "GET /v1/balance_transactions" ->
                core.list(Balances.KIND, request.path(), params, balances.wanted(params));
            case "GET /v1/balance_transactions/{id}" -> core.get(Balances.KIND, id);
            case "GET /v1/payouts" -> list(Balances.PAYOUT, request, params, "status");
            case "GET /v1/payouts/{id}" -> core.get(Balances.PAYOUT, id);
            case "GET /v1/disputes" -> list(Disputes.KIND, request, params, "charge", "payment_intent");
            case "GET /v1/disputes/{id}" -> core.get(Disputes.KIND, id);
            case "POST /v1/disputes/{id}" -> disputes.update(id, params);
            case "POST /v1/disputes/{id}/close" -> disputes.close(id);
            case "POST /v1/refunds/{id}" -> refunds.update(id, params);
            case "POST /v1/terminal/locations" -> terminal.createLocation(params);
            case "GET /v1/terminal/locations" -> list("terminal.location", request, params);
            case "GET /v1/terminal/locations/{id}" -> core.get("terminal.location", id);
            case "POST /v1/terminal/readers" -> terminal.createReader(params);
            case "GET /v1/terminal/readers" ->
                list("terminal.reader", request, params, "location", "device_type", "serial_number", "status");
            case "GET /v1/terminal/readers/{id}" -> core.get("terminal.reader", id);
            case "POST /v1/terminal/connection_tokens" -> terminal.connectionToken(params);
            case "POST /v1/terminal/readers/{id}/process_payment_intent" -> terminal.process(id, params);
            case "POST /v1/terminal/readers/{id}/cancel_action" -> terminal.cancelAction(id);
            case "POST /v1/test_helpers/terminal/readers/{id}/present_payment_method" -> {
                if (!"card_present".equals(params.path("type").asText("card_present")))
                    throw Rejection.notPlayed("type");
                yield terminal.present(
                        id,
                        params.at("/card_present/number").asText(null),
                        params.path("amount_tip").asLong());
            }
            case "POST /v1/tax/calculations" -> taxes.calculate(params);
            case "GET /v1/tax/calculations/{id}" -> core.get(TaxOffice.CALCULATION, id);
            case "GET /v1/tax/calculations/{id}/line_items" -> taxes.lines(id);
            case "POST /v1/tax/transactions/create_from_calculation" -> taxes.record(params);
            case "POST /v1/tax/transactions/create_reversal" -> taxes.reverse(params);
            case "GET /v1/tax/transactions/{id}" -> core.get(TaxOffice.TRANSACTION, id);
            case "GET /v1/events" -> core.list("event", request.path(), params, Core.ofType(params));
            case "GET /v1/events/{id}" -> core.get("event", id);
            case "POST /v1/webhook_endpoints" -> core.endpoints().create(params);
            case "GET /v1/webhook_endpoints" -> list("webhook_endpoint", request, params);
            case "GET /v1/webhook_endpoints/{id}" -> core.get("webhook_endpoint", id);
            case "DELETE /v1/webhook_endpoints/{id}" -> core.endpoints().delete(id);
            default -> throw Rejection.unknownUrl(request.method(), request.path());
        };
    }

    private ObjectNode list(String kind, Request request, ObjectNode params, String... filters) {
        return core.list(kind, request.path(), params, Core.where(params, filters));
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
        var secret = Nodes.text(params, SECRET);
        if (object == null || secret.isEmpty() || !secret.equals(Nodes.text(object, SECRET))) {
            throw Rejection.invalid("resource_missing", SECRET, "The client_secret is not the one of this object.");
        }
    }

    /** An intent, or an error that holds one, as a browser may see it. */
    private static ObjectNode shown(ObjectNode answer) {
        var shown = answer.deepCopy();
        for (var intent : List.of(shown, shown.at("/error/payment_intent"), shown.at("/error/setup_intent"))) {
            var kind = Nodes.text(intent, "object");
            if (Intents.KIND.equals(kind) || Setups.KIND.equals(kind)) ((ObjectNode) intent).retain(SHOWN_TO_BROWSERS);
        }
        return shown;
    }

    /** Puts whole objects where the caller asked for more than ids. */
    private JsonNode expanded(ObjectNode result, ObjectNode params) {
        if (params.path("expand").isEmpty()) return result;
        var answer = result.deepCopy();
        for (var each : params.path("expand")) {
            var steps = List.of(each.asText().split("\\."));
            if ("line_items".equals(steps.get(0))) continue; // done where the lines are
            if (steps.size() > DEEPEST_EXPANSION) throw notExpandable(each.asText());
            if ("data".equals(steps.get(0)) && answer.path("data").isArray()) {
                answer.get("data").forEach(it -> expand((ObjectNode) it, steps.subList(1, steps.size())));
            } else {
                expand(answer, steps);
            }
        }
        return answer;
    }

    private void expand(ObjectNode target, List<String> steps) {
        if (steps.isEmpty()) return;
        var name = steps.get(0);
        if (!EXPANDABLE.contains(name) || !target.has(name)) throw notExpandable(name);
        var known = target.get(name).isTextual() ? core.store.find(Nodes.text(target, name)) : null;
        if (known != null) target.set(name, known.deepCopy());
        if (target.get(name) instanceof ObjectNode inner) expand(inner, steps.subList(1, steps.size()));
    }

    private static Rejection notExpandable(String name) {
        return Rejection.invalid("", "expand", "This property cannot be expanded here: %s.".formatted(name));
    }

    /** What the bank's, the reader's and the overview's pages ask. */
    synchronized ObjectNode page(String method, String path, ObjectNode body) {
        var parts = path.replaceFirst("^/pages-api/", "").split("/");
        var asked = "%s %s%s".formatted(method, parts[0], parts.length == 3 ? "/" + parts[2] : "");
        var about = parts.length > 1 ? parts[1] : "";
        core.causedBy(null, null);
        try {
            var result = switch (asked) {
                case "GET 3ds" -> bank.view(about);
                case "POST 3ds" ->
                    bank.answer(about, Nodes.text(body, "outcome").toLowerCase(Locale.ROOT));
                case "GET readers" -> terminal.view(about);
                case "POST readers/present" ->
                    terminal.view(terminal.present(
                            about,
                            body.path("number").asText(null),
                            body.path("tip").asLong()));
                case "POST readers/network" ->
                    terminal.view(terminal.network(about, body.path("connected").asBoolean()));
                case "POST readers/cancel" -> terminal.view(terminal.cancelOnDevice(about));
                case "GET overview" -> overview();
                case "POST events/resend" -> resend(about);
                default -> throw Rejection.unknownUrl(method, path);
            };
            core.store.commit(null, null).forEach(outbox);
            return result;
        } catch (RuntimeException e) {
            core.store.forget();
            throw e;
        }
    }

    private ObjectNode resend(String eventId) {
        core.get("event", eventId);
        deliverAgain(eventId);
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
        return view;
    }

    /** Time has passed. What is due may make more due. */
    synchronized void tick() {
        core.causedBy(null, null);
        try {
            while (later.due(this::happens)) core.store.commit(null, null).forEach(outbox);
        } catch (RuntimeException e) {
            core.store.forget();
            throw e;
        }
    }

    private void happens(String what, String id) {
        switch (what) {
            case Intents.EXPIRES -> intents.expired(id);
            case LocalPayments.SETTLES -> locals.settled(id);
            case Refunds.SETTLES -> refunds.settled(id);
            case Balances.PAYS_OUT -> balances.paysOut(id);
            case Disputes.BEGINS -> disputes.begins(id);
            case Refunds.FAILS -> refunds.failed(id);
            default -> throw new IllegalStateException("nobody planned " + what);
        }
    }
}
