package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import onetill.access.Principal;
import onetill.ask.Asks;
import onetill.customer.Customers;
import onetill.payment.Means;
import onetill.payment.OffersPaymentSheet;
import onetill.payment.OffersPaymentSheet.Sheet;
import onetill.payment.PreparesPayments;
import onetill.payment.Providers;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Settings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a device needs to collect a payment: the provider's fields in a page, the payment sheet in an app. */
@ApplicationScoped
public class PaymentForms {

    @Inject
    Checkout checkout;

    @Inject
    Customers customers;

    @Inject
    Providers providers;

    @Inject
    Settings settings;

    /**
     * What draws the provider's fields in a page. It holds no secret that could move money: the server confirms.
     *
     * @param captureMethod {@code automatic} or {@code manual}, as the provider's script wants to know it
     */
    @Schema(name = "PaymentForm")
    public record PaymentForm(
            String publishableKey,
            String scriptUrl,
            long amountMinor,
            String currency,
            String captureMethod,
            String returnUrl) {}

    /** A session whose payment waits for the app's sheet, and the sheet's bootstrap; its secrets go to the app alone. */
    public record OpenSheet(
            Snapshot snapshot,
            String publishableKey,
            String customerRef,
            String customerSessionClientSecret,
            String ephemeralKeySecret,
            String paymentRef,
            String paymentClientSecret) {

        static OpenSheet of(Snapshot snapshot, Sheet sheet) {
            return new OpenSheet(
                    snapshot,
                    sheet.publishableKey(),
                    sheet.customerRef(),
                    sheet.customerSessionClientSecret(),
                    sheet.ephemeralKeySecret(),
                    sheet.paymentRef(),
                    sheet.paymentClientSecret());
        }
    }

    /** Payment is reached in a page. */
    public PaymentForm open(Principal by, UUID id) {
        var provider = providers.with(PreparesPayments.class).orElseThrow(PaymentForms::notOffered);
        var snapshot = checkout.preparePayment(by, id);
        var config = provider.clientConfig();
        return new PaymentForm(
                config.publishableKey(),
                config.scriptUrl(),
                snapshot.session().total().minor(),
                snapshot.session().currency().getCurrencyCode(),
                snapshot.channel().captureNow() ? "automatic" : "manual",
                settings.publicUrl() + "/checkout/return?session=" + id);
    }

    /**
     * Fixes the session's total as a payment the app's sheet may confirm. From then on the session waits for the buyer;
     * changing it takes the payment back first.
     */
    public OpenSheet sheet(Principal by, UUID id) {
        var provider = providers.with(OffersPaymentSheet.class).orElseThrow(PaymentForms::notOffered);
        var snapshot = checkout.get(by, id);
        var session = snapshot.session();
        var customerRef = customerRef(provider, snapshot);
        var waiting = session.status() == SessionStatus.REQUIRES_ESCALATION
                ? checkout.refresh(by, id)
                : checkout.complete(
                        by,
                        id,
                        new Submission(session.revision(), session.total().minor(), new Means.Sheet(customerRef)));
        var attempt = waiting.attempt();
        var paymentRef = attempt == null ? null : attempt.providerRef();
        if (paymentRef == null) {
            throw new ProblemException(
                            ProblemType.PROVIDER_UNAVAILABLE, "the payment provider did not answer; repeat this call")
                    .retryAfter(2);
        }
        return OpenSheet.of(waiting, provider.sheet(paymentRef, customerRef));
    }

    /**
     * The provider's customer of this session: the one the buyer has proven to be, whose saved tenders the sheet then shows, or
     * one made for this session and no other. What is saved is not shown where it could not be used.
     */
    private String customerRef(OffersPaymentSheet provider, Snapshot snapshot) {
        var session = snapshot.session();
        var asksFirst = session.plan(snapshot.options(), snapshot.channel(), true)
                .ask(Asks.VERIFICATION)
                .isPresent();
        var customerId = asksFirst ? null : session.provenCustomerId();
        var known = customerId == null
                ? null
                : customers.get(session.merchantId(), customerId).orElse(null);
        if (known != null && known.providerRef() != null) return known.providerRef();
        var buyer = session.buyer();
        return provider.customer(buyer.email(), buyer.name(), session.merchantId() + ":" + session.id() + ":customer");
    }

    private static ProblemException notOffered() {
        return new ProblemException(ProblemType.TENDER_NOT_OFFERED, "no payment provider here can do this");
    }
}
