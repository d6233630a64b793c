package onetill.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import onetill.idempotency.Once.Answer;

/** Answers of calls that happen once. */
public final class Answers {

    private Answers() {}

    public static Response of(Answer answer) {
        var response = Response.status(answer.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        answer.headers().forEach(response::header);
        if (answer.replayed()) response.header("Idempotent-Replayed", "true");
        return response.build();
    }

    /** The ETag of a revision. */
    public static Map<String, String> etag(long revision) {
        return Map.of("ETag", "\"" + revision + "\"");
    }
}
