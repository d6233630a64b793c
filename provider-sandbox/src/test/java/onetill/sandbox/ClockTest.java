package onetill.sandbox;

import static onetill.sandbox.Sdk.key;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockTest {

    StripeSandbox sandbox;
    ControlPort control;
    Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory().withControl());
        control = new ControlPort(sandbox);
        sdk = new Sdk(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @Test
    void an_authorization_has_expired_when_the_clock_was_moved() throws Exception {
        var held = sdk.held("pm_card_visa");

        control.ask("POST", "/clock", "{\"advance\":\"P7D\"}");

        assertThat(sdk.get(held.getId()).getStatus()).isEqualTo("canceled");
        assertThat(sdk.get(held.getId()).getCancellationReason()).isEqualTo("automatic");
    }

    @Test
    void a_key_is_free_again_after_a_day() throws Exception {
        var first = sdk.v1().paymentIntents().create(paying("pm_card_visa").build(), key("a"));

        control.ask("POST", "/clock", "{\"advance\":\"PT26H\"}");

        var second = sdk.v1().paymentIntents().create(paying("pm_card_visa").build(), key("a"));
        assertThat(second.getId()).isNotEqualTo(first.getId());
        assertThat(second.getCreated() - first.getCreated())
                .isGreaterThanOrEqualTo(Duration.ofHours(26).toSeconds());
    }

    @Test
    void a_slow_refund_settles() throws Exception {
        var paid = sdk.create(paying("pm_card_pendingRefund"));
        var refund = sdk.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .build());

        sandbox.clock().advance(Duration.ofSeconds(3));

        assertThat(sdk.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void the_clock_can_be_set_and_goes_on_from_there() throws Exception {
        var told = control.ask("POST", "/clock", "{\"now\":\"2031-01-01T00:00:00Z\"}");

        assertThat(Instant.parse(told.path("now").asText())).isAfterOrEqualTo("2031-01-01T00:00:00Z");
        assertThat(Instant.parse(control.ask("GET", "/clock", "").path("now").asText()))
                .isAfterOrEqualTo(told.path("now").asText());
        assertThat(sdk.create(paying("pm_card_visa")).getCreated())
                .isGreaterThanOrEqualTo(Instant.parse("2031-01-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void the_clock_does_not_go_back() throws Exception {
        for (var body : new String[] {
            "{\"advance\":\"-PT1H\"}", "{\"now\":\"2020-01-01T00:00:00Z\"}", "{}", "{\"advance\":\"1h\"}"
        }) {
            assertThat(control.send("POST", "/clock", body).statusCode()).isEqualTo(400);
        }
    }
}
