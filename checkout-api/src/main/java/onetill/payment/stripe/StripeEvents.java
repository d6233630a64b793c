package onetill.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import onetill.json.Json;
import onetill.payment.Attempt;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.payment.RefundOutcome;
import onetill.payment.inbox.Application;
import onetill.payment.inbox.Inbox;
import onetill.payment.inbox.ProviderEvents;
import onetill.payment.inbox.RefundBooks;
import onetill.payment.inbox.StoredEvent;
import onetill.payment.reconciliation.Movements;
import onetill.payment.reconciliation.Strays;
import onetill.payment.saved.SavedTenders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe's events mean. Of an event only its type and the names of things are used, so that one written for another
 * version of the API is as good as any: the thing itself is read again.
 */
@ApplicationScoped
public class StripeEvents implements ProviderEvents {

    private static final String CANCELED = "payment_intent.canceled";
    private static final String PAYMENTS = "payment_intent.";

    private static final Set<String> MONEY_CAME = Set.of(
            "payment_intent.succeeded", "payment_intent.amount_capturable_updated", "payment_intent.partially_funded");

    private static final Set<String> OTHER_NEWS =
            Set.of("payment_intent.payment_failed", "payment_intent.canceled", "payment_intent.processing");

    private static final Set<String> REFUNDS =
            Set.of("refund.created", "refund.updated", "refund.failed", "charge.refund.updated");

    private static final String DISPUTES = "charge.dispute.";

    /** Stripe adds the movement of money to a charge some time after the charge. */
    private static final Set<String> FEE_KNOWN = Set.of("charge.updated");

    /** A reader is done with a payment, whichever way; a cancel on the device is told nowhere else. */
    private static final Set<String> AT_READER =
            Set.of("terminal.reader.action_succeeded", "terminal.reader.action_failed");

    private static final String SETUPS = "setup_intent.";

    private static final Set<String> TENDER_CHANGED =
            Set.of("payment_method.updated", "payment_method.automatically_updated", "payment_method.detached");

    @Inject
    Payments payments;

    @Inject
    StripeProvider stripe;

    @Inject
    Inbox inbox;

    @Inject
    RefundBooks refunds;

    @Inject
    StripeStatement statement;

    @Inject
    StripeDisputes disputes;

    @Inject
    Movements movements;

    @Inject
    SavedTenders savedTenders;

    @Inject
    Strays strays;

    @Inject
    Event<PaymentAnswered> answered;

    @Override
    public String provider() {
        return "stripe";
    }

    @Override
    public Application apply(StoredEvent event) {
        var about = about(event.body());
        if (MONEY_CAME.contains(event.type()) || OTHER_NEWS.contains(event.type())) return payment(event, about);
        if (REFUNDS.contains(event.type())) return refund(event, about);
        if (event.type().startsWith(DISPUTES)) return dispute(event, about);
        if (FEE_KNOWN.contains(event.type())) return fee(about);
        if (AT_READER.contains(event.type())) return reader(about);
        if (event.type().startsWith(SETUPS)) return setup(about);
        if (TENDER_CHANGED.contains(event.type())) return tender(event);
        return Application.ignored("events of this type say nothing we need");
    }

    private Application payment(StoredEvent event, JsonNode about) {
        var named = named(about).or(() -> inbox.find(provider(), event.objectRef()));
        if (named.isEmpty()) return Application.ignored("it names no payment of ours");
        var attempt = attempt(named.get());
        if (attempt.isEmpty()) return unknown(named.get());
        var known = attempt.get().providerRef();
        if (known != null && !known.equals(event.objectRef())) return stray(attempt.get(), event);
        if (!isWorthALook(attempt.get(), event.type())) return Application.applied();
        // Nobody but us cancels what a reader asks for, and who does also knows why.
        if (CANCELED.equals(event.type()) && isOpenAtReader(attempt.get())) return Application.applied();
        return look(attempt.get(), event.objectRef());
    }

    /**
     * What is captured or given back is settled. What was declined or voided is asked about only when money is said to
     * have come after all: looking otherwise could wake it.
     */
    private static boolean isWorthALook(Attempt attempt, String type) {
        return switch (attempt.state()) {
            case CREATED, SENT, REQUIRES_ACTION, PENDING, UNKNOWN, AUTHORIZED -> true;
            case DECLINED, VOIDED -> MONEY_CAME.contains(type);
            case CAPTURED, REFUNDED -> false;
        };
    }

