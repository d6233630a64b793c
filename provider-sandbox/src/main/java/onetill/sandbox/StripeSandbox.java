package onetill.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.sandbox.Endpoints.Address;
import onetill.sandbox.Store.Delivery;
import onetill.sandbox.fault.Call;
import onetill.sandbox.fault.Control;
import onetill.sandbox.fault.Faults;
import onetill.sandbox.fault.Rule;
import onetill.sandbox.fault.SandboxClock;
import onetill.sandbox.fault.Wire;
import org.jspecify.annotations.Nullable;

/** The sandbox as a server. */
public final class StripeSandbox implements AutoCloseable {

    /** The version of Stripe's API that is played. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final Logger LOG = Logger.getLogger(StripeSandbox.class.getName());
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final int ID_LENGTH = 24;
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LEAST_WAITING_CONNECTIONS = 200;

    private final SandboxConfig config;
    private final HttpServer server;
    private final ExecutorService executor;
    private final ScheduledExecutorService ticker;
    private final Store store;
    private final Core core;
    private final Webhooks webhooks;
    private final Api api;
    private final Faults faults = new Faults();
    private final SandboxClock clock = new SandboxClock();
    private final @Nullable Control control;
    private final SecureRandom random = new SecureRandom();

    private StripeSandbox(SandboxConfig config) throws IOException {
        // Without it each answer waits 40 ms for an acknowledgement; the server reads it once, at its start.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.config = config;
        this.store = opened(config);
        this.server = bound(config, store);
        this.executor = Executors.newCachedThreadPool(daemons("sandbox"));
        this.ticker = Executors.newSingleThreadScheduledExecutor(daemons("sandbox-time"));
        this.webhooks = new Webhooks(config.webhookDelay(), clock, faults);
        this.core = new Core(new Contract(), store, clock, this::freshId, config.webhookUrl() != null);
        this.api = new Api(core, config, baseUrl(), this::deliver);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        clock.onAdvance(this::tick);
        clock.onAdvance(webhooks::timePassed);
        this.control = controlled();
    }

    private @Nullable Control controlled() throws IOException {
        var port = config.controlPort();
        if (port == null) return null;
        try {
            return new Control(port, faults, clock, this::deliverAgain);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static Store opened(SandboxConfig config) throws IOException {
        try {
            return new Store(config.dataFolder());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static HttpServer bound(SandboxConfig config, Store store) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(config.host(), config.port()), LEAST_WAITING_CONNECTIONS);
        } catch (IOException e) {
            store.close();
            throw e;
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    public static StripeSandbox start(SandboxConfig config) throws IOException {
        var sandbox = new StripeSandbox(config);
        sandbox.server.start();
        sandbox.ticker.scheduleWithFixedDelay(sandbox::tick, 1, 1, TimeUnit.SECONDS);
        sandbox.resume();
        return sandbox;
    }

    public String baseUrl() {
        var host = "127.0.0.1".equals(config.host()) ? "localhost" : config.host();
        return "http://%s:%d".formatted(host, server.getAddress().getPort());
    }

    /** Serves something beside, below a path of its own. */
    void alsoServe(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Where the control port is, if there is one. */
    public String controlUrl() {
        if (control == null) throw new IllegalStateException("this sandbox was started without a control port");
        return control.baseUrl();
    }

    /** The faults in force; what the control port does, done from the same process. */
    public Faults faults() {
        return faults;
    }

    /** The time of this sandbox. */
    public SandboxClock clock() {
        return clock;
    }

    /** Sends an event again to all who want it, as Stripe may at any time. */
    public void deliverAgain(String eventId, int times) {
        synchronized (api) {
            for (var i = 0; i < times; i++) api.deliverAgain(eventId);
        }
    }

    public String secretKey() {
        return config.secretKey();
    }

    public String publishableKey() {
        return config.publishableKey();
    }

    public String webhookSecret() {
        return config.webhookSecret();
    }

    /** The payment intents as the sandbox itself has them, newest first: the truth to compare other books with. */
    public List<JsonNode> paymentIntents() {
        return records(Intents.KIND);
    }

    public List<JsonNode> charges() {
        return records(Charges.KIND);
    }

    public List<JsonNode> refunds() {
        return records("refund");
    }

    private List<JsonNode> records(String kind) {
        synchronized (api) {
            return List.copyOf(store.all(kind));
        }
    }

    /** How many deliveries of events no receiver has acknowledged yet. */
    public int undelivered() {
        synchronized (api) {
            return store.undelivered().size();
        }
    }

    @Override
    public void close() throws IOException {
        if (control != null) control.close();
        server.stop(0);
        ticker.shutdownNow();
        webhooks.close();
        executor.shutdownNow();
        synchronized (api) {
            store.close();
        }
    }

    private void tick() {
        try {
            api.tick();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "what was due did not happen", e);
        }
    }

    private void resume() {
        synchronized (api) {
            store.undelivered().forEach(this::deliver);
        }
    }

    /** An endpoint that is gone has no address; then the event has nobody left to reach. */
    private void deliver(Delivery delivery) {
        var event = store.find(delivery.event());
        var address = address(delivery.endpoint());
        if (event == null || address == null) store.delivered(delivery);
        else webhooks.send(event, address, () -> delivered(delivery));
    }

    private @Nullable Address address(String endpoint) {
        if (!Endpoints.CONFIGURED.equals(endpoint)) return core.endpoints().address(endpoint);
        return config.webhookUrl() == null ? null : new Address(config.webhookUrl(), config.webhookSecret());
    }

