package onetill.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import onetill.payment.inbox.RecordingInbox;
import onetill.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhookResourceTest {

    private static final UUID MERCHANT = UUID.randomUUID();
    private static final String BODY = """
            {"id":"evt_1","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1",
             "metadata":{"merchant_id":"%s","attempt_id":"%s"}}}}""".formatted(MERCHANT, UUID.randomUUID());

    private final RecordingInbox inbox = new RecordingInbox();
    private final StripeWebhookResource resource = new StripeWebhookResource();

    @BeforeEach
    void set_up() {
        resource.inbox = inbox;
        resource.config = new StripeConfig();
        resource.config.webhookSecret = "whsec_right";
    }

    @Test
    void what_is_signed_is_kept_as_it_came_and_taken() {
        send(BODY, signed("whsec_right", now(), BODY));

        assertThat(inbox.kept).singleElement().satisfies(it -> {
            assertThat(it.eventId()).isEqualTo("evt_1");
            assertThat(it.type()).isEqualTo("payment_intent.succeeded");
            assertThat(it.objectRef()).isEqualTo("pi_1");
            assertThat(it.merchantId()).isEqualTo(MERCHANT);
            assertThat(it.body()).isEqualTo(BODY);
        });
    }

    @Test
    void an_event_that_names_no_merchant_is_kept_too() {
        var body = "{\"id\":\"evt_2\",\"type\":\"charge.updated\",\"data\":{\"object\":{\"id\":\"ch_1\"}}}";

        send(body, signed("whsec_right", now(), body));

        assertThat(inbox.kept)
                .singleElement()
                .satisfies(it -> assertThat(it.merchantId()).isNull());
    }

    @Test
    void without_a_signature_nothing_is_kept() {
        refused(BODY, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "t=1", "v1=00", "t=,v1=", "t=x,v1=y", "nonsense"})
    void what_is_no_signature_is_refused(String signature) {
        refused(BODY, signature);
    }

    @Test
    void a_signature_by_another_secret_is_refused() {
        refused(BODY, signed("whsec_wrong", now(), BODY));
    }

    @Test
    void an_old_signature_is_refused() {
        refused(BODY, signed("whsec_right", now() - 301, BODY));
    }

    @Test
    void another_body_under_a_signature_is_refused() {
        refused(BODY.replace("pi_1", "pi_2"), signed("whsec_right", now(), BODY));
    }

    @Test
    void a_body_that_means_the_same_and_was_written_anew_is_refused() {
        refused(BODY.replace("\n", ""), signed("whsec_right", now(), BODY));
    }

    @Test
    void a_new_time_on_an_old_signature_is_refused() {
        var old = signed("whsec_right", now() - 1000, BODY);

        refused(BODY, "t=" + now() + old.substring(old.indexOf(',')));
    }

    @Test
    void an_empty_body_is_refused_even_if_it_is_signed() {
        refused("", signed("whsec_right", now(), ""));
    }

    @Test
    void without_a_secret_everything_is_refused() {
        resource.config.webhookSecret = "";

        refused(BODY, "t=" + now() + ",v1=");
        refused(BODY, null);
        resource.config.webhookSecret = " ";
        refused(BODY, signed(" ", now(), BODY));
    }

    @Test
    void a_server_without_a_secret_does_not_even_start() {
        var config = new StripeConfig();
        config.apiKey = "sk_test_1";
        config.apiBase = "http://localhost";
        config.webhookSecret = " ";

        assertThatThrownBy(config::check).hasMessageContaining("STRIPE_WEBHOOK_SECRET");
    }

    private void refused(String body, String signature) {
        assertThatThrownBy(() -> send(body, signature))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.type().status()).isEqualTo(400));
        assertThat(inbox.kept).isEmpty();
    }

    private void send(String body, String signature) {
        resource.receive(body.getBytes(StandardCharsets.UTF_8), signature);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String signed(String secret, long time, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var bytes = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(bytes);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
