package onetill.sandbox;

import static onetill.sandbox.Sdk.BACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages and apps of a shop do with the publishable key. */
class BrowserCallsTest {

    private static final String CARD =
            "[card][exp_month]=12&%1$s[card][exp_year]=34&%1$s[card][cvc]=123&%1$s[type]=card";

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

    private static String card(String number) {
        var prefix = "payment_method_data";
        return prefix + CARD.formatted(prefix) + "&" + prefix + "[card][number]=" + number;
    }

    private static ObjectNode body(HttpResponse<String> answer) throws IOException {
        return Nodes.parse(answer.body());
    }

    private static JsonNode confirm(PaymentIntent intent, String form) throws Exception {
        return body(sdk.browser(
                "POST",
                "/v1/payment_intents/" + intent.getId() + "/confirm",
                "client_secret=" + intent.getClientSecret() + "&" + form));
    }

    @Test
    void a_page_makes_a_confirmation_token_and_its_server_charges_it() throws Exception {
        var answer = sdk.browser(
                "POST",
                "/v1/confirmation_tokens",
                card("4242 4242 4242 4242".replace(" ", "+")) + "&return_url=" + BACK
                        + "&payment_method_data[billing_details][name]=Ada");
        var token = body(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
        assertThat(new Contract().complaint("GET", "/v1/confirmation_tokens/{id}", token))
                .isNull();
        assertThat(answer.body()).doesNotContain("4242424242424242");
        var paid = sdk.create(
                Sdk.intent().setConfirmationToken(token.path("id").asText()).setConfirm(true));
        assertThat(paid.getStatus()).isEqualTo("succeeded");
    }

    @Test
    void an_app_confirms_with_the_client_secret() throws Exception {
        var intent = sdk.create(Sdk.intent().putMetadata("margin", "none of the buyer's business"));

        var paid = confirm(intent, card("5555555555554444"));
        var seen = body(sdk.browser(
                "GET", "/v1/payment_intents/" + intent.getId(), "client_secret=" + intent.getClientSecret()));

        assertThat(paid.path("status").asText()).isEqualTo("succeeded");
        assertThat(seen.path("status").asText()).isEqualTo("succeeded");
        assertThat(seen.has("metadata")).isFalse();
    }

    @Test
    void a_declined_buyer_sees_why_and_no_more() throws Exception {
        var intent = sdk.create(Sdk.intent().putMetadata("margin", "7"));

        var error = confirm(intent, card("4000000000009995")).path("error");

        assertThat(error.path("decline_code").asText()).isEqualTo("insufficient_funds");
        assertThat(error.at("/payment_intent/status").asText()).isEqualTo("requires_payment_method");
        assertThat(error.toString()).doesNotContain("margin");
    }

    @Test
    void a_buyer_goes_to_the_bank() throws Exception {
        var intent = sdk.create(Sdk.intent());

        var waiting = confirm(intent, card("4000000000003220") + "&return_url=" + BACK);
        sdk.atTheBank(sdk.get(intent.getId()), "complete");

        assertThat(waiting.path("status").asText()).isEqualTo("requires_action");
        assertThat(sdk.get(intent.getId()).getStatus()).isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424241, incorrect_number",
        "1234, incorrect_number",
        "4111111111111111, card_declined",
    })
    void a_number_that_is_no_test_card_is_refused(String number, String code) throws Exception {
        var answer = sdk.browser("POST", "/v1/confirmation_tokens", card(number));

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(body(answer).at("/error/code").asText()).isEqualTo(code);
    }

    @Test
    void every_published_number_is_known() throws Exception {
        for (var card : TestCards.all().values()) {
            assertThat(sdk.browser("POST", "/v1/confirmation_tokens", card(card.number()))
                            .statusCode())
                    .as(card.number())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_secret_of_another_intent_opens_nothing() throws Exception {
        var mine = sdk.create(Sdk.intent());
        var other = sdk.create(Sdk.intent());

        var answer = sdk.browser(
                "POST",
                "/v1/payment_intents/" + other.getId() + "/confirm",
                "client_secret=" + mine.getClientSecret() + "&payment_method=pm_card_visa");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(sdk.get(other.getId()).getStatus()).isEqualTo("requires_payment_method");
    }

    @ParameterizedTest
    @CsvSource({
        "off_session=true, off_session",
        "payment_method_options[card][moto]=true, payment_method_options",
        "colour=red, colour",
        "return_url=javascript:alert(1), return_url",
    })
    void what_only_a_server_may_say_is_refused(String form, String param) throws Exception {
        var error = confirm(sdk.create(Sdk.intent()), card("4242424242424242") + "&" + form);

        assertThat(error.at("/error/param").asText()).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/payment_intents", "POST, /v1/refunds", "GET, /v1/customers", "GET, /v1/events"})
    void the_rest_needs_the_secret_key(String method, String path) throws Exception {
        assertThat(sdk.browser(method, path, "").statusCode()).isEqualTo(403);
    }

    @Test
    void another_sites_page_cannot_act_for_the_banks_page() throws Exception {
        var answer = sdk.raw("none", "POST", "/pages-api/events/evt_1/resend", "");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void the_overview_shows_what_happened() throws Exception {
        var paid = sdk.create(Sdk.paying("pm_card_visa"));

        var overview = body(sdk.page("GET", "/pages-api/overview", ""));

        assertThat(overview.at("/intents/0/id").asText()).isEqualTo(paid.getId());
        assertThat(overview.path("events")).isNotEmpty();
        assertThat(overview.has("deliveries")).isTrue();
    }
}
