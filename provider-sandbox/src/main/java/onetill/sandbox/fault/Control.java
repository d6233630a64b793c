package onetill.sandbox.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The control port: rules, calls seen, time and events, for tests. It listens to this machine only. */
public final class Control implements AutoCloseable {

    private static final int LARGEST_BODY = 1 << 16;
    private static final int MOST_COPIES = 1_000;
    private static final Pattern LOCAL = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    private final Faults faults;
    private final SandboxClock clock;
    private final Redelivery redelivery;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "sandbox-control");
        thread.setDaemon(true);
        return thread;
    });

    /** Sends an event again. */
    @FunctionalInterface
    public interface Redelivery {

        /** Sends it so many times to all who want it; a {@link NoSuchElementException} when there is none. */
        void deliver(String eventId, int times);
    }

    /** @param port 0 takes any free one */
    public Control(int port, Faults faults, SandboxClock clock, Redelivery redelivery) throws IOException {
        this.faults = faults;
        this.clock = clock;
        this.redelivery = redelivery;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public String baseUrl() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                guard(exchange);
                answer(exchange, 200, route(exchange));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
                answer(exchange, 400, complaint(String.valueOf(e.getMessage())));
            } catch (JsonProcessingException e) {
                answer(exchange, 400, complaint("the body is no JSON object: " + e.getOriginalMessage()));
            } catch (NoSuchElementException e) {
                answer(exchange, 404, complaint(String.valueOf(e.getMessage())));
            }
        }
    }

    /** A web page in a browser on this machine is not who may ask. */
    private static void guard(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (exchange.getRequestHeaders().containsKey("Origin")
                || host == null
                || !LOCAL.matcher(host).matches()) {
            throw new IllegalArgumentException("the control port does not answer browsers");
        }
    }

    private JsonNode route(HttpExchange exchange) throws IOException {
        var parts = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        var asked = exchange.getRequestMethod() + " " + parts[0];
        if (parts.length == 1) {
            return switch (asked) {
                case "POST faults" -> faults.add(body(exchange)).view();
                case "GET faults" -> faults.rules();
                case "DELETE faults" -> {
                    faults.clear();
                    yield faults.rules();
                }
                case "GET requests" -> faults.calls();
                case "DELETE requests" -> {
                    faults.forgetCalls();
                    yield faults.calls();
                }
                case "GET clock" -> time();
                case "POST clock" -> {
                    move(body(exchange));
                    yield time();
                }
                default -> throw unknown(exchange);
            };
        }
        if (parts.length == 2 && "DELETE faults".equals(asked)) {
            if (!faults.remove(parts[1])) throw new NoSuchElementException("there is no rule " + parts[1]);
            return faults.rules();
        }
        if (parts.length == 3 && "POST events".equals(asked) && "deliver".equals(parts[2])) {
            var times = body(exchange).path("times").asInt(1);
            if (times < 1 || times > MOST_COPIES) throw new IllegalArgumentException("times must be from 1 to 1000");
            redelivery.deliver(parts[1], times);
            return Faults.MAPPER.createObjectNode().put("id", parts[1]).put("times", times);
        }
        throw unknown(exchange);
    }

    private static NoSuchElementException unknown(HttpExchange exchange) {
        return new NoSuchElementException("nothing is at " + exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath());
    }

    private ObjectNode time() {
        return Faults.MAPPER
                .createObjectNode()
                .put("now", clock.instant().toString())
                .put("ahead", clock.ahead().toString());
    }

    private void move(ObjectNode asked) {
        if (asked.has("advance") == asked.has("now")) throw new IllegalArgumentException("give advance or now");
        if (asked.has("advance"))
            clock.advance(Duration.parse(asked.get("advance").asText()));
        else clock.set(Instant.parse(asked.get("now").asText()));
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        var text = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        return text.isBlank() ? Faults.MAPPER.createObjectNode() : Faults.MAPPER.readValue(text, ObjectNode.class);
    }

    private static ObjectNode complaint(String sentence) {
        return Faults.MAPPER.createObjectNode().put("error", sentence);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode json) throws IOException {
        var bytes = Faults.MAPPER.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
