package onetill.sandbox.telephony;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The connections of merchants who have set up this telephony: what is signed with, and where calls are told. */
final class Connections {

    private final HttpClient http;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private volatile @Nullable String callsUrl;

    Connections(HttpClient http) {
        this.http = http;
    }

    /** With what a connection signs, as its merchant would set it up here; {@code calls_url} where calls are told, if they are. */
    JsonNode know(JsonNode given) {
        secrets.put(given.path("connection_id").asText(), given.path("secret").asText());
        if (given.hasNonNull("calls_url")) callsUrl = given.path("calls_url").asText();
        return JsonNodeFactory.instance.objectNode().put("known", secrets.size());
    }

    /** @throws NoSuchElementException when nobody has said where */
    String callsUrl() {
        var url = callsUrl;
        if (url == null) throw new NoSuchElementException("nobody has connected their calls to this telephony");
        return url;
    }

    /** @throws SecurityException when it was not signed by the secret of this connection */
    void check(HttpExchange exchange, String body, String callbackUrl) {
        var headers = exchange.getRequestHeaders();
        var id = String.valueOf(headers.getFirst("webhook-id"));
        var time = String.valueOf(headers.getFirst("webhook-timestamp"));
        var expected = signature(secretOf(callbackUrl), id, time, body).getBytes(StandardCharsets.US_ASCII);
        for (var each : String.valueOf(headers.getFirst("webhook-signature")).split(" ", -1)) {
            if (MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.US_ASCII))) return;
        }
        throw new SecurityException("the webhook-signature does not fit");
    }

    /** @return the status of the answer */
    int tell(String callbackUrl, ObjectNode event) throws IOException, InterruptedException {
        var body = event.toString();
        var id = "msg_" + UUID.randomUUID();
        var time = Long.toString(Instant.now().getEpochSecond());
        var request = HttpRequest.newBuilder(URI.create(callbackUrl))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", signature(secretOf(callbackUrl), id, time, body))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private String secretOf(String callbackUrl) {
        var secret = secrets.get(callbackUrl.substring(callbackUrl.lastIndexOf('/') + 1));
        if (secret == null) throw new SecurityException("no secret is known for " + callbackUrl);
        return secret;
    }

    private static String signature(String secret, String id, String time, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            var signed = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
