package onetill.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.channel.Channels;
import onetill.customer.Customers;
import onetill.giftcard.GiftCards;
import onetill.payment.Means;
import onetill.payment.Providers;
import onetill.payment.saved.SavedTenders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/** From what a caller says to what a provider is asked with. */
@ApplicationScoped
public class TenderRequests {

    @Inject
    Checkout checkout;

    @Inject
    Channels channels;

    @Inject
    Customers customers;

    @Inject
    Providers providers;

    @Inject
    SavedTenders savedTenders;

    @Inject
    GiftCards giftCards;

    @Inject
    Settings settings;

    /** All the tenders of one payment; a single one may stand in for the list. */
    public List<Submission.Share> shares(
            Principal by, UUID sessionId, @Nullable TenderRequest single, @Nullable List<TenderRequest> several) {
        if (single != null && several != null) {
            throw ProblemException.invalid("tenders", "give one tender or a list of tenders, not both");
        }
        var requests = several != null ? several : single == null ? List.<TenderRequest>of() : List.of(single);
        return requests.stream()
                .map(it -> new Submission.Share(means(by, sessionId, it), it.amountMinor(), it.cardBrand()))
                .toList();
    }

    public Means means(Principal by, UUID sessionId, TenderRequest request) {
        return switch (request.type()) {
            case "card" -> card(sessionId, request);
            case "saved" -> saved(by, sessionId, request.savedTenderId());
            case "cash" -> cash(by, request.receivedMinor());
            case "card_present" -> reader(by, sessionId);
            case "apple_pay", "google_pay", "link" -> wallet(sessionId, request);
            case "ideal" -> new Means.Local("ideal", null, null, back(sessionId));
            case "sepa_debit" -> debit(sessionId, request);
            case "gift_card" -> giftCard(by, request.code());
            case "store_credit" -> storeCredit(by, sessionId);
            default ->
                throw ProblemException.invalid(
                        "tender.type",
                        "\"%s\" is not one of card, apple_pay, google_pay, link, saved, cash, card_present, ideal, sepa_debit, gift_card, store_credit"
                                .formatted(request.type()));
        };
    }

    private Means card(UUID sessionId, TenderRequest request) {
        var back = back(sessionId);
        var token = request.confirmationToken();
        if (token != null) return new Means.ConfirmationToken(token, back);
        var method = request.paymentMethod();
        if (method != null) return new Means.PaymentMethod(method, back);
        var data = request.providerData();
        var provider = request.provider();
        if (data != null && provider != null) return providerData(provider, data, back);
        throw ProblemException.invalid(
                "tender", "a card tender needs a confirmation_token, a payment_method, or provider and provider_data");
    }

    /** Only what the provider's fields have encrypted: a card number in clear is refused before it is kept anywhere. */
    private Means providerData(String provider, JsonNode data, String back) {
        if (!providers.names().contains(provider)) {
            throw ProblemException.invalid(
                    "tender.provider", "\"%s\" is not one of %s".formatted(provider, providers.names()));
        }
        for (var clear : List.of("number", "cvc", "cardNumber", "securityCode", "expiryMonth", "expiryYear")) {
            if (data.findValue(clear) == null) continue;
            throw ProblemException.invalid(
                    "tender.provider_data",
                    "holds \"%s\" in clear; send what the provider's fields have encrypted".formatted(clear));
        }
        return new Means.ProviderData(provider, data.toString(), back);
    }

    private Means wallet(UUID sessionId, TenderRequest request) {
        var token = request.confirmationToken();
        if (token != null) return new Means.Wallet(request.type(), token, back(sessionId));
        throw ProblemException.invalid(
                "tender", "a %s tender needs the confirmation_token of the wallet".formatted(request.type()));
    }

    private String back(UUID sessionId) {
        return settings.publicUrl() + "/checkout/return?session=" + sessionId;
    }

    private Means debit(UUID sessionId, TenderRequest request) {
        if (request.confirmationToken() == null && request.paymentMethod() == null) {
            throw ProblemException.invalid(
                    "tender", "a sepa_debit tender needs a confirmation_token or a payment_method");
        }
        return new Means.Local("sepa_debit", request.confirmationToken(), request.paymentMethod(), back(sessionId));
    }

    /**
     * Only a tender of this session's own customer. From a device, whose buyer must have proven to be them, or only the one
     * that was offered with its link; then the bank asks the cardholder.
     */
    public Means saved(Principal by, UUID sessionId, @Nullable UUID savedTenderId) {
        if (savedTenderId == null) {
            throw ProblemException.invalid("tender.saved_tender_id", "a saved tender needs its saved_tender_id");
        }
        var session = checkout.get(by, sessionId).session();
        var isThere = by.is(PrincipalKind.CLIENT_TOKEN);
        if (isThere && session.provenCustomerId() == null && !savedTenderId.equals(session.offeredTenderId())) {
            throw ProblemException.notFound("saved tender", savedTenderId);
        }
        var customerId = session.customerId();
        var customer = customerId == null
                ? null
                : customers.get(by.merchantId(), customerId).orElse(null);
        var customerRef = customer == null ? null : customer.providerRef();
        if (customer == null || customerRef == null) throw ProblemException.notFound("saved tender", savedTenderId);
        var tender = savedTenders.usable(by.merchantId(), customer.id(), savedTenderId);
        return new Means.Saved(customerRef, tender.providerRef(), isThere ? back(sessionId) : null);
    }

    /** Cash is counted by somebody who stands at a drawer. */
    private static Means cash(Principal by, @Nullable Long receivedMinor) {
        if (!by.is(PrincipalKind.REGISTER) && !by.is(PrincipalKind.SECRET_KEY) && !by.is(PrincipalKind.STAFF)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "only a till takes cash");
        }
        if (receivedMinor == null || receivedMinor < 0) {
            throw ProblemException.invalid("tender.received_minor", "say how much cash was handed over");
        }
        return new Means.Cash(receivedMinor);
    }

    private Means giftCard(Principal by, @Nullable String code) {
        if (code == null) throw ProblemException.invalid("tender.code", "a gift card tender needs its code");
        return giftCards.paidByCode(by, code);
    }

    /** Only of this session's own customer; from a device, only when its buyer has proven to be them. */
    private Means storeCredit(Principal by, UUID sessionId) {
        var session = checkout.get(by, sessionId).session();
        var customerId = session.customerId();
        var isProven = session.provenCustomerId() != null || !by.is(PrincipalKind.CLIENT_TOKEN);
        if (customerId == null || !isProven) {
            throw ProblemException.notFound("store credit", "of a buyer nobody knows");
        }
        return giftCards.paidByCredit(
                by.merchantId(), customerId, session.total().currency());
    }

    private Means reader(Principal by, UUID sessionId) {
        var session = checkout.get(by, sessionId).session();
        var channel = channels.get(by.merchantId(), session.channelId());
        var reader = channel.reader();
        if (reader == null) {
            throw new ProblemException(
                    ProblemType.TENDER_NOT_OFFERED, "channel %s has no card reader".formatted(channel.id()));
        }
        var tips = reader.tips() && channel.takesTips() && session.tip().minor() == 0;
        return new Means.Reader(reader.ref(), channel.id(), reader.provider(), tips);
    }
}