    private void delivered(Delivery delivery) {
        synchronized (api) {
            store.delivered(delivery);
        }
    }

    private String freshId(String prefix) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < ID_LENGTH; i++) id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return id.toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "the sandbox failed", e);
                send(
                        exchange,
                        500,
                        "{\"error\":{\"type\":\"api_error\",\"message\":\"The sandbox failed; see its log.\"}}");
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        if (BrowserPages.handle(exchange)) return;
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            exchange.getResponseHeaders().set("Location", "/pages/");
            exchange.sendResponseHeaders(302, -1);
        } else if (path.startsWith("/pages-api/")) {
            page(exchange);
        } else {
            call(exchange);
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        try {
            if (!isFromOwnPage(exchange)) throw Rejection.forbidden("Only the sandbox's own pages may ask this.");
            var text = body(exchange);
            var body = text.isBlank() ? Nodes.object() : Nodes.parse(text);
            var path = exchange.getRequestURI().getPath();
            var answer = api.page(exchange.getRequestMethod(), path, body);
            if (path.equals("/pages-api/overview")) answer.set("deliveries", webhooks.recent());
            send(exchange, 200, Nodes.text(answer));
        } catch (JsonProcessingException e) {
            send(
                    exchange,
                    400,
                    Nodes.text(Rejection.invalid("", "", "Invalid JSON.").body()));
        } catch (Rejection e) {
            send(exchange, e.status(), Nodes.text(e.body()));
        }
    }

    /** Browsers name the page that asks; another site's page must not pay with a visitor's reader. */
    private static boolean isFromOwnPage(HttpExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        var host = exchange.getRequestHeaders().getFirst("Host");
        return origin == null || host != null && origin.endsWith("://" + host);
    }

    private void call(HttpExchange exchange) throws IOException {
        var requestId = freshId("req_");
        var headers = exchange.getResponseHeaders();
        headers.set("Request-Id", requestId);
        headers.set("Stripe-Version", API_VERSION);
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) headers.set("Idempotency-Key", key);
        if (allowsBrowser(exchange)) return;

        Api.Request request;
        try {
            request = request(exchange, key, requestId);
        } catch (Rejection e) {
            send(exchange, e.status(), Nodes.text(e.body()));
            return;
        }
        var call = new Call(request.method(), request.path(), key, () -> api.valuesOf(request));
        var fault = faults.befalls(call);
        var status = 0;
        try {
            status = answered(exchange, request, fault);
        } finally {
            faults.seen(call, status, fault);
        }
    }

    /** Answers the status that was sent, or 0 when there was none. */
    private int answered(HttpExchange exchange, Api.Request request, @Nullable Rule fault) throws IOException {
        // A call that is lost on its way does not hold its key.
        var instead = Wire.before(exchange, fault, Rejection::trouble);
        if (instead >= 0) return instead;
        Api.Answer answer;
        try {
            api.begin(request);
        } catch (Rejection e) {
            send(exchange, e.status(), Nodes.text(e.body()));
            return e.status();
        }
        try {
            pause();
            Wire.during(fault);
            answer = api.answer(request, spoiled(fault));
        } finally {
            api.end(request);
        }
        if (answer.replayOf() != null) {
            exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
            exchange.getResponseHeaders().set("Original-Request", answer.replayOf());
        }
        LOG.log(answer.status() == 404 ? Level.WARNING : Level.FINE, "{0} {1} {2}", new Object[] {
            request.method(), request.path(), Integer.toString(answer.status())
        });
        return Wire.after(exchange, fault, answer.status(), answer.body());
    }

    private static Api.@Nullable Answer spoiled(@Nullable Rule fault) {
        var text = Wire.instead(fault, Rejection::trouble);
        return fault == null || text == null ? null : new Api.Answer(fault.status(), text, null);
    }

    private void pause() {
        var least = config.latency().toMillis();
        var most = Math.max(least, config.latencyAtMost().toMillis());
        if (most == 0) return;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(least, most + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pages of any shop may call with the publishable key, as they may call Stripe. */
    private static boolean allowsBrowser(HttpExchange exchange) throws IOException {
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin == null) return false;
        var headers = exchange.getResponseHeaders();
        headers.set("Access-Control-Allow-Origin", origin);
        headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, Stripe-Version");
        headers.set("Access-Control-Allow-Methods", "GET, POST");
        headers.set("Vary", "Origin");
        if (!"OPTIONS".equals(exchange.getRequestMethod())) return false;
        exchange.sendResponseHeaders(204, -1);
        return true;
    }

    private static Api.Request request(HttpExchange exchange, @Nullable String idempotencyKey, String requestId)
            throws IOException {
        URI uri = exchange.getRequestURI();
        var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        var encoded = "POST".equals(exchange.getRequestMethod()) ? body(exchange) : query;
        ObjectNode params = Form.read(encoded);
        return new Api.Request(
                exchange.getRequestMethod(), uri.getPath(), params, key(exchange), idempotencyKey, requestId);
    }

    /** The key comes as a bearer token, or as the user of basic authentication, as command lines send it. */
    private static @Nullable String key(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) return null;
        if (header.startsWith(BEARER)) return header.substring(BEARER.length());
        if (!header.startsWith(BASIC)) return null;
        try {
            var user = Base64.getDecoder().decode(header.substring(BASIC.length()));
            return new String(user, StandardCharsets.UTF_8).replaceFirst(":.*", "");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) throw Rejection.invalid("", "", "The request is too large.");
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
