package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sandbox as a server. */
public final class StripeSandbox implements AutoCloseable {

    /** The version of Stripe's API that is played. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final Logger LOG = Logger.getLogger(StripeSandbox.class.getName());
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 24;
    private static final int LARGEST_BODY = 1 << 20;

    private final SandboxConfig config;
    private final HttpServer server;
    private final ExecutorService executor;
    private final Store store;
    private final Webhooks webhooks;
    private final Api api;
    private final SecureRandom random = new SecureRandom();

    private StripeSandbox(SandboxConfig config) throws IOException {
        // Without it each answer waits 40 ms for an acknowledgement; the server reads it once, at its start.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.config = config;
        this.server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        this.executor = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
        });
        this.store = new Store(config.dataFolder());
        var clock = Clock.systemUTC();
        this.webhooks = new Webhooks(config, clock, this::delivered);
        var core = new Core(new Contract(), store, clock, this::freshId);
        this.api = new Api(core, config, baseUrl(), webhooks);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
    }

    public static StripeSandbox start(SandboxConfig config) throws IOException {
        var sandbox = new StripeSandbox(config);
        sandbox.server.start();
        sandbox.store.undelivered().forEach(sandbox.webhooks::send);
        return sandbox;
    }

    public String baseUrl() {
        var host = "127.0.0.1".equals(config.host()) ? "localhost" : config.host();
        return "http://%s:%d".formatted(host, server.getAddress().getPort());
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
        synchronized (api) {
            return List.copyOf(store.all(Intents.KIND));
        }
    }

    /** How many events no receiver has acknowledged yet. */
    public int undelivered() {
        synchronized (api) {
            return store.undelivered().size();
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        webhooks.close();
        executor.shutdownNow();
        synchronized (api) {
            store.close();
        }
    }

    private void delivered(String eventId) {
        synchronized (api) {
            store.delivered(eventId);
        }
    }

    private String freshId(String prefix) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < ID_LENGTH; i++) id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return id.toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
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
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the sandbox failed", e);
            send(
                    exchange,
                    500,
                    "{\"error\":{\"type\":\"api_error\",\"message\":\"The sandbox failed; see its log.\"}}");
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        try {
            var text = body(exchange);
            var body = text.isBlank() ? Nodes.object() : Nodes.parse(text);
            var path = exchange.getRequestURI().getPath();
            send(exchange, 200, Nodes.text(api.page(exchange.getRequestMethod(), path, body)));
        } catch (Rejection e) {
            send(exchange, e.status(), Nodes.text(e.body()));
        }
    }

    private void call(HttpExchange exchange) throws IOException {
        var request = request(exchange);
        var headers = exchange.getResponseHeaders();
        headers.set("Request-Id", request.requestId());
        headers.set("Stripe-Version", API_VERSION);
        if (request.key() != null) headers.set("Idempotency-Key", request.key());
        if (allowsBrowser(exchange)) return;
        Api.Answer answer;
        try {
            api.begin(request);
        } catch (Rejection e) {
            send(exchange, e.status(), Nodes.text(e.body()));
            return;
        }
        try {
            Thread.sleep(config.latency().toMillis());
            answer = api.answer(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            api.end(request);
        }
        if (answer.replayOf() != null) {
            headers.set("Idempotent-Replayed", "true");
            headers.set("Original-Request", answer.replayOf());
        }
        LOG.log(answer.status() == 404 ? Level.WARNING : Level.FINE, "{0} {1} {2}", new Object[] {
            request.method(), request.path(), Integer.toString(answer.status())
        });
        send(exchange, answer.status(), answer.body());
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

    private Api.Request request(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var encoded = "POST".equals(exchange.getRequestMethod()) ? body(exchange) : query == null ? "" : query;
        ObjectNode params = Form.read(encoded);
        return new Api.Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                params,
                bearer(exchange),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                freshId("req_"));
    }

    private static @Nullable String bearer(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : null;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
