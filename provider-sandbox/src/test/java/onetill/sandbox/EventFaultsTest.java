package onetill.sandbox;

import static onetill.sandbox.Sdk.intent;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFaultsTest {

    private static final String SECRET = "whsec_test";

    Receiver receiver;
    StripeSandbox sandbox;
    ControlPort control;
    Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver(0);
        sandbox = StripeSandbox.start(SandboxConfig.inMemory()
                .withWebhook(receiver.url(), SECRET)
                .withWebhookDelay(Duration.ZERO)
                .withControl());
        control = new ControlPort(sandbox);
        sdk = new Sdk(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        receiver.close();
    }

    private long count(String type) {
        return receiver.types().stream().filter(type::equals).count();
    }

    private void createAndCancel() throws Exception {
        sdk.v1().paymentIntents().cancel(sdk.create(intent()).getId());
    }

    @Test
    void an_event_can_come_more_than_once() throws Exception {
        control.fault("{\"event\":\"payment_intent.*\",\"effect\":\"duplicate\",\"copies\":3}");

        sdk.create(intent());

        Receiver.await(() -> count("payment_intent.created") == 3);
        assertThat(receiver.received.stream().map(it -> it.json().path("id")).distinct())
                .hasSize(1);
    }

    @Test
    void an_event_can_be_lost_and_be_found_in_the_list_only() throws Exception {
        var rule = control.fault("{\"event\":\"payment_intent.created\",\"effect\":\"lose\"}");

        createAndCancel();

        Receiver.await(() -> count("payment_intent.canceled") == 1 && sandbox.undelivered() == 0);
        assertThat(count("payment_intent.created")).isZero();
        assertThat(control.rule(rule).path("fired").asInt()).isEqualTo(1);
        assertThat(sdk.v1().events().list().getData()).hasSize(2);
    }

    @Test
    void an_event_can_be_overtaken() throws Exception {
        control.fault("{\"event\":\"payment_intent.created\",\"effect\":\"reorder\",\"seconds\":600}");

        createAndCancel();

        Receiver.await(() -> receiver.types().size() == 2);
        assertThat(receiver.types()).containsExactly("payment_intent.canceled", "payment_intent.created");
    }

    @Test
    void a_late_event_comes_when_its_time_has_come() throws Exception {
        control.fault("{\"event\":\"payment_intent.created\",\"effect\":\"delay\",\"seconds\":7200}");
        createAndCancel();
        Receiver.await(() -> count("payment_intent.canceled") == 1);
        assertThat(count("payment_intent.created")).isZero();

        control.ask("POST", "/clock", "{\"advance\":\"PT2H\"}");

        Receiver.await(() -> count("payment_intent.created") == 1);
    }

    @Test
    void an_event_of_another_version_has_no_object_the_sdk_would_read() throws Exception {
        control.fault("{\"effect\":\"wrong_version\",\"version\":\"2024-06-20\"}");

        sdk.create(intent());

        Receiver.await(() -> receiver.received.size() == 1);
        var received = receiver.received.get(0);
        var event = Webhook.constructEvent(received.body(), received.signature(), SECRET);
        assertThat(event.getApiVersion()).isEqualTo("2024-06-20");
        assertThat(event.getDataObjectDeserializer().getObject()).isEmpty();
    }

    @Test
    void a_rule_can_be_about_the_events_of_one_object() throws Exception {
        var ours = sdk.create(intent());
        control.fault("{\"object\":\"%s\",\"effect\":\"lose\"}".formatted(ours.getId()));

        sdk.v1().paymentIntents().cancel(ours.getId());
        createAndCancel();

        Receiver.await(() -> receiver.received.size() == 3);
        assertThat(count("payment_intent.canceled")).isEqualTo(1);
    }

    @Test
    void an_event_is_sent_again_on_demand() throws Exception {
        sdk.create(intent());
        Receiver.await(() -> receiver.received.size() == 1);
        var id = receiver.received.get(0).json().path("id").asText();

        control.ask("POST", "/events/" + id + "/deliver", "{\"times\":4}");

        Receiver.await(() -> receiver.received.size() == 5);
        assertThat(receiver.received.stream().map(Receiver.Received::body).distinct())
                .hasSize(1);
        assertThat(control.send("POST", "/events/evt_none/deliver", "").statusCode())
                .isEqualTo(404);
    }
}
