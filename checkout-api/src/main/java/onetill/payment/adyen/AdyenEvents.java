package onetill.payment.adyen;

import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.notification.WebhookHandler;
import com.adyen.util.HMACValidator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.json.Json;
import onetill.payment.Outcome;
import onetill.payment.Outcome.Retry;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.payment.RefundAnswered;
import onetill.payment.RefundOutcome;
import onetill.payment.inbox.Application;
import onetill.payment.inbox.Arrived;
import onetill.payment.inbox.ProviderEvents;
import onetill.payment.inbox.StoredEvent;
import onetill.payment.reconciliation.Breaks;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What Adyen tells by itself, in two steps: {@link #verified} believes nothing that is not signed, {@link #apply} writes
 * down what one item means. Items come late, doubled and in any order; what is old news changes nothing.
 */
@ApplicationScoped
public class AdyenEvents implements ProviderEvents {

    private static final Logger LOG = Logger.getLogger(AdyenEvents.class.getName());

    @Inject
    AdyenConfig config;

    @Inject
    Payments payments;

    @Inject
    Breaks breaks;

    @Inject
    Event<PaymentAnswered> answered;

    @Inject
    Event<RefundAnswered> refunded;

    @SuppressWarnings("NullAway.Init")
    public AdyenEvents() {}

    /** The items of a webhook. One wrong signature, and nothing of it is believed. */
    public List<NotificationRequestItem> verified(byte[] body) {
        var key = config.hmacKey.orElseThrow(() -> refused("no key is set"));
        var items = items(body);
        if (items.isEmpty()) throw refused("no items");
        for (var item : items) {
            if (!isSigned(item, key)) throw refused("the signature does not fit");
            if (!config.account().equals(item.getMerchantAccountCode())) throw refused("another account");
        }
        return items;
    }

    private static List<NotificationRequestItem> items(byte[] body) {
        try {
            var told = new WebhookHandler().handleNotificationJson(new String(body, StandardCharsets.UTF_8));
            if (told == null || told.getNotificationItemContainers() == null) throw refused("no items");
            return told.getNotificationItems();
        } catch (IOException | RuntimeException e) {
            throw refused("it cannot be read");
        }
    }

    private static boolean isSigned(@Nullable NotificationRequestItem item, String key) {
        if (item == null || item.getAmount() == null || item.getAmount().getValue() == null) return false;
        try {
            return new HMACValidator().validateHMAC(item, key);
        } catch (IllegalArgumentException | SignatureException e) {
            return false;
        }
    }

    private static ProblemException refused(String why) {
        LOG.log(Level.WARNING, "a webhook of Adyen was refused: {0}", why);
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST, "the signature of an item does not fit it and our key");
    }

    @Override
    public String provider() {
        return AdyenProvider.NAME;
    }

    /** The items of a webhook as the inbox keeps them, each in a webhook of its own. */
    List<Arrived> arrived(byte[] body) {
        var verified = verified(body);
        try {
            var webhook = (ObjectNode) Json.MAPPER.readTree(body);
            var containers = webhook.path("notificationItems");
            var all = new ArrayList<Arrived>();
            for (var i = 0; i < verified.size(); i++) {
                var item = verified.get(i);
                webhook.putArray("notificationItems").add(containers.get(i));
                all.add(new Arrived(
                        Reference.parse(String.valueOf(item.getMerchantReference()))
                                .map(Reference::merchantId)
                                .orElse(null),
                        provider(),
                        id(item),
                        String.valueOf(item.getEventCode()),
                        String.valueOf(item.getPspReference()),
                        Map.of(),
                        webhook.toString()));
            }
            return all;
        } catch (IOException e) {
            throw refused("it cannot be read");
        }
    }

    /** Adyen has no look-up: what the signed item says is the truth, and old news changes nothing. */
    @Override
    public Application apply(StoredEvent event) {
        return apply(items(event.body().getBytes(StandardCharsets.UTF_8)).get(0));
    }

    /** Names an item for as long as it may come again. */
    public static String id(NotificationRequestItem item) {
        return item.getEventCode() + ":" + item.getPspReference() + ":" + item.isSuccess();
    }

    /** Writes down what one item means. May be called again for the same item. */
    Application apply(NotificationRequestItem item) {
        var reference = Reference.parse(String.valueOf(item.getMerchantReference()));
        if (reference.isEmpty()) {
            return Application.ignored("it names no payment of ours");
        }
        var whose = reference.get();
        if (needsPerson(item)) turnedAround(whose, item);
        var refund = refund(item);
        if (refund.isPresent()) {
            if ("refund".equals(whose.operation())) {
                refunded.fire(new RefundAnswered(whose.merchantId(), whose.subject(), refund.get()));
            }
            return Application.applied();
        }
        return outcome(item)
                .map(it -> tell(whose.merchantId(), whose.subject(), it))
                .orElse(Application.ignored("it says nothing that can be written down"));
    }

    /** Kept where people look for what is not as our books say, until one of them explains it. */
    private void turnedAround(Reference whose, NotificationRequestItem item) {
        LOG.log(Level.SEVERE, "money that was settled has moved again, look at it in Adyen: {0}", id(item));
        var isCapture = String.valueOf(item.getEventCode()).startsWith("CAPTURE");
        breaks.reported(
                whose.merchantId(),
                provider(),
                isCapture ? Breaks.Kind.MISSING_THERE : Breaks.Kind.REFUND_DIFFERS,
                String.valueOf(item.getPspReference()),
                isCapture ? whose.subject() : null,
                amount(item));
    }

    private Application tell(UUID merchantId, UUID attemptId, Outcome outcome) {
        try {
            var attempt = payments.get(merchantId, attemptId);
            if (!AdyenProvider.NAME.equals(attempt.provider())) {
                return Application.ignored("the attempt it names is not Adyen's");
            }
            answered.fire(new PaymentAnswered(merchantId, attempt.reference(), attemptId, outcome));
            return Application.applied();
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) throw e;
            return Application.parked("there is no attempt " + attemptId + " in our books");
        }
    }

    /** What an item says of a payment; nothing when it tells nothing new that can be written down. */
    static Optional<Outcome> outcome(NotificationRequestItem item) {
        var payment = item.getOriginalReference() == null
                        || item.getOriginalReference().isEmpty()
                ? item.getPspReference()
                : item.getOriginalReference();
        return Optional.ofNullable(
                switch (String.valueOf(item.getEventCode())) {
                    case "AUTHORISATION" ->
                        item.isSuccess()
                                ? new Outcome.Authorized(payment, amount(item), null)
                                : declined(payment, item.getReason());
                    case "CAPTURE" ->
                        item.isSuccess()
                                ? new Outcome.Captured(payment, amount(item), null)
                                : declined(payment, item.getReason());
                    case "CANCELLATION", "TECHNICAL_CANCEL", "EXPIRE" ->
                        item.isSuccess() ? new Outcome.Voided(payment) : null;
                    default -> null;
                });
    }

    /** What an item says of a refund. */
    static Optional<RefundOutcome> refund(NotificationRequestItem item) {
        return Optional.ofNullable(
                switch (String.valueOf(item.getEventCode())) {
                    case "REFUND" ->
                        item.isSuccess()
                                ? new RefundOutcome(RefundOutcome.State.REFUNDED, item.getPspReference(), null)
                                : refundDeclined(item);
                    case "REFUND_FAILED", "REFUNDED_REVERSED" -> refundDeclined(item);
                    default -> null;
                });
    }

    private static RefundOutcome refundDeclined(NotificationRequestItem item) {
        return new RefundOutcome(
                RefundOutcome.State.DECLINED, item.getPspReference(), AdyenProvider.refusal(item.getReason()));
    }

    /** Money that had come or gone, and has turned around: our states only move forward. */
    private static boolean needsPerson(NotificationRequestItem item) {
        return switch (String.valueOf(item.getEventCode())) {
            case "CAPTURE_FAILED", "REFUND_FAILED", "REFUNDED_REVERSED" -> true;
            case "CAPTURE" -> !item.isSuccess();
            default -> false;
        };
    }

    private static Outcome declined(String payment, @Nullable String reason) {
        return new Outcome.Declined(payment, AdyenProvider.refusal(reason), Retry.ANOTHER_TENDER, null);
    }

    private static onetill.money.Money amount(NotificationRequestItem item) {
        return Amounts.money(item.getAmount().getValue(), item.getAmount().getCurrency());
    }
}
