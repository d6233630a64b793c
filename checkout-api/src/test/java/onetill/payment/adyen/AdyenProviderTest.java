package onetill.payment.adyen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adyen.model.notification.NotificationRequestItem;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Outcome.ActionRequired;
import onetill.payment.Outcome.Asked;
import onetill.payment.Outcome.Authorized;
import onetill.payment.Outcome.Captured;
import onetill.payment.Outcome.Declined;
import onetill.payment.PaymentProvider;
import onetill.payment.PaymentProviderContract;
import onetill.payment.RefundOutcome;
import onetill.runtime.Clocks;
import onetill.sandbox.adyen.AdyenSandbox;
import onetill.sandbox.adyen.AdyenSandboxConfig;
import onetill.tracing.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real SDK over real HTTP, against the sandbox, whose webhooks are read as the product reads them. */
class AdyenProviderTest extends PaymentProviderContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BACK = "http://localhost/checkout/return";

    private final List<NotificationRequestItem> told = new CopyOnWriteArrayList<>();
    private final AdyenEvents events = new AdyenEvents();
    private HttpServer receiver;
    private AdyenSandbox sandbox;
    private AdyenProvider provider;
    private Authorization atBank;
    private boolean buyerActed;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            told.addAll(events.verified(exchange.getRequestBody().readAllBytes()));
            var accepted = AdyenWebhookResource.ACCEPTED.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, accepted.length);
            exchange.getResponseBody().write(accepted);
            exchange.close();
        });
        receiver.start();
        var address = "http://localhost:" + receiver.getAddress().getPort() + "/";
        sandbox = AdyenSandbox.start(AdyenSandboxConfig.inMemory().withWebhook(address));
        provider = provider(sandbox.baseUrl());
        events.config = provider.config;
    }

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.stop(0);
    }

    static AdyenConfig config(String base) {
        var sandbox = AdyenSandboxConfig.inMemory();
        var config = new AdyenConfig();
        config.apiKey = Optional.of(sandbox.apiKey());
        config.merchantAccount = Optional.of(sandbox.merchantAccount());
        config.hmacKey = Optional.of(sandbox.hmacKey());
        config.apiBase = base;
        config.publicUrl = URI.create("http://localhost:9080");
        config.connectTimeout = Duration.ofSeconds(1);
        config.readTimeout = Duration.ofSeconds(5);
        return config;
    }

    private static AdyenProvider provider(String base) {
        return provider(config(base));
    }

    private static AdyenProvider provider(AdyenConfig config) {
        config.check();
        var provider = new AdyenProvider();
        provider.config = config;
        provider.clock = new Clocks();
        provider.connect();
        return provider;
    }

    static Means card(String number, String holder) {
        return new Means.ProviderData("adyen", """
                {"paymentMethod": {"type": "scheme", "holderName": "%s", "encryptedCardNumber": "test_%s",
                 "encryptedExpiryMonth": "test_03", "encryptedExpiryYear": "test_2030",
                 "encryptedSecurityCode": "test_737"}, "browserInfo": {"userAgent": "test"}}""".formatted(holder, number), BACK);
    }

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected Means good() {
        return card("4111111111111111", "Ada Lovelace");
    }

    @Override
    protected Means refused() {
        return card("4111111111111111", "DECLINED");
    }

    @Override
    protected Means confirmedByBuyer() {
        return card("4917610000000000", "Ada Lovelace");
    }

    @Override
    protected void buyerActs(String providerRef) {
        var back = bank("complete");
        provider.finish(atBank, back);
        buyerActed = true;
    }

    /** The buyer answers the bank, and comes back with something for Adyen. */
    private String bank(String outcome) {
        var page = ((ActionRequired) provider.authorize(atBank)).action().url();
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(page + "?" + outcome))
                                    .build(),
                            BodyHandlers.discarding());
            var back = answer.headers().firstValue("Location").orElseThrow();
            assertThat(back)
                    .startsWith("http://localhost:9080/api/v1/payments/adyen/return/" + MERCHANT + "/"
                            + atBank.attemptId());
            return back.replaceFirst(".*redirectResult=", "");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected long timesCharged() {
        return sandbox.payments().stream()
                .filter(it -> it.path("state").asText().matches("authorised|captured"))
                .count();
    }

    /** What the checkout does: it takes what is held when it should, and believes what webhooks tell. */
    @Override
    protected Outcome truth(Authorization authorization, Outcome answer) {
        if (answer instanceof Authorized held && authorization.captureNow()) {
            var known = authorization.known(held.providerRef());
            return truth(known, provider.capture(known, held.amount()));
        }
        if (answer instanceof Asked asked) {
            var item = await(it -> asked.providerRef().equals(it.getPspReference()));
            return AdyenEvents.outcome(item).orElseGet(() -> lastTold(authorization));
        }
        if (answer instanceof ActionRequired) {
            atBank = authorization;
            if (buyerActed) {
                await(it -> "AUTHORISATION".equals(it.getEventCode()) && isOf(authorization, it));
                return truth(authorization, lastTold(authorization));
            }
        }
        return answer;
    }

    @Override
    protected RefundOutcome truth(String key, RefundOutcome answer) {
        assertThat(answer.state()).isEqualTo(RefundOutcome.State.PENDING);
        var item = await(it -> Objects.equals(answer.providerRef(), it.getPspReference()));
        assertThat(item.getMerchantReference()).isEqualTo(Reference.shortened(key));
        return AdyenEvents.refund(item).orElseThrow();
    }

    /** The last thing told that took or held money. */
    private Outcome lastTold(Authorization authorization) {
        var outcomes = told.stream()
                .filter(it -> isOf(authorization, it))
                .flatMap(it -> AdyenEvents.outcome(it).stream())
                .sorted(java.util.Comparator.comparing(Outcome::result))
                .toList();
        return outcomes.stream().filter(Captured.class::isInstance).findFirst().orElse(outcomes.get(0));
    }

    private static boolean isOf(Authorization authorization, NotificationRequestItem item) {
        return Reference.parse(item.getMerchantReference())
                .filter(it -> it.subject().equals(authorization.attemptId()))
                .isPresent();
    }

    private NotificationRequestItem await(Predicate<NotificationRequestItem> wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (var item : told) if (wanted.test(item)) return item;
            Thread.onSpinWait();
        }
        throw new AssertionError("it was not told in time");
    }

    @Test
    void is_not_offered_without_a_key_and_does_not_keep_the_server_from_starting() {
        var config = config(sandbox.baseUrl());
        config.apiKey = Optional.empty();
        config.merchantAccount = Optional.empty();
        config.hmacKey = Optional.empty();

        assertThat(provider(config).takes(good())).isFalse();
        assertThat(provider.takes(good())).isTrue();
        assertThat(provider.takes(new Means.ProviderData("another", "{}", BACK)))
                .isFalse();
        assertThat(provider.takes(new Means.PaymentMethod("pm_card_visa", BACK)))
                .isFalse();
    }

    @Test
    void half_of_the_settings_stop_the_server() {
        var config = config(sandbox.baseUrl());
        config.hmacKey = Optional.of("secret");
        assertThatThrownBy(config::check).hasMessageContaining("ADYEN_HMAC_KEY");
        config.merchantAccount = Optional.empty();
        assertThatThrownBy(config::check).hasMessageContaining("ADYEN_MERCHANT_ACCOUNT");
    }

    @Test
    void the_key_never_leaves_in_clear_text() {
        var config = config("http://checkout.example");

        assertThatThrownBy(config::check).hasMessageContaining("ADYEN_API_BASE");
    }

    @Test
    void every_payment_at_the_provider_says_whose_it_is() {
        var authorization = authorization(false, good());
        provider.authorize(authorization);

        var payment = sandbox.payments().get(0);

        assertThat(payment.path("reference").asText()).isEqualTo(MERCHANT + "." + authorization.attemptId());
        assertThat(payment.path("metadata").path("session_id").asText())
                .isEqualTo(authorization.reference().toString());
        assertThat(payment.path("metadata").path("merchant_id").asText()).isEqualTo(MERCHANT.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "DECLINED, refused",
        "NOT_ENOUGH_BALANCE, not_enough_balance",
        "CARD_EXPIRED, expired_card",
        "FRAUD, fraud",
    })
    void tells_the_banks_reason(String holder, String code) {
        var outcome = provider.authorize(authorization(true, card("4111111111111111", holder)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @Test
    void an_error_on_the_way_is_unknown_until_it_is_told() {
        var authorization = authorization(true, card("4111111111111111", "ERROR"));

        assertThat(provider.authorize(authorization).result()).isEqualTo(Outcome.Result.UNKNOWN);
        var item = await(it -> isOf(authorization, it));
        assertThat(AdyenEvents.outcome(item)).containsInstanceOf(Declined.class);
    }

    @Test
    void a_failed_authentication_is_a_refusal() {
        atBank = authorization(true, confirmedByBuyer());

        var outcome = provider.finish(atBank, bank("fail"));

        assertThat(outcome).isInstanceOf(Declined.class);
    }

    @Test
    void the_result_of_another_payment_pays_nothing() {
        atBank = authorization(true, confirmedByBuyer());
        var result = bank("complete");
        var dearer = new Authorization(
                MERCHANT,
                UUID.randomUUID(),
                UUID.randomUUID(),
                Money.of(999_00, "EUR"),
                true,
                confirmedByBuyer(),
                null);

        assertThat(provider.finish(dearer, result).result()).isEqualTo(Outcome.Result.UNKNOWN);
        assertThat(provider.finish(dearer, "made-up").result()).isEqualTo(Outcome.Result.UNKNOWN);
    }

    @Test
    void card_data_in_the_clear_is_not_passed_on() {
        var clear = new Means.ProviderData("adyen", """
                {"paymentMethod": {"type": "scheme", "number": "4111111111111111"}}""", BACK);

        assertThat(provider.authorize(authorization(true, clear))).isInstanceOf(Declined.class);
        assertThat(sandbox.payments()).isEmpty();
    }

    @Test
    void a_page_does_not_decide_the_amount() {
        var greedy = new Means.ProviderData(
                "adyen", ((Means.ProviderData) good()).json().replaceFirst("\\{", """
                        {"amount": {"currency": "EUR", "value": 1}, "captureDelayHours": 0, "reference": "mine","""), BACK);

        var outcome = provider.authorize(authorization(false, greedy));

        assertThat(((Authorized) outcome).amount()).isEqualTo(TOTAL);
        assertThat(sandbox.payments().get(0).path("amount").path("value").asLong())
                .isEqualTo(TOTAL.minor());
    }

    @Test
    void what_was_refused_for_its_form_is_a_refusal_with_the_code() {
        var unreadable = card("4111111111111111", "Ada");
        var broken = new Means.ProviderData(
                "adyen", ((Means.ProviderData) unreadable).json().replace("test_4111", "eyJhbGci"), BACK);

        assertThat(provider.authorize(authorization(true, broken)))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("174"));
    }

    @Test
    void a_wrong_key_is_no_refusal_of_the_buyer() {
        var config = config(sandbox.baseUrl());
        config.apiKey = Optional.of("another");

        assertThat(provider(config).authorize(authorization(true, good())))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class, it -> assertThat(it.cause()).startsWith("configuration"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"effect\": \"reset_before\"}",
                "{\"effect\": \"reset_after\"}",
                "{\"effect\": \"truncate\"}",
                "{\"effect\": \"status\", \"status\": 500}",
                "{\"effect\": \"status\", \"status\": 502}",
                "{\"effect\": \"status\", \"status\": 503, \"after\": true}",
                "{\"effect\": \"status\", \"status\": 429}",
                "{\"effect\": \"status\", \"status\": 422, \"code\": \"704\"}",
            })
    void an_answer_that_is_none_is_unknown_and_is_sent_once(String fault) {
        var rule = sandbox.faults().add(fault);

        var outcome = provider.authorize(authorization(true, good()));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
        assertThat(sandbox.faults().fired(rule)).isEqualTo(1);
    }

    @Test
    void a_lost_answer_is_found_by_its_key() {
        var rule = sandbox.faults().add("{\"effect\": \"reset_after\"}");
        var authorization = authorization(false, good());
        assertThat(provider.authorize(authorization).result()).isEqualTo(Outcome.Result.UNKNOWN);
        sandbox.faults().remove(rule);

        assertThat(provider.lookUp(authorization)).isInstanceOf(Authorized.class);
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    void a_forgotten_key_is_never_used_again() {
        var old = authorization(true, good());
        var longAgo = new Clocks().now().minusDays(8);
        var sent = new Authorization(
                old.merchantId(), old.attemptId(), old.reference(), TOTAL, true, good(), null, longAgo);

        assertThat(provider.lookUp(sent).result()).isEqualTo(Outcome.Result.UNKNOWN);
        assertThat(timesCharged()).isZero();
    }

    @Test
    void nobody_at_the_other_end_is_unknown() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        var outcome = provider("http://localhost:" + free).authorize(authorization(true, good()));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
    }

    @Test
    void a_trace_tells_each_call_and_nothing_of_who_pays() {
        try (var heard = new Heard()) {
            provider.authorize(authorization(true, good()));

            assertThat(heard.spans())
                    .singleElement()
                    .asString()
                    .startsWith("POST /v71/payments")
                    .contains("adyen", "status_code=200");
            assertThat(heard.spans().toString()).doesNotContain("Lovelace", "4111");
        }
    }
}
