package onetill.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How a message proves that it is ours: the headers of Standard Webhooks, one signature for each secret in use. */
public final class Signatures {

    private Signatures() {}

    public static Map<String, String> headers(UUID messageId, String body, List<String> secrets, OffsetDateTime now) {
        var id = "msg_" + messageId;
        var time = now.toEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("User-Agent", "OneTill");
        headers.put(Webhook.UNBRANDED_MSG_ID_KEY, id);
        headers.put(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(time));
        headers.put(
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                secrets.stream().map(secret -> sign(secret, id, time, body)).collect(Collectors.joining(" ")));
        return headers;
    }

    private static String sign(String secret, String id, long time, String body) {
        try {
            return new Webhook(secret).sign(id, time, body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("a secret of ours can be signed with", e);
        }
    }
}
