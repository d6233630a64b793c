package onetill.sandbox.nexo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.sandbox.fault.Call;
import onetill.sandbox.fault.Faults;
import onetill.sandbox.fault.Wire;
import org.jspecify.annotations.Nullable;

/** A gateway to simulated nexo terminals as a server: any POIID is a terminal of its own. */
public final class NexoSandbox implements AutoCloseable {

    /** Where messages go. */
    public static final String PATH = "/nexo";

    private static final Logger LOG = Logger.getLogger(NexoSandbox.class.getName());
    private static final String HANDS = "/terminals/";
    private static final int LARGEST_BODY = 1 << 20;
    private static final int LONGEST_PAYMENT_SECONDS = 120;
    private static final Set<String> HEADER =
            Set.of("ProtocolVersion", "MessageClass", "MessageCategory", "MessageType", "SaleID", "ServiceID", "POIID");

    private final NexoSandboxConfig config;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "nexo-sandbox");
        thread.setDaemon(true);
        return thread;
    });
    private final Faults faults = new Faults();
    private final Map<String, PoiTerminal> terminals = new ConcurrentHashMap<>();

    private NexoSandbox(NexoSandboxConfig config) throws IOException {
        this.config = config;
        this.server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        server.setExecutor(executor);
        server.createContext(PATH, this::message);
        server.createContext(HANDS, this::hands);
    }

    public static NexoSandbox start(NexoSandboxConfig config) throws IOException {
        var sandbox = new NexoSandbox(config);
        sandbox.server.start();
        return sandbox;
    }

    public String baseUrl() {
        var host = "127.0.0.1".equals(config.host()) ? "localhost" : config.host();
        return "http://%s:%d".formatted(host, server.getAddress().getPort());
    }

    /** The faults in force, by path {@code /nexo/Payment} and so on for each category of message. */
    public Faults faults() {
        return faults;
    }

    /** What a terminal itself has in its books: the truth to compare other books with. */
    public JsonNode terminal(String poiId) {
        return at(poiId).view();
    }

    /** What a person does at a terminal; the same as a POST to {@code /terminals/{poiId}/{what}}. */
    public void act(String poiId, String what, ObjectNode details) {
        var terminal = at(poiId);
        switch (what) {
            case "present" ->
                terminal.present(
                        details.path("card").asText("approve"),
                        details.path("tip").decimalValue(),
                        details.path("amount").isNumber()
                                ? details.path("amount").decimalValue()
                                : null);
            case "insert" -> terminal.insert();
            case "cancel" -> terminal.cancel();
            case "network" -> terminal.network(details.path("connected").asBoolean());
            default -> throw new IllegalArgumentException("nobody can " + what + " a terminal");
        }
    }

    private PoiTerminal at(String poiId) {
        return terminals.computeIfAbsent(poiId, it -> new PoiTerminal(it, Instant::now));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void message(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAllowed(exchange)) {
                send(exchange, 401, "");
                return;
            }
            var body = PoiTerminal.MAPPER.readTree(exchange.getRequestBody().readNBytes(LARGEST_BODY));
            var request = body.path("SaleToPOIRequest");
            var header = request.path("MessageHeader");
            if (HEADER.stream().anyMatch(it -> header.path(it).asText("").isEmpty())
                    || header.path("ServiceID").asText().length() > 10) {
                send(exchange, 400, "");
                return;
            }
            var category = header.path("MessageCategory").asText();
            var call = new Call(
                    "POST", PATH + "/" + category, header.path("ServiceID").asText(), Set::of);
            var fault = faults.befalls(call);
            var status = Wire.before(exchange, fault, (code, text) -> "");
            if (status < 0) {
                var answer = answer(category, header, request);
                status = answer == null ? 0 : Wire.after(exchange, fault, 200, answer);
            }
            faults.seen(call, status, fault);
        } catch (JsonProcessingException e) {
            send(exchange, 400, "");
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the sandbox failed", e);
            send(exchange, 500, "");
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        var wanted = "Basic "
                + Base64.getEncoder()
                        .encodeToString((config.user() + ":" + config.password()).getBytes(StandardCharsets.UTF_8));
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    /** The words of the answer; null when the terminal has gone away before it could say them. */
    private @Nullable String answer(String category, JsonNode header, JsonNode request) {
        var terminal = at(header.path("POIID").asText());
        if (!terminal.isConnected()) return rejected(header);
        var name = category + "Response";
        return switch (category) {
            case "Payment" -> {
                var answer = awaited(terminal.pay(header, request.path("PaymentRequest")));
                yield answer == null || !terminal.isConnected() ? null : wrapped(header, name, answer);
            }
            case "TransactionStatus" ->
                wrapped(
                        header,
                        name,
                        terminal.status(request.at("/TransactionStatusRequest/MessageReference"), header));
            case "Reversal" -> wrapped(header, name, terminal.reverse(header, request.path("ReversalRequest")));
            case "Diagnosis" -> wrapped(header, name, terminal.diagnosis());
            case "Abort" -> {
                terminal.abort(request.at("/AbortRequest/MessageReference"), header);
                yield "";
            }
            default -> rejected(header);
        };
    }

    private static @Nullable ObjectNode awaited(CompletableFuture<ObjectNode> answer) {
        try {
            return answer.get(LONGEST_PAYMENT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }

    private static String wrapped(JsonNode header, String name, ObjectNode answer) {
        var message = PoiTerminal.MAPPER.createObjectNode();
        var response = message.putObject("SaleToPOIResponse");
        response.set("MessageHeader", ((ObjectNode) header.deepCopy()).put("MessageType", "Response"));
        response.set(name, answer);
        return message.toString();
    }

    /** The gateway cannot bring the message to the terminal. */
    private static String rejected(JsonNode header) {
        var message = PoiTerminal.MAPPER.createObjectNode();
        var request = message.putObject("SaleToPOIRequest");
        request.set(
                "MessageHeader",
                ((ObjectNode) header.deepCopy()).put("MessageClass", "Event").put("MessageType", "Notification"));
        request.putObject("EventNotification")
                .put("EventToNotify", "Reject")
                .put("EventDetails", "message=the+terminal+cannot+be+reached");
        return message.toString();
    }

    /** {@code GET /terminals/{poiId}}, and POST to {@code present}, {@code insert}, {@code cancel} or {@code network} below it. */
    private void hands(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                var parts = exchange.getRequestURI()
                        .getPath()
                        .substring(HANDS.length())
                        .split("/");
                if ("POST".equals(exchange.getRequestMethod()) && parts.length == 2) {
                    var text = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
                    act(
                            parts[0],
                            parts[1],
                            text.isBlank()
                                    ? PoiTerminal.MAPPER.createObjectNode()
                                    : PoiTerminal.MAPPER.readValue(text, ObjectNode.class));
                }
                send(exchange, 200, at(parts[0]).view().toString());
            } catch (IllegalArgumentException | IllegalStateException | JsonProcessingException e) {
                var complaint = PoiTerminal.MAPPER.createObjectNode().put("error", String.valueOf(e.getMessage()));
                send(exchange, 400, complaint.toString());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    }
}
