package onetill.sandbox.telephony;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the keys of callers, as a telephony does that the merchant has bought. OneTill says what to take at {@code POST
 * /telephony/captures}; whoever plays the caller presses keys at {@code POST /telephony/captures/{id}/keys}. Each key is told as
 * progress, without saying which; when all is typed the card goes to the payment provider's API, as a browser would send it, and
 * its token to OneTill. {@code /telephony/calls} is the phone of somebody who calls.
 */
public final class KeypadTelephony {

    /** Where it is served. */
    public static final String PATH = "/telephony";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LARGEST = 1 << 16;
    private static final String CAPTURES = "/captures";
    private static final String CALLS = "/calls";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Connections connections = new Connections(http);
    private final Calls calls = new Calls(connections);
    private final Map<String, Capture> captures = new ConcurrentHashMap<>();
    private final String provider;
    private final String publishableKey;

    /** @param provider where cards become tokens */
    public KeypadTelephony(String provider, String publishableKey) {
        this.provider = provider;
        this.publishableKey = publishableKey;
    }

    /** Serves what OneTill asks, and what whoever plays the caller does. */
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(PATH.length());
            var body = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
            try {
                send(exchange, 200, done(exchange, exchange.getRequestMethod() + " " + path, body));
            } catch (SecurityException e) {
                send(exchange, 401, error(e));
            } catch (NoSuchElementException e) {
                send(exchange, 404, error(e));
            } catch (ClassCastException
                    | IllegalArgumentException
                    | com.fasterxml.jackson.core.JsonProcessingException e) {
                send(exchange, 400, error(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                send(exchange, 503, error(e));
            }
        }
    }

    private JsonNode done(HttpExchange exchange, String call, String body) throws IOException, InterruptedException {
        if (call.equals("POST /secrets")) return connections.know(MAPPER.readTree(body));
        if (call.equals("POST " + CALLS))
            return calls.ring(MAPPER.readTree(body).path("caller_number").asText());
        if (call.equals("POST " + CAPTURES)) return commanded(exchange, body);
        var parts = call.split("/", -1);
        if (call.contains(CALLS + "/") && parts.length >= 3) return ofCall(call, parts[2]);
        if (!call.contains(CAPTURES + "/") || parts.length < 3)
            throw new NoSuchElementException("no such call: " + call);
        var capture = captures.get(parts[2]);
        if (capture == null) throw new NoSuchElementException("nobody types for " + parts[2]);
        if (call.startsWith("GET ")) return capture.view();
        if (call.endsWith("/keys"))
            return press(capture, MAPPER.readTree(body).path("keys").asText());
        if (call.endsWith("/hang-up")) return hangUp(capture);
        throw new NoSuchElementException("no such call: " + call);
    }

    private JsonNode ofCall(String call, String id) throws IOException, InterruptedException {
        var live = captures.values().stream()
                .filter(it -> it.isOf(id) && !it.isOver())
                .findFirst();
        if (call.equals("GET " + CALLS + "/" + id)) {
            var view = calls.view(id);
            live.ifPresent(it -> view.set("capture", it.view().put("id", it.id())));
            return view;
        }
        if (!call.endsWith("/hang-up")) throw new NoSuchElementException("no such call: " + call);
        if (live.isPresent()) hangUp(live.get());
        return calls.hangUp(id);
    }

    private JsonNode hangUp(Capture capture) throws IOException, InterruptedException {
        capture.end();
        tell(capture, MAPPER.createObjectNode().put("type", "failed").put("reason", "hung_up"));
        return capture.view();
    }

    private JsonNode commanded(HttpExchange exchange, String body) throws IOException {
        var command = MAPPER.readTree(body);
        var id = command.path("keypad_entry_id").asText();
        var type = command.path("type").asText();
        var known = captures.get(id);
        var callback = type.equals("keypad_entry.start")
                ? command.path("callback_url").asText()
                : known == null ? "" : known.callbackUrl();
        connections.check(exchange, body, callback);
        switch (type) {
            case "keypad_entry.start" ->
                captures.putIfAbsent(
                        id, new Capture(id, callback, command.path("call_id").asText()));
            case "keypad_entry.restart_field" ->
                capture(id).restart(Capture.Field.of(command.path("field").asText()));
            case "keypad_entry.cancel" -> capture(id).end();
            default -> throw new IllegalArgumentException("no such command: " + type);
        }
        return capture(id).view();
    }

    private Capture capture(String id) {
        var known = captures.get(id);
        if (known == null) throw new NoSuchElementException("no such keypad entry: " + id);
        return known;
    }

    /** One key after the other: digits, {@code #} at the end of a field, {@code *} to begin it anew. */
    private JsonNode press(Capture capture, String keys) throws IOException, InterruptedException {
        for (var key : keys.toCharArray()) {
            var field = capture.press(key);
            if (field == null) continue;
            tell(capture, progress(capture, field));
            if (capture.isComplete()) finish(capture);
        }
        return capture.view();
    }

    private static ObjectNode progress(Capture capture, Capture.Field field) {
        return MAPPER.createObjectNode()
                .put("type", "progress")
                .put("number", capture.nextWord())
                .put("field", field.stored())
                .put("digits", capture.digits(field))
                .put("state", capture.state(field));
    }

    /** The provider says whether there can be such a card; one it does not take is typed once more. */
    private void finish(Capture capture) throws IOException, InterruptedException {
        var form = "type=card&card[number]=%s&card[exp_month]=%s&card[exp_year]=%s&card[cvc]=%s"
                .formatted(
                        encoded(capture.number()),
                        encoded(capture.month()),
                        encoded(capture.year()),
                        encoded(capture.securityCode()));
        var request = HttpRequest.newBuilder(URI.create(provider + "/v1/payment_methods"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + publishableKey)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        var answer = MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
        if (answer.has("id")) {
            capture.end();
            tell(
                    capture,
                    MAPPER.createObjectNode()
                            .put("type", "completed")
                            .put("payment_method", answer.path("id").asText()));
            return;
        }
        capture.refuse(Capture.Field.NUMBER);
        tell(capture, progress(capture, Capture.Field.NUMBER));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void tell(Capture capture, ObjectNode event) throws IOException, InterruptedException {
        event.put("keypad_entry_id", capture.id());
        capture.answered(connections.tell(capture.callbackUrl(), event));
    }

    private static String error(Exception e) {
        var error = MAPPER.createObjectNode();
        error.putObject("error").put("message", e.getMessage());
        return error.toString();
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
