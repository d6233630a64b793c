package onetill.sandbox;

import static onetill.sandbox.Sdk.intent;
import static onetill.sandbox.Sdk.key;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

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

    private PaymentIntent create(long amount, String key) throws StripeException {
        return sdk.v1().paymentIntents().create(intent().setAmount(amount).build(), key(key));
    }

    @Test
    void the_same_key_gets_the_same_answer_to_the_byte() throws StripeException {
        create(2500, "a");
        var first = sdk.transport.last();
        create(2500, "a");
        var second = sdk.transport.last();

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(second.headers().firstValue("Original-Request"))
                .isEqualTo(first.headers().firstValue("Request-Id"));
        assertThat(second.headers().firstValue("Request-Id"))
                .isNotEqualTo(first.headers().firstValue("Request-Id"));
        assertThat(second.headers().firstValue("Idempotency-Key")).hasValue("a");
        assertThat(sandbox.paymentIntents()).hasSize(1);
    }

    @Test
    void the_answer_stays_the_same_when_the_object_has_moved_on() throws StripeException {
        var created = create(2500, "a");
        sdk.v1().paymentIntents().cancel(created.getId());

        assertThat(create(2500, "a").getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void a_decline_is_kept_too() {
        var params = paying("pm_card_chargeDeclined").build();

        for (var i = 0; i < 2; i++) {
            catchThrowableOfType(
                    CardException.class, () -> sdk.v1().paymentIntents().create(params, key("a")));
        }

        assertThat(sandbox.paymentIntents()).hasSize(1);
        assertThat(sandbox.charges()).hasSize(1);
    }

    @Test
    void the_same_key_is_not_for_other_parameters_nor_another_endpoint() throws StripeException {
        var intent = create(2500, "a");

        assertThatThrownBy(() -> create(2600, "a")).isInstanceOf(IdempotencyException.class);
        assertThatThrownBy(() -> sdk.v1().paymentIntents().cancel(intent.getId(), key("a")))
                .isInstanceOf(IdempotencyException.class);
        assertThat(sdk.get(intent.getId()).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void a_wrong_request_does_not_use_its_key_up() throws StripeException {
        assertThatThrownBy(() -> create(1, "a")).isInstanceOf(InvalidRequestException.class);

        assertThat(create(2500, "a").getId()).startsWith("pi_");
    }

    @Test
    void a_refusal_because_of_the_state_is_kept() throws StripeException {
        var intent = sdk.create(intent());
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> sdk.v1().paymentIntents().capture(intent.getId(), key("a")))
                    .isInstanceOf(InvalidRequestException.class);
        }

        assertThat(sdk.transport.last().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
    }

    @Test
    void a_key_in_use_is_a_conflict() throws Exception {
        sandbox.close();
        sandbox = StripeSandbox.start(SandboxConfig.inMemory().withLatency(Duration.ofMillis(700)));
        sdk = new Sdk(sandbox);
        var pool = Executors.newSingleThreadExecutor();
        var first = pool.submit(() -> create(2500, "a"));
        Thread.sleep(300);

        var conflict = catchThrowableOfType(
                ApiException.class, () -> new Sdk(sandbox).v1().paymentIntents().create(intent().build(), key("a")));

        assertThat(conflict.getStatusCode()).isEqualTo(409);
        assertThat(conflict.getCode()).isEqualTo("idempotency_key_in_use");
        assertThat(first.get().getId()).startsWith("pi_");
        pool.shutdown();
    }

    @Test
    void sixteen_at_once_with_one_key_make_one_payment() throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        var calls = new ArrayList<Callable<String>>();
        for (var i = 0; i < 16; i++) calls.add(this::paidWithOneKey);

        var ids = new HashSet<String>();
        for (var each : pool.invokeAll(calls)) ids.add(each.get());
        pool.shutdown();

        assertThat(ids).hasSize(1);
        assertThat(sandbox.paymentIntents()).hasSize(1);
        assertThat(sandbox.charges()).hasSize(1);
    }

    private String paidWithOneKey() throws StripeException, InterruptedException {
        var own = new Sdk(sandbox);
        while (true) {
            try {
                return own.v1()
                        .paymentIntents()
                        .create(paying("pm_card_visa").build(), key("one"))
                        .getId();
            } catch (ApiException e) {
                assertThat(e.getStatusCode()).isEqualTo(409);
                Thread.sleep(20);
            }
        }
    }

    @Test
    void a_wrong_key_is_no_key() {
        assertThatThrownBy(() -> new Sdk(sandbox, "sk_test_wrong").create(intent()))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining("sk_test_wrong");
        assertThatThrownBy(() -> new Sdk(sandbox, sandbox.publishableKey()).create(intent()))
                .isInstanceOf(PermissionException.class);
    }
}
