package onetill.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Outcome.ActionRequired;
import onetill.payment.Outcome.Authorized;
import onetill.payment.Outcome.Captured;
import onetill.payment.Outcome.Declined;
import onetill.payment.PaymentProvider;
import onetill.payment.PaymentProviderContract;
import onetill.payment.ReaderState;
import onetill.payment.RefundOutcome;
import onetill.runtime.Clocks;
import onetill.sandbox.SandboxConfig;
import onetill.sandbox.StripeSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real SDK over real HTTP, against the sandbox. */
class StripeProviderTest extends PaymentProviderContract {

    private static final String BACK = "http://localhost/checkout/return";

    private StripeSandbox sandbox;
    private StripeProvider provider;

    @BeforeEach
    void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory());
        provider = provider(sandbox.baseUrl());
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private static StripeProvider provider(String base) {
        var config = new StripeConfig();
        config.apiKey = "sk_test_sandbox";
        config.apiBase = base;
        config.publishableKey = "pk_test_sandbox";
        config.webhookSecret = "whsec_sandbox";
        config.scriptUrl = base + "/v3/stripe.js";
        config.connectTimeout = Duration.ofSeconds(1);
        config.readTimeout = Duration.ofSeconds(5);
        config.check();
        var provider = new StripeProvider();
        provider.config = config;
        provider.clock = new Clocks();
        provider.connect();
        return provider;
    }

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected Means good() {
        return new Means.PaymentMethod("pm_card_visa", BACK);
    }

    @Override
    protected Means refused() {
        return new Means.PaymentMethod("pm_card_chargeDeclined", BACK);
    }

    @Override
    protected Means confirmedByBuyer() {
        return new Means.PaymentMethod("pm_card_threeDSecure2Required", BACK);
    }

    @Override
    protected void buyerActs(String providerRef) {
        atTheBank(providerRef, "complete");
    }

    @Override
    protected long timesCharged() {
        return sandbox.paymentIntents().stream()
                .filter(it -> it.path("status").asText().matches("succeeded|requires_capture"))
                .count();
    }

    @Test
    void an_answer_of_500_that_stripe_keeps_is_found_out_by_our_reference() {
        var call = authorization(true, good());
        sandbox.faults()
                .add(
                        "{\"method\":\"POST\",\"path\":\"/v1/payment_intents\",\"effect\":\"status\",\"status\":500,\"after\":true}");
        assertThat(provider.authorize(call)).isInstanceOf(Outcome.Unknown.class);
        sandbox.faults().clear();

        assertThat(provider.lookUp(call)).isInstanceOf(Outcome.Captured.class);
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    void a_refund_answered_with_500_that_stripe_keeps_is_found_and_not_made_twice() {
        var call = authorization(true, good());
        var paid = known(call, ((Captured) provider.authorize(call)).providerRef());
        var some = Money.of(1000, "EUR");
        sandbox.faults()
                .add(
                        "{\"method\":\"POST\",\"path\":\"/v1/refunds\",\"effect\":\"status\",\"status\":500,\"after\":true}");
        assertThat(provider.refund(paid, some, "r1", "damaged").state()).isEqualTo(RefundOutcome.State.UNKNOWN);
        sandbox.faults().clear();

        assertThat(provider.refund(paid, some, "r1", "damaged").state())
                .as("the same call hears the same 500 for as long as the key lives")
                .isEqualTo(RefundOutcome.State.UNKNOWN);
        assertThat(provider.lookUpRefund(paid, some, "r1", "damaged").state()).isEqualTo(RefundOutcome.State.REFUNDED);
        assertThat(provider.lookUpRefund(paid, some, "r2", "damaged").state())
                .as("what is not among the payment's refunds is asked for")
                .isEqualTo(RefundOutcome.State.REFUNDED);
        assertThat(sandbox.refunds()).hasSize(2);
    }

    @Test
    void ideal_sends_the_buyer_to_the_bank_and_is_taken_there() {
        var call = authorization(true, new Means.Local("ideal", null, null, BACK));

        var waiting = provider.authorize(call);

        assertThat(waiting).isInstanceOfSatisfying(Outcome.ActionRequired.class, it -> {
            assertThat(it.action().type()).isEqualTo("redirect");
            var page = URI.create(String.valueOf(it.action().url())).getPath();
            post(page.replaceFirst("/pages/ideal", "/pages-api/3ds"), "{\"outcome\":\"complete\"}");
            assertThat(provider.lookUp(known(call, it.providerRef()))).isInstanceOf(Captured.class);
        });
    }

    @Test
    void a_debit_is_pending_until_the_bank_has_paid() {
        var call = authorization(true, debit("DE89370400440532013000"));

        var pending = provider.authorize(call);

        assertThat(pending).isInstanceOfSatisfying(Outcome.Pending.class, it -> {
            sandbox.clock().advance(Duration.ofDays(1));
            assertThat(provider.lookUp(known(call, it.providerRef()))).isInstanceOf(Captured.class);
        });
    }

    @Test
    void a_debit_the_bank_refuses_is_a_decline_days_later() {
        var call = authorization(true, debit("DE62370400440532013001"));

        var pending = provider.authorize(call);

        assertThat(pending).isInstanceOfSatisfying(Outcome.Pending.class, it -> {
            sandbox.clock().advance(Duration.ofDays(1));
            assertThat(provider.lookUp(known(call, it.providerRef()))).isInstanceOf(Declined.class);
        });
    }

    private Means debit(String iban) {
        var method = post(
                "/v1/payment_methods",
                "type=sepa_debit&sepa_debit[iban]=%s&billing_details[name]=Ada&billing_details[email]=ada@example.com"
                        .formatted(iban));
        var id = method.replaceAll("(?s).*?\"id\"\\s*:\\s*\"(pm_[^\"]+)\".*", "$1");
        return new Means.Local("sepa_debit", null, id, BACK);
    }

    @Test
    void what_is_held_can_be_taken_in_parts() {
        var call = authorization(false, good());
        var held = (Authorized) provider.authorize(call);
        var known = known(call, held.providerRef());

        var part = provider.capturePart(known, Money.of(1000, "EUR"), false, "part-1");
        var again = provider.capturePart(known, Money.of(1000, "EUR"), false, "part-1");
        var rest = provider.capturePart(known, Money.of(1270, "EUR"), true, "part-2");

        assertThat(held.captureBefore()).isNotNull();
        assertThat(part).isEqualTo(new Outcome.PartlyCaptured(held.providerRef(), Money.of(1000, "EUR")));
        assertThat(again).isEqualTo(part);
        assertThat(rest)
                .isInstanceOfSatisfying(
                        Captured.class, it -> assertThat(it.amount()).isEqualTo(TOTAL));
    }

    @Test
    void a_key_the_provider_has_forgotten_is_not_used_again() {
        var sent = authorization(true, good());
        var lost = (Captured) provider.authorize(sent);
        sandbox.clock().advance(Duration.ofHours(30));
        var yesterday = new Authorization(
                sent.merchantId(),
                sent.attemptId(),
                sent.reference(),
                sent.amount(),
                true,
                sent.means(),
                null,
                new Clocks().now().minusHours(30));

        var found = provider.lookUp(yesterday);

        assertThat(found)
                .isInstanceOfSatisfying(
                        Captured.class, it -> assertThat(it.providerRef()).isEqualTo(lost.providerRef()));
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    void what_never_arrived_is_known_not_to_have_arrived_only_when_the_search_must_have_seen_it() {
        var sent = authorization(true, good());

        assertThat(provider.lookUp(sentBefore(sent, 23))).isInstanceOf(Outcome.Unknown.class);
        assertThat(provider.lookUp(sentBefore(sent, 25)))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("never_arrived"));
    }

    private static Authorization sentBefore(Authorization call, int hours) {
        return new Authorization(
                call.merchantId(),
                call.attemptId(),
                call.reference(),
                call.amount(),
                true,
                call.means(),
                null,
                new Clocks().now().minusHours(hours));
    }

    private void atTheBank(String providerRef, String outcome) {
        var intent = sandbox.paymentIntents().stream()
                .filter(it -> providerRef.equals(it.path("id").asText()))
                .findFirst()
                .orElseThrow();
        var page = URI.create(intent.at("/next_action/redirect_to_url/url").asText());
        var token = page.getPath().substring(page.getPath().lastIndexOf('/') + 1);
        post("/pages-api/3ds/" + token, "{\"outcome\":\"%s\"}".formatted(outcome));
    }

    private String post(String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                    .header("Authorization", "Bearer " + sandbox.secretKey())
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String confirmationToken(String method) {
        var answer = post("/v1/test_helpers/confirmation_tokens", "payment_method=" + method);
        return answer.replaceFirst("(?s).*?\"id\":\"(ctoken_[^\"]+)\".*", "$1");
    }

    private Means.Reader reader() {
        var location = post(
                "/v1/terminal/locations",
                "display_name=Mitte&address[line1]=Torstr. 1&address[city]=Berlin&address[country]=DE&address[postal_code]=10119");
        var locationId = location.replaceFirst("(?s).*?\"id\":\"(tml_[^\"]+)\".*", "$1");
        var reader =
                post("/v1/terminal/readers", "registration_code=simulated-wpe&label=till-1&location=" + locationId);
        return new Means.Reader(
                reader.replaceFirst("(?s).*?\"id\":\"(tmr_[^\"]+)\".*", "$1"), "till-1", "stripe", false);
    }

    @Test
    void confirms_what_was_prepared_with_the_token_of_the_page() {
        var prepared = authorization(true, new Means.Undecided());
        var asleep = (ActionRequired) provider.prepare(prepared);
        var chosen = new Means.ConfirmationToken(confirmationToken("pm_card_visa"), BACK);

        var outcome = provider.authorize(known(withMeans(prepared, chosen), asleep.providerRef()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Captured.class, it -> assertThat(it.providerRef()).isEqualTo(asleep.providerRef()));
        assertThat(((Captured) outcome).label()).isEqualTo("Visa ending in 4242");
        assertThat(sandbox.paymentIntents()).hasSize(1);
    }

    @Test
    void every_object_at_the_provider_says_whose_it_is() {
        var authorization = authorization(true, good());
        provider.authorize(authorization);

        var metadata = sandbox.paymentIntents().get(0).path("metadata");

        assertThat(metadata.path("attempt_id").asText())
                .isEqualTo(authorization.attemptId().toString());
        assertThat(metadata.path("session_id").asText())
                .isEqualTo(authorization.reference().toString());
        assertThat(metadata.path("merchant_id").asText()).isEqualTo(MERCHANT.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined, generic_decline",
        "pm_card_visa_chargeDeclinedInsufficientFunds, insufficient_funds",
        "pm_card_visa_chargeDeclinedLostCard, lost_card",
        "pm_card_chargeDeclinedExpiredCard, expired_card",
        "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc",
        "pm_card_chargeDeclinedProcessingError, processing_error",
    })
    void tells_the_banks_reason(String token, String code) {
        var outcome = provider.authorize(authorization(true, new Means.PaymentMethod(token, BACK)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @Test
    void a_failed_authentication_is_a_refusal() {
        var authorization = authorization(true, confirmedByBuyer());
        var waiting = (ActionRequired) provider.authorize(authorization);
        atTheBank(waiting.providerRef(), "fail");

        var outcome = provider.lookUp(known(authorization, waiting.providerRef()));

        assertThat(outcome).isInstanceOf(Declined.class);
    }

    @Test
    void a_card_is_presented_to_the_reader() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var waiting = (ActionRequired) provider.authorize(authorization);
        assertThat(waiting.action().type()).isEqualTo("present_card");
        var known = known(authorization, waiting.providerRef());
        assertThat(provider.lookUp(known).result()).isEqualTo(Outcome.Result.ACTION_REQUIRED);

        post("/v1/test_helpers/terminal/readers/" + reader.readerRef() + "/present_payment_method", "");

        // What a device asked for is compared before it is taken.
        assertThat(provider.lookUp(known).result()).isEqualTo(Outcome.Result.AUTHORIZED);
        assertThat(provider.capture(known, TOTAL).result()).isEqualTo(Outcome.Result.CAPTURED);
    }

    @Test
    void a_reader_that_is_busy_with_another_sale_is_left_to_it() {
        var reader = reader();
        var first = authorization(true, reader);
        var waiting = (ActionRequired) provider.authorize(first);

        var refused = provider.authorize(authorization(true, reader));
        present(reader, "");

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("reader_busy"));
        assertThat(provider.lookUp(known(first, waiting.providerRef())).result())
                .isEqualTo(Outcome.Result.AUTHORIZED);
        assertThat(timesCharged()).isEqualTo(1);
    }

    @Test
    void what_a_sale_has_left_on_a_reader_is_cleared_by_the_next_one() {
        var reader = reader();
        var left = (ActionRequired) provider.authorize(authorization(true, reader));
        post("/v1/payment_intents/" + left.providerRef() + "/cancel", "");

        var next = (ActionRequired) provider.authorize(authorization(true, reader));

        assertThat(provider.look(reader.readerRef()).providerRef()).isEqualTo(next.providerRef());
    }

    @Test
    void a_withdrawn_sale_takes_nothing_from_the_reader_that_another_waits_for() {
        var reader = reader();
        var first = authorization(true, reader);
        var waiting = (ActionRequired) provider.authorize(first);
        provider.stop(known(first, waiting.providerRef()));
        var second = (ActionRequired) provider.authorize(authorization(true, reader));

        provider.withdraw(known(first, waiting.providerRef()));

        assertThat(provider.look(reader.readerRef()).providerRef()).isEqualTo(second.providerRef());
    }

    @Test
    void a_reader_that_is_not_connected_is_told_and_asks_for_nothing_later() {
        var reader = reader();
        network(reader, false);
        var authorization = authorization(true, reader);

        var refused = (Declined) provider.authorize(authorization);
        network(reader, true);

        assertThat(refused.code()).isEqualTo("reader_offline");
        assertThat(refused.retry()).isEqualTo(Outcome.Retry.SAME_TENDER);
        assertThat(provider.look(reader.readerRef()).state()).isEqualTo(ReaderState.IDLE);
        assertThat(provider.lookUp(known(authorization, refused.providerRef())).result())
                .isEqualTo(Outcome.Result.VOIDED);
    }

    @Test
    void a_card_that_a_reader_without_network_has_seen_is_uncertain_and_then_paid() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var known = known(authorization, ((ActionRequired) provider.authorize(authorization)).providerRef());
        network(reader, false);
        present(reader, "");

        var meanwhile = (ActionRequired) provider.lookUp(known);
        network(reader, true);

        assertThat(meanwhile.action().readerState()).isEqualTo(ReaderState.UNCERTAIN);
        assertThat(provider.lookUp(known).result()).isEqualTo(Outcome.Result.AUTHORIZED);
    }

    @Test
    void a_card_that_a_reader_without_network_has_seen_pays_nothing_once_it_was_withdrawn() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var known = known(authorization, ((ActionRequired) provider.authorize(authorization)).providerRef());
        network(reader, false);
        present(reader, "");

        var withdrawn = provider.stop(known);
        network(reader, true);

        assertThat(withdrawn.result()).isEqualTo(Outcome.Result.VOIDED);
        assertThat(timesCharged()).isZero();
        assertThat(provider.authorize(authorization(true, reader)).result()).isEqualTo(Outcome.Result.ACTION_REQUIRED);
    }

    @Test
    void what_was_paid_before_the_reader_was_stopped_stays_paid() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var known = known(authorization, ((ActionRequired) provider.authorize(authorization)).providerRef());
        present(reader, "");

        assertThat(provider.stop(known).result()).isEqualTo(Outcome.Result.AUTHORIZED);
    }

    @Test
    void what_nobody_wants_is_let_go_also_when_the_card_was_there() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var known = known(authorization, ((ActionRequired) provider.authorize(authorization)).providerRef());
        present(reader, "");

        assertThat(provider.withdraw(known).result()).isEqualTo(Outcome.Result.VOIDED);
        assertThat(timesCharged()).isZero();
    }

    @Test
    void a_reader_that_asks_for_another_amount_is_stopped() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var known = known(authorization, ((ActionRequired) provider.authorize(authorization)).providerRef());
        post("/v1/payment_intents/" + known.providerRef(), "amount=99");

        var outcome = provider.lookUp(known);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("amount_differs"));
        assertThat(provider.look(reader.readerRef()).state()).isEqualTo(ReaderState.IDLE);
    }

    @Test
    void a_reader_whose_answer_was_lost_is_asked_and_shows_the_amount_once() {
        var reader = reader();
        var authorization = authorization(true, reader);
        sandbox.faults()
                .add(
                        "{\"method\":\"POST\",\"path\":\"/v1/terminal/readers/*/process_payment_intent\",\"effect\":\"reset_after\"}");
        var uncertain = (ActionRequired) provider.authorize(authorization);
        sandbox.faults().clear();

        assertThat(uncertain.action().readerState()).isEqualTo(ReaderState.UNCERTAIN);
        var found = (ActionRequired) provider.lookUp(known(authorization, uncertain.providerRef()));
        assertThat(found.action().readerState()).isEqualTo(ReaderState.WAITING_FOR_CARD);
    }

    @Test
    void a_sale_that_was_forgotten_before_the_reader_showed_it_wakes_no_reader_later() {
        var reader = reader();
        var authorization = authorization(true, reader);
        sandbox.faults().add("{\"method\":\"POST\",\"path\":\"/v1/payment_intents\",\"effect\":\"reset_after\"}");
        assertThat(provider.authorize(authorization)).isInstanceOf(Outcome.Unknown.class);
        sandbox.faults().clear();

        assertThat(provider.lookUp(authorization)).isInstanceOf(Declined.class);
        assertThat(provider.look(reader.readerRef()).state()).isEqualTo(ReaderState.IDLE);
        assertThat(sandbox.paymentIntents())
                .allMatch(it -> "canceled".equals(it.path("status").asText()));
    }

    @Test
    void a_tip_on_the_device_is_held_and_taken_with_the_rest() {
        var device = reader();
        var reader = new Means.Reader(device.readerRef(), "till-1", "stripe", true);
        var authorization = authorization(true, reader);
        var known = known(authorization, ((ActionRequired) provider.authorize(authorization)).providerRef());

        present(reader, "amount_tip=230");

        var held = (Authorized) provider.lookUp(known);
        assertThat(held.tipMinor()).isEqualTo(230);
        assertThat(held.amount()).isEqualTo(Money.of(2500, "EUR"));
        var taken = (Captured) provider.capture(known, held.amount());
        assertThat(taken.amount()).isEqualTo(Money.of(2500, "EUR"));
        assertThat(taken.tipMinor()).isEqualTo(230);
    }

    @Test
    void a_reader_that_is_not_told_to_asks_for_no_tip() {
        var reader = reader();
        var authorization = authorization(true, reader);
        provider.authorize(authorization);

        assertThat(present(reader, "amount_tip=230")).contains("does not ask for a tip");
    }

    private String present(Means.Reader reader, String form) {
        return post("/v1/test_helpers/terminal/readers/" + reader.readerRef() + "/present_payment_method", form);
    }

    private void network(Means.Reader reader, boolean connected) {
        post("/pages-api/readers/" + reader.readerRef() + "/network", "{\"connected\":" + connected + "}");
    }

    @Test
    void a_reader_nobody_comes_to_is_free_for_the_next_sale() {
        var reader = reader();
        var first = authorization(true, reader);
        var waiting = (ActionRequired) provider.authorize(first);

        var withdrawn = provider.withdraw(known(first, waiting.providerRef()));
        var next = provider.authorize(authorization(true, reader));

        assertThat(withdrawn.result()).isEqualTo(Outcome.Result.VOIDED);
        assertThat(next.result()).isEqualTo(Outcome.Result.ACTION_REQUIRED);
    }

    @Test
    void a_payment_canceled_at_the_reader_is_a_refusal() {
        var reader = reader();
        var authorization = authorization(true, reader);
        var waiting = (ActionRequired) provider.authorize(authorization);

        post("/pages-api/readers/" + reader.readerRef() + "/cancel", "{}");
        var outcome = provider.lookUp(known(authorization, waiting.providerRef()));

        assertThat(outcome).isInstanceOf(Declined.class);
    }

    @Test
    void an_app_gets_all_its_payment_sheet_needs_and_only_we_capture() {
        var customer = provider.customer("ada@example.com", "Ada", "customer-key");
        var authorization = authorization(true, new Means.Sheet(customer));
        var waiting = (ActionRequired) provider.authorize(authorization);
        var sheet = provider.sheet(waiting.providerRef(), customer);

        post(
                "/v1/payment_intents/" + sheet.paymentRef() + "/confirm",
                "payment_method=pm_card_visa&return_url=app://back");
        var held = provider.lookUp(known(authorization, waiting.providerRef()));
        var taken = provider.capture(known(authorization, waiting.providerRef()), TOTAL);

        assertThat(sheet.paymentClientSecret()).startsWith(sheet.paymentRef() + "_secret_");
        assertThat(sheet.customerSessionClientSecret()).isNotBlank();
        assertThat(sheet.ephemeralKeySecret()).startsWith("ek_test_");
        assertThat(held.result()).isEqualTo(Outcome.Result.AUTHORIZED);
        assertThat(taken.result()).isEqualTo(Outcome.Result.CAPTURED);
    }

    @Test
    void a_card_the_sheet_could_not_use_is_met_and_is_not_the_end() {
        var customer = provider.customer("ada@example.com", "Ada", "customer-key");
        var authorization = authorization(true, new Means.Sheet(customer));
        var waiting = (ActionRequired) provider.authorize(authorization);
        var known = known(authorization, waiting.providerRef());
        var confirm = "/v1/payment_intents/" + waiting.providerRef() + "/confirm";

        post(confirm, "payment_method=pm_card_visa_chargeDeclinedInsufficientFunds&return_url=app://back");
        var met = provider.lookUp(known);
        post(confirm, "payment_method=pm_card_threeDSecure2Required&return_url=app://back");
        var again = provider.lookUp(known);
        atTheBank(waiting.providerRef(), "complete");

        assertThat(waiting.declined()).isNull();
        assertThat(met)
                .isInstanceOfSatisfying(
                        ActionRequired.class, it -> assertThat(it.declined()).isEqualTo("insufficient_funds"));
        assertThat(again)
                .isInstanceOfSatisfying(
                        ActionRequired.class, it -> assertThat(it.declined()).isNull());
        assertThat(provider.lookUp(known).result()).isEqualTo(Outcome.Result.AUTHORIZED);
    }

    @Test
    void a_kept_card_is_charged_without_its_owner_unless_the_bank_wants_to_see_them() {
        var customer = provider.customer("ada@example.com", "Ada", "customer-key");
        var good = saved("pm_card_visa", customer);
        var strict = saved("pm_card_authenticationRequired", customer);

        var paid = provider.authorize(authorization(true, new Means.Saved(customer, good, null)));
        var refused = provider.authorize(authorization(true, new Means.Saved(customer, strict, null)));

        assertThat(paid.result()).isEqualTo(Outcome.Result.CAPTURED);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("authentication_required"));
    }

    private String saved(String token, String customer) {
        return post("/v1/payment_methods/" + token + "/attach", "customer=" + customer)
                .replaceFirst("(?s).*?\"id\":\"(pm_[^\"]+)\".*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY", "EUR", "KWD"})
    void amounts_mean_the_same_at_both_ends(String currency) {
        var amount = Money.of(22_700, currency);
        var authorization = new onetill.payment.Authorization(
                MERCHANT, java.util.UUID.randomUUID(), java.util.UUID.randomUUID(), amount, true, good(), null);

        assertThat(provider.authorize(authorization))
                .isInstanceOfSatisfying(
                        Captured.class, it -> assertThat(it.amount()).isEqualTo(amount));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
                "HTTP/1.1 500 Oops\r\nContent-Length: 37\r\n\r\n{\"error\":{\"type\":\"api_error\",\"x\":1}} ",
                "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"id\":\"p",
                "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"id\":\"p",
                "HTTP/1.1 409 Conflict\r\nContent-Length: 67\r\n\r\n{\"error\":{\"type\":\"idempotency_error\",\"code\":\"idempotency_key_in_use\"}}",
                "HTTP/1.1 429 Slow\r\nContent-Length: 63\r\n\r\n{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"rate_limit\"}}  ",
            })
    void an_answer_that_is_none_is_unknown_and_never_a_refusal(String answer) throws IOException {
        try (var broken = new BrokenServer(answer)) {
            var outcome = provider("http://localhost:" + broken.port()).authorize(authorization(true, good()));

            assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
            assertThat(broken.requests())
                    .as("at most one retry, under the same key")
                    .isBetween(1, 2);
            assertThat(broken.keys()).hasSize(1);
        }
    }

    @Test
    void a_live_key_never_leaves_for_a_server_that_is_not_stripes() {
        var config = new StripeConfig();
        config.apiKey = "sk_live_x";
        config.apiBase = "http://localhost:1";
        config.webhookSecret = "whsec_x";

        assertThatThrownBy(config::check).hasMessageContaining("STRIPE_API_BASE");
    }

    private static onetill.payment.Authorization withMeans(onetill.payment.Authorization of, Means means) {
        return new onetill.payment.Authorization(
                of.merchantId(), of.attemptId(), of.reference(), of.amount(), of.captureNow(), means, null);
    }

    /** Answers every request with the same bytes and hangs up. */
    private static final class BrokenServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0);
        private final java.util.List<String> requests = new java.util.concurrent.CopyOnWriteArrayList<>();

        BrokenServer(String answer) throws IOException {
            var thread = new Thread(() -> serve(answer));
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String answer) {
            while (!socket.isClosed()) {
                try (var connection = socket.accept()) {
                    requests.add(read(connection.getInputStream()));
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    connection.getOutputStream().flush();
                } catch (IOException e) {
                    // The next request, or the end of the test.
                }
            }
        }

        private static String read(java.io.InputStream in) throws IOException {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) head.append((char) in.read());
            var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)")
                    .matcher(head);
            if (length.find()) in.readNBytes(Integer.parseInt(length.group(1)));
            return head.toString();
        }

        int port() {
            return socket.getLocalPort();
        }

        int requests() {
            return requests.size();
        }

        java.util.Set<String> keys() {
            var keys = new java.util.HashSet<String>();
            for (var request : requests) {
                keys.add(request.replaceFirst("(?is).*idempotency-key: ([^\r]+).*", "$1"));
            }
            return keys;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
