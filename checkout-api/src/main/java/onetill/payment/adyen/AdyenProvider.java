package onetill.payment.adyen;

import com.adyen.Client;
import com.adyen.Config;
import com.adyen.enums.Environment;
import com.adyen.model.RequestOptions;
import com.adyen.model.checkout.Amount;
import com.adyen.model.checkout.PaymentCancelRequest;
import com.adyen.model.checkout.PaymentCaptureRequest;
import com.adyen.model.checkout.PaymentCompletionDetails;
import com.adyen.model.checkout.PaymentDetailsRequest;
import com.adyen.model.checkout.PaymentRefundRequest;
import com.adyen.model.checkout.PaymentRequest;
import com.adyen.model.checkout.PaymentResponse;
import com.adyen.model.checkout.PaymentResponse.ResultCodeEnum;
import com.adyen.model.checkout.PaymentResponseAction;
import com.adyen.model.checkout.StandalonePaymentCancelRequest;
import com.adyen.service.checkout.ModificationsApi;
import com.adyen.service.checkout.PaymentsApi;
import com.adyen.service.exception.ApiException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.json.Json;
import onetill.money.Money;
import onetill.payment.Action;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Outcome.Retry;
import onetill.payment.PaymentProvider;
import onetill.payment.RefundOutcome;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/**
 * Payments by Adyen's Checkout API. Money is always held first and captured by a call of its own, so that Adyen's
 * account settings do not decide when it is taken. Modifications are only taken note of; {@link AdyenEvents} tells the rest.
 */
@ApplicationScoped
public class AdyenProvider implements PaymentProvider {

    /** Its name in our records. */
    public static final String NAME = "adyen";

    private static final Logger LOG = Logger.getLogger(AdyenProvider.class.getName());
    private static final Duration SLOWEST_METHOD = Duration.ofDays(14);

    /** Adyen keeps keys for at least seven days; afterwards one acts as new, and repeating a call could pay twice. */
    private static final Duration KEY_LIFE = Duration.ofDays(7).minusHours(1);

    private static final String IN_PROGRESS = "704";

    /** What a page may say of a payment; amounts, splits and capturing are ours to say. */
    private static final List<String> FROM_THE_PAGE = List.of("paymentMethod", "browserInfo", "origin", "riskData");

    private static final List<String> CARD_DATA = List.of("number", "cvc", "expiryMonth", "expiryYear");

    @Inject
    AdyenConfig config;

    @Inject
    Clocks clock;

    private PaymentsApi payments;
    private ModificationsApi modifications;

    @SuppressWarnings("NullAway.Init")
    public AdyenProvider() {}

    /** A call of the SDK. */
    private interface Call<T> {
        T run() throws ApiException, IOException;
    }

