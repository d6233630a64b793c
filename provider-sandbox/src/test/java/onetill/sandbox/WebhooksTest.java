package onetill.sandbox;

import static onetill.sandbox.Sdk.intent;
import static onetill.sandbox.Sdk.key;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksTest {

    private static final String SECRET = "whsec_test";
    private static final Map<String, String> SCHEMAS = Map.of(
            "payment_intent", "PaymentIntent",
            "charge", "Charge",
            "refund", "Refund",
            "payment_method", "PaymentMethod",
            "customer", "Customer",
            "setup_intent", "SetupIntent",
            "terminal.reader", "Terminal.Reader");

    @TempDir
    Path folder;

    Receiver receiver;
    StripeSandbox sandbox;
    Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        open(new Receiver(0));
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        receiver.close();
    }

    private void open(Receiver with) throws IOException {
        receiver = with;
        sandbox = StripeSandbox.start(SandboxConfig.inMemory()
                .withDataFolder(folder)
                .withWebhook(receiver.url(), SECRET)
                .withWebhookDelay(Duration.ofMillis(20)));
        sdk = new Sdk(sandbox);
    }

    private void allArrive(String... types) throws InterruptedException {
        Receiver.await(() -> receiver.received.size() >= types.length && sandbox.undelivered() == 0);
        assertThat(receiver.types()).containsExactlyInAnyOrder(types);
        var contract = new Contract();
        for (var each : receiver.received) {
            var object = each.json().at("/data/object");
            assertThat(contract.complaint("Event", each.json())).isNull();
            assertThat(contract.complaint(SCHEMAS.get(object.path("object").asText()), object))
                    .as(each.type())
                    .isNull();
        }
    }

    @Test
    void the_sdk_accepts_signature_and_content() throws Exception {
        var paid = sdk.create(paying("pm_card_visa"));
        allArrive("payment_intent.created", "charge.succeeded", "charge.updated", "payment_intent.succeeded");

        var told = receiver.received.stream()
                .filter(it -> it.type().equals("payment_intent.succeeded"))
                .findFirst()
                .orElseThrow();
        var event = Webhook.constructEvent(told.body(), told.signature(), SECRET);

        var object =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(object.getId()).isEqualTo(paid.getId());
        assertThat(sdk.v1().events().retrieve(event.getId()).getType()).isEqualTo("payment_intent.succeeded");
        assertThatThrownBy(() -> Webhook.constructEvent(told.body() + " ", told.signature(), SECRET))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.constructEvent(told.body(), told.signature(), "whsec_other"))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void holding_capturing_and_refunding_are_told() throws Exception {
        var held = sdk.held("pm_card_visa");
        sdk.v1().paymentIntents().capture(held.getId());
        sdk.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(held.getId())
                        .build());

        allArrive(
                "payment_intent.created",
                "charge.succeeded",
                "payment_intent.amount_capturable_updated",
                "charge.captured",
                "charge.updated",
                "payment_intent.succeeded",
                "refund.created",
                "charge.refunded");
    }

    @Test
    void letting_go_is_told() throws Exception {
        sdk.v1().paymentIntents().cancel(sdk.held("pm_card_visa").getId());

        allArrive(
                "payment_intent.created",
                "charge.succeeded",
                "payment_intent.amount_capturable_updated",
                "payment_intent.canceled");
    }

    @Test
    void declines_and_questions_of_the_bank_are_told() throws Exception {
        sdk.declined(paying("pm_card_chargeDeclined"));
        sdk.create(paying("pm_card_threeDSecure2Required"));

        allArrive(
                "payment_intent.created",
                "charge.failed",
                "payment_intent.payment_failed",
                "payment_intent.created",
                "payment_intent.requires_action");
    }

    @Test
    void what_did_not_happen_is_not_told() throws Exception {
        assertThatThrownBy(() -> sdk.create(intent().setCustomer("cus_none")))
                .isInstanceOf(InvalidRequestException.class);
        sdk.v1().paymentIntents().create(intent().build(), key("a"));
        sdk.v1().paymentIntents().create(intent().build(), key("a"));

        allArrive("payment_intent.created");
        Thread.sleep(100);
        assertThat(receiver.received).hasSize(1);
        assertThat(receiver.received
                        .get(0)
                        .json()
                        .at("/request/idempotency_key")
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void is_tried_again_until_the_receiver_takes_it() throws Exception {
        stop();
        open(new Receiver(2));
        sdk.create(intent());
        assertThat(sandbox.undelivered()).isEqualTo(1);

        Receiver.await(() -> receiver.received.size() == 1 && sandbox.undelivered() == 0);
    }

    @Test
    void what_was_not_delivered_goes_out_after_a_restart() throws Exception {
        receiver.close();
        sdk.create(intent());
        var before = sdk.v1().events().list().getData().get(0);
        sandbox.close();

        open(new Receiver(0));
        Receiver.await(() -> sandbox.undelivered() == 0);

        assertThat(receiver.received.get(0).json().path("id").asText()).isEqualTo(before.getId());
    }

    @Test
    void an_endpoint_of_ones_own_gets_what_it_wants_signed_with_its_own_secret() throws Exception {
        try (var other = new Receiver(0)) {
            var endpoint = sdk.v1()
                    .webhookEndpoints()
                    .create(WebhookEndpointCreateParams.builder()
                            .setUrl(other.url())
                            .addEnabledEvent(EnabledEvent.PAYMENT_INTENT__SUCCEEDED)
                            .build());
            sdk.create(paying("pm_card_visa"));
            Receiver.await(() -> other.received.size() == 1);
            var told = other.received.get(0);
            Webhook.constructEvent(told.body(), told.signature(), endpoint.getSecret());
            assertThat(sdk.v1().webhookEndpoints().retrieve(endpoint.getId()).getSecret())
                    .isNull();

            sdk.v1().webhookEndpoints().delete(endpoint.getId());
            sdk.create(paying("pm_card_visa"));
            Receiver.await(() -> sandbox.undelivered() == 0);

            assertThat(other.types()).containsExactly("payment_intent.succeeded");
            assertThat(sdk.v1().webhookEndpoints().list().getData()).isEmpty();
        }
    }

    @Test
    void events_can_be_listed_by_type_and_sent_again() throws Exception {
        sdk.create(paying("pm_card_visa"));
        Receiver.await(() -> receiver.received.size() == 4);

        var listed = sdk.v1()
                .events()
                .list(EventListParams.builder().setType("charge.succeeded").build());
        sdk.page("POST", "/pages-api/events/" + listed.getData().get(0).getId() + "/resend", "{}");
        Receiver.await(() -> receiver.received.size() == 5);

        assertThat(listed.getData()).extracting(Event::getType).containsExactly("charge.succeeded");
        var same = receiver.received.stream()
                .filter(it -> it.type().equals("charge.succeeded"))
                .map(Receiver.Received::body)
                .distinct();
        assertThat(same).hasSize(1);
    }
}
