package onetill.sandbox.adyen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.sandbox.fault.Call;
import onetill.sandbox.fault.Control;
import onetill.sandbox.fault.Faults;
import onetill.sandbox.fault.Rule;
import onetill.sandbox.fault.SandboxClock;
import onetill.sandbox.fault.Wire;
import org.jspecify.annotations.Nullable;

/** The Adyen-shaped sandbox as a server. */
public final class AdyenSandbox implements AutoCloseable {

    /** Where the SDK looks for the Checkout API. */
    public static final String API_PATH = "/v71";

    private static final Logger LOG = Logger.getLogger(AdyenSandbox.class.getName());
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String BANK = "/sandbox/3ds/";
    private static final int ID_LENGTH = 16;
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LONGEST_KEY = 64;
    private static final int LEAST_WAITING_CONNECTIONS = 200;

    private record Answer(int status, String body) {}

    /** An answer kept under its key, with what was asked. */
    private record Kept(String asked, Answer answer) {}

    private final AdyenSandboxConfig config;
    private final HttpServer server;
    private final ExecutorService executor;
    private final Payments payments;
    private final Notices notices;
    private final Faults faults = new Faults();
    private final SandboxClock clock = new SandboxClock();
    private final @Nullable Control control;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Kept> kept = new HashMap<>();
    private final Set<String> running = new HashSet<>();

