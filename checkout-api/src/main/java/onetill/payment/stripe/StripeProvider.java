package onetill.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSessionCreateParams;
import com.stripe.param.EphemeralKeyCreateParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.money.Money;
import onetill.payment.Action;
import onetill.payment.Authorization;
import onetill.payment.CapturesInParts;
import onetill.payment.DrivesReaders;
import onetill.payment.Means;
import onetill.payment.OffersPaymentSheet;
import onetill.payment.Outcome;
import onetill.payment.Outcome.Retry;
import onetill.payment.PaymentProvider;
import onetill.payment.PreparesPayments;
import onetill.payment.RefundOutcome;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/**
 * Payments by Stripe's PaymentIntents. Declined is only what Stripe clearly declined; a cut connection, an empty or
 * mutilated answer, a conflict, a 5xx: all of these are unknown, to be asked for by id or under the same key.
 */
@ApplicationScoped
public class StripeProvider
        implements PaymentProvider, PreparesPayments, OffersPaymentSheet, CapturesInParts, DrivesReaders {

    private static final Logger LOG = Logger.getLogger(StripeProvider.class.getName());
    private static final String CARD = "card";
    private static final String AMOUNT_DIFFERS = "amount_differs";
    private static final Duration SLOWEST_METHOD = Duration.ofDays(14);

    /** What is held can be taken parcel by parcel, where the card's network allows it. */
    private static final PaymentIntentCreateParams.PaymentMethodOptions IN_PARTS =
            PaymentIntentCreateParams.PaymentMethodOptions.builder()
                    .setCard(PaymentIntentCreateParams.PaymentMethodOptions.Card.builder()
                            .setRequestMulticapture(
                                    PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestMulticapture
                                            .IF_AVAILABLE)
                            .build())
                    .build();

    /** The bank is to ask the cardholder, who is there. */
    private static final PaymentIntentCreateParams.PaymentMethodOptions BANK_ASKS =
            PaymentIntentCreateParams.PaymentMethodOptions.builder()
                    .setCard(PaymentIntentCreateParams.PaymentMethodOptions.Card.builder()
                            .setRequestThreeDSecure(
                                    PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestThreeDSecure.ANY)
                            .build())
                    .build();

    /** A server that brings a method of its own has got the mandate on paper or by its own pages. */
    private static final PaymentIntentCreateParams.MandateData GIVEN_ELSEWHERE =
            PaymentIntentCreateParams.MandateData.builder()
                    .setCustomerAcceptance(PaymentIntentCreateParams.MandateData.CustomerAcceptance.builder()
                            .setType(PaymentIntentCreateParams.MandateData.CustomerAcceptance.Type.OFFLINE)
                            .setOffline(PaymentIntentCreateParams.MandateData.CustomerAcceptance.Offline.builder()
                                    .build())
                            .build())
                    .build();

    /** Stripe keeps keys for at least 24 hours; afterwards one acts as new, and repeating a call could pay twice. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    private static final String REFUND_KEY = "refund_key";
    private static final long REFUNDS_PER_PAGE = 100;

    /** Stripe's search sees an object within an hour even on a bad day. */
    private static final Duration SEARCH_DELAY = Duration.ofHours(1);

    @Inject
    StripeConfig config;

    @Inject
    Clocks clock;

    private StripeClient stripe;
    private StripeReaders readers;

    @SuppressWarnings("NullAway.Init")
    public StripeProvider() {}

    /** A call of the SDK. */
    interface Call<T> {
        T run() throws StripeException;
    }

    @PostConstruct
    void connect() {
        stripe = StripeClient.builder()
                .setApiKey(config.apiKey)
                .setApiBase(config.apiBase)
                .setFilesBase(config.apiBase)
                .setConnectBase(config.apiBase)
                .setMeterEventsBase(config.apiBase)
                .setMaxNetworkRetries(1)
                .setHttpClient(new StripeTransport(config.connectTimeout, config.readTimeout))
                .build();
        readers = new StripeReaders(stripe);
    }

    StripeClient client() {
        return stripe;
    }

    /** What Stripe did not answer is tried again later. */
    static IllegalStateException unreadable(StripeException e) {
        return new IllegalStateException("Stripe did not answer: " + describe(e));
    }

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public boolean takes(Means means) {
        if (means instanceof Means.Reader reader) return reader.drivenBy(name());
        return !(means instanceof Means.StorePurchase)
                && !(means instanceof Means.Cash)
                && means.undo() != Means.Undo.OUR_OWN;
    }

    @Override
    public Outcome prepare(Authorization authorization) {
        return outcome(
                authorization,
                () -> stripe.v1()
                        .paymentIntents()
                        .create(newIntent(authorization).build(), key(authorization, "prepare")));
    }

    @Override
    public Outcome authorize(Authorization authorization) {
        var means = authorization.means();
        if (means instanceof Means.Reader reader) return present(authorization, reader);
        if (means instanceof Means.Sheet) {
            return outcome(authorization, () -> create(authorization, newIntent(authorization)));
        }
        var ref = authorization.providerRef();
        if (ref != null) return outcome(authorization, () -> confirm(authorization, ref));
        return outcome(
                authorization, () -> create(authorization, confirmed(newIntent(authorization), authorization.means())));
    }

    @Override
    public Outcome lookUp(Authorization authorization) {
        var ref = authorization.providerRef();
        if (ref == null) return again(authorization);
        return outcome(authorization, () -> {
            var intent = retrieve(ref);
            return isAsleep(intent) && isConfirmedByUs(authorization.means()) ? confirm(authorization, ref) : intent;
        });
    }

    /** Under the same key; Stripe keeps an answer of 500, too, and gives it for as long as the key lives: then by our reference. */
    private Outcome again(Authorization authorization) {
        if (!isKeyAlive(authorization)) return find(authorization);
        // A reader is not woken for a sale whose till may have gone on: what is not there yet ends here.
        if (authorization.means() instanceof Means.Reader) {
            return answer(authorization, () -> lookUp(authorization.known(created(authorization))));
        }
        var same = authorize(authorization);
        return same instanceof Outcome.Unknown ? find(authorization) : same;
    }

    private boolean isKeyAlive(Authorization authorization) {
        var sentAt = authorization.sentAt();
        return sentAt == null || sentAt.plus(KEY_LIFE).isAfter(clock.now());
    }

    /** The last resort: by our own reference. Only what is surely not there has surely never arrived. */
    private Outcome find(Authorization authorization) {
        try {
            var found = stripe.v1()
                    .paymentIntents()
                    .search(PaymentIntentSearchParams.builder()
                            .setQuery("metadata['attempt_id']:'" + authorization.attemptId() + "'")
                            .build())
                    .getData();
            if (!found.isEmpty()) return lookUp(authorization.known(found.get(0).getId()));
        } catch (StripeException e) {
            return new Outcome.Unknown(describe(e));
        }
        var sentAt = authorization.sentAt();
        var surely = sentAt != null && sentAt.plus(KEY_LIFE).plus(SEARCH_DELAY).isBefore(clock.now());
        return surely
                ? new Outcome.Declined(null, "never_arrived", Retry.SAME_TENDER, null)
                : new Outcome.Unknown("not found yet");
    }

    @Override
    public Outcome capturePart(Authorization authorization, Money amount, boolean isFinal, String key) {
        var ref = authorization.providerRef();
        if (ref == null) return new Outcome.Unknown("never authorized");
        var params = PaymentIntentCaptureParams.builder()
                .setAmountToCapture(amount.minor())
                .addExpand("latest_charge");
        if (!isFinal) params.setFinalCapture(false);
        return outcome(authorization, () -> stripe.v1().paymentIntents().capture(ref, params.build(), options(key)));
    }

    @Override
    public Outcome capture(Authorization authorization, Money amount) {
        var ref = authorization.providerRef();
        if (ref == null) return new Outcome.Unknown("never authorized");
        return outcome(
                authorization,
                () -> stripe.v1()
                        .paymentIntents()
                        .capture(
                                ref,
                                PaymentIntentCaptureParams.builder()
                                        .setAmountToCapture(amount.minor())
                                        .addExpand("latest_charge")
                                        .build(),
                                key(authorization, "capture")));
    }

    @Override
    public Outcome withdraw(Authorization authorization) {
        var ref = authorization.providerRef();
        if (authorization.means() instanceof Means.Reader reader) {
            return answer(authorization, () -> {
                var known = ref == null ? created(authorization) : ref;
                readers.clear(reader, known);
                return cancel(authorization, known);
            });
        }
        if (ref == null) {
            var now = authorize(authorization);
            return now instanceof Outcome.ActionRequired waiting ? cancel(authorization, waiting.providerRef()) : now;
        }
        return cancel(authorization, ref);
    }

    @Override
    public RefundOutcome refund(Authorization authorization, Money amount, String key, String reason) {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(authorization.providerRef())
                .setAmount(amount.minor())
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putAllMetadata(metadata(authorization))
                .putMetadata("reason", reason)
                .putMetadata(REFUND_KEY, key)
                .build();
        try {
            return refunded(stripe.v1().refunds().create(params, options(key)));
        } catch (InvalidRequestException e) {
            return new RefundOutcome(RefundOutcome.State.DECLINED, null, code(e));
        } catch (StripeException e) {
            return RefundOutcome.unknown(describe(e));
        }
    }

    /**
     * Looks among the payment's refunds first: Stripe keeps an answer of 500, too, and gives it for as long as the key
     * lives; once the key is dead, the same call would refund a second time.
     */
    @Override
    public RefundOutcome lookUpRefund(Authorization authorization, Money amount, String key, String reason) {
        try {
            var refunds = stripe.v1()
                    .refunds()
                    .list(RefundListParams.builder()
                            .setPaymentIntent(authorization.providerRef())
                            .setLimit(REFUNDS_PER_PAGE)
                            .build());
            for (var refund : refunds.autoPagingIterable()) {
                if (key.equals(refund.getMetadata().get(REFUND_KEY))) return refunded(refund);
            }
        } catch (StripeException | RuntimeException e) {
            return RefundOutcome.unknown(e instanceof StripeException said ? describe(said) : e.toString());
        }
        return refund(authorization, amount, key, reason);
    }

    /**
     * Lets go what a payment holds that nobody wants.
     *
     * @return what it has taken and not given back; that has to be refunded
     */
    Money release(String ref) {
        try {
            var intent = retrieve(ref);
            if ("requires_capture".equals(intent.getStatus())) {
                intent = stripe.v1().paymentIntents().cancel(ref, options("release:" + ref));
            }
            var currency = Currency.getInstance(intent.getCurrency().toUpperCase(Locale.ROOT));
            var charge = intent.getLatestChargeObject();
            var back = charge == null ? 0 : charge.getAmountRefunded();
            return new Money(intent.getAmountReceived() - back, currency);
        } catch (StripeException e) {
            throw unreadable(e);
        }
    }

    /** What became of a refund, by Stripe's id of it. */
    RefundOutcome readRefund(String ref) {
        try {
            return refunded(stripe.v1().refunds().retrieve(ref));
        } catch (StripeException e) {
            return RefundOutcome.unknown(describe(e));
        }
    }

    private static RefundOutcome refunded(Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> new RefundOutcome(RefundOutcome.State.REFUNDED, refund.getId(), null);
            case "failed", "canceled" ->
                new RefundOutcome(RefundOutcome.State.DECLINED, refund.getId(), refund.getFailureReason());
            default -> new RefundOutcome(RefundOutcome.State.PENDING, refund.getId(), null);
        };
    }

    @Override
    public ClientConfig clientConfig() {
        return new ClientConfig(name(), config.publishableKey, config.scriptUrl, config.isTest());
    }

    @Override
    public String customer(@Nullable String email, @Nullable String name, String key) {
        var params = CustomerCreateParams.builder();
        if (email != null) params.setEmail(email);
        if (name != null) params.setName(name);
        return available(() ->
                stripe.v1().customers().create(params.build(), options(key)).getId());
    }

    @Override
    public Sheet sheet(String providerRef, String customerRef) {
        return available(() -> {
            var intent = retrieve(providerRef);
            var session = stripe.v1()
                    .customerSessions()
                    .create(CustomerSessionCreateParams.builder()
                            .setCustomer(customerRef)
                            .setComponents(CustomerSessionCreateParams.Components.builder()
                                    .setMobilePaymentElement(
                                            CustomerSessionCreateParams.Components.MobilePaymentElement.builder()
                                                    .setEnabled(true)
                                                    .build())
                                    .build())
                            .build());
            var ephemeral = stripe.v1()
                    .ephemeralKeys()
                    .create(EphemeralKeyCreateParams.builder()
                            .setCustomer(customerRef)
                            .setStripeVersion(com.stripe.Stripe.API_VERSION)
                            .build());
            return new Sheet(
                    config.publishableKey,
                    customerRef,
                    session.getClientSecret(),
                    ephemeral.getSecret(),
                    intent.getId(),
                    intent.getClientSecret());
        });
    }

    private PaymentIntentCreateParams.Builder newIntent(Authorization authorization) {
        var means = authorization.means();
        var type = type(means);
        var capture = authorization.captureNow() && !isCheckedBeforeCapture(means)
                ? PaymentIntentCreateParams.CaptureMethod.AUTOMATIC
                : PaymentIntentCreateParams.CaptureMethod.MANUAL;
        var params = PaymentIntentCreateParams.builder()
                .setAmount(authorization.amount().minor())
                .setCurrency(authorization.amount().currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .setCaptureMethod(capture)
                .addPaymentMethodType(type)
                .putAllMetadata(metadata(authorization))
                .addExpand("latest_charge");
        if (capture == PaymentIntentCreateParams.CaptureMethod.MANUAL && type.equals(CARD)) {
            params.setPaymentMethodOptions(IN_PARTS);
        }
        if (means instanceof Means.Sheet sheet && sheet.customerRef() != null) params.setCustomer(sheet.customerRef());
        return params;
    }

    /** What an app or a device asks the buyer for is compared with what we wanted before any of it is taken. */
    private static boolean isCheckedBeforeCapture(Means means) {
        return means instanceof Means.Sheet || means instanceof Means.Reader;
    }

    /** As Stripe calls the method. */
    private static String type(Means means) {
        if (means instanceof Means.Local local) return local.tenderType();
        if (means instanceof Means.Wallet wallet && !wallet.holdsCard()) return wallet.wallet();
        return means instanceof Means.Reader ? "card_present" : CARD;
    }

    private static PaymentIntentCreateParams.Builder confirmed(PaymentIntentCreateParams.Builder params, Means means) {
        params.setConfirm(true);
        if (means instanceof Means.ConfirmationToken token) {
            return params.setConfirmationToken(token.token()).setReturnUrl(token.returnUrl());
        }
        if (means instanceof Means.Wallet wallet) {
            return params.setConfirmationToken(wallet.token()).setReturnUrl(wallet.returnUrl());
        }
        if (means instanceof Means.PaymentMethod method) {
            return params.setPaymentMethod(method.id()).setReturnUrl(method.returnUrl());
        }
        if (means instanceof Means.Saved saved) {
            params.setCustomer(saved.customerRef()).setPaymentMethod(saved.methodRef());
            var back = saved.returnUrl();
            if (back == null) return params.setOffSession(true);
            return params.setReturnUrl(back).setPaymentMethodOptions(BANK_ASKS);
        }
        if (means instanceof Means.Local local) return local(params, local);
        throw new IllegalStateException("a payment with " + means.tenderType() + " is not confirmed by the server");
    }

    private static PaymentIntentCreateParams.Builder local(
            PaymentIntentCreateParams.Builder params, Means.Local local) {
        params.setReturnUrl(local.returnUrl());
        if (local.token() != null) return params.setConfirmationToken(local.token());
        if (local.methodRef() != null)
            return params.setPaymentMethod(local.methodRef()).setMandateData(GIVEN_ELSEWHERE);
        return params.setPaymentMethodData(PaymentIntentCreateParams.PaymentMethodData.builder()
                .setType(PaymentIntentCreateParams.PaymentMethodData.Type.IDEAL)
                .build());
    }

    private PaymentIntent create(Authorization authorization, PaymentIntentCreateParams.Builder params)
            throws StripeException {
        return stripe.v1().paymentIntents().create(params.build(), key(authorization, "authorize"));
    }

    private PaymentIntent confirm(Authorization authorization, String ref) throws StripeException {
        var params = PaymentIntentConfirmParams.builder().addExpand("latest_charge");
        if (authorization.means() instanceof Means.ConfirmationToken token) {
            params.setConfirmationToken(token.token()).setReturnUrl(token.returnUrl());
        } else if (authorization.means() instanceof Means.Wallet wallet) {
            params.setConfirmationToken(wallet.token()).setReturnUrl(wallet.returnUrl());
        } else if (authorization.means() instanceof Means.PaymentMethod method) {
            params.setPaymentMethod(method.id()).setReturnUrl(method.returnUrl());
        } else if (authorization.means() instanceof Means.Saved saved) {
            params.setPaymentMethod(saved.methodRef());
            if (saved.returnUrl() == null) params.setOffSession(true);
            else params.setReturnUrl(saved.returnUrl());
        } else if (authorization.means() instanceof Means.Local local) {
            params.setReturnUrl(local.returnUrl());
        }
        return stripe.v1().paymentIntents().confirm(ref, params.build(), key(authorization, "authorize"));
    }

    private PaymentIntent retrieve(String ref) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .retrieve(
                        ref,
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge")
                                .build());
    }

    private String created(Authorization authorization) throws StripeException {
        return create(authorization, newIntent(authorization)).getId();
    }

    private Outcome present(Authorization authorization, Means.Reader reader) {
        return answer(authorization, () -> {
            var intent = create(authorization, newIntent(authorization));
            if (!isWhatWeAsked(intent, authorization)) return closed(authorization, reader, intent, AMOUNT_DIFFERS);
            var state = readers.show(intent, reader, authorization);
            return switch (state) {
                case BUSY -> closed(authorization, reader, intent, "reader_busy");
                case OFFLINE -> closed(authorization, reader, intent, "reader_offline");
                case IDLE, WAITING_FOR_CARD, UNCERTAIN ->
                    new Outcome.ActionRequired(intent.getId(), Action.presentCard(reader.label(), state));
            };
        });
    }

    /** Whether Stripe asks for the amount we named; the device adds a tip only to what has paid. */
    private static boolean isWhatWeAsked(PaymentIntent intent, Authorization authorization) {
        var amount = authorization.amount();
        return intent.getAmount() - tip(intent, authorization.means()) == amount.minor()
                && intent.getCurrency().equalsIgnoreCase(amount.currency().getCurrencyCode());
    }

    private static long tip(PaymentIntent intent, Means means) {
        if (!(means instanceof Means.Reader reader) || !reader.tips()) return 0;
        var details = intent.getAmountDetails();
        if (details == null || details.getTip() == null || details.getTip().getAmount() == null) return 0;
        return details.getTip().getAmount();
    }

    private Outcome closed(Authorization authorization, Means.Reader reader, PaymentIntent intent, String code) {
        return closed(authorization, reader, new Outcome.Declined(intent.getId(), code, Retry.SAME_TENDER, null));
    }

    /**
     * It ends here: the reader asks for it no more, and no card can pay it however late it comes. When one was quicker, that
     * is told instead.
     */
    private Outcome closed(Authorization authorization, Means.Reader reader, Outcome.Declined why) {
        var ref = why.providerRef();
        if (ref == null) return why;
        readers.clear(reader, ref);
        var end = cancel(authorization, ref);
        return end instanceof Outcome.Voided ? why : end;
    }

    private Outcome cancel(Authorization authorization, String ref) {
        return outcome(
                authorization,
                () -> stripe.v1()
                        .paymentIntents()
                        .cancel(
                                ref,
                                PaymentIntentCancelParams.builder()
                                        .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
                                        .build(),
                                key(authorization, "void")));
    }

    /** The answer to a call as an outcome; every exception the SDK is known to throw has its place. */
    private Outcome outcome(Authorization authorization, Call<PaymentIntent> call) {
        return answer(authorization, () -> read(call.run(), authorization));
    }

    private Outcome answer(Authorization authorization, Call<Outcome> call) {
        try {
            return call.run();
        } catch (CardException e) {
            return declined(e);
        } catch (IdempotencyException | RateLimitException e) {
            return new Outcome.Unknown(describe(e));
        } catch (InvalidRequestException e) {
            return refused(e, authorization);
        } catch (AuthenticationException e) {
            LOG.log(Level.SEVERE, "Stripe does not accept our key, check STRIPE_API_KEY: {0}", describe(e));
            return new Outcome.Declined(null, "provider_configuration", Retry.ANOTHER_TENDER, null);
        } catch (StripeException e) {
            LOG.log(Level.WARNING, "Stripe at {0} left attempt {1} unknown: {2}", new Object[] {
                config.apiBase, authorization.attemptId(), describe(e)
            });
            return new Outcome.Unknown(describe(e));
        }
    }

    private Outcome read(PaymentIntent intent, Authorization authorization) throws StripeException {
        var currency = Currency.getInstance(intent.getCurrency().toUpperCase(Locale.ROOT));
        return switch (intent.getStatus()) {
            case "succeeded" ->
                new Outcome.Captured(
                        intent.getId(),
                        new Money(intent.getAmountReceived(), currency),
                        label(intent),
                        fingerprint(intent),
                        tip(intent, authorization.means()));
            case "requires_capture" -> held(intent, currency, authorization.means());
            case "requires_action" -> actionRequired(intent, authorization.means());
            case "processing" -> new Outcome.Pending(intent.getId(), clock.now().plus(SLOWEST_METHOD));
            case "canceled" -> new Outcome.Voided(intent.getId());
            case "requires_payment_method", "requires_confirmation" -> waiting(intent, authorization);
            default -> new Outcome.Unknown("status " + intent.getStatus());
        };
    }

    private static Outcome held(PaymentIntent intent, Currency currency, Means means) {
        if (intent.getAmountReceived() != null && intent.getAmountReceived() > 0) {
            return new Outcome.PartlyCaptured(intent.getId(), new Money(intent.getAmountReceived(), currency));
        }
        return new Outcome.Authorized(
                intent.getId(),
                new Money(intent.getAmountCapturable(), currency),
                label(intent),
                captureBefore(intent),
                fingerprint(intent),
                tip(intent, means));
    }

    /** The same number has the same one online and at a reader, but not behind a phone's wallet. */
    private static @Nullable String fingerprint(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        var details = charge == null ? null : charge.getPaymentMethodDetails();
        if (details == null) return null;
        if (details.getCard() != null) return details.getCard().getFingerprint();
        return details.getCardPresent() == null
                ? null
                : details.getCardPresent().getFingerprint();
    }

    private static @Nullable OffsetDateTime captureBefore(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        var details = charge == null ? null : charge.getPaymentMethodDetails();
        var seconds = details == null
                ? null
                : details.getCard() != null
                        ? details.getCard().getCaptureBefore()
                        : details.getCardPresent() != null
                                ? details.getCardPresent().getCaptureBefore()
                                : null;
        return seconds == null ? null : Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    }

    private static Outcome actionRequired(PaymentIntent intent, Means means) {
        var next = intent.getNextAction();
        if (next != null && next.getRedirectToUrl() != null) {
            return new Outcome.ActionRequired(
                    intent.getId(), Action.redirect(next.getRedirectToUrl().getUrl()));
        }
        // An app's sheet does what Stripe's SDK is told to.
        return means instanceof Means.Sheet
                ? new Outcome.ActionRequired(intent.getId(), Action.confirmInApp())
                : new Outcome.Unknown("an action we do not know");
    }

    /** Not confirmed, or declined and waiting for another method: what that means depends on who confirms. */
    private Outcome waiting(PaymentIntent intent, Authorization authorization) throws StripeException {
        var means = authorization.means();
        var error = intent.getLastPaymentError();
        // What the app confirms may still be confirmed with another card: a decline is met there, and is not the end.
        if (means instanceof Means.Sheet) {
            return new Outcome.ActionRequired(
                    intent.getId(), Action.confirmInApp(), error == null ? null : codeOf(error));
        }
        if (means instanceof Means.Undecided) {
            return new Outcome.ActionRequired(intent.getId(), Action.confirmInApp());
        }
        if (means instanceof Means.Reader reader) return atReader(intent, authorization, reader);
        if (error != null) return declined(intent.getId(), error);
        return new Outcome.Unknown("not confirmed");
    }

    /** It is not paid, as far as Stripe knows: whether that may still change depends on what the reader does. */
    private Outcome atReader(PaymentIntent intent, Authorization authorization, Means.Reader reader)
            throws StripeException {
        if (!isWhatWeAsked(intent, authorization)) return closed(authorization, reader, intent, AMOUNT_DIFFERS);
        var error = intent.getLastPaymentError();
        var at = readers.at(reader, intent.getId());
        return switch (at.work()) {
            case WAITS ->
                new Outcome.ActionRequired(
                        intent.getId(),
                        Action.presentCard(reader.label(), at.state()),
                        error == null ? null : codeOf(error));
            case DONE -> new Outcome.Unknown("the reader is ahead of the payment");
            case FAILED, NOTHING ->
                error != null
                        ? closed(authorization, reader, declined(intent.getId(), error))
                        : closed(authorization, reader, intent, at.failure());
        };
    }

    private static Outcome declined(CardException e) {
        var error = e.getStripeError();
        if (error == null) return new Outcome.Unknown("a decline without an error");
        var intent = error.getPaymentIntent();
        return declined(intent == null ? null : intent.getId(), error);
    }

    private static Outcome.Declined declined(@Nullable String ref, StripeError error) {
        return new Outcome.Declined(ref, codeOf(error), retry(error), label(error.getPaymentMethod()), card(error));
    }

    private static String codeOf(StripeError error) {
        return String.valueOf(error.getDeclineCode() != null ? error.getDeclineCode() : error.getCode());
    }

    private static @Nullable String card(StripeError error) {
        var method = error.getPaymentMethod();
        return method == null || method.getCard() == null
                ? null
                : method.getCard().getFingerprint();
    }

    private static Retry retry(StripeError error) {
        if ("try_again_later".equals(error.getAdviceCode())) return Retry.SAME_TENDER;
        return Retry.ANOTHER_TENDER;
    }

    /** Stripe did nothing: what we asked does not fit, or the payment has moved on and tells its state. */
    private Outcome refused(InvalidRequestException e, Authorization authorization) {
        var error = e.getStripeError();
        var code = error == null ? "" : String.valueOf(error.getCode());
        var intent = error == null ? null : error.getPaymentIntent();
        if ("payment_intent_unexpected_state".equals(code) && intent != null) {
            try {
                return read(retrieve(intent.getId()), authorization);
            } catch (StripeException again) {
                return new Outcome.Unknown(describe(again));
            }
        }
        if (authorization.providerRef() != null && authorization.means() instanceof Means.Undecided) {
            return new Outcome.Unknown(describe(e));
        }
        LOG.log(Level.WARNING, "Stripe refused attempt {0}: {1}", new Object[] {authorization.attemptId(), describe(e)
        });
        return new Outcome.Declined(
                intent == null ? null : intent.getId(), code.isEmpty() ? "refused" : code, Retry.ANOTHER_TENDER, null);
    }

    private static boolean isAsleep(PaymentIntent intent) {
        var waits = List.of("requires_payment_method", "requires_confirmation").contains(intent.getStatus());
        return waits && intent.getLastPaymentError() == null;
    }

    private static boolean isConfirmedByUs(Means means) {
        return means instanceof Means.ConfirmationToken
                || means instanceof Means.Wallet
                || means instanceof Means.PaymentMethod
                || means instanceof Means.Saved
                || means instanceof Means.Local;
    }

    private static Map<String, String> metadata(Authorization authorization) {
        return Map.of(
                "merchant_id", authorization.merchantId().toString(),
                "session_id", authorization.reference().toString(),
                "attempt_id", authorization.attemptId().toString());
    }

    private static RequestOptions key(Authorization authorization, String operation) {
        return options(authorization.key(operation));
    }

    static RequestOptions options(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static @Nullable String label(PaymentIntent intent) {
        Charge charge = intent.getLatestChargeObject();
        var details = charge == null ? null : charge.getPaymentMethodDetails();
        if (details == null) return null;
        var card = details.getCard();
        if (card != null) {
            var wallet = card.getWallet();
            return label(wallet == null ? null : wallet.getType(), card.getBrand(), card.getLast4());
        }
        if (details.getLink() != null) return walletName("link");
        if (details.getIdeal() != null) return "iDEAL";
        if (details.getSepaDebit() != null) {
            return "bank account ending in " + details.getSepaDebit().getLast4();
        }
        if (details.getCardPresent() != null) {
            return labelOrNull(
                    details.getCardPresent().getBrand(),
                    details.getCardPresent().getLast4());
        }
        return null;
    }

    private static @Nullable String label(@Nullable PaymentMethod method) {
        if (method == null) return null;
        if (method.getLink() != null) return walletName("link");
        var card = method.getCard();
        if (card == null) return null;
        var wallet = card.getWallet();
        return label(wallet == null ? null : wallet.getType(), card.getBrand(), card.getLast4());
    }

    /** The card as people know it, behind the wallet they hold it in. */
    private static @Nullable String label(@Nullable String wallet, @Nullable String brand, @Nullable String last4) {
        var card = labelOrNull(brand, last4);
        return wallet == null || card == null ? card : walletName(wallet) + " · " + card;
    }

    private static String walletName(String type) {
        return switch (type) {
            case "apple_pay" -> "Apple Pay";
            case "google_pay" -> "Google Pay";
            case "samsung_pay" -> "Samsung Pay";
            case "link" -> "Link";
            default -> type;
        };
    }

    static @Nullable String labelOrNull(@Nullable String brand, @Nullable String last4) {
        return brand == null || last4 == null ? null : label(brand, last4);
    }

    static String label(String brand, String last4) {
        return "%s ending in %s".formatted(brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1), last4);
    }

    @Override
    public Outcome stop(Authorization authorization) {
        var reader = (Means.Reader) authorization.means();
        return answer(authorization, () -> {
            var ref = authorization.providerRef();
            var known = ref == null ? created(authorization) : ref;
            readers.clear(reader, known);
            var intent = retrieve(known);
            return isAsleep(intent) || intent.getLastPaymentError() != null
                    ? cancel(authorization, known)
                    : read(intent, authorization);
        });
    }

    @Override
    public Seen look(String readerRef) {
        return readers.look(readerRef);
    }

    private <T> T available(Call<T> call) {
        try {
            return call.run();
        } catch (StripeException e) {
            LOG.log(Level.WARNING, "Stripe at {0} is not available: {1}", new Object[] {config.apiBase, describe(e)});
            throw new ProblemException(
                            ProblemType.PROVIDER_UNAVAILABLE, "the payment provider cannot be reached; try again")
                    .retryAfter(2);
        }
    }

    private static String code(StripeException e) {
        return e.getCode() == null ? e.getClass().getSimpleName() : e.getCode();
    }

    /** For logs: never the message, which may quote what the buyer entered. */
    static String describe(StripeException e) {
        return "%s %s status %s request %s"
                .formatted(e.getClass().getSimpleName(), e.getCode(), e.getStatusCode(), e.getRequestId());
    }
}
