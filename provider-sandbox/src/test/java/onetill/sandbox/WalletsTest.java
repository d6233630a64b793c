package onetill.sandbox;

import static onetill.sandbox.Sdk.BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.param.PaymentIntentCreateParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wallet's sheet hands to a shop: a token that looks like Stripe's, and pays like it. */
class WalletsTest {

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

    private static ObjectNode token(String wallet, String number) throws Exception {
        var answer = sdk.browser(
                "POST",
                "/v1/confirmation_tokens",
                ("wallet=%s&payment_method_data[type]=card&payment_method_data[card][number]=%s&payment_method_data[card][exp_month]=12"
                                + "&payment_method_data[card][exp_year]=34&payment_method_data[card][cvc]=123"
                                + "&payment_method_data[billing_details][email]=ada@example.com"
                                + "&shipping[name]=Ada&shipping[address][city]=Berlin&shipping[address][country]=DE")
                        .formatted(wallet, number));
        return Nodes.parse(answer.body());
    }

    private static PaymentIntentCreateParams.Builder paid(ObjectNode token, String type) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .addPaymentMethodType(type)
                .setConfirmationToken(Nodes.text(token, "id"))
                .setConfirm(true)
                .setReturnUrl(BACK)
                .addExpand("latest_charge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apple_pay", "google_pay"})
    void a_card_in_a_wallet_says_so(String wallet) throws Exception {
        var token = token(wallet, "4242424242424242");

        assertThat(new Contract().complaint("GET", "/v1/confirmation_tokens/{id}", token))
                .isNull();
        assertThat(token.at("/payment_method_preview/card/wallet/type").asText())
                .isEqualTo(wallet);
        assertThat(token.at("/shipping/address/city").asText()).isEqualTo("Berlin");
        var intent = sdk.create(paid(token, "card"));
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getShipping().getAddress().getCity()).isEqualTo("Berlin");
        var card = intent.getLatestChargeObject().getPaymentMethodDetails().getCard();
        assertThat(card.getWallet().getType()).isEqualTo(wallet);
        assertThat(card.getLast4()).isEqualTo("4242");
    }

    @Test
    void a_card_in_a_wallet_can_be_declined() throws Exception {
        var token = token("apple_pay", "4000000000000002");

        var declined = sdk.declined(paid(token, "card"));

        assertThat(declined.getStripeError()
                        .getPaymentMethod()
                        .getCard()
                        .getWallet()
                        .getType())
                .isEqualTo("apple_pay");
    }

    @Test
    void link_is_a_method_of_its_own_that_tells_no_card() throws Exception {
        var token = token("link", "4242424242424242");

        assertThat(token.at("/payment_method_preview/type").asText()).isEqualTo("link");
        assertThat(token.at("/payment_method_preview/link/email").asText()).isEqualTo("ada@example.com");
        var intent = sdk.create(paid(token, "link"));
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        var details = intent.getLatestChargeObject().getPaymentMethodDetails();
        assertThat(details.getType()).isEqualTo("link");
        assertThat(details.getLink()).isNotNull();
        assertThat(details.getCard()).isNull();
    }

    @Test
    void link_can_be_held_and_taken_and_declined() throws Exception {
        var held = sdk.create(paid(token("link", "4242424242424242"), "link")
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL));
        assertThat(held.getStatus()).isEqualTo("requires_capture");

        var taken = sdk.v1().paymentIntents().capture(held.getId());
        var token = token("link", "4000000000000002");

        assertThat(taken.getStatus()).isEqualTo("succeeded");
        assertThat(catchThrowableOfType(CardException.class, () -> sdk.create(paid(token, "link"))))
                .isNotNull();
    }

    @Test
    void link_does_not_pay_what_is_for_cards() throws Exception {
        var token = token("link", "4242424242424242");

        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> sdk.create(paid(token, "card"))))
                .isNotNull();
    }

    @Test
    void a_wallet_nobody_knows_is_refused() throws Exception {
        assertThat(token("purse", "4242424242424242").at("/error/param").asText())
                .isEqualTo("wallet");
    }
}
