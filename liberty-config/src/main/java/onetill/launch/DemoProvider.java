package onetill.launch;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the demo merchant has at the payment provider: a simulated card reader, and a customer with a card. */
final class DemoProvider {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final String apiKey;

    DemoProvider(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    /** A customer and her card, as the provider names them. */
    record SavedCard(String customer, String paymentMethod, String label) {}

    /** The reader we know, if it is still there, or a new one. */
    String reader(String label, @Nullable String known) throws IOException, InterruptedException {
        if (known != null && isThere("/v1/terminal/readers/" + known)) {
            return known;
        }
        var location = post(
                "/v1/terminal/locations",
                Map.of(
                        "display_name", "Leaf & Kettle, Berlin Mitte",
                        "address[line1]", "Kesselgasse 7",
                        "address[postal_code]", "10119",
                        "address[city]", "Berlin",
                        "address[country]", "DE"));
        var reader = post(
                "/v1/terminal/readers",
                Map.of("registration_code", "simulated-wpe", "label", label, "location", text(location, "id")));
        return text(reader, "id");
    }

    /** The customer we know with her card, if both are still there, or new ones. */
    SavedCard savedCard(String name, String email, @Nullable SavedCard known) throws IOException, InterruptedException {
        if (known != null
                && isThere("/v1/customers/" + known.customer())
                && isThere("/v1/payment_methods/" + known.paymentMethod())) {
            return known;
        }
        var customer = text(post("/v1/customers", Map.of("name", name, "email", email)), "id");
        var card = post("/v1/payment_methods/pm_card_visa/attach", Map.of("customer", customer));
        return new SavedCard(customer, text(card, "id"), "Visa ending in 4242");
    }

    private boolean isThere(String path) throws IOException, InterruptedException {
        var request = to(path).GET().build();
        var response = send(request);
        if (response.statusCode() == NOT_FOUND) {
            return false;
        }
        return !Boolean.TRUE.equals(document(request, response).get("deleted"));
    }

    private Map<String, Object> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        var request = to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return document(request, send(request));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("%s %s had no answer (%s)".formatted(request.method(), request.uri(), e), e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + apiKey);
    }

    private static Map<String, Object> document(HttpRequest request, HttpResponse<String> response) throws IOException {
        if (response.statusCode() != OK) {
            throw unexpected(request, response, null);
        }
        try {
            return JSONObjectUtils.parse(response.body());
        } catch (ParseException e) {
            throw unexpected(request, response, e);
        }
    }

    private static IOException unexpected(
            HttpRequest request, HttpResponse<String> response, @Nullable ParseException cause) {
        var told = response.body().replaceAll("\\s+", " ");
        return new IOException(
                "%s %s was answered %d: %s"
                        .formatted(request.method(), request.uri(), response.statusCode(), shortened(told)),
                cause);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static String text(Map<String, Object> document, String member) throws IOException {
        if (document.get(member) instanceof String text) {
            return text;
        }
        throw new IOException("the provider's answer has no " + member);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
