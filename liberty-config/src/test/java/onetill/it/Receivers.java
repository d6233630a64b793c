package onetill.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Google Analytics, Meta, Google Ads and a server of the merchant's, in one: each takes a fact once by its id, as the real ones do, and three of
 * ten of its calls fail when they are told to: before they have taken it, after, and by saying nothing.
 */
final class Receivers implements AutoCloseable {

    private static final long LONGER_THAN_ANYBODY_WAITS_MS = 7_000;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** A call as it came, whatever became of it. */
    record Heard(String receiver, String path, Map<String, List<String>> headers, JsonNode body) {}

    private enum Mood {
        TAKES,
        FAILS_BEFORE,
        FAILS_AFTER,
        TAKES_AND_SAYS_NOTHING
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> taken = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile boolean failing;
    private volatile boolean dead;

    Receivers() throws IOException {
        var port = Integer.getInteger("it.receivers.port");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/token", exchange -> answer(exchange, OK, "{\"access_token\":\"ya29\",\"expires_in\":3600}"));
        server.createContext("/ga4/", exchange -> take("ga4", exchange));
        server.createContext("/meta/", exchange -> take("meta", exchange));
        server.createContext("/ads/", exchange -> take("google_ads", exchange));
        server.createContext("/facts", exchange -> take("webhook", exchange));
        server.setExecutor(threads);
        server.start();
    }

    /** Three of ten calls from now on. */
    void fail() {
        failing = true;
    }

    /** All calls, until they recover. */
    void die() {
        dead = true;
    }

    void recover() {
        failing = false;
        dead = false;
    }

    List<Heard> heardBy(String receiver) {
        return heard.stream().filter(it -> it.receiver().equals(receiver)).toList();
    }

    /** What a receiver has taken, by what it is and the id it knows it by. */
    List<String> takenBy(String receiver) {
        return taken.keySet().stream()
                .filter(it -> it.startsWith(receiver + " "))
                .map(it -> it.substring(receiver.length() + 1))
                .sorted()
                .toList();
    }

    JsonNode fact(String receiver, String what) {
        return taken.entrySet().stream()
                .filter(it -> it.getKey().startsWith(receiver + " " + what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(receiver + " has no " + what + " but " + taken.keySet()))
                .getValue();
    }

    private void take(String receiver, HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        var body = Caller.JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        heard.add(new Heard(receiver, path, Map.copyOf(exchange.getRequestHeaders()), body));
        var mood = mood(receiver);
        if (mood == Mood.FAILS_BEFORE) {
            answer(exchange, 503, "");
            return;
        }
        var isNew = taken.putIfAbsent(receiver + " " + id(receiver, path, body), body) == null;
        switch (mood) {
            case FAILS_AFTER -> answer(exchange, 500, "");
            case TAKES_AND_SAYS_NOTHING -> {
                LockSupport.parkNanos(LONGER_THAN_ANYBODY_WAITS_MS * 1_000_000);
                exchange.close();
            }
            default -> answer(receiver, isNew, exchange);
        }
    }

    /** By turns, so that it is three of ten whatever the order. */
    private Mood mood(String receiver) {
        if (dead) return Mood.FAILS_BEFORE;
        if (!failing) return Mood.TAKES;
        return switch (calls.computeIfAbsent(receiver, it -> new AtomicInteger())
                        .getAndIncrement()
                % 10) {
            case 1 -> Mood.FAILS_BEFORE;
            case 4 -> Mood.FAILS_AFTER;
            case 7 -> Mood.TAKES_AND_SAYS_NOTHING;
            default -> Mood.TAKES;
        };
    }

    private static String id(String receiver, String path, JsonNode body) {
        return switch (receiver) {
            case "ga4" ->
                body.at("/events/0/name").asText() + " "
                        + body.at("/events/0/params/event_id").asText();
            case "meta" ->
                body.at("/data/0/event_name").asText() + " "
                        + body.at("/data/0/event_id").asText();
            case "google_ads" ->
                path.endsWith(":uploadClickConversions")
                        ? "purchase " + body.at("/conversions/0/orderId").asText()
                        : "refund "
                                + body.at("/conversionAdjustments/0/orderId").asText() + " "
                                + body.at("/conversionAdjustments/0/adjustmentDateTime")
                                        .asText();
            default -> body.path("type").asText() + " " + body.path("event_id").asText();
        };
    }

    /** Google Ads refuses what it has, with a success. */
    private static void answer(String receiver, boolean isNew, HttpExchange exchange) throws IOException {
        if (!"google_ads".equals(receiver)) {
            answer(exchange, "ga4".equals(receiver) ? NO_CONTENT : OK, "{\"events_received\":1}");
        } else {
            answer(
                    exchange,
                    OK,
                    isNew
                            ? "{\"results\":[{}]}"
                            : "{\"partialFailureError\":{\"code\":3,\"details\":[{\"errors\":[{\"errorCode\":{\"conversionUploadError\":\"ORDER_ID_ALREADY_IN_USE\"}}]}]}}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == NO_CONTENT || bytes.length == 0 ? -1 : bytes.length);
            if (status != NO_CONTENT && bytes.length > 0)
                exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
