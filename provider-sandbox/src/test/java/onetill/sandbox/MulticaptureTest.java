package onetill.sandbox;

import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestMulticapture;
import com.stripe.param.PaymentIntentIncrementAuthorizationParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MulticaptureTest {

    StripeSandbox sandbox;
    Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory());
        sdk = new Sdk(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private PaymentIntent held(String method) throws StripeException {
        var card = PaymentIntentCreateParams.PaymentMethodOptions.Card.builder()
                .setRequestMulticapture(RequestMulticapture.IF_AVAILABLE)
                .build();
        return sdk.create(paying(method)
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                .setPaymentMethodOptions(PaymentIntentCreateParams.PaymentMethodOptions.builder()
                        .setCard(card)
                        .build()));
    }

    private PaymentIntent capture(PaymentIntent intent, long amount, boolean isFinal) throws StripeException {
        return sdk.v1()
                .paymentIntents()
                .capture(
                        intent.getId(),
                        PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(amount)
                                .setFinalCapture(isFinal)
                                .build());
    }

    private Charge charge(PaymentIntent intent) throws StripeException {
        return sdk.v1().charges().retrieve(intent.getLatestCharge());
    }

    @Test
    void what_is_held_can_be_taken_in_parts() throws StripeException {
        var held = held("pm_card_visa");
        assertThat(charge(held)
                        .getPaymentMethodDetails()
                        .getCard()
                        .getMulticapture()
                        .getStatus())
                .isEqualTo("available");

        var first = capture(held, 1000, false);
        assertThat(first.getStatus()).isEqualTo("requires_capture");
        assertThat(first.getAmountReceived()).isEqualTo(1000);
        assertThat(first.getAmountCapturable()).isEqualTo(1500);
        assertThat(charge(held).getAmountCaptured()).isEqualTo(1000);

        capture(held, 500, false);
        var last = capture(held, 700, true);
        assertThat(last.getStatus()).isEqualTo("succeeded");
        assertThat(last.getAmountReceived()).isEqualTo(2200);
        assertThat(last.getAmountCapturable()).isZero();
        assertThat(last.getAmount()).isEqualTo(2500);
        assertThat(charge(held).getAmountCaptured()).isEqualTo(2200);
        assertThat(sandbox.charges()).hasSize(1);
        assertThat(sdk.v1().events().list().getData().stream().map(Event::getType))
                .contains("charge.updated", "payment_intent.amount_capturable_updated", "payment_intent.succeeded");
    }

    @Test
    void never_more_is_taken_than_is_held() throws StripeException {
        var held = held("pm_card_visa");
        capture(held, 2000, false);

        assertThatThrownBy(() -> capture(held, 501, false))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("amount_too_large"));
        assertThat(sdk.get(held.getId()).getAmountReceived()).isEqualTo(2000);
    }

    @Test
    void the_rest_is_let_go_by_a_last_capture_of_nothing() throws StripeException {
        var held = held("pm_card_visa");
        assertThatThrownBy(() -> capture(held, 0, true)).isInstanceOf(InvalidRequestException.class);
        capture(held, 1000, false);

        var done = capture(held, 0, true);

        assertThat(done.getStatus()).isEqualTo("succeeded");
        assertThat(done.getAmountReceived()).isEqualTo(1000);
    }

    @Test
    void what_was_taken_in_part_is_neither_canceled_nor_increased() throws StripeException {
        var held = held("pm_card_visa");
        capture(held, 1000, false);

        assertThatThrownBy(() -> sdk.v1().paymentIntents().cancel(held.getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> sdk.v1()
                        .paymentIntents()
                        .incrementAuthorization(
                                held.getId(),
                                PaymentIntentIncrementAuthorizationParams.builder()
                                        .setAmount(5000L)
                                        .build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(sdk.get(held.getId()).getStatus()).isEqualTo("requires_capture");
    }

    @Test
    void what_was_taken_stays_taken_when_the_rest_expires() throws StripeException {
        var held = held("pm_card_visa");
        capture(held, 1000, false);

        sandbox.clock().advance(Duration.ofDays(7));

        assertThat(sdk.get(held.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(sdk.get(held.getId()).getAmountReceived()).isEqualTo(1000);
    }

    @Test
    void a_part_can_be_refunded_while_the_rest_is_held() throws StripeException {
        var held = held("pm_card_visa");
        capture(held, 1000, false);
        var refund = RefundCreateParams.builder().setPaymentIntent(held.getId());

        sdk.v1().refunds().create(refund.setAmount(400L).build());

        assertThatThrownBy(
                        () -> sdk.v1().refunds().create(refund.setAmount(601L).build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(capture(held, 1500, true).getAmountReceived()).isEqualTo(2500);
        assertThat(charge(held).getAmountRefunded()).isEqualTo(400);
    }

    @Test
    void parts_must_be_asked_for_and_be_possible() throws StripeException {
        var notAsked = sdk.held("pm_card_visa");
        var notPossible = held("pm_card_jcb");

        for (var held : new PaymentIntent[] {notAsked, notPossible}) {
            assertThat(charge(held)
                            .getPaymentMethodDetails()
                            .getCard()
                            .getMulticapture()
                            .getStatus())
                    .isEqualTo("unavailable");
            assertThatThrownBy(() -> capture(held, 1000, false)).isInstanceOf(InvalidRequestException.class);
            assertThat(capture(held, 1000, true).getStatus()).isEqualTo("succeeded");
        }
    }
}
