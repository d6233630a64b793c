package onetill.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import onetill.client.Address;
import onetill.client.Buyer;
import onetill.client.FulfillmentChoice;
import onetill.client.LineChoice;
import onetill.client.NewPaymentSheet;
import onetill.client.NoAnswerException;
import onetill.client.OneTill;
import onetill.client.ProblemException;
import onetill.client.WebhookVerifier;

/**
 * The server behind an app. It opens a checkout for whoever is signed in, hands the app a token for this one session and the secrets of
 * the payment sheet, and hears by webhook when it is paid. The merchant's key never leaves it.
 */
final class MobileBackend {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHECKOUTS = "/checkouts";

    private final OneTill till;
    private final WebhookVerifier verifier;
    private final Checkouts checkouts = new Checkouts();

    private MobileBackend(OneTill till, WebhookVerifier verifier) {
        this.till = till;
        this.verifier = verifier;
    }

    private record Answer(int status, Map<String, ?> body) {}

    private interface Handler {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    public static void main(String[] args) throws IOException {
        var till = OneTill.at(URI.create(setting("BASE_URL", "http://localhost:9080")), setting("SECRET_KEY", ""));
        var port = Integer.parseInt(setting("BACKEND_PORT", "8090"));
        var hooks = URI.create("http://127.0.0.1:%d/hooks".formatted(port));
        try {
            // Made at each start and taken away at its end; a real one stays, with its secret in a vault.
            var endpoint = till.addWebhookEndpoint(hooks, List.of("order.placed"));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> till.removeWebhookEndpoint(endpoint.endpoint().id())));
            new MobileBackend(till, new WebhookVerifier(endpoint.secret())).serve(port);
        } catch (ProblemException e) {
            if (!e.is("webhook-url-refused")) throw e;
            System.err.println(
                    "OneTill calls nobody in its own network. Start it by WEBHOOK_ALLOW_PRIVATE_NETWORKS=true ./run");
            System.exit(2);
        }
    }

    private static String setting(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private void serve(int port) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext(CHECKOUTS, exchange -> handle(exchange, this::checkouts));
        http.createContext("/hooks", exchange -> handle(exchange, this::hear));
        http.setExecutor(Executors.newFixedThreadPool(8));
        http.start();
        System.out.println("The app's server listens at http://localhost:" + port);
    }

    private Answer checkouts(HttpExchange exchange) throws IOException {
        var user = exchange.getRequestHeaders().getFirst("App-User"); // stands for the sign-in of the app
        if (user == null) return new Answer(401, Map.of("error", "sign in"));
        return exchange.getRequestMethod().equals("POST") ? open(exchange, user) : show(exchange, user);
    }

    /** The app says what and where to; who it is for this server knows, and what it costs OneTill. */
    private Answer open(HttpExchange exchange, String user) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Checkout-Key");
        if (key == null) return new Answer(400, Map.of("error", "send a Checkout-Key, one for each press"));
        var asked = JSON.readTree(exchange.getRequestBody());
        var sheet = till.paymentSheet(
                "app",
                NewPaymentSheet.of(lines(asked), Buyer.of(user), FulfillmentChoice.to(address(asked.path("address")))),
                "%s/%s".formatted(user, key));
        checkouts.opened(sheet.session().id(), user);
        return new Answer(
                201,
                Map.of(
                        "session_id", sheet.session().id(),
                        "total_minor", sheet.session().totalMinor(),
                        "currency", sheet.session().currency(),
                        "client_token", String.valueOf(sheet.clientToken()),
                        "publishable_key", sheet.publishableKey(),
                        "payment_intent_id", sheet.paymentIntentId(),
                        "payment_intent_client_secret", sheet.paymentIntentClientSecret()));
    }

    private static List<LineChoice> lines(JsonNode asked) {
        var lines = new ArrayList<LineChoice>();
        asked.path("items")
                .forEach(it -> lines.add(new LineChoice(
                        it.path("sku").asText(), it.path("quantity").asInt(1))));
        return lines;
    }

    private static Address address(JsonNode it) {
        return Address.of(
                it.path("name").asText(),
                it.path("line1").asText(),
                it.path("postal_code").asText(),
                it.path("city").asText());
    }

    private Answer show(HttpExchange exchange, String user) {
        var path = exchange.getRequestURI().getPath();
        var session = UUID.fromString(path.substring(CHECKOUTS.length() + 1));
        return checkouts
                .of(session, user)
                .map(it -> new Answer(
                        200,
                        Map.of(
                                "state",
                                it.orderNumber().isPresent() ? "paid" : "waiting",
                                "order_number",
                                it.orderNumber().orElse(""))))
                .orElseGet(() -> new Answer(404, Map.of("error", "there is no such checkout of yours")));
    }

    /** What OneTill tells. Whatever fails is answered 500 and comes again. */
    private Answer hear(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try {
            var message = verifier.verified(exchange.getRequestHeaders()::getFirst, body);
            if (checkouts.isNews(message.id()) && message.type().equals("order.placed")) {
                var order = till.order(message.data().aggregateId());
                checkouts.paid(order.sessionId(), order.number());
                System.out.println("Order %s is paid: here the app gets its push message.".formatted(order.number()));
            }
            checkouts.done(message.id());
            return new Answer(200, Map.of());
        } catch (WebhookVerifier.Refused e) {
            return new Answer(400, Map.of("error", e.getMessage()));
        }
    }

    private static void handle(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            var answer = answered(exchange, handler);
            var body = JSON.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Answer answered(HttpExchange exchange, Handler handler) {
        try {
            return handler.answer(exchange);
        } catch (ProblemException e) {
            return new Answer(e.status(), Map.of("error", e.detail()));
        } catch (NoAnswerException e) {
            return new Answer(503, Map.of("error", "try again with the same Checkout-Key"));
        } catch (IOException | IllegalArgumentException e) {
            return new Answer(400, Map.of("error", "this cannot be read"));
        }
    }
}
