package onetill.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the API, with a credential or without. */
final class Caller {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String credential;
    private final String address;
    private final @Nullable URI door;

    private Caller(String credential, String address) {
        this(credential, address, null);
    }

    private Caller(String credential, String address, @Nullable URI door) {
        this.credential = credential;
        this.address = address;
        this.door = door;
    }

    /** Each credential has an address of its own, as if a proxy in front told it: what one does is not counted for another. */
    static Caller with(String credential) {
        var bits = credential.hashCode();
        return new Caller(credential, "10.%d.%d.%d".formatted(bits >>> 16 & 255, bits >>> 8 & 255, bits & 255));
    }

    /** Somebody else each time. */
    static Caller nobody() {
        var random = java.util.concurrent.ThreadLocalRandom.current();
        return new Caller("", "11.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
    }

    /** The same, from there. */
    Caller from(String elsewhere) {
        return new Caller(credential, elsewhere, door);
    }

    /** The same, at another node. */
    Caller at(URI otherDoor) {
        return new Caller(credential, address, otherDoor);
    }

    /** An answer; {@code body} is a missing node when there was none. */
    record Answer(int status, JsonNode body, HttpResponse<String> http) {

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        String text(String member) {
            return body.path(member).asText();
        }
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** A POST under a key of its own. */
    Answer post(String path, String json) {
        return post(path, json, UUID.randomUUID().toString());
    }

    Answer post(String path, String json, String key) {
        return send("POST", path, json, Map.of("Idempotency-Key", key));
    }

    Answer postWithoutKey(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json, Map.of());
    }

    Answer patch(String path, String json, long revision) {
        return send("PATCH", path, json, Map.of("If-Match", "\"" + revision + "\""));
    }

    Answer send(String method, String path, String json, Map<String, String> headers) {
        var entrance = door == null ? Application.publicDoor() : door;
        var request = HttpRequest.newBuilder(entrance.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!credential.isEmpty()) request.header("Authorization", "Bearer " + credential);
        request.header("X-Forwarded-For", address);
        headers.forEach(request::setHeader);
        return exchange(request.build());
    }

    /** What is not JSON. */
    static HttpResponse<String> text(String path, String credential) {
        return text(path, credential, "*/*");
    }

    static HttpResponse<String> text(String path, String credential, String accept) {
        var request = HttpRequest.newBuilder(Application.publicDoor().resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", accept)
                .header("Authorization", "Bearer " + credential)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The provider's own API, as a page, an app or a card reader uses it. */
    static JsonNode atProvider(String path, String form) {
        var request = HttpRequest.newBuilder(URI.create(System.getenv("STRIPE_API_BASE") + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + System.getenv("STRIPE_API_KEY"))
                .header("Content-Type", form.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return exchange(request.build()).body();
    }

    /** The provider's own API, as its script in a page uses it. */
    static JsonNode inPage(String path, String form) {
        var request = HttpRequest.newBuilder(URI.create(System.getenv("STRIPE_API_BASE") + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + System.getenv("STRIPE_PUBLISHABLE_KEY"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return exchange(request.build()).body();
    }

    static JsonNode atProvider(String path) {
        var request = HttpRequest.newBuilder(URI.create(System.getenv("STRIPE_API_BASE") + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + System.getenv("STRIPE_API_KEY"));
        return exchange(request.build()).body();
    }

    private static boolean isJson(HttpResponse<String> http) {
        return http.headers().firstValue("Content-Type").orElse("json").contains("json");
    }

    /** What is not JSON, as one text. */
    private static JsonNode text(HttpResponse<String> http) {
        return JSON.getNodeFactory().textNode(http.body());
    }

    private static Answer exchange(HttpRequest request) {
        try {
            var http = HTTP.send(request, BodyHandlers.ofString());
            var body =
                    http.body().isBlank() ? JSON.missingNode() : isJson(http) ? JSON.readTree(http.body()) : text(http);
            return new Answer(http.statusCode(), body, http);
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
