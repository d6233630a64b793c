package onetill.sandbox;

import static onetill.sandbox.Sdk.intent;
import static onetill.sandbox.Sdk.key;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final String CREATE = "\"method\":\"POST\",\"path\":\"/v1/payment_intents\"";

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

    private String fault(String members) throws IOException, InterruptedException {
        return control.fault("{%s,%s}".formatted(CREATE, members));
    }

    private PaymentIntent pay(RequestOptions options) throws StripeException {
        return sdk.v1().paymentIntents().create(paying("pm_card_visa").build(), options);
    }

    /** One request over a client that never sends anything twice by itself. */
    private HttpResponse<String> payOnce(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/v1/payment_intents"))
                .timeout(Duration.ofSeconds(2))
                .header("Authorization", "Bearer " + sandbox.secretKey())
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("amount=2500&currency=eur&payment_method_types[]=card"
                        + "&payment_method=pm_card_visa&confirm=true"));
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void there_is_no_control_port_unless_asked_for() throws IOException {
        try (var plain = StripeSandbox.start(SandboxConfig.inMemory())) {
            assertThatThrownBy(plain::controlUrl).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"reset_before, 0", "reset_after, 1", "timeout_before, 0", "timeout_after, 1"})
    void an_answer_that_never_comes_says_nothing_of_the_effect(String effect, int payments) throws Exception {
        var rule = fault("\"effect\":\"%s\",\"times\":1".formatted(effect));

        var thrown = catchThrowable(() -> payOnce("a"));

        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(thrown instanceof HttpTimeoutException).isEqualTo(effect.startsWith("timeout"));
        assertThat(sandbox.paymentIntents()).hasSize(payments);
        assertThat(control.rule(rule).path("fired").asInt()).isEqualTo(1);

        var again = payOnce("a");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotent-Replayed").isPresent())
                .isEqualTo(payments == 1);
        assertThat(sandbox.paymentIntents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 409})
    void an_error_before_the_effect_leaves_the_key_free(int status) throws Exception {
        fault("\"effect\":\"status\",\"status\":%d,\"times\":1".formatted(status));

        var failed = catchThrowableOfType(ApiException.class, () -> pay(key("a")));

        assertThat(failed.getStatusCode()).isEqualTo(status);
        assertThat(sandbox.paymentIntents()).isEmpty();
        assertThat(pay(key("a")).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void too_many_requests_are_told_with_the_headers_of_the_rule() throws Exception {
        fault("\"effect\":\"status\",\"status\":429,\"times\":1,"
                + "\"headers\":{\"Stripe-Rate-Limited-Reason\":\"global-rate\"}");

        var failed = catchThrowableOfType(RateLimitException.class, () -> pay(key("a")));

        assertThat(failed.getCode()).isEqualTo("rate_limit");
        assertThat(sdk.transport.last().headers().firstValue("Stripe-Rate-Limited-Reason"))
                .hasValue("global-rate");
    }

    @Test
    void a_bad_gateway_says_nothing() throws Exception {
        fault("\"effect\":\"status\",\"status\":502,\"times\":1");

        var answer = payOnce("a");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEmpty();
        assertThat(sandbox.paymentIntents()).isEmpty();
    }

    @Test
    void an_error_after_the_effect_is_kept_under_the_key() throws Exception {
        var rule = fault("\"effect\":\"status\",\"status\":500,\"after\":true,\"times\":1");

        var first = catchThrowableOfType(ApiException.class, () -> pay(key("a")));
        var second = catchThrowableOfType(ApiException.class, () -> pay(key("a")));

        assertThat(first.getStatusCode()).isEqualTo(500);
        assertThat(second.getStatusCode()).isEqualTo(500);
        assertThat(sdk.transport.last().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(control.rule(rule).path("fired").asInt()).isEqualTo(1);
        assertThat(sdk.v1().paymentIntents().list().getData())
                .singleElement()
                .extracting(PaymentIntent::getStatus)
                .isEqualTo("succeeded");
    }

    @Test
    void half_an_answer_is_no_answer() throws Exception {
        fault("\"effect\":\"truncate\",\"times\":1");

        assertThatThrownBy(() -> payOnce("a")).isInstanceOf(IOException.class);

        assertThat(sandbox.paymentIntents()).hasSize(1);
        assertThat(payOnce("a").statusCode()).isEqualTo(200);
    }

    @Test
    void a_slow_answer_holds_its_key() throws Exception {
        var rule = fault("\"effect\":\"latency\",\"ms\":3000,\"times\":1");
        var pool = Executors.newSingleThreadExecutor();
        var first = pool.submit(() -> pay(key("a")));
        Receiver.await(() -> sandbox.faults().fired(rule) == 1);

        var conflict = catchThrowableOfType(
                ApiException.class, () -> new Sdk(sandbox).v1().paymentIntents().create(intent().build(), key("a")));

        assertThat(conflict.getStatusCode()).isEqualTo(409);
        assertThat(first.get().getStatus()).isEqualTo("succeeded");
        pool.shutdown();
    }

    @Test
    void only_the_nth_match_is_hit() throws Exception {
        var rule = fault("\"effect\":\"status\",\"status\":503,\"nth\":2");

        sdk.create(intent());
        assertThatThrownBy(() -> sdk.create(intent())).isInstanceOf(ApiException.class);
        sdk.create(intent());

        assertThat(control.rule(rule).path("matched").asInt()).isEqualTo(3);
        assertThat(control.rule(rule).path("fired").asInt()).isEqualTo(1);
    }

    @Test
    void chance_is_the_same_each_time() throws Exception {
        var outcomes = new String[2];
        for (var run = 0; run < 2; run++) {
            control.ask("DELETE", "/faults", "");
            fault("\"effect\":\"status\",\"status\":503,\"probability\":0.5,\"seed\":7");
            var outcome = new StringBuilder();
            for (var i = 0; i < 20; i++) outcome.append(catchThrowable(() -> sdk.create(intent())) == null ? '+' : '-');
            outcomes[run] = outcome.toString();
        }

        assertThat(outcomes[0]).isEqualTo(outcomes[1]).contains("+", "-");
    }

    @Test
    void a_rule_can_be_about_one_object_by_its_id_or_its_metadata() throws Exception {
        var ours = sdk.create(PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .addPaymentMethodType("card")
                .putMetadata("order", "order-7"));
        var other = sdk.create(intent());
        control.fault("{\"method\":\"POST\",\"path\":\"/v1/payment_intents/*/cancel\",\"object\":\"order-7\","
                + "\"effect\":\"status\",\"status\":500}");
        control.fault("{\"method\":\"GET\",\"path\":\"^/v1/.*\",\"object\":\"%s\",\"effect\":\"status\",\"status\":503}"
                .formatted(ours.getId()));

        assertThatThrownBy(() -> sdk.v1().paymentIntents().cancel(ours.getId())).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> sdk.get(ours.getId())).isInstanceOf(ApiException.class);
        assertThat(sdk.v1().paymentIntents().cancel(other.getId()).getStatus()).isEqualTo("canceled");
        assertThat(sdk.get(other.getId()).getStatus()).isEqualTo("canceled");
    }

    @Test
    void a_rule_ends_when_it_is_cleared() throws Exception {
        var rule = fault("\"effect\":\"status\",\"status\":500");
        assertThatThrownBy(() -> sdk.create(intent())).isInstanceOf(ApiException.class);

        control.ask("DELETE", "/faults/" + rule, "");

        assertThat(sdk.create(intent()).getId()).startsWith("pi_");
        assertThat(control.send("DELETE", "/faults/" + rule, "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_test_in_the_same_process_needs_no_port() throws Exception {
        var rule = sandbox.faults().add("{\"effect\":\"status\",\"status\":500,\"times\":1}");

        assertThatThrownBy(() -> sdk.create(intent())).isInstanceOf(ApiException.class);

        assertThat(sandbox.faults().fired(rule)).isEqualTo(1);
    }

    @Test
    void the_calls_seen_are_told_newest_first() throws Exception {
        var rule = fault("\"effect\":\"reset_after\",\"times\":1");
        catchThrowable(() -> payOnce("a"));
        payOnce("a");

        Receiver.await(() -> sandbox.faults().calls().size() == 2);
        var calls = control.ask("GET", "/requests", "");
        assertThat(calls.get(0).path("path").asText()).isEqualTo("/v1/payment_intents");
        assertThat(calls.get(0).path("method").asText()).isEqualTo("POST");
        assertThat(calls.get(0).path("idempotency_key").asText()).isEqualTo("a");
        assertThat(calls.get(0).path("status").asInt()).isEqualTo(200);
        assertThat(calls.get(0).path("fault").isNull()).isTrue();
        assertThat(calls.get(1).path("status").asInt()).isZero();
        assertThat(calls.get(1).path("fault").asText()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"effect\":\"explode\"}",
                "{\"effect\":\"status\"}",
                "{\"effect\":\"status\",\"status\":200}",
                "{\"effect\":\"latency\"}",
                "{\"effect\":\"reset_after\",\"event\":\"charge.*\"}",
                "{\"effect\":\"lose\",\"path\":\"/v1/*\"}",
                "{\"effect\":\"reset_after\",\"nth\":0}",
                "{\"effect\":\"reset_after\",\"probability\":2}",
                "{\"effect\":\"reset_after\",\"path\":\"^(\"}",
                "{\"effect\":\"reset_after\",\"pth\":\"/v1\"}"
            })
    void a_wrong_rule_is_refused_with_a_sentence(String rule) throws Exception {
        var answer = control.send("POST", "/faults", rule);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Nodes.parse(answer.body()).path("error").asText()).isNotBlank();
        assertThat(control.ask("GET", "/faults", "")).isEmpty();
    }

    @Test
    void no_page_in_a_browser_may_use_the_control_port() throws Exception {
        var answer = control.send("POST", "/faults", "{\"effect\":\"reset_after\"}", "Origin", "https://evil.example");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(control.ask("GET", "/faults", "")).isEmpty();
    }

    @Test
    void a_taken_control_port_ends_the_start() {
        var port = URI.create(sandbox.controlUrl()).getPort();

        assertThatThrownBy(() -> StripeSandbox.start(SandboxConfig.inMemory().withControl(port)))
                .isInstanceOfAny(IOException.class, UncheckedIOException.class);
    }
}
