package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.terminal.Reader;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.terminal.ConnectionTokenCreateParams;
import com.stripe.param.terminal.LocationCreateParams;
import com.stripe.param.terminal.ReaderCreateParams;
import com.stripe.param.terminal.ReaderListParams;
import com.stripe.param.terminal.ReaderPresentPaymentMethodParams;
import com.stripe.param.terminal.ReaderProcessPaymentIntentParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    static StripeSandbox sandbox;
    static Sdk sdk;
    Reader reader;

    @BeforeAll
    static void start() throws IOException {
        sandbox = StripeSandbox.start(SandboxConfig.inMemory());
        sdk = new Sdk(sandbox);
    }

    @AfterAll
    static void stop() throws IOException {
        sandbox.close();
    }

    @BeforeEach
    void register() throws StripeException {
        var location = sdk.v1()
                .terminal()
                .locations()
                .create(LocationCreateParams.builder()
                        .setDisplayName("Mitte")
                        .setAddress(LocationCreateParams.Address.builder()
                                .setCountry("DE")
                                .setCity("Berlin")
                                .build())
                        .build());
        reader = sdk.v1()
                .terminal()
                .readers()
                .create(ReaderCreateParams.builder()
                        .setRegistrationCode("simulated-wpe")
                        .setLabel("till 1")
                        .setLocation(location.getId())
                        .build());
    }

    private static PaymentIntentCreateParams.Builder inPerson() {
        return PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .addPaymentMethodType("card_present");
    }

    private Reader process(PaymentIntent intent) throws StripeException {
        return sdk.v1()
                .terminal()
                .readers()
                .processPaymentIntent(
                        reader.getId(),
                        ReaderProcessPaymentIntentParams.builder()
                                .setPaymentIntent(intent.getId())
                                .setProcessConfig(ReaderProcessPaymentIntentParams.ProcessConfig.builder()
                                        .setSkipTipping(true)
                                        .build())
                                .build());
    }

    private Reader present() throws StripeException {
        return sdk.v1().testHelpers().terminal().readers().presentPaymentMethod(reader.getId());
    }

    private Reader present(String number) throws StripeException {
        return sdk.v1()
                .testHelpers()
                .terminal()
                .readers()
                .presentPaymentMethod(
                        reader.getId(),
                        ReaderPresentPaymentMethodParams.builder()
                                .setType(ReaderPresentPaymentMethodParams.Type.CARD_PRESENT)
                                .setCardPresent(ReaderPresentPaymentMethodParams.CardPresent.builder()
                                        .setNumber(number)
                                        .build())
                                .build());
    }

    @Test
    void a_card_is_held_to_the_reader() throws StripeException {
        var intent = sdk.create(inPerson());

        var waiting = process(intent);
        var done = present();

        assertThat(waiting.getAction().getStatus()).isEqualTo("in_progress");
        assertThat(done.getAction().getStatus()).isEqualTo("succeeded");
        var paid = sdk.get(intent.getId());
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        var charge = sdk.v1().charges().retrieve(paid.getLatestCharge());
        assertThat(charge.getPaymentMethodDetails().getCardPresent().getReadMethod())
                .isEqualTo("contactless_emv");
    }

    @Test
    void what_was_held_at_the_reader_is_captured_by_the_server() throws StripeException {
        var intent = sdk.create(inPerson().setCaptureMethod(CaptureMethod.MANUAL));
        process(intent);
        present("5555555555554444");

        assertThat(sdk.get(intent.getId()).getStatus()).isEqualTo("requires_capture");
        assertThat(sdk.v1().paymentIntents().capture(intent.getId()).getStatus())
                .isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "2501, call_issuer",
        "2505, generic_decline",
        "2555, incorrect_pin",
        "2565, withdrawal_count_limit_exceeded",
        "2575, pin_try_exceeded",
    })
    void the_last_digits_of_the_amount_decline(long amount, String declineCode) throws StripeException {
        var intent = sdk.create(inPerson().setAmount(amount));
        process(intent);

        var failed = present();

        assertThat(failed.getAction().getStatus()).isEqualTo("failed");
        assertThat(failed.getAction().getFailureCode()).isEqualTo("card_declined");
        var declined = sdk.get(intent.getId());
        assertThat(declined.getStatus()).isEqualTo("requires_payment_method");
        assertThat(declined.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
        assertThat(declined.getLatestCharge()).isNotNull();
    }

    @Test
    void after_a_decline_another_card_is_held_to_the_reader() throws StripeException {
        var intent = sdk.create(inPerson());
        process(intent);
        present("4000000000000002");
        process(intent);

        assertThat(present().getAction().getStatus()).isEqualTo("succeeded");
    }

    @Test
    void one_action_at_a_time() throws StripeException {
        process(sdk.create(inPerson()));

        var busy = catchThrowableOfType(InvalidRequestException.class, () -> process(sdk.create(inPerson())));
        assertThat(busy.getCode()).isEqualTo("terminal_reader_busy");

        assertThat(sdk.v1().terminal().readers().cancelAction(reader.getId()).getAction())
                .isNull();
        assertThat(process(sdk.create(inPerson())).getAction().getStatus()).isEqualTo("in_progress");
    }

    @Test
    void only_an_intent_for_readers_that_still_waits() throws StripeException {
        assertThatThrownBy(() -> process(sdk.create(Sdk.intent()))).isInstanceOf(InvalidRequestException.class);
        var intent = sdk.create(inPerson());
        process(intent);
        sdk.v1().paymentIntents().cancel(intent.getId());

        assertThat(present().getAction().getFailureCode()).isEqualTo("intent_invalid_state");
        assertThat(sdk.get(intent.getId()).getStatus()).isEqualTo("canceled");
    }

    @Test
    void a_card_seen_by_a_reader_can_be_kept_for_online_use() throws StripeException {
        var customer = sdk.v1()
                .customers()
                .create(CustomerCreateParams.builder().build())
                .getId();
        var intent = sdk.create(inPerson()
                .setCustomer(customer)
                .setSetupFutureUsage(PaymentIntentCreateParams.SetupFutureUsage.OFF_SESSION));
        process(intent);
        present();

        var charge = sdk.v1().charges().retrieve(sdk.get(intent.getId()).getLatestCharge());
        var kept = sdk.v1()
                .paymentMethods()
                .retrieve(charge.getPaymentMethodDetails().getCardPresent().getGeneratedCard());
        assertThat(kept.getType()).isEqualTo("card");
        assertThat(kept.getCustomer()).isEqualTo(customer);
    }

    @Test
    void a_person_sees_the_amount_and_may_cancel() throws Exception {
        process(sdk.create(inPerson()));
        var path = "/pages-api/readers/" + reader.getId();

        var seen = Nodes.parse(sdk.page("GET", path, "").body());
        var canceled = Nodes.parse(sdk.page("POST", path + "/cancel", "{}").body());

        assertThat(seen.path("label").asText()).isEqualTo("till 1");
        assertThat(seen.at("/action/amount").asLong()).isEqualTo(2500);
        assertThat(canceled.at("/action/status").asText()).isEqualTo("failed");
    }

    @Test
    void a_person_holds_the_card_to_it() throws Exception {
        var intent = sdk.create(inPerson());
        process(intent);
        sdk.page("POST", "/pages-api/readers/" + reader.getId() + "/present", "{}");

        assertThat(sdk.get(intent.getId()).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void readers_are_listed_by_place_and_apps_connect() throws StripeException {
        var listed = sdk.v1()
                .terminal()
                .readers()
                .list(ReaderListParams.builder()
                        .setLocation(reader.getLocation())
                        .build());
        var token = sdk.v1()
                .terminal()
                .connectionTokens()
                .create(ConnectionTokenCreateParams.builder()
                        .setLocation(reader.getLocation())
                        .build());

        assertThat(listed.getData()).extracting(Reader::getId).containsExactly(reader.getId());
        assertThat(token.getSecret()).startsWith("pst_test_");
    }
}
