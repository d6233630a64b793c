package onetill.sandbox.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * Both stores as one part of the sandbox's server. Under {@link #PATH} is what a buyer or a store would do (buy, tell), at {@link
 * #PLAY} what Google's publisher API answers. What the product has to trust is written to a folder at the start.
 */
public final class AppStores {

    /** Where purchases are made and news are told. */
    public static final String PATH = "/app-stores";

    /** Where Google's client looks for the publisher API. */
    public static final String PLAY = "/androidpublisher";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LARGEST = 1 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AppleStore apple;
    private final PlayStore play = new PlayStore(AppStores::freshId);

    private AppStores(Path folder, String baseUrl) throws IOException {
        var chain = AppleChain.fresh(Instant.now());
        apple = new AppleStore(chain, AppStores::freshId, Instant.now());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("app-store-root.pem"), chain.rootPem());
        Files.writeString(folder.resolve("google-play.json"), play.credentials(baseUrl + PATH + "/google-play/token"));
    }

    /** @param folder gets the root to trust for the App Store, and the service account for Google Play */
    public static AppStores open(Path folder, String baseUrl) throws IOException {
        return new AppStores(folder, baseUrl);
    }

    /** Serves both paths. */
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var method = exchange.getRequestMethod();
            var given = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
            try {
                if (path.startsWith(PLAY)) {
                    var answer = play.answer(
                            method, path, exchange.getRequestHeaders().getFirst("Authorization"));
                    send(exchange, answer.status(), answer.body());
                } else {
                    send(exchange, 200, done(method + " " + path.substring(PATH.length()), given));
                }
            } catch (NoSuchElementException
                    | ClassCastException
                    | com.fasterxml.jackson.core.JsonProcessingException e) {
                send(
                        exchange,
                        400,
                        MAPPER.createObjectNode().put("error", e.getMessage()).toString());
            }
        }
    }

    private static String freshId() {
        return UUID.randomUUID().toString();
    }

    private String done(String call, String given) throws IOException {
        return switch (call) {
            case "POST /apple/transactions" -> {
                var bought = apple.buy(body(given), Instant.now());
                yield MAPPER.createObjectNode()
                        .put("transactionId", bought.transactionId())
                        .put("signedTransaction", bought.signed())
                        .toString();
            }
            case "POST /apple/notifications" -> toldByApple(body(given));
            case "POST /google-play/token" -> PlayStore.accessToken();
            case "GET /google-play/certs" -> play.keySet();
            case "POST /google-play/purchases" ->
                play.buy(body(given), Instant.now()).toString();
            case "POST /google-play/refusals" -> {
                play.refuseAcknowledgements(body(given).path("times").asInt());
                yield "{}";
            }
            case "POST /google-play/notifications" -> toldByGoogle(body(given));
            default -> {
                if (!call.startsWith("GET /google-play/purchases/"))
                    throw new NoSuchElementException("no such call: " + call);
                yield play.purchase(call.substring(call.lastIndexOf('/') + 1)).toString();
            }
        };
    }

    private static ObjectNode body(String given) throws IOException {
        return (ObjectNode) MAPPER.readTree(given.isBlank() ? "{}" : given);
    }

    /** Signed, and sent where {@code url} says, if it says so. */
    private String toldByApple(ObjectNode wanted) throws IOException {
        var body = MAPPER.createObjectNode().put("signedPayload", apple.tell(wanted, Instant.now()));
        return body.put("status", sent(wanted, body.deepCopy(), "")).toString();
    }

    private String toldByGoogle(ObjectNode wanted) throws IOException {
        var body = MAPPER.createObjectNode();
        body.putObject("message")
                .put("messageId", wanted.path("messageId").asText(freshId()))
                .put("publishTime", Instant.now().toString())
                .put(
                        "data",
                        Base64.getEncoder()
                                .encodeToString(wanted.path("data").toString().getBytes(StandardCharsets.UTF_8)));
        body.put("subscription", "projects/sandbox/subscriptions/play");
        var token = play.pushToken(
                wanted.path("audience").asText(), wanted.path("email").asText(), Instant.now());
        return body.deepCopy()
                .put("token", token)
                .put("status", sent(wanted, body, token))
                .toString();
    }

    /** The status of who was told; 0 when nobody was to be told. */
    private int sent(ObjectNode wanted, JsonNode body, String token) throws IOException {
        if (!wanted.has("url")) return 0;
        var request = HttpRequest.newBuilder(URI.create(wanted.path("url").asText()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
