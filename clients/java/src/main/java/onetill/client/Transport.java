package onetill.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a call, and makes it again where that is right: under the same key, when it was not answered or has to wait. */
final class Transport {

    private static final Set<Integer> LATER = Set.of(409, 429, 503);
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_ERROR = 300;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI server;
    private final String credential;
    private final Duration timeout;
    private final int tries;
    private final Sleep sleep;

    interface Sleep {
        void sleep(Duration pause) throws InterruptedException;
    }

    /** @param key the idempotency key of a POST */
    record Call(String method, String path, Optional<Object> body, Optional<String> key, Map<String, String> headers) {

        /** A change that was lost may have been made, and has no key by which the server would know it again. */
        boolean canBeRepeated() {
            return !method.equals("PATCH");
        }
    }

    Transport(HttpClient http, URI server, String credential, Duration timeout, int tries, Sleep sleep) {
        this.http = http;
        this.server = server;
        this.credential = credential;
        this.timeout = timeout;
        this.tries = tries;
        this.sleep = sleep;
    }

    Transport with(String otherCredential) {
        return new Transport(http, server, otherCredential, timeout, tries, sleep);
    }

    /**
     * Reads the answer as one of these.
     *
     * @throws ProblemException when the answer is no
     * @throws NoAnswerException when there is none
     */
    <T> T send(Call call, Class<T> type) {
        return Wire.read(send(call), type);
    }

    String send(Call call) {
        for (var tried = 1; ; tried++) {
            try {
                return once(call, BodyHandlers.ofString()).body();
            } catch (NoAnswerException e) {
                if (tried >= tries || !call.canBeRepeated()) throw e;
                rest(backoff(tried));
            } catch (ProblemException e) {
                var pause = pauseAfter(e, tried);
                if (tried >= tries || pause.isEmpty()) throw e;
                rest(pause.get());
            }
        }
    }

    /** Opens a stream; once. */
    InputStream open(Call call) {
        return once(call, BodyHandlers.ofInputStream()).body();
    }

    private <T> HttpResponse<T> once(Call call, HttpResponse.BodyHandler<T> handler) {
        try {
            var answer = http.send(request(call), handler);
            if (answer.statusCode() < FIRST_ERROR) return answer;
            throw problem(answer.statusCode(), text(answer.body()), retryAfter(answer));
        } catch (IOException e) {
            throw new NoAnswerException(call.method() + " " + call.path(), call.key(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + call.method() + " " + call.path(), e);
        }
    }

    private HttpRequest request(Call call) {
        var body =
                call.body().map(it -> BodyPublishers.ofString(Wire.write(it))).orElseGet(BodyPublishers::noBody);
        var request = HttpRequest.newBuilder(server.resolve("/api/v1" + call.path()))
                .timeout(timeout)
                .header("Authorization", "Bearer " + credential)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(call.method(), body);
        call.key().ifPresent(it -> request.header("Idempotency-Key", it));
        call.headers().forEach(request::setHeader);
        return request.build();
    }

    private static String text(Object body) throws IOException {
        if (body instanceof InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return String.valueOf(body);
    }

    /** A gateway's error page is a problem too, of which less is known. */
    private static ProblemException problem(int status, String body, Optional<Duration> retryAfter) {
        try {
            var document = Wire.MAPPER.readValue(body, new TypeReference<Map<String, Object>>() {});
            return new ProblemException(status, document == null ? Map.of() : document, retryAfter);
        } catch (JsonProcessingException e) {
            return new ProblemException(status, Map.of(), retryAfter);
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("\\d{1,6}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }

    /** How long to wait before the same call is right; nothing where the answer stays no. */
    private static Optional<Duration> pauseAfter(ProblemException problem, int tried) {
        if (!LATER.contains(problem.status())) return Optional.empty();
        if (problem.retryAfter().isEmpty() && problem.status() == UNAVAILABLE) return Optional.of(backoff(tried));
        return problem.retryAfter().filter(it -> it.compareTo(LONGEST_PAUSE) <= 0);
    }

    /** 0.5, 1, 2 … seconds, with a little chance so that not all come back at once. */
    private static Duration backoff(int tried) {
        var longest = 500L << Math.min(tried - 1, 6);
        return Duration.ofMillis(longest * 3 / 4 + ThreadLocalRandom.current().nextLong(longest / 4));
    }

    private void rest(Duration pause) {
        try {
            sleep.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to call again", e);
        }
    }
}
