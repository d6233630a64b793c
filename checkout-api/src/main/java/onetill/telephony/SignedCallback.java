package onetill.telephony;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.text.CheckedText;
import org.jspecify.annotations.Nullable;

/** A callback of a telephony, signed as Standard Webhooks says. */
record SignedCallback(
        byte[] body,
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signature) {

    private static final int LONGEST_ID = 200;

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * @return the id of the event, which has one effect
     * @throws ProblemException MALFORMED_REQUEST when it is not the connection's
     */
    String verified(Connection connection, OffsetDateTime now) {
        if (id == null || timestamp == null || signature == null || id.length() > LONGEST_ID) {
            throw malformed("send webhook-id, webhook-timestamp and webhook-signature");
        }
        var headers = Map.of(
                Webhook.UNBRANDED_MSG_ID_KEY, List.of(id),
                Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, List.of(timestamp),
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY, List.of(signature));
        if (connection.secrets(now).stream().anyMatch(it -> fits(it, headers))) return id;
        throw malformed("the webhook-signature does not fit this body and the connection's secret, or is too old");
    }

    private boolean fits(String secret, Map<String, List<String>> headers) {
        try {
            new Webhook(secret).verify(text(), headers);
            return true;
        } catch (WebhookVerificationException | RuntimeException e) {
            return false;
        }
    }

    /** What is refused is not repeated to anybody. */
    <T> T read(Class<T> type, String form) {
        try (var parser = new CheckedText(Json.MAPPER.createParser(body))) {
            return Json.MAPPER.readValue(parser, type);
        } catch (IOException e) {
            if (e.getCause() instanceof ProblemException problem) throw problem;
            throw malformed("this is not " + form);
        }
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
