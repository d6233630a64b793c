package onetill.payment.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.param.PaymentMethodDetachParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SetupIntentRetrieveParams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.payment.Action;
import onetill.payment.ForgetsCustomers;
import onetill.payment.KeepsTenders;
import org.jspecify.annotations.Nullable;

/** Tenders that Stripe keeps, by its SetupIntents: https://docs.stripe.com/payments/save-and-reuse */
@ApplicationScoped
public class StripeVault implements KeepsTenders, ForgetsCustomers {

    private static final Logger LOG = Logger.getLogger(StripeVault.class.getName());
    private static final int NOT_FOUND = 404;

    @Inject
    StripeProvider stripe;

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public String customer(@Nullable String email, @Nullable String name, String key) {
        return stripe.customer(email, name, key);
    }

    @Override
    public Keeping keep(Setup setup) {
        var params = SetupIntentCreateParams.builder()
                .setCustomer(setup.customerRef())
                .setUsage(SetupIntentCreateParams.Usage.OFF_SESSION)
                .addPaymentMethodType("card")
                .putMetadata("merchant_id", setup.merchantId().toString())
                .putMetadata("setup_id", setup.setupId().toString())
                .addExpand("payment_method");
        if (setup.methodRef() != null) {
            params.setConfirm(true).setPaymentMethod(setup.methodRef()).setReturnUrl(setup.returnUrl());
        }
        return keeping(() ->
                stripe.client().v1().setupIntents().create(params.build(), StripeProvider.options(setup.key("keep"))));
    }

    @Override
    public Keeping lookUp(Setup setup) {
        var ref = setup.providerRef();
        if (ref == null) return keep(setup);
        var params =
                SetupIntentRetrieveParams.builder().addExpand("payment_method").build();
        return keeping(() -> stripe.client().v1().setupIntents().retrieve(ref, params));
    }

    @Override
    public boolean forget(String methodRef) {
        try {
            stripe.client()
                    .v1()
                    .paymentMethods()
                    .detach(methodRef, PaymentMethodDetachParams.builder().build());
            return true;
        } catch (InvalidRequestException e) {
            return true; // it is attached to nobody, or there is none
        } catch (StripeException e) {
            LOG.log(
                    Level.WARNING,
                    "Stripe still has a saved tender: {0}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    @Override
    public boolean forgetCustomer(String customerRef) {
        try {
            stripe.client().v1().customers().delete(customerRef);
            return true;
        } catch (InvalidRequestException e) {
            if (e.getStatusCode() != null && e.getStatusCode() == NOT_FOUND) return true;
            LOG.log(Level.WARNING, "Stripe does not delete a customer: {0}", StripeProvider.describe(e));
            return false;
        } catch (StripeException e) {
            LOG.log(Level.WARNING, "Stripe still knows a customer: {0}", StripeProvider.describe(e));
            return false;
        }
    }

    @Override
    public Optional<Kept> read(String methodRef) {
        try {
            var method = stripe.client().v1().paymentMethods().retrieve(methodRef);
            return method.getCustomer() == null ? Optional.empty() : Optional.of(kept(method));
        } catch (InvalidRequestException e) {
            if (e.getStatusCode() != null && e.getStatusCode() == NOT_FOUND) return Optional.empty();
            throw StripeProvider.unreadable(e);
        } catch (StripeException e) {
            throw StripeProvider.unreadable(e);
        }
    }

    private static Keeping keeping(StripeProvider.Call<SetupIntent> call) {
        try {
            return keeping(call.run());
        } catch (CardException e) {
            var error = e.getStripeError();
            var intent = error == null ? null : error.getSetupIntent();
            return new Keeping(
                    State.DECLINED,
                    intent == null ? null : intent.getId(),
                    null,
                    null,
                    null,
                    error != null && error.getDeclineCode() != null ? error.getDeclineCode() : e.getCode());
        } catch (InvalidRequestException e) {
            return new Keeping(State.DECLINED, null, null, null, null, String.valueOf(e.getCode()));
        } catch (StripeException e) {
            LOG.log(Level.WARNING, "a setup is unknown: {0}", e.getClass().getSimpleName());
            return Keeping.unknown();
        }
    }

    private static Keeping keeping(SetupIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" ->
                new Keeping(State.KEPT, intent.getId(), null, null, kept(intent.getPaymentMethodObject()), null);
            case "canceled" -> new Keeping(State.CANCELED, intent.getId(), null, null, null, null);
            case "processing" -> new Keeping(State.UNKNOWN, intent.getId(), null, null, null, null);
            default ->
                new Keeping(
                        State.REQUIRES_ACTION,
                        intent.getId(),
                        intent.getClientSecret(),
                        redirect(intent),
                        null,
                        intent.getLastSetupError() == null
                                ? null
                                : intent.getLastSetupError().getCode());
        };
    }

    private static @Nullable Action redirect(SetupIntent intent) {
        var next = intent.getNextAction();
        return next == null || next.getRedirectToUrl() == null
                ? null
                : Action.redirect(next.getRedirectToUrl().getUrl());
    }

    private static Kept kept(PaymentMethod method) {
        var card = method.getCard();
        if (card == null) {
            return new Kept(method.getId(), method.getType(), method.getType(), null, null, null, null);
        }
        return new Kept(
                method.getId(),
                method.getType(),
                StripeProvider.label(card.getBrand(), card.getLast4()),
                card.getBrand(),
                card.getLast4(),
                card.getExpMonth() == null ? null : card.getExpMonth().intValue(),
                card.getExpYear() == null ? null : card.getExpYear().intValue());
    }
}