    private Application look(Attempt attempt, String ref) {
        var outcome = payments.reread(attempt, ref);
        if (outcome.result() == Outcome.Result.UNKNOWN) throw new IllegalStateException("Stripe did not answer");
        answered.fire(new PaymentAnswered(attempt.merchantId(), attempt.reference(), attempt.id(), outcome));
        return Application.applied();
    }

    private Application refund(StoredEvent event, JsonNode about) {
        var named = named(about)
                .or(() -> inbox.find(provider(), about.path("payment_intent").asText("")));
        if (named.isEmpty()) return Application.parked("it names no payment of ours");
        var attempt = attempt(named.get());
        if (attempt.isEmpty()) return unknown(named.get());
        if (attempt.get().isUnwanted()) return Application.ignored("money that nobody waits for goes back by itself");
        var outcome = stripe.readRefund(event.objectRef());
        if (outcome.state() == RefundOutcome.State.UNKNOWN) throw new IllegalStateException("Stripe did not answer");
        return refunds.answered(named.get().merchantId(), named.get().attemptId(), outcome)
                ? Application.applied()
                : Application.parked("there is no such refund in our books");
    }

    /** A second payment with our reference: what it took goes back, what it only holds is let go. */
    private Application stray(Attempt attempt, StoredEvent event) {
        if (!MONEY_CAME.contains(event.type())) {
            return Application.ignored("the attempt it names is another payment");
        }
        var came = stripe.release(event.objectRef());
        if (came.minor() > 0) strays.came(attempt, event.objectRef(), came);
        return Application.applied();
    }

    private Application dispute(StoredEvent event, JsonNode about) {
        var named = inbox.find(provider(), about.path("payment_intent").asText(""));
        if (named.isEmpty()) return Application.parked("it names no payment of ours");
        var attempt = attempt(named.get());
        if (attempt.isEmpty()) return unknown(named.get());
        disputes.note(attempt.get(), event.objectRef());
        return Application.applied();
    }

    private Application reader(JsonNode about) {
        var ref = about.at("/action/process_payment_intent/payment_intent").asText("");
        var named = inbox.find(provider(), ref);
        if (named.isEmpty()) return Application.ignored("it names no payment of ours");
        var attempt = attempt(named.get());
        if (attempt.isEmpty()) return unknown(named.get());
        return isOpenAtReader(attempt.get()) ? look(attempt.get(), ref) : Application.applied();
    }

    private static boolean isOpenAtReader(Attempt attempt) {
        return attempt.state().isOpen() && attempt.authorization().means() instanceof Means.Reader;
    }

    private Application setup(JsonNode about) {
        var merchantId = id(about, "merchant_id");
        var setupId = id(about, "setup_id");
        if (merchantId == null || setupId == null) return Application.ignored("it names no setup of ours");
        return savedTenders.reread(merchantId, setupId)
                ? Application.applied()
                : Application.parked("there is no setup " + setupId + " in our books");
    }

    private Application tender(StoredEvent event) {
        var found = savedTenders.find(provider(), event.objectRef());
        if (found.isEmpty()) return Application.ignored("it is no saved tender of ours");
        savedTenders.changed(found.get().merchantId(), found.get().savedTenderId(), event.objectRef());
        return Application.applied();
    }

    private Application fee(JsonNode about) {
        var movement = about.path("balance_transaction").asText("");
        if (!movement.isEmpty()) movements.note(statement.read(movement));
        return Application.applied();
    }

    private Optional<Attempt> attempt(Inbox.Found named) {
        try {
            return Optional.of(payments.get(named.merchantId(), named.attemptId()));
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) throw e;
            return Optional.empty();
        }
    }

    private static Application unknown(Inbox.Found named) {
        return Application.parked("there is no attempt " + named.attemptId() + " in our books");
    }

    /** What our own metadata says; all we create at Stripe carries it. */
    static Optional<Inbox.Found> named(JsonNode about) {
        var merchantId = id(about, "merchant_id");
        var attemptId = id(about, "attempt_id");
        return merchantId == null || attemptId == null
                ? Optional.empty()
                : Optional.of(new Inbox.Found(merchantId, attemptId));
    }

    static @Nullable UUID id(JsonNode about, String name) {
        try {
            return UUID.fromString(about.path("metadata").path(name).asText(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static JsonNode about(String body) {
        try {
            return Json.MAPPER.readTree(body).path("data").path("object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
