package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final UUID ID = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c001");
    private static final String BODY = "{\"type\":\"order.placed\"}";
    private static final OffsetDateTime NOW = OffsetDateTime.now();

    private final String secret = new Secrets().freshForSigning("whsec_");
    private final String older = new Secrets().freshForSigning("whsec_");

    @Test
    void the_published_example_comes_out() throws Exception {
        var signed = new Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}");

        assertThat(signed).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void are_what_the_scheme_says() throws Exception {
        var headers = Signatures.headers(ID, BODY, List.of(secret), NOW);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var expected = mac.doFinal(("msg_" + ID + "." + NOW.toEpochSecond() + "." + BODY).getBytes());

        assertThat(headers)
                .containsEntry("webhook-id", "msg_" + ID)
                .containsEntry("webhook-timestamp", Long.toString(NOW.toEpochSecond()))
                .containsEntry("webhook-signature", "v1," + Base64.getEncoder().encodeToString(expected));
    }

    @Test
    void fit_both_secrets_while_one_takes_over_from_the_other() {
        var headers = Signatures.headers(ID, BODY, List.of(secret, older), NOW);

        assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
        assertThatCode(() -> new Webhook(secret).verify(BODY, asReceived(headers)))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(older).verify(BODY, asReceived(headers)))
                .doesNotThrowAnyException();
    }

    @Test
    void do_not_fit_another_body_or_secret() {
        var headers = Signatures.headers(ID, BODY, List.of(secret), NOW);

        assertThatThrownBy(() -> new Webhook(secret).verify(BODY + " ", asReceived(headers)))
                .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(older).verify(BODY, asReceived(headers)))
                .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
    }

    private static Map<String, List<String>> asReceived(Map<String, String> headers) {
        return headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue())));
    }
}
