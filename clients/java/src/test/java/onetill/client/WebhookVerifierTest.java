package onetill.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookVerifierTest {

    private static final byte[] KEY = "a key of thirty-two bytes length".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String BODY = """
            {"type":"order.placed","timestamp":"2026-11-23T09:00:00Z","data":{"id":"019ab","aggregate_type":"order",
             "aggregate_id":"019ab0de-6f3c-7d4e-9a77-2f8f64b1c001","seq":1,"channel_id":"app","channel_kind":"in_app","step":null,
             "actor":"system","data":{"session_id":"019ab0de-6f3c-7d4e-9a77-2f8f64b1c002"}}}""";

    private final WebhookVerifier verifier = new WebhookVerifier(SECRET, Clock.fixed(NOW, ZoneOffset.UTC));

    private static Map<String, String> signed(Instant at, String body, byte[] key) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var content = "msg_1." + at.getEpochSecond() + "." + body;
        var signature = Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        var headers = new HashMap<String, String>();
        headers.put("webhook-id", "msg_1");
        headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
        headers.put("webhook-signature", "v1," + signature);
        return headers;
    }

    @Test
    void knows_what_was_signed_with_its_secret() throws Exception {
        var message = verifier.verified(signed(NOW, BODY, KEY)::get, BODY);

        assertThat(message.id()).isEqualTo("msg_1");
        assertThat(message.type()).isEqualTo("order.placed");
        assertThat(message.data().aggregateId()).hasToString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c001");
        assertThat(message.data().data()).containsKey("session_id");
    }

    @Test
    void takes_one_of_several_signatures_while_a_secret_changes() throws Exception {
        var headers = signed(NOW, BODY, KEY);
        headers.put("webhook-signature", "v1,AAAA " + headers.get("webhook-signature"));

        assertThat(verifier.verified(headers::get, BODY).id()).isEqualTo("msg_1");
    }

    @Test
    void refuses_another_body() throws Exception {
        var headers = signed(NOW, BODY, KEY);

        assertThatThrownBy(() -> verifier.verified(headers::get, BODY.replace("placed", "refund")))
                .isInstanceOf(WebhookVerifier.Refused.class);
    }

    @Test
    void refuses_what_another_secret_has_signed() throws Exception {
        var headers = signed(NOW, BODY, "another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> verifier.verified(headers::get, BODY)).isInstanceOf(WebhookVerifier.Refused.class);
    }

    @Test
    void refuses_what_somebody_has_kept() throws Exception {
        var headers = signed(NOW.minusSeconds(301), BODY, KEY);

        assertThatThrownBy(() -> verifier.verified(headers::get, BODY)).isInstanceOf(WebhookVerifier.Refused.class);
    }

    @Test
    void refuses_what_is_not_signed() throws Exception {
        var headers = signed(NOW, BODY, KEY);
        headers.remove("webhook-signature");

        assertThatThrownBy(() -> verifier.verified(headers::get, BODY)).hasMessage("webhook-signature is missing");
    }
}