    @PostConstruct
    void connect() {
        // The transport knows the address; the SDK only has to name a path.
        var client = new Client(new Config().environment(Environment.TEST).apiKey(config.apiKey.orElse("")));
        client.setHttpClient(new AdyenTransport(config.apiBase, config.connectTimeout, config.readTimeout));
        payments = new PaymentsApi(client);
        modifications = new ModificationsApi(client);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean takes(Means means) {
        return config.isOffered() && means instanceof Means.ProviderData data && NAME.equals(data.provider());
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        PaymentRequest request;
        try {
            request = request(authorization);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            LOG.log(Level.WARNING, "attempt {0} cannot be asked for: {1}", new Object[] {
                authorization.attemptId(), e.getClass().getSimpleName()
            });
            return new Outcome.Declined(null, "not_understood", Retry.ANOTHER_TENDER, null);
        }
        return outcome(
                authorization, () -> read(payments.payments(request, key(authorization, "authorize")), authorization));
    }

    /** Adyen cannot be asked by id: the same call under the same key, as long as the key lives. */
    @Override
    public Outcome lookUp(Authorization authorization) {
        return isKeyAlive(authorization)
                ? authorize(authorization)
                : new Outcome.Unknown("the key is forgotten; only a webhook can tell");
    }

    private boolean isKeyAlive(Authorization authorization) {
        var sentAt = authorization.sentAt();
        return sentAt == null || sentAt.plus(KEY_LIFE).isAfter(clock.now());
    }

    /**
     * The buyer is back from a page of the bank. Adyen decides the payment only now.
     *
     * @param redirectResult what Adyen gave the buyer on the way
     */
    Outcome finish(Authorization authorization, String redirectResult) {
        var request =
                new PaymentDetailsRequest().details(new PaymentCompletionDetails().redirectResult(redirectResult));
        var options = key(authorization, "details:" + redirectResult);
        var outcome = outcome(authorization, () -> {
            // The two answers have the same members, and the same words for a result.
            var answer = PaymentResponse.fromJson(
                    payments.paymentsDetails(request, options).toJson());
            // The buyer's browser brought it: it may belong to another payment.
            return Reference.of(authorization).equals(answer.getMerchantReference())
                    ? read(answer, authorization)
                    : new Outcome.Unknown("the result of another payment");
        });
        return outcome instanceof Outcome.Declined refused && refused.providerRef() == null
                ? new Outcome.Unknown("not a result that Adyen gave")
                : outcome;
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        var ref = authorization.providerRef();
        if (!isPsp(ref)) return new Outcome.Unknown("never authorized");
        var request = new PaymentCaptureRequest()
                .merchantAccount(config.account())
                .amount(amount(amount))
                .reference(Reference.shortened(authorization.key("capture")));
        return outcome(authorization, () -> {
            var taken = modifications.captureAuthorisedPayment(ref, request, key(authorization, "capture"));
            return new Outcome.Asked(taken.getPspReference());
        });
    }

    @Override
    public Outcome withdraw(Authorization authorization) {
        var ref = authorization.providerRef();
        if (isPsp(ref)) return cancel(authorization, String.valueOf(ref));
        if (ref != null || !isKeyAlive(authorization)) return cancelByReference(authorization);
        var now = authorize(authorization);
        if (now instanceof Outcome.Authorized held) return cancel(authorization, held.providerRef());
        return now instanceof Outcome.ActionRequired || now instanceof Outcome.Pending
                ? cancelByReference(authorization)
                : now;
    }

    private Outcome cancel(Authorization authorization, String psp) {
        var request = new PaymentCancelRequest()
                .merchantAccount(config.account())
                .reference(Reference.shortened(authorization.key("cancel")));
        return outcome(authorization, () -> {
            var taken = modifications.cancelAuthorisedPaymentByPspReference(psp, request, key(authorization, "cancel"));
            return new Outcome.Asked(taken.getPspReference());
        });
    }

    private Outcome cancelByReference(Authorization authorization) {
        var request = new StandalonePaymentCancelRequest()
                .merchantAccount(config.account())
                .paymentReference(Reference.of(authorization))
                .reference(Reference.shortened(authorization.key("cancel")));
        return outcome(authorization, () -> {
            var taken = modifications.cancelAuthorisedPayment(request, key(authorization, "cancel_reference"));
            return new Outcome.Asked(taken.getPspReference());
        });
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        var ref = authorization.providerRef();
        if (!isPsp(ref)) return new RefundOutcome(RefundOutcome.State.DECLINED, null, "never_authorized");
        var name = Reference.shortened(key);
        try {
            var request = new PaymentRefundRequest()
                    .merchantAccount(config.account())
                    .amount(amount(amount))
                    .reference(name);
            var taken = modifications.refundCapturedPayment(ref, request, new RequestOptions().idempotencyKey(name));
            return new RefundOutcome(RefundOutcome.State.PENDING, taken.getPspReference(), null);
        } catch (ApiException e) {
            return isRefused(e)
                    ? new RefundOutcome(RefundOutcome.State.DECLINED, null, code(e))
                    : RefundOutcome.unknown(describe(e));
        } catch (IOException e) {
            return RefundOutcome.unknown(e.getClass().getSimpleName());
        }
    }

    private PaymentRequest request(Authorization authorization) throws IOException {
        var means = (Means.ProviderData) authorization.means();
        var fromPage = Json.MAPPER.readTree(means.json());
        var method = fromPage.path("paymentMethod");
        if (!method.isObject()) throw new IllegalArgumentException("there is no payment method");
        if (CARD_DATA.stream().anyMatch(method::has)) {
            throw new IllegalArgumentException("card data must be encrypted by Adyen's own fields");
        }
        var chosen = ((ObjectNode) fromPage).retain(FROM_THE_PAGE);
        return PaymentRequest.fromJson(chosen.toString())
                .merchantAccount(config.account())
                .amount(amount(authorization.amount()))
                .reference(Reference.of(authorization))
                .channel(PaymentRequest.ChannelEnum.WEB)
                .returnUrl("%s/api/v1/payments/adyen/return/%s/%s"
                        .formatted(config.publicUrl, authorization.merchantId(), authorization.attemptId()))
                .putAdditionalDataItem("manualCapture", "true")
                .metadata(Map.of(
                        "merchant_id", authorization.merchantId().toString(),
                        "session_id", authorization.reference().toString(),
                        "attempt_id", authorization.attemptId().toString()));
    }

    /** What an answer means. */
    private Outcome read(PaymentResponse answer, Authorization authorization) {
        var psp = answer.getPspReference();
        var ref = psp == null ? Reference.of(authorization) : psp;
        ResultCodeEnum result = answer.getResultCode();
        if (result == null) return new Outcome.Unknown("an answer without a result");
        return switch (result) {
            case AUTHORISED ->
                psp == null
                        ? new Outcome.Unknown("authorised without a reference")
                        : new Outcome.Authorized(psp, held(answer, authorization), label(answer));
            case REFUSED ->
                new Outcome.Declined(ref, refusal(answer.getRefusalReason()), Retry.ANOTHER_TENDER, label(answer));
            case CANCELLED -> new Outcome.Declined(ref, "canceled", Retry.SAME_TENDER, null);
            case REDIRECTSHOPPER -> redirect(ref, answer.getAction());
            case IDENTIFYSHOPPER, CHALLENGESHOPPER ->
                new Outcome.ActionRequired(ref, new Action("provider_action", null, null, null));
            case PENDING, RECEIVED, PRESENTTOSHOPPER ->
                new Outcome.Pending(ref, clock.now().plus(SLOWEST_METHOD));
            case ERROR -> new Outcome.Unknown("Adyen failed on the way: the webhook tells");
            case PARTIALLYAUTHORISED, AUTHENTICATIONFINISHED, AUTHENTICATIONNOTREQUIRED, SUCCESS ->
                new Outcome.Unknown("not asked for: " + result.getValue());
        };
    }

    private static Outcome redirect(String ref, @Nullable PaymentResponseAction action) {
        var redirect = action == null ? null : action.getActualInstance();
        return redirect instanceof com.adyen.model.checkout.CheckoutRedirectAction to && to.getUrl() != null
                ? new Outcome.ActionRequired(ref, Action.redirect(to.getUrl()))
                : new Outcome.Unknown("an action we do not know");
    }

    private static Money held(PaymentResponse answer, Authorization authorization) {
        var amount = answer.getAmount();
        return amount == null || amount.getValue() == null
                ? authorization.amount()
                : Amounts.money(amount.getValue(), amount.getCurrency());
    }

    private static @Nullable String label(PaymentResponse answer) {
        var brand = answer.getPaymentMethod() == null
                ? null
                : answer.getPaymentMethod().getBrand();
        var summary = answer.getAdditionalData() == null
                ? null
                : answer.getAdditionalData().get("cardSummary");
        return brand == null || summary == null ? null : "%s ending in %s".formatted(brand, summary);
    }

    /** Adyen's words as a code: {@code Not enough balance} is {@code not_enough_balance}. */
    static String refusal(@Nullable String reason) {
        if (reason == null || reason.isBlank()) return "refused";
        return reason.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    private Outcome outcome(Authorization authorization, Call<Outcome> call) {
        try {
            return call.run();
        } catch (ApiException e) {
            if (isRefused(e)) {
                LOG.log(Level.WARNING, "Adyen refused attempt {0}: {1}", new Object[] {
                    authorization.attemptId(), describe(e)
                });
                return new Outcome.Declined(null, code(e), Retry.ANOTHER_TENDER, null);
            }
            var ours = e.getStatusCode() == 401 || e.getStatusCode() == 403;
            LOG.log(
                    ours ? Level.SEVERE : Level.WARNING,
                    ours
                            ? "Adyen does not accept our key or account, attempt {0} waits: {1}"
                            : "Adyen left attempt {0} unknown: {1}",
                    new Object[] {authorization.attemptId(), describe(e)});
            return new Outcome.Unknown((ours ? "configuration: " : "") + describe(e));
        } catch (JsonProcessingException e) {
            return new Outcome.Unknown("an answer that is not Adyen's");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Adyen left attempt {0} unknown: {1}", new Object[] {
                authorization.attemptId(), e.getClass().getSimpleName()
            });
            return new Outcome.Unknown(e.getClass().getSimpleName());
        }
    }

