package onetill.sandbox;

import static onetill.sandbox.Sdk.BACK;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked in whatever order: only the known transitions happen, and the money adds up. */
class TransitionsTest {

    private static final String NEW = "requires_payment_method";
    private static final String CHOSEN = "requires_confirmation";
    private static final String ASKED = "requires_action";
    private static final String HELD = "requires_capture";
    private static final String PAID = "succeeded";
    private static final String GONE = "canceled";

    private static final Map<String, Set<String>> TRANSITIONS = Map.of(
            NEW, Set.of(NEW, CHOSEN, ASKED, HELD, PAID, GONE),
            CHOSEN, Set.of(NEW, CHOSEN, ASKED, HELD, PAID, GONE),
            ASKED, Set.of(NEW, ASKED, HELD, PAID, GONE),
            HELD, Set.of(HELD, PAID, GONE),
            PAID, Set.of(PAID),
            GONE, Set.of(GONE));
    private static final List<String> CARDS = List.of(
            "pm_card_visa",
            "pm_card_chargeDeclined",
            "pm_card_threeDSecure2Required",
            "pm_card_threeDSecureRequiredChargeDeclined");
    private static final int STEPS = 14;

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

    static List<Long> seeds() {
        return new Random(20_261_123).longs(60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_else_happens_and_the_money_adds_up(long seed) throws Exception {
        var random = new Random(seed);
        var capture = random.nextBoolean() ? CaptureMethod.MANUAL : CaptureMethod.AUTOMATIC;
        var before = sdk.create(Sdk.intent().setCaptureMethod(capture));
        for (var step = 0; step < STEPS; step++) {
            var refused = !act(before, random);

            var after = sdk.get(before.getId());
            assertThat(TRANSITIONS.get(before.getStatus())).contains(after.getStatus());
            if (refused) assertThat(after).as("refused and unchanged").isEqualTo(before);
            addsUp(after);
            before = after;
        }
    }

    /** Does anything; answers whether Stripe would call it allowed. A decline is allowed: it happened. */
    private static boolean act(PaymentIntent intent, Random random) throws Exception {
        try {
            var card = CARDS.get(random.nextInt(CARDS.size()));
            switch (random.nextInt(7)) {
                case 0 -> confirm(intent, card);
                case 1 -> choose(intent, card);
                case 2 -> capture(intent, 1 + random.nextInt(3000));
                case 3 -> refund(intent, 1 + random.nextInt(1500));
                case 4 -> {
                    if (random.nextInt(4) == 0) sdk.v1().paymentIntents().cancel(intent.getId());
                }
                default -> {
                    if (intent.getNextAction() != null)
                        sdk.atTheBank(intent, random.nextBoolean() ? "complete" : "fail");
                }
            }
            return true;
        } catch (CardException e) {
            return true;
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    private static void confirm(PaymentIntent intent, String card) throws StripeException {
        var params = PaymentIntentConfirmParams.builder().setPaymentMethod(card).setReturnUrl(BACK);
        sdk.v1().paymentIntents().confirm(intent.getId(), params.build());
    }

    private static void choose(PaymentIntent intent, String card) throws StripeException {
        var params = PaymentIntentUpdateParams.builder().setPaymentMethod(card);
        sdk.v1().paymentIntents().update(intent.getId(), params.build());
    }

    private static void capture(PaymentIntent intent, long amount) throws StripeException {
        var params = PaymentIntentCaptureParams.builder().setAmountToCapture(amount);
        sdk.v1().paymentIntents().capture(intent.getId(), params.build());
    }

    private static void refund(PaymentIntent intent, long amount) throws StripeException {
        var params =
                RefundCreateParams.builder().setPaymentIntent(intent.getId()).setAmount(amount);
        sdk.v1().refunds().create(params.build());
    }

    private static void addsUp(PaymentIntent intent) {
        var received = intent.getAmountReceived();
        var capturable = intent.getAmountCapturable();
        assertThat(received).isBetween(0L, intent.getAmount());
        assertThat(capturable + received).isLessThanOrEqualTo(intent.getAmount());
        assertThat(received > 0).isEqualTo(PAID.equals(intent.getStatus()));
        assertThat(capturable > 0).isEqualTo(HELD.equals(intent.getStatus()));
        assertThat(intent.getNextAction() != null).isEqualTo(ASKED.equals(intent.getStatus()));
        var refunded = sandbox.refunds().stream()
                .filter(it -> intent.getId().equals(it.path("payment_intent").asText()))
                .mapToLong(it -> it.path("amount").asLong())
                .sum();
        assertThat(refunded).isLessThanOrEqualTo(received);
        var good = sandbox.charges().stream()
                .filter(it -> intent.getId().equals(it.path("payment_intent").asText()))
                .filter(it -> it.path("paid").asBoolean())
                .count();
        assertThat(good).as("charged at most once").isLessThanOrEqualTo(1);
    }
}
