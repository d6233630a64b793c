package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.it.Caller.Answer;

/** A telephony of the merchant's that tells of calls, signed as Standard Webhooks says. */
final class Telephony {

    final String id;
    final String callbackUrl;
    String secret;

    private Telephony(Answer created) {
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        id = created.body().at("/connection/id").asText();
        callbackUrl = created.body().at("/connection/callback_url").asText();
        secret = created.text("secret");
    }

    static Telephony of(Shop shop) {
        return new Telephony(shop.server().post("/channels/phone/telephony-connections", "{\"kind\":\"generic\"}"));
    }

    /** One that takes the keys of callers, too. */
    static Telephony takingKeys(Shop shop, String captureUrl) {
        return new Telephony(shop.server()
                .post(
                        "/channels/phone/telephony-connections",
                        "{\"kind\":\"generic\",\"capture_url\":\"%s\"}".formatted(captureUrl)));
    }

    /** An event of a call, a new one each time. */
    Answer tell(String callId, String type, String more) {
        var body = "{\"call_id\":\"%s\",\"type\":\"%s\"%s}".formatted(callId, type, more.isEmpty() ? "" : "," + more);
        return tell("msg_" + UUID.randomUUID(), body);
    }

    Answer tell(String eventId, String body) {
        return send(eventId, Instant.now().getEpochSecond(), body, secret);
    }

    Answer send(String eventId, long time, String body, String signedBy) {
        return at("/webhooks/telephony/" + id, eventId, time, body, signedBy);
    }

    Answer at(String path, String eventId, long time, String body, String signedBy) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("webhook-id", eventId);
        headers.put("webhook-timestamp", Long.toString(time));
        headers.put("webhook-signature", signature(eventId, time, body, signedBy));
        return Caller.nobody().send("POST", path, body, headers);
    }

    private static String signature(String eventId, long time, String body, String secret) {
        var key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        return "v1," + hmac("HmacSHA256", key, eventId + "." + time + "." + body);
    }

    static String hmac(String algorithm, byte[] key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