    /** Whether Adyen understood the request and did nothing. */
    private static boolean isRefused(ApiException e) {
        var status = e.getStatusCode();
        return (status == 400 || status == 422)
                && e.getError() != null
                && e.getError().getErrorCode() != null
                && !IN_PROGRESS.equals(e.getError().getErrorCode())
                && !isTransient(e);
    }

    private static boolean isTransient(ApiException e) {
        var headers = e.getResponseHeaders();
        return headers != null
                && headers.entrySet().stream()
                        .anyMatch(it -> "transient-error".equalsIgnoreCase(it.getKey())
                                && it.getValue().contains("true"));
    }

    /** An id of Adyen's; what was sent to the bank has none yet, and stands under our reference. */
    private static boolean isPsp(@Nullable String ref) {
        return ref != null && Reference.parse(ref).isEmpty();
    }

    private static Amount amount(Money money) {
        return new Amount()
                .value(Amounts.value(money))
                .currency(money.currency().getCurrencyCode());
    }

    private static RequestOptions key(Authorization authorization, String operation) {
        return new RequestOptions().idempotencyKey(Reference.shortened(authorization.key(operation)));
    }

    private static String code(ApiException e) {
        return e.getError() == null ? "refused" : String.valueOf(e.getError().getErrorCode());
    }

    /** For logs: never the message, which may quote what the buyer entered. */
    private static String describe(ApiException e) {
        var error = e.getError();
        return "status %s code %s reference %s"
                .formatted(
                        e.getStatusCode(),
                        error == null ? null : error.getErrorCode(),
                        error == null ? null : error.getPspReference());
    }
}
