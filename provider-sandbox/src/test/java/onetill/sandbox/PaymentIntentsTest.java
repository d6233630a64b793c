package onetill.sandbox;

import static onetill.sandbox.Sdk.BACK;
import static onetill.sandbox.Sdk.intent;
import static onetill.sandbox.Sdk.paying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCancelParams.CancellationReason;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions;
import com.stripe.param.PaymentIntentIncrementAuthorizationParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.PaymentIntentUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentIntentsTest {

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

    @Nested
    class Without_trouble {

        @Test
        void a_good_card_is_charged_at_once() throws StripeException {
            var intent = sdk.create(paying("pm_card_visa").addExpand("latest_charge"));

            assertThat(intent.getStatus()).isEqualTo("succeeded");
            assertThat(intent.getAmountReceived()).isEqualTo(2500);
            assertThat(intent.getAmountCapturable()).isZero();
            assertThat(intent.getLatestChargeObject().getCaptured()).isTrue();
            assertThat(intent.getLatestChargeObject()
                            .getPaymentMethodDetails()
                            .getCard()
                            .getLast4())
                    .isEqualTo("4242");
        }

        @Test
        void goes_through_every_status_in_turn() throws StripeException {
            var created = sdk.create(intent());
            var chosen = sdk.v1()
                    .paymentIntents()
                    .update(
                            created.getId(),
                            PaymentIntentUpdateParams.builder()
                                    .setPaymentMethod("pm_card_visa")
                                    .build());
            var paid = sdk.v1().paymentIntents().confirm(created.getId());

            assertThat(created.getStatus()).isEqualTo("requires_payment_method");
            assertThat(created.getClientSecret()).startsWith(created.getId() + "_secret_");
            assertThat(created.getLatestCharge()).isNull();
            assertThat(chosen.getStatus()).isEqualTo("requires_confirmation");
            assertThat(paid.getStatus()).isEqualTo("succeeded");
        }

        @Test
        void what_is_held_can_be_captured_in_part_and_the_rest_is_let_go() throws StripeException {
            var held = sdk.held("pm_card_mastercard");
            var captured = sdk.v1()
                    .paymentIntents()
                    .capture(
                            held.getId(),
                            PaymentIntentCaptureParams.builder()
                                    .setAmountToCapture(2000L)
                                    .build());

            assertThat(held.getStatus()).isEqualTo("requires_capture");
            assertThat(held.getAmountCapturable()).isEqualTo(2500);
            assertThat(held.getAmountReceived()).isZero();
            assertThat(captured.getStatus()).isEqualTo("succeeded");
            assertThat(captured.getAmount()).isEqualTo(2500);
            assertThat(captured.getAmountReceived()).isEqualTo(2000);
            assertThat(captured.getAmountCapturable()).isZero();
        }

        @Test
        void what_is_held_can_be_let_go() throws StripeException {
            var held = sdk.held("pm_card_visa");
            var canceled = sdk.v1()
                    .paymentIntents()
                    .cancel(
                            held.getId(),
                            PaymentIntentCancelParams.builder()
                                    .setCancellationReason(CancellationReason.ABANDONED)
                                    .build());

            assertThat(canceled.getStatus()).isEqualTo("canceled");
            assertThat(canceled.getCancellationReason()).isEqualTo("abandoned");
            assertThat(canceled.getCanceledAt()).isNotNull();
            assertThat(canceled.getAmountCapturable()).isZero();
        }

        @Test
        void more_can_be_held_when_that_was_asked_for() throws StripeException {
            var card = PaymentMethodOptions.Card.builder()
                    .setRequestIncrementalAuthorization(
                            PaymentMethodOptions.Card.RequestIncrementalAuthorization.IF_AVAILABLE)
                    .build();
            var held = sdk.create(paying("pm_card_visa")
                    .setCaptureMethod(CaptureMethod.MANUAL)
                    .setPaymentMethodOptions(
                            PaymentMethodOptions.builder().setCard(card).build()));

            var more = sdk.v1()
                    .paymentIntents()
                    .incrementAuthorization(
                            held.getId(),
                            PaymentIntentIncrementAuthorizationParams.builder()
                                    .setAmount(3000L)
                                    .build());

            assertThat(more.getAmount()).isEqualTo(3000);
            assertThat(more.getAmountCapturable()).isEqualTo(3000);
        }

        @ParameterizedTest
        @CsvSource({"jpy, 50", "kwd, 22700", "usd, 99999999", "gbp, 30", "xxx, 1"})
        void takes_amounts_as_the_currency_counts_them(String currency, long amount) throws StripeException {
            var intent = sdk.create(intent().setCurrency(currency).setAmount(amount));

            assertThat(intent.getAmount()).isEqualTo(amount);
            assertThat(intent.getCurrency()).isEqualTo(currency);
        }

        @Test
        void answers_what_it_was_told() throws StripeException {
            var intent = sdk.create(intent().setDescription("two chairs")
                    .setReceiptEmail("ada@example.com")
                    .putMetadata("order_id", "o-1")
                    .setStatementDescriptorSuffix("CHAIRS")
                    .setPaymentDetails(PaymentIntentCreateParams.PaymentDetails.builder()
                            .setOrderReference("o-1")
                            .build())
                    .setShipping(PaymentIntentCreateParams.Shipping.builder()
                            .setName("Ada")
                            .setAddress(PaymentIntentCreateParams.Shipping.Address.builder()
                                    .setCountry("DE")
                                    .setCity("Berlin")
                                    .build())
                            .build()));

            var same = sdk.get(intent.getId());
            assertThat(same.getDescription()).isEqualTo("two chairs");
            assertThat(same.getReceiptEmail()).isEqualTo("ada@example.com");
            assertThat(same.getMetadata()).containsEntry("order_id", "o-1");
            assertThat(same.getStatementDescriptorSuffix()).isEqualTo("CHAIRS");
            assertThat(same.getPaymentDetails().getOrderReference()).isEqualTo("o-1");
            assertThat(same.getShipping().getAddress().getCity()).isEqualTo("Berlin");
        }

        @Test
        void metadata_is_merged_and_an_empty_text_removes() throws StripeException {
            var intent = sdk.create(intent().putMetadata("a", "1").putMetadata("b", "2"));

            var updated = sdk.v1()
                    .paymentIntents()
                    .update(
                            intent.getId(),
                            PaymentIntentUpdateParams.builder()
                                    .putMetadata("a", "")
                                    .putMetadata("c", "3")
                                    .build());

            assertThat(updated.getMetadata()).containsOnlyKeys("b", "c");
        }

        @Test
        void can_be_found_by_metadata_and_paged_through() throws StripeException {
            for (var i = 0; i < 3; i++) sdk.create(intent().putMetadata("session_id", "paged"));

            var found = sdk.v1()
                    .paymentIntents()
                    .search(PaymentIntentSearchParams.builder()
                            .setQuery("metadata['session_id']:'paged'")
                            .build());
            var first = sdk.v1()
                    .paymentIntents()
                    .list(PaymentIntentListParams.builder().setLimit(2L).build());
            var second = sdk.v1()
                    .paymentIntents()
                    .list(PaymentIntentListParams.builder()
                            .setLimit(1L)
                            .setStartingAfter(first.getData().get(1).getId())
                            .build());

            assertThat(found.getData()).hasSize(3);
            assertThat(first.getHasMore()).isTrue();
            assertThat(second.getData().get(0).getId())
                    .isEqualTo(found.getData().get(2).getId());
        }

        @Test
        void a_phone_order_asks_for_no_authentication() throws StripeException {
            var card = PaymentMethodOptions.Card.builder().setMoto(true).build();

            var intent = sdk.create(paying("pm_card_threeDSecure2Required")
                    .setPaymentMethodOptions(
                            PaymentMethodOptions.builder().setCard(card).build())
                    .addExpand("latest_charge"));

            assertThat(intent.getStatus()).isEqualTo("succeeded");
            assertThat(intent.getLatestChargeObject()
                            .getPaymentMethodDetails()
                            .getCard()
                            .getMoto())
                    .isTrue();
        }
    }

    @Nested
    class Declined {

        @ParameterizedTest
        @CsvSource({
            "pm_card_chargeDeclined, card_declined, generic_decline",
            "pm_card_visa_chargeDeclined, card_declined, generic_decline",
            "pm_card_visa_chargeDeclinedInsufficientFunds, card_declined, insufficient_funds",
            "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
            "pm_card_visa_chargeDeclinedStolenCard, card_declined, stolen_card",
            "pm_card_visa_chargeDeclinedVelocityLimitExceeded, card_declined, card_velocity_exceeded",
            "pm_card_chargeDeclinedExpiredCard, expired_card,",
            "pm_card_chargeDeclinedIncorrectCvc, incorrect_cvc,",
            "pm_card_chargeDeclinedProcessingError, processing_error, processing_error",
            "pm_card_chargeCustomerFail, card_declined, generic_decline",
            "pm_card_radarBlock, card_declined, fraudulent",
        })
        void tells_why_and_waits_for_another_method(String token, String code, String declineCode)
                throws StripeException {
            var declined = sdk.declined(paying(token));

            assertThat(declined.getStatusCode()).isEqualTo(402);
            assertThat(declined.getCode()).isEqualTo(code);
            assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
            var told = declined.getStripeError().getPaymentIntent();
            var intent = sdk.get(told.getId());
            assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
            assertThat(intent.getPaymentMethod()).isNull();
            assertThat(intent.getLastPaymentError().getCode()).isEqualTo(code);
            assertThat(intent.getLatestCharge()).isEqualTo(declined.getCharge());
            assertThat(sdk.v1().charges().retrieve(declined.getCharge()).getStatus())
                    .isEqualTo("failed");
        }

        @Test
        void another_card_pays_the_same_intent() throws StripeException {
            var id = sdk.declined(paying("pm_card_chargeDeclined"))
                    .getStripeError()
                    .getPaymentIntent()
                    .getId();

            var paid = sdk.v1()
                    .paymentIntents()
                    .confirm(
                            id,
                            PaymentIntentConfirmParams.builder()
                                    .setPaymentMethod("pm_card_visa")
                                    .build());

            assertThat(paid.getStatus()).isEqualTo("succeeded");
            assertThat(paid.getLastPaymentError()).isNull();
        }
    }

    @Nested
    class Authenticated_by_the_bank {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pm_card_threeDSecure2Required",
                    "pm_card_authenticationRequired",
                    "pm_card_authenticationRequiredOnSetup",
                    "pm_card_authenticationRequiredSetupForOffSession"
                })
        void the_buyer_completes_and_comes_back(String token) throws Exception {
            var waiting = sdk.create(paying(token).setReturnUrl(BACK + "?session=7#pay"));
            var way = sdk.atTheBank(waiting, "complete");

            assertThat(waiting.getStatus()).isEqualTo("requires_action");
            assertThat(waiting.getNextAction().getType()).isEqualTo("redirect_to_url");
            assertThat(way)
                    .isEqualTo(BACK + "?session=7&payment_intent=" + waiting.getId() + "&payment_intent_client_secret="
                            + waiting.getClientSecret() + "&redirect_status=succeeded#pay");
            var paid = sdk.get(waiting.getId());
            assertThat(paid.getStatus()).isEqualTo("succeeded");
            assertThat(paid.getNextAction()).isNull();
        }

        @Test
        void the_buyer_fails_and_may_try_again() throws Exception {
            var waiting = sdk.create(paying("pm_card_threeDSecure2Required"));
            var way = sdk.atTheBank(waiting, "fail");

            assertThat(way).endsWith("&redirect_status=failed");
            var failed = sdk.get(waiting.getId());
            assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
            assertThat(failed.getLastPaymentError().getCode()).isEqualTo("payment_intent_authentication_failure");
        }

        @Test
        void the_bank_can_still_decline() throws Exception {
            var waiting = sdk.create(paying("pm_card_threeDSecureRequiredChargeDeclined"));
            sdk.atTheBank(waiting, "complete");

            var intent = sdk.get(waiting.getId());
            assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
            assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo("generic_decline");
        }

        @Test
        void an_answer_that_comes_too_late_changes_nothing() throws Exception {
            var waiting = sdk.create(paying("pm_card_threeDSecure2Required"));
            sdk.v1().paymentIntents().cancel(waiting.getId());

            sdk.atTheBank(waiting, "complete");

            assertThat(sdk.get(waiting.getId()).getStatus()).isEqualTo("canceled");
        }

        @Test
        void only_the_latest_question_counts() throws Exception {
            var first = sdk.create(paying("pm_card_threeDSecure2Required"));
            var second = sdk.v1()
                    .paymentIntents()
                    .confirm(
                            first.getId(),
                            PaymentIntentConfirmParams.builder()
                                    .setPaymentMethod("pm_card_threeDSecure2Required")
                                    .setReturnUrl(BACK)
                                    .build());

            sdk.atTheBank(first, "complete");
            assertThat(sdk.get(first.getId()).getStatus()).isEqualTo("requires_action");
            sdk.atTheBank(second, "complete");
            assertThat(sdk.get(first.getId()).getStatus()).isEqualTo("succeeded");
        }

        @Test
        void the_shop_may_ask_for_it() throws StripeException {
            var card = PaymentMethodOptions.Card.builder()
                    .setRequestThreeDSecure(PaymentMethodOptions.Card.RequestThreeDSecure.ANY)
                    .build();
            var options = PaymentMethodOptions.builder().setCard(card).build();

            assertThat(sdk.create(paying("pm_card_threeDSecureOptional")).getStatus())
                    .isEqualTo("succeeded");
            assertThat(sdk.create(paying("pm_card_threeDSecureOptional").setPaymentMethodOptions(options))
                            .getStatus())
                    .isEqualTo("requires_action");
        }

        @Test
        void a_shop_that_cannot_ask_gets_a_decline_instead() {
            var declined = sdk.declined(paying("pm_card_threeDSecure2Required").setErrorOnRequiresAction(true));

            assertThat(declined.getCode()).isEqualTo("authentication_required");
        }

        @Test
        void with_manual_confirmation_the_server_has_the_last_word() throws Exception {
            var waiting = sdk.create(paying("pm_card_threeDSecure2Required")
                    .setConfirmationMethod(PaymentIntentCreateParams.ConfirmationMethod.MANUAL));
            sdk.atTheBank(waiting, "complete");
            assertThat(sdk.get(waiting.getId()).getStatus()).isEqualTo("requires_confirmation");

            assertThat(sdk.v1().paymentIntents().confirm(waiting.getId()).getStatus())
                    .isEqualTo("succeeded");
        }
    }

    @Nested
    class Refused {

        @Test
        void a_wrong_state_is_named_and_changes_nothing() throws StripeException {
            var paid = sdk.create(paying("pm_card_visa"));

            for (Call call : new Call[] {
                () -> sdk.v1().paymentIntents().capture(paid.getId()),
                () -> sdk.v1().paymentIntents().cancel(paid.getId()),
                () -> sdk.v1().paymentIntents().confirm(paid.getId()),
            }) {
                var error = catchThrowableOfType(InvalidRequestException.class, call::run);
                assertThat(error.getStatusCode()).isEqualTo(400);
                assertThat(error.getCode()).isEqualTo("payment_intent_unexpected_state");
                assertThat(error.getStripeError().getPaymentIntent().getStatus())
                        .isEqualTo("succeeded");
            }
            assertThat(sdk.get(paid.getId())).isEqualTo(paid);
        }

        @Test
        void no_more_than_was_held_can_be_captured() throws StripeException {
            var held = sdk.held("pm_card_visa");

            assertThatThrownBy(() -> sdk.v1()
                            .paymentIntents()
                            .capture(
                                    held.getId(),
                                    PaymentIntentCaptureParams.builder()
                                            .setAmountToCapture(2501L)
                                            .build()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(sdk.get(held.getId()).getStatus()).isEqualTo("requires_capture");
        }

        @ParameterizedTest
        @CsvSource({
            "eur, 49, amount_too_small",
            "gbp, 29, amount_too_small",
            "jpy, 49, amount_too_small",
            "eur, 0, parameter_invalid_integer",
            "eur, 100000000, amount_too_large",
            "kwd, 1234, parameter_invalid_integer",
        })
        void amounts_that_stripe_does_not_take(String currency, long amount, String code) {
            var error = catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> sdk.create(intent().setCurrency(currency).setAmount(amount)));

            assertThat(error.getCode()).isEqualTo(code);
            assertThat(error.getParam()).isEqualTo("amount");
        }

        @ParameterizedTest
        @MethodSource("onetill.sandbox.PaymentIntentsTest#wrongRequests")
        void what_stripe_would_refuse(String form, String code, String param) throws Exception {
            var before = sandbox.paymentIntents().size();

            var answer = sdk.raw(sandbox.secretKey(), "POST", "/v1/payment_intents", form);

            var error = Nodes.parse(answer.body()).path("error");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("param").asText()).isEqualTo(param);
            assertThat(sandbox.paymentIntents()).hasSize(before);
        }

        @Test
        void dynamic_methods_need_a_way_back() {
            var automatic = AutomaticPaymentMethods.builder().setEnabled(true).build();

            var error = catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> sdk.create(PaymentIntentCreateParams.builder()
                            .setAmount(2500L)
                            .setCurrency("eur")
                            .setAutomaticPaymentMethods(automatic)
                            .setPaymentMethod("pm_card_visa")
                            .setConfirm(true)));

            assertThat(error.getParam()).isEqualTo("return_url");
        }

        @Test
        void an_endpoint_that_is_not_played() throws Exception {
            var answer = sdk.raw(sandbox.secretKey(), "GET", "/v1/coupons", "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("Unrecognized request URL (GET: /v1/coupons)");
        }

        @Test
        void what_does_not_exist() {
            var error = catchThrowableOfType(InvalidRequestException.class, () -> sdk.get("pi_none"));

            assertThat(error.getStatusCode()).isEqualTo(404);
            assertThat(error.getCode()).isEqualTo("resource_missing");
        }
    }

    static Object[][] wrongRequests() {
        return new Object[][] {
            {"amount=2500&currency=eur&colour=red", "parameter_unknown", "colour"},
            {"amount=2500&currency=eur&shipping[color]=red", "parameter_unknown", "shipping[color]"},
            {"currency=eur", "parameter_missing", "amount"},
            {"amount=ten&currency=eur", "parameter_invalid_integer", "amount"},
            {"amount=2500&currency=eur&confirm=perhaps", "", "confirm"},
            {"amount=2500&currency=eur&capture_method=never", "", "capture_method"},
            {"amount=2500&currency=eur&return_url=https://shop.example", "", "return_url"},
            {"amount=2500&currency=eur&customer=cus_none", "resource_missing", "customer"},
            {"amount=2500&currency=eur&payment_method=pm_none", "resource_missing", "payment_method"},
            {"amount=2500&currency=eur&statement_descriptor=X", "", "statement_descriptor"},
            {"amount=2500&currency=eur&transfer_data[destination]=acct_1", "", "transfer_data"},
            {"amount=2500&currency=eur&expand[]=invoice", "", "expand"},
            {
                "amount=2500&currency=eur&payment_method_types[]=card&automatic_payment_methods[enabled]=true",
                "",
                "automatic_payment_methods"
            },
        };
    }

    @Nested
    class Refunded {

        @Test
        void in_parts_and_never_more_than_was_received() throws StripeException {
            var held = sdk.held("pm_card_visa");
            var intent = sdk.v1()
                    .paymentIntents()
                    .capture(
                            held.getId(),
                            PaymentIntentCaptureParams.builder()
                                    .setAmountToCapture(2000L)
                                    .build());
            var first = sdk.v1().refunds().create(refund(intent.getId(), 500L));

            var tooMuch = catchThrowableOfType(
                    InvalidRequestException.class, () -> sdk.v1().refunds().create(refund(intent.getId(), 1501L)));
            var rest = sdk.v1().refunds().create(refund(intent.getId(), null));
            var again = catchThrowableOfType(
                    InvalidRequestException.class, () -> sdk.v1().refunds().create(refund(intent.getId(), null)));

            assertThat(first.getStatus()).isEqualTo("succeeded");
            assertThat(tooMuch.getStatusCode()).isEqualTo(400);
            assertThat(rest.getAmount()).isEqualTo(1500);
            assertThat(again.getCode()).isEqualTo("charge_already_refunded");
            var charge = sdk.v1().charges().retrieve(intent.getLatestCharge());
            assertThat(charge.getAmountRefunded()).isEqualTo(2000);
            assertThat(charge.getRefunded()).isTrue();
        }

        @Test
        void not_while_the_money_is_only_held() throws StripeException {
            var held = sdk.held("pm_card_visa");

            assertThatThrownBy(() -> sdk.v1().refunds().create(refund(held.getId(), null)))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @ParameterizedTest
        @CsvSource({"pm_card_pendingRefund, pending, succeeded, 2500", "pm_card_refundFail, succeeded, failed, 0"})
        void later_for_some_cards(String token, String atFirst, String later, long refunded) throws Exception {
            var intent = sdk.create(paying(token));
            var refund = sdk.v1().refunds().create(refund(intent.getId(), null));
            assertThat(refund.getStatus()).isEqualTo(atFirst);

            var deadline = System.nanoTime() + 10_000_000_000L;
            var now = refund;
            while (now.getStatus().equals(atFirst) && System.nanoTime() < deadline) {
                Thread.sleep(200);
                now = sdk.v1().refunds().retrieve(refund.getId());
            }

            assertThat(now.getStatus()).isEqualTo(later);
            assertThat(sdk.v1().charges().retrieve(intent.getLatestCharge()).getAmountRefunded())
                    .isEqualTo(refunded);
        }

        private static RefundCreateParams refund(String intent, Long amount) {
            return RefundCreateParams.builder()
                    .setPaymentIntent(intent)
                    .setAmount(amount)
                    .build();
        }
    }

    @Test
    void every_published_card_can_be_used_by_token() throws StripeException {
        for (var token : TestCards.all().keySet()) {
            try {
                assertThat(sdk.create(paying(token)).getStatus()).as(token).isIn("succeeded", "requires_action");
            } catch (CardException e) {
                assertThat(e.getStripeError().getPaymentIntent().getStatus())
                        .as(token)
                        .isEqualTo("requires_payment_method");
            }
        }
    }

    @Test
    void expands_what_is_asked_for() throws StripeException {
        var paid = sdk.create(paying("pm_card_visa"));

        var whole = sdk.v1()
                .paymentIntents()
                .retrieve(
                        paid.getId(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge")
                                .addExpand("payment_method")
                                .addExpand("customer")
                                .build());

        assertThat(whole.getLatestChargeObject().getId()).isEqualTo(paid.getLatestCharge());
        assertThat(whole.getPaymentMethodObject().getCard().getBrand()).isEqualTo("visa");
    }

    private interface Call {
        Object run() throws StripeException;
    }
}
