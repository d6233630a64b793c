package onetill.sandbox;

import static onetill.sandbox.Sdk.BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.param.ChargeListParams;
import com.stripe.param.ConfirmationTokenCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentCreateParams.MandateData;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodData;
import com.stripe.param.PaymentIntentCreateParams.SetupFutureUsage;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPaymentsTest {

    private static final String GOOD = "DE89370400440532013000";

    @TempDir
    Path folder;

    StripeSandbox sandbox;
    Sdk sdk;

    @BeforeEach
    void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory().withDataFolder(folder));
        sdk = new Sdk(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    private static PaymentIntentCreateParams.Builder ideal() {
        return PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .addPaymentMethodType("ideal")
                .setPaymentMethodData(PaymentMethodData.builder()
                        .setType(PaymentMethodData.Type.IDEAL)
                        .setIdeal(PaymentMethodData.Ideal.builder()
                                .setBank(PaymentMethodData.Ideal.Bank.RABOBANK)
                                .build())
                        .build())
                .setConfirm(true)
                .setReturnUrl(BACK);
    }

    private static PaymentMethodData account(String iban) {
        return PaymentMethodData.builder()
                .setType(PaymentMethodData.Type.SEPA_DEBIT)
                .setSepaDebit(
                        PaymentMethodData.SepaDebit.builder().setIban(iban).build())
                .setBillingDetails(PaymentMethodData.BillingDetails.builder()
                        .setName("Ada")
                        .setEmail("ada@example.com")
                        .build())
                .build();
    }

    private static MandateData mandate() {
        var online = MandateData.CustomerAcceptance.Online.builder()
                .setIpAddress("127.0.0.1")
                .setUserAgent("test")
                .build();
        return MandateData.builder()
                .setCustomerAcceptance(MandateData.CustomerAcceptance.builder()
                        .setType(MandateData.CustomerAcceptance.Type.ONLINE)
                        .setOnline(online)
                        .build())
                .build();
    }

    private static PaymentIntentCreateParams.Builder debit(String iban) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .addPaymentMethodType("sepa_debit")
                .setPaymentMethodData(account(iban))
                .setMandateData(mandate())
                .setConfirm(true);
    }

    private List<String> events() throws StripeException {
        return sdk.v1().events().list(EventListParams.builder().setLimit(100L).build()).getData().stream()
                .map(Event::getType)
                .toList();
    }

    private Charge charge(PaymentIntent intent) throws StripeException {
        return sdk.v1().charges().retrieve(sdk.get(intent.getId()).getLatestCharge());
    }

    @Test
    void a_buyer_pays_at_her_bank() throws Exception {
        var waiting = sdk.create(ideal());

        assertThat(waiting.getStatus()).isEqualTo("requires_action");
        assertThat(waiting.getNextAction().getRedirectToUrl().getUrl()).contains("/pages/ideal/");
        assertThat(waiting.getLatestCharge()).isNull();
        assertThat(sdk.atTheBank(waiting, "complete")).startsWith(BACK).endsWith("redirect_status=succeeded");
        var paid = sdk.get(waiting.getId());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(2500);
        assertThat(charge(paid).getId()).startsWith("py_");
        assertThat(charge(paid).getPaymentMethodDetails().getIdeal().getBank()).isEqualTo("rabobank");
        assertThat(events()).contains("charge.succeeded", "payment_intent.succeeded");
    }

    @Test
    void a_buyer_who_does_not_pay_at_her_bank_may_choose_again() throws Exception {
        var waiting = sdk.create(ideal().addPaymentMethodType("card"));

        assertThat(sdk.atTheBank(waiting, "fail")).endsWith("redirect_status=failed");

        var failed = sdk.get(waiting.getId());
        assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
        assertThat(events()).contains("payment_intent.payment_failed");
    }

    @Test
    void what_was_paid_at_a_bank_can_be_refunded() throws Exception {
        var waiting = sdk.create(ideal());
        sdk.atTheBank(waiting, "complete");

        var refund = sdk.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(waiting.getId())
                        .build());

        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(charge(waiting).getRefunded()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"usd, AUTOMATIC", "eur, MANUAL"})
    void neither_takes_other_money_nor_waits_for_a_capture(String currency, CaptureMethod capture) {
        for (var params : List.of(ideal(), debit(GOOD))) {
            assertThatThrownBy(() -> sdk.create(params.setCurrency(currency).setCaptureMethod(capture)))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(sandbox.paymentIntents()).isEmpty();
    }

    @Test
    void the_bank_needs_the_way_back() {
        assertThatThrownBy(() -> sdk.create(ideal().setReturnUrl(null)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("return_url"));
    }

    @Test
    void a_method_that_the_intent_does_not_name_does_not_pay() {
        assertThatThrownBy(() -> sdk.create(
                        Sdk.intent().setPaymentMethodData(account(GOOD)).setConfirm(true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not allowed");
    }

    @Test
    void a_debit_takes_its_time_and_then_succeeds() throws Exception {
        var pending = sdk.create(debit(GOOD));
        assertThat(pending.getStatus()).isEqualTo("processing");
        assertThat(charge(pending).getStatus()).isEqualTo("pending");
        assertThat(charge(pending).getPaid()).isFalse();

        sandbox.clock().advance(Duration.ZERO);

        assertThat(sdk.get(pending.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(sdk.get(pending.getId()).getAmountReceived()).isEqualTo(2500);
        var details = charge(pending).getPaymentMethodDetails().getSepaDebit();
        assertThat(charge(pending).getStatus()).isEqualTo("succeeded");
        assertThat(details.getLast4()).isEqualTo("3000");
        assertThat(details.getMandate()).startsWith("mandate_");
        assertThat(events())
                .contains(
                        "payment_intent.processing", "charge.pending", "charge.succeeded", "payment_intent.succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "DE08370400440532013003, succeeded",
        "DE78370400440532013004, requires_payment_method",
    })
    void a_slow_debit_ends_when_its_time_has_come(String iban, String status) throws Exception {
        var pending = sdk.create(debit(iban));
        sandbox.clock().advance(Duration.ZERO);
        assertThat(sdk.get(pending.getId()).getStatus()).isEqualTo("processing");

        sandbox.clock().advance(Duration.ofSeconds(TestIbans.SLOW_SECONDS));

        assertThat(sdk.get(pending.getId()).getStatus()).isEqualTo(status);
    }

    @Test
    void a_debit_that_fails_leaves_a_failed_charge_and_an_open_intent() throws Exception {
        var pending = sdk.create(debit("DE62370400440532013001"));

        sandbox.clock().advance(Duration.ZERO);

        var failed = sdk.get(pending.getId());
        assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
        assertThat(failed.getAmountReceived()).isZero();
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo("insufficient_funds");
        assertThat(charge(pending).getStatus()).isEqualTo("failed");
        assertThat(events()).contains("charge.failed", "payment_intent.payment_failed");
    }

    @Test
    void a_debit_under_way_can_be_neither_canceled_nor_refunded() throws Exception {
        var pending = sdk.create(debit("DE08370400440532013003"));

        assertThatThrownBy(() -> sdk.v1().paymentIntents().cancel(pending.getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> sdk.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(pending.getId())
                                .build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void nobody_is_debited_without_a_mandate() {
        assertThatThrownBy(() -> sdk.create(debit(GOOD).setMandateData((MandateData) null)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("mandate_data"));
        assertThat(sandbox.charges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DE89370400440532013001", "DE12500105170648489890", "1234"})
    void a_number_that_is_no_test_account_is_refused(String iban) {
        assertThatThrownBy(() -> sdk.create(debit(iban)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("invalid_bank_account_iban"));
    }

    @Test
    void every_test_account_has_the_right_check_digits_and_fails_by_a_code_of_stripes() throws Exception {
        for (var account : TestIbans.all()) {
            assertThat(TestIbans.isValid(account.iban())).as(account.iban()).isTrue();
            var pending = sdk.create(debit(account.iban()));
            sandbox.clock().advance(Duration.ofSeconds(account.seconds()));

            assertThat(sdk.get(pending.getId()).getStatus())
                    .isEqualTo(account.failure().isEmpty() ? "succeeded" : "requires_payment_method");
        }
        assertThat(sdk.v1()
                        .charges()
                        .list(ChargeListParams.builder().setLimit(100L).build())
                        .getData())
                .hasSize(TestIbans.all().size());
    }

    @Test
    void a_page_collects_an_account_and_its_server_debits_it() throws Exception {
        var answer = sdk.browser(
                "POST",
                "/v1/confirmation_tokens",
                "payment_method_data[type]=sepa_debit&payment_method_data[sepa_debit][iban]=DE89+3704+0044+0532+0130+00"
                        + "&payment_method_data[billing_details][name]=Ada"
                        + "&payment_method_data[billing_details][email]=ada@example.com&return_url=" + BACK);
        var token = Nodes.parse(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new Contract().complaint("GET", "/v1/confirmation_tokens/{id}", token))
                .isNull();

        var pending = sdk.create(PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .setAutomaticPaymentMethods(PaymentIntentCreateParams.AutomaticPaymentMethods.builder()
                        .setEnabled(true)
                        .build())
                .setConfirmationToken(token.path("id").asText())
                .setConfirm(true));

        assertThat(pending.getStatus()).isEqualTo("processing");
        assertThat(pending.getPaymentMethodTypes()).containsExactly("card", "ideal", "sepa_debit");
    }

    @Test
    void a_token_of_a_test_brings_no_mandate() throws Exception {
        var data = ConfirmationTokenCreateParams.PaymentMethodData.builder()
                .setType(ConfirmationTokenCreateParams.PaymentMethodData.Type.SEPA_DEBIT)
                .setSepaDebit(ConfirmationTokenCreateParams.PaymentMethodData.SepaDebit.builder()
                        .setIban(GOOD)
                        .build())
                .setBillingDetails(ConfirmationTokenCreateParams.PaymentMethodData.BillingDetails.builder()
                        .setName("Ada")
                        .setEmail("ada@example.com")
                        .build())
                .build();
        var token = sdk.v1()
                .testHelpers()
                .confirmationTokens()
                .create(ConfirmationTokenCreateParams.builder()
                        .setPaymentMethodData(data)
                        .build());
        var params = debit(GOOD).setPaymentMethodData(null).setConfirmationToken(token.getId());

        assertThatThrownBy(() -> sdk.create(params.setMandateData((MandateData) null)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(sdk.create(params.setMandateData(mandate())).getStatus()).isEqualTo("processing");
    }

    @Test
    void an_account_kept_for_later_is_debited_again_under_its_mandate() throws Exception {
        var customer =
                sdk.v1().customers().create(CustomerCreateParams.builder().build());
        var first =
                sdk.create(debit(GOOD).setCustomer(customer.getId()).setSetupFutureUsage(SetupFutureUsage.OFF_SESSION));
        sandbox.clock().advance(Duration.ZERO);

        var second = sdk.create(PaymentIntentCreateParams.builder()
                .setAmount(900L)
                .setCurrency("eur")
                .addPaymentMethodType("sepa_debit")
                .setCustomer(customer.getId())
                .setPaymentMethod(first.getPaymentMethod())
                .setOffSession(true)
                .setConfirm(true));

        assertThat(second.getStatus()).isEqualTo("processing");
        assertThat(charge(second).getPaymentMethodDetails().getSepaDebit().getMandate())
                .isEqualTo(
                        charge(first).getPaymentMethodDetails().getSepaDebit().getMandate());
    }

    @Test
    void a_debit_under_way_survives_a_restart_and_its_number_is_never_written() throws Exception {
        var pending = sdk.create(debit("DE08370400440532013003"));
        stop();
        assertThat(Files.readString(folder.resolve("stripe.jsonl"))).doesNotContain("DE08370400440532013003");
        start();

        sandbox.clock().advance(Duration.ofSeconds(TestIbans.SLOW_SECONDS));

        assertThat(sdk.get(pending.getId()).getStatus()).isEqualTo("succeeded");
    }
}
