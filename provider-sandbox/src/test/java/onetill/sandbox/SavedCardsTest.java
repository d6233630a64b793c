package onetill.sandbox;

import static onetill.sandbox.Sdk.BACK;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.CustomerSessionCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EphemeralKeyCreateParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.SetupFutureUsage;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.param.SetupIntentCreateParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedCardsTest {

    static StripeSandbox sandbox;
    static Sdk sdk;

    @BeforeAll
    static void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory());
        sdk = new Sdk(sandbox);
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
    }

    private static Customer customer() throws StripeException {
        return sdk.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ada@example.com")
                        .setName("Ada")
                        .build());
    }

    private static PaymentMethod attached(String token, Customer customer) throws StripeException {
        return sdk.v1()
                .paymentMethods()
                .attach(
                        token,
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer.getId())
                                .build());
    }

    private static PaymentIntentCreateParams.Builder offSession(Customer customer, String method) {
        return Sdk.intent()
                .setCustomer(customer.getId())
                .setPaymentMethod(method)
                .setConfirm(true)
                .setOffSession(true);
    }

    @Test
    void a_customer_keeps_a_card_and_pays_without_being_there() throws StripeException {
        var customer = customer();
        var card = attached("pm_card_visa", customer);

        var paid = sdk.create(offSession(customer, card.getId()));

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(sdk.v1().customers().paymentMethods().list(customer.getId()).getData())
                .extracting(PaymentMethod::getId)
                .containsExactly(card.getId());
    }

    @Test
    void the_bank_may_want_to_see_its_customer() throws Exception {
        var customer = customer();
        var card = attached("pm_card_authenticationRequired", customer);

        var declined = sdk.declined(offSession(customer, card.getId()));

        assertThat(declined.getCode()).isEqualTo("authentication_required");
        var intent = declined.getStripeError().getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        var waiting = sdk.v1()
                .paymentIntents()
                .confirm(
                        intent.getId(),
                        PaymentIntentConfirmParams.builder()
                                .setPaymentMethod(card.getId())
                                .setReturnUrl(BACK)
                                .build());
        sdk.atTheBank(waiting, "complete");
        assertThat(sdk.get(intent.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void a_payment_can_set_the_card_up_for_later() throws Exception {
        var customer = customer();
        var waiting = sdk.create(paying("pm_card_authenticationRequiredOnSetup")
                .setCustomer(customer.getId())
                .setSetupFutureUsage(SetupFutureUsage.OFF_SESSION));
        sdk.atTheBank(waiting, "complete");
        var card = sdk.get(waiting.getId()).getPaymentMethod();

        assertThat(sdk.v1().paymentMethods().retrieve(card).getCustomer()).isEqualTo(customer.getId());
        assertThat(sdk.create(offSession(customer, card)).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void a_setup_intent_keeps_a_card_without_a_charge() throws Exception {
        var customer = customer();
        var setup = sdk.v1()
                .setupIntents()
                .create(SetupIntentCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setPaymentMethod("pm_card_authenticationRequiredOnSetup")
                        .setConfirm(true)
                        .setReturnUrl(BACK)
                        .build());
        assertThat(setup.getStatus()).isEqualTo("requires_action");

        var way = sdk.answerBank(setup.getNextAction().getRedirectToUrl().getUrl(), "complete");

        assertThat(way).startsWith(BACK + "?setup_intent=" + setup.getId()).endsWith("redirect_status=succeeded");
        var done = sdk.v1().setupIntents().retrieve(setup.getId());
        assertThat(done.getStatus()).isEqualTo("succeeded");
        assertThat(sdk.create(offSession(customer, done.getPaymentMethod())).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void a_setup_intent_can_fail_at_the_bank_or_be_declined_or_canceled() throws Exception {
        var asked = sdk.v1()
                .setupIntents()
                .create(SetupIntentCreateParams.builder()
                        .setPaymentMethod("pm_card_authenticationRequired")
                        .setConfirm(true)
                        .setReturnUrl(BACK)
                        .build());
        sdk.answerBank(asked.getNextAction().getRedirectToUrl().getUrl(), "fail");
        var failed = sdk.v1().setupIntents().retrieve(asked.getId());

        var declined = catchThrowableOfType(
                CardException.class,
                () -> sdk.v1()
                        .setupIntents()
                        .create(SetupIntentCreateParams.builder()
                                .setPaymentMethod("pm_card_chargeDeclined")
                                .setConfirm(true)
                                .setReturnUrl(BACK)
                                .build()));
        var canceled = sdk.v1().setupIntents().cancel(failed.getId());

        assertThat(failed.getLastSetupError().getCode()).isEqualTo("setup_intent_authentication_failure");
        assertThat(declined.getStripeError().getSetupIntent().getStatus()).isEqualTo("requires_payment_method");
        assertThat(canceled.getStatus()).isEqualTo("canceled");
    }

    @Test
    void a_card_of_nobody_pays_once() throws StripeException {
        var paid = sdk.create(paying("pm_card_visa"));

        assertThatThrownBy(() -> sdk.create(paying(paid.getPaymentMethod())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("used before");
    }

    @Test
    void somebody_elses_card_does_not_pay() throws StripeException {
        var card = attached("pm_card_visa", customer());

        assertThatThrownBy(() -> sdk.create(paying(card.getId()))).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> sdk.create(offSession(customer(), card.getId())))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_card_given_back_pays_no_more() throws StripeException {
        var customer = customer();
        var card = attached("pm_card_visa", customer);
        var detached = sdk.v1().paymentMethods().detach(card.getId());

        assertThat(detached.getCustomer()).isNull();
        assertThatThrownBy(() -> sdk.create(offSession(customer, card.getId())))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_bad_card_is_not_kept() throws StripeException {
        var customer = customer();

        assertThatThrownBy(() -> attached("pm_card_chargeDeclined", customer)).isInstanceOf(CardException.class);
        assertThat(attached("pm_card_chargeCustomerFail", customer).getCustomer())
                .isEqualTo(customer.getId());
    }

    @Test
    void customers_can_be_changed_and_found() throws StripeException {
        var customer = customer();

        var changed = sdk.v1()
                .customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder()
                                .setEmail("grace@example.com")
                                .build());
        var found = sdk.v1()
                .customers()
                .list(CustomerListParams.builder().setEmail("grace@example.com").build());

        assertThat(changed.getName()).isEqualTo("Ada");
        assertThat(found.getData()).extracting(Customer::getId).containsExactly(customer.getId());
    }

    @Test
    void apps_and_pages_get_what_shows_a_customers_cards() throws StripeException {
        var customer = customer();
        var element = CustomerSessionCreateParams.Components.PaymentElement.builder()
                .setEnabled(true)
                .build();

        var session = sdk.v1()
                .customerSessions()
                .create(CustomerSessionCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setComponents(CustomerSessionCreateParams.Components.builder()
                                .setPaymentElement(element)
                                .build())
                        .build());
        var key = sdk.v1()
                .ephemeralKeys()
                .create(EphemeralKeyCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setStripeVersion("2024-06-20")
                        .build());

        assertThat(session.getComponents().getPaymentElement().getEnabled()).isTrue();
        assertThat(session.getComponents().getMobilePaymentElement().getEnabled())
                .isFalse();
        assertThat(key.getSecret()).startsWith("ek_test_");
    }

    @Test
    void a_confirmation_token_is_used_once() throws StripeException {
        var token = sdk.v1()
                .testHelpers()
                .confirmationTokens()
                .create(com.stripe.param.ConfirmationTokenCreateParams.builder()
                        .setPaymentMethod("pm_card_visa")
                        .setReturnUrl(BACK)
                        .build());
        var shown = sdk.v1().confirmationTokens().retrieve(token.getId());
        var paid = sdk.create(Sdk.intent().setConfirmationToken(token.getId()).setConfirm(true));

        assertThat(shown.getPaymentMethodPreview().getCard().getLast4()).isEqualTo("4242");
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(sdk.v1().confirmationTokens().retrieve(token.getId()).getPaymentIntent())
                .isEqualTo(paid.getId());
        assertThatThrownBy(() -> sdk.create(
                        Sdk.intent().setConfirmationToken(token.getId()).setConfirm(true)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({"tok_visa, visa", "tok_mastercard, mastercard"})
    void a_server_makes_methods_from_test_tokens_only(String token, String brand) throws StripeException {
        var method = sdk.v1()
                .paymentMethods()
                .create(PaymentMethodCreateParams.builder()
                        .setType(PaymentMethodCreateParams.Type.CARD)
                        .setCard(PaymentMethodCreateParams.Token.builder()
                                .setToken(token)
                                .build())
                        .build());
        assertThat(method.getCard().getBrand()).isEqualTo(brand);

        assertThatThrownBy(() -> sdk.v1()
                        .paymentMethods()
                        .create(PaymentMethodCreateParams.builder()
                                .setType(PaymentMethodCreateParams.Type.CARD)
                                .setCard(PaymentMethodCreateParams.CardDetails.builder()
                                        .setNumber("4242424242424242")
                                        .setExpMonth(12L)
                                        .setExpYear(2034L)
                                        .setCvc("123")
                                        .build())
                                .build()))
                .isInstanceOf(CardException.class);
    }

    private static SetupIntentCreateParams.Builder accountSetup(Customer customer, String type) {
        var online = SetupIntentCreateParams.MandateData.CustomerAcceptance.Online.builder()
                .setIpAddress("127.0.0.1")
                .setUserAgent("test")
                .build();
        return SetupIntentCreateParams.builder()
                .setCustomer(customer.getId())
                .addPaymentMethodType(type)
                .setPaymentMethodData(SetupIntentCreateParams.PaymentMethodData.builder()
                        .setType(SetupIntentCreateParams.PaymentMethodData.Type.SEPA_DEBIT)
                        .setSepaDebit(SetupIntentCreateParams.PaymentMethodData.SepaDebit.builder()
                                .setIban("DE89370400440532013000")
                                .build())
                        .setBillingDetails(SetupIntentCreateParams.PaymentMethodData.BillingDetails.builder()
                                .setName("Ada")
                                .setEmail("ada@example.com")
                                .build())
                        .build())
                .setMandateData(SetupIntentCreateParams.MandateData.builder()
                        .setCustomerAcceptance(SetupIntentCreateParams.MandateData.CustomerAcceptance.builder()
                                .setType(SetupIntentCreateParams.MandateData.CustomerAcceptance.Type.ONLINE)
                                .setOnline(online)
                                .build())
                        .build())
                .setConfirm(true);
    }

    @Test
    void an_account_is_set_up_under_a_mandate_and_debited_later() throws StripeException {
        var customer = customer();
        var setup = sdk.v1()
                .setupIntents()
                .create(accountSetup(customer, "sepa_debit").build());
        assertThat(setup.getStatus()).isEqualTo("succeeded");

        var pending = sdk.create(offSession(customer, setup.getPaymentMethod()).addPaymentMethodType("sepa_debit"));

        var charge = sdk.v1().charges().retrieve(pending.getLatestCharge());
        assertThat(pending.getStatus()).isEqualTo("processing");
        assertThat(setup.getMandate()).startsWith("mandate_");
        assertThat(charge.getPaymentMethodDetails().getSepaDebit().getMandate()).isEqualTo(setup.getMandate());
        assertThat(sdk.v1()
                        .customers()
                        .paymentMethods()
                        .list(
                                customer.getId(),
                                CustomerPaymentMethodListParams.builder()
                                        .setType(CustomerPaymentMethodListParams.Type.SEPA_DEBIT)
                                        .build())
                        .getData())
                .hasSize(1);
    }

    @Test
    void an_account_is_not_set_up_without_a_mandate_nor_where_only_cards_are_wanted() throws StripeException {
        var customer = customer();

        assertThatThrownBy(() -> sdk.v1()
                        .setupIntents()
                        .create(accountSetup(customer, "sepa_debit")
                                .setMandateData((SetupIntentCreateParams.MandateData) null)
                                .build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> sdk.v1()
                        .setupIntents()
                        .create(accountSetup(customer, "card").build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("not allowed");
    }

    @Test
    void a_page_sets_a_card_up_by_the_client_secret() throws Exception {
        var customer = customer();
        var setup = sdk.v1()
                .setupIntents()
                .create(SetupIntentCreateParams.builder()
                        .setCustomer(customer.getId())
                        .build());

        var answer = sdk.browser(
                "POST",
                "/v1/setup_intents/" + setup.getId() + "/confirm",
                "client_secret=" + setup.getClientSecret() + "&return_url=" + BACK
                        + "&payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242"
                        + "&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=34"
                        + "&payment_method_data[card][cvc]=123");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var done = sdk.v1().setupIntents().retrieve(setup.getId());
        assertThat(done.getStatus()).isEqualTo("succeeded");
        assertThat(done.getUsage()).isEqualTo("off_session");
        assertThat(sdk.create(offSession(customer, done.getPaymentMethod())).getStatus())
                .isEqualTo("succeeded");
    }
}