    private AdyenSandbox(AdyenSandboxConfig config) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.config = config;
        this.server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), LEAST_WAITING_CONNECTIONS);
        this.executor = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "adyen-sandbox");
            thread.setDaemon(true);
            return thread;
        });
        this.payments = new Payments(config.merchantAccount(), baseUrl() + BANK, this::freshId);
        this.notices = new Notices(config, clock, faults);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        var port = config.controlPort();
        this.control = port == null
                ? null
                : new Control(port, faults, clock, (id, times) -> {
                    throw new java.util.NoSuchElementException("this sandbox keeps no events");
                });
    }

    public static AdyenSandbox start(AdyenSandboxConfig config) throws IOException {
        var sandbox = new AdyenSandbox(config);
        sandbox.server.start();
        return sandbox;
    }

    public String baseUrl() {
        var host = "127.0.0.1".equals(config.host()) ? "localhost" : config.host();
        return "http://%s:%d".formatted(host, server.getAddress().getPort());
    }

    /** The faults in force; what the control port does, done from the same process. */
    public Faults faults() {
        return faults;
    }

    /** The payments as the sandbox itself has them, oldest first: the truth to compare other books with. */
    public List<JsonNode> payments() {
        synchronized (payments) {
            return payments.records();
        }
    }

    /** How many webhooks no receiver has accepted yet. */
    public int undelivered() {
        return notices.undelivered();
    }

    @Override
    public void close() {
        if (control != null) control.close();
        server.stop(0);
        notices.close();
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "the sandbox failed", e);
                send(exchange, new Answer(500, Refusal.trouble(500, "")));
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith(BANK)) {
            bank(exchange, path.substring(BANK.length()));
            return;
        }
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var call = new Call(exchange.getRequestMethod(), path, key, Set::of);
        var fault = faults.befalls(call);
        var status = 0;
        try {
            status = answered(exchange, path, key, fault);
        } finally {
            faults.seen(call, status, fault);
        }
    }

    /** Answers the status that was sent, or 0 when there was none. */
    private int answered(HttpExchange exchange, String path, @Nullable String key, @Nullable Rule fault)
            throws IOException {
        var asked = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        var instead = Wire.before(exchange, fault, Refusal::trouble);
        if (instead >= 0) return instead;
        Answer answer;
        try {
            guard(exchange);
            if (key != null) exchange.getResponseHeaders().set("Idempotency-Key", key);
            answer = once(path, key, asked, fault);
        } catch (Refusal e) {
            if (e.isTransient()) exchange.getResponseHeaders().set("transient-error", "true");
            answer = new Answer(e.status(), e.body().toString());
        }
        tellNews();
        return Wire.after(exchange, fault, answer.status(), answer.body());
    }

    private void guard(HttpExchange exchange) {
        var given = exchange.getRequestHeaders().getFirst("X-API-Key");
        var fits = given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), config.apiKey().getBytes(StandardCharsets.UTF_8));
        if (!fits) throw Refusal.unauthorized();
        if (!"POST".equals(exchange.getRequestMethod())) throw Refusal.notFound();
    }

    private Answer once(String path, @Nullable String key, String asked, @Nullable Rule fault) {
        if (key == null) return done(path, asked, fault);
        if (key.length() > LONGEST_KEY) throw Refusal.invalid("702", "The Idempotency-Key is longer than 64");
        var fingerprint = path + "\n" + asked;
        synchronized (running) {
            var before = kept.get(key);
            if (before != null) {
                if (before.asked().equals(fingerprint)) return before.answer();
                throw Refusal.invalid("702", "The Idempotency-Key was used for another request");
            }
            if (!running.add(key)) throw Refusal.inProgress();
        }
        try {
            var answer = done(path, asked, fault);
            synchronized (running) {
                kept.put(key, new Kept(fingerprint, answer));
            }
            return answer;
        } finally {
            synchronized (running) {
                running.remove(key);
            }
        }
    }

    private Answer done(String path, String asked, @Nullable Rule fault) {
        Wire.during(fault);
        JsonNode body;
        try {
            body = MAPPER.readTree(asked);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("702", "Problem reading field 'unknown'");
        }
        var answer = carriedOut(path, body);
        var spoiled = Wire.instead(fault, Refusal::trouble);
        return fault == null || spoiled == null ? answer : new Answer(fault.status(), spoiled);
    }

    private Answer carriedOut(String path, JsonNode body) {
        if (!path.startsWith(API_PATH + "/")) throw Refusal.notFound();
        var parts = path.substring(API_PATH.length() + 1).split("/", -1);
        synchronized (payments) {
            if (parts.length == 1) {
                return switch (parts[0]) {
                    case "payments" -> new Answer(200, payments.pay(body).toString());
                    case "cancels" ->
                        new Answer(201, payments.cancelByReference(body).toString());
                    default -> throw Refusal.notFound();
                };
            }
            if (!"payments".equals(parts[0])) throw Refusal.notFound();
            if (parts.length == 2 && "details".equals(parts[1])) {
                return new Answer(200, payments.details(body).toString());
            }
            if (parts.length != 3) throw Refusal.notFound();
            var answer = switch (parts[2]) {
                case "captures" -> payments.capture(parts[1], body);
                case "cancels" -> payments.cancel(parts[1], body);
                case "refunds" -> payments.refund(parts[1], body);
                case "reversals" -> payments.reverse(parts[1], body);
                default -> throw Refusal.notFound();
            };
            return new Answer(201, answer.toString());
        }
    }

    private void tellNews() {
        List<Item> news;
        synchronized (payments) {
            news = payments.news();
        }
        news.forEach(notices::send);
    }

    /** The page of the buyer's bank: two links, and back to the shop by one of them. */
    private void bank(HttpExchange exchange, String token) throws IOException {
        var outcome = exchange.getRequestURI().getQuery();
        if (outcome == null) {
            var page = "<!doctype html><meta charset=utf-8><title>Bank</title>"
                    + "<p>Is it you? <a href='?complete'>Yes</a> <a href='?fail'>No</a>";
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            sendBytes(exchange, 200, page);
            return;
        }
        String back;
        synchronized (payments) {
            back = payments.leaveBank(token, "complete".equals(outcome));
        }
        if (back == null) {
            sendBytes(exchange, 404, "Nobody is expected here.");
            return;
        }
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        sendBytes(exchange, answer.status(), answer.body());
    }

    private static void sendBytes(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String freshId() {
        var id = new StringBuilder();
        for (var i = 0; i < ID_LENGTH; i++) id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return id.toString();
    }
}
