package onetill.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who calls an API; a call without an answer is an answer too. */
final class Http {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String credential;

    Http(URI base, String credential) {
        this.base = base;
        this.credential = credential;
    }

    /** An answer; status 0 is none. */
    record Answer(int status, JsonNode body) {

        String text(String pointer) {
            return body.at(pointer).asText();
        }

        long number(String pointer) {
            return body.at(pointer).asLong();
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** Whether the same call again, under the same key, is right: no answer, in flight, overloaded, still unknown. */
        boolean isOpen() {
            return status == 0 || status == 202 || status == 503 || status == 409 && body.has("retry_after");
        }
    }

    /** A POST that can be repeated word for word. */
    record Post(String path, String body, String key) {
        static Post of(String path, String body) {
            return new Post(path, body, UUID.randomUUID().toString());
        }
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(Post post) {
        return send("POST", post.path(), post.body(), Map.of("Idempotency-Key", post.key()));
    }

    Answer post(String path, String body) {
        return post(Post.of(path, body));
    }

    /** As whoever prepares something does: the same call again until it is answered, for a minute at most. */
    Answer untilAnswered(Post post) {
        return untilAnswered(() -> post(post));
    }

    /** The same question again until it is answered, for a minute at most. */
    Answer untilAnswered(String path) {
        return untilAnswered(() -> get(path));
    }

    private static Answer untilAnswered(Supplier<Answer> call) {
        var answer = new Answer[] {call.get()};
        Until.isTrue(Oracle.CONVERGENCE, () -> {
            if (answer[0].isOpen()) answer[0] = call.get();
            return !answer[0].isOpen();
        });
        return answer[0];
    }

    Answer plain(String method, String path, @Nullable String body) {
        return send(method, path, body, Map.of());
    }

    private Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        var isForm = body != null && !body.startsWith("{");
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!credential.isEmpty()) request.header("Authorization", "Bearer " + credential);
        headers.forEach(request::header);
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            var text = answer.body();
            var json = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
            var wait = answer.headers().firstValue("Retry-After");
            if (wait.isPresent() && json instanceof com.fasterxml.jackson.databind.node.ObjectNode object) {
                object.put("retry_after", wait.get());
            }
            return new Answer(answer.statusCode(), json);
        } catch (IOException e) {
            return new Answer(0, JSON.createObjectNode().put("lost", e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
