package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import onetill.access.Credentials;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.order.OrderDraft;
import onetill.order.OrderState;
import onetill.order.Orders;
import onetill.payment.Attempt;
import onetill.payment.AttemptState;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import onetill.stock.Stock;
import org.jspecify.annotations.Nullable;

/**
 * What one can do with a checkout, the same from every channel. Read {@link #complete} first: decide and write, ask for
 * the money with no transaction open, write the answer.
 */
@ApplicationScoped
public class Checkout {

    private static final int SOON = 2;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Payments payments;

    @Inject
    Orders orders;

    @Inject
    Stock stock;

    @Inject
    Channels channels;

    @Inject
    Credentials credentials;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    /**
     * A new session and, for callers who open it on behalf of a shopper's device, the token of that device.
     *
     * @param clientToken shown once; null for a till and for people, who have credentials of their own
     */
    public record Opened(Snapshot snapshot, @Nullable String clientToken) {}

    /** What the lock found when a total was confirmed. */
    private sealed interface Decision {

        /** The attempt is written and can be sent. */
        record AskForMoney(Attempt attempt) implements Decision {}

        /** The same total was paid before. */
        record DoneBefore() implements Decision {}

        /** Another call was at it and had its time. */
        record LookUp() implements Decision {}

        record TotalChanged(Snapshot snapshot) implements Decision {}
    }

    /** Opens a session in a channel, with whatever is known already. */
    public Opened open(Principal by, String channelId, Change first) {
        if (by.is(PrincipalKind.REGISTER) && !channelId.equals(by.channelId())) {
            throw ProblemException.notFound("channel", channelId);
        }
        return work.write(by.merchantId(), () -> {
            var channel = channels.get(by.merchantId(), channelId);
            var forDevice = by.is(PrincipalKind.SECRET_KEY) || by.is(PrincipalKind.PUBLISHABLE_KEY);
            var snapshot =
                    sessions.open(by, channel, first, forDevice ? "client_token" : CheckoutSessions.holderName(by));
            var session = snapshot.session();
            var token = forDevice ? clientToken(session) : null;
            return new Opened(snapshot, token);
        });
    }

    public Snapshot get(Principal by, UUID id) {
        return sessions.get(by, id);
    }

    /**
     * Changes what the buyer wants. A payment that waits for the buyer is taken back first; one that is on its way is not
     * interrupted.
     *
     * @param revision what the caller has seen, or null to change whatever is there
     */
    public Snapshot change(Principal by, UUID id, @Nullable Long revision, Change change) {
        return showing(by, id, () -> {
            try {
                return sessions.change(by, id, revision, change);
            } catch (ProblemException e) {
                if (e.type() != ProblemType.PAYMENT_IN_PROGRESS || !isWaitingForBuyer(by, id)) throw e;
                return sessions.change(by, id, withdraw(by, id).session().revision(), change);
            }
        });
    }

    /** The buyer confirms the total and pays it. */
    public Snapshot complete(Principal by, UUID id, Submission submission) {
        var decision = showing(by, id, () -> sessions.locked(by, id, session -> decide(by, session, submission)));
        if (decision instanceof Decision.TotalChanged changed) throw totalChanged(changed.snapshot(), submission);
        if (decision instanceof Decision.LookUp) return refresh(by, id);
        if (!(decision instanceof Decision.AskForMoney ask)) return get(by, id);
        return settle(by, ask.attempt(), payments.authorize(ask.attempt()));
    }

    private Decision decide(Principal by, CheckoutSession session, Submission submission) {
        CheckoutSessions.guardHolder(by, session);
        if (session.status() == SessionStatus.COMPLETED && submission.confirms(session.total())) {
            return new Decision.DoneBefore();
        }
        if (session.status().isPaying()) return meetPayment(session);
        if (session.status().isOpen()) {
            CheckoutSessions.guardRevision(session, submission.revision());
            var before = session.total();
            var priced = sessions.reprice(session);
            var plan = session.plan(priced.options());
            if (!submission.confirms(session.total())) {
                session.changed(plan);
                if (!before.equals(session.total())) {
                    session.say(Message.repriced(before.minor(), session.total().minor()));
                }
                sessions.record(session, by, null);
                return new Decision.TotalChanged(sessions.snapshot(session));
            }
            if (!plan.onlyPaymentIsLeft())
                throw notReady(plan.asks().stream().map(it -> it.id()).toList());
        }
        return submit(by, session, submission);
    }

    /** A payment is under way: its own caller is at it, or has had its time and the provider is asked. */
    private Decision meetPayment(CheckoutSession session) {
        var attemptId = session.attemptId();
        var attempt = attemptId == null ? null : payments.get(session.merchantId(), attemptId);
        var sentAt = attempt == null ? null : attempt.sentAt();
        var overdue = sentAt != null && sentAt.plus(settings.attemptBudget()).isBefore(clock.now());
        if (overdue && session.status() == SessionStatus.COMPLETE_IN_PROGRESS) {
            return new Decision.LookUp();
        }
        throw new ProblemException(
                        ProblemType.PAYMENT_IN_PROGRESS,
                        session.status() == SessionStatus.REQUIRES_ESCALATION
                                ? "a payment waits for the buyer: finish it, or take it back with payment/withdraw"
                                : "a payment is on its way; ask again shortly, never pay twice")
                .retryAfter(SOON);
    }

    private Decision submit(Principal by, CheckoutSession session, Submission submission) {
        var means = session.total().minor() == 0 ? new Means.NothingDue() : submission.means();
        var channel = channels.get(session.merchantId(), session.channelId());
        if (session.total().minor() > 0 && !channel.offers(means.tenderType())) {
            throw new ProblemException(
                    ProblemType.TENDER_NOT_OFFERED,
                    "channel %s takes %s, not %s".formatted(channel.id(), channel.tenders(), means.tenderType()));
        }
        if (means instanceof Means.Cash cash
                && cash.receivedMinor() < session.total().minor()) {
            throw ProblemException.invalid(
                    "received_minor",
                    "%d was received, %d is due"
                            .formatted(cash.receivedMinor(), session.total().minor()));
        }
        var attempt = usePrepared(session, means);
        var intent = session.paymentIntentId();
        if (attempt == null || intent == null) {
            var begun =
                    payments.begin(session.merchantId(), session.id(), session.total(), channel.captureNow(), means);
            attempt = begun.attempt();
            intent = begun.intentId();
        }
        session.submit(intent, attempt.id(), means.tenderType(), submission.consent());
        stock.hold(session.merchantId(), session.id(), quantities(session), channel.locationId());
        sessions.record(session, by, null);
        return new Decision.AskForMoney(attempt);
    }

    private @Nullable Attempt usePrepared(CheckoutSession session, Means means) {
        var preparedId = session.attemptId();
        if (preparedId == null) return null;
        var prepared = payments.locked(session.merchantId(), preparedId);
        if (payments.use(prepared, session.total(), means)) return prepared;
        if (prepared.state() == AttemptState.CREATED) payments.abandon(prepared);
        return null;
    }

    /** Payment is reached: makes the provider's object known before the buyer pays. Harmless to repeat. */
    public Snapshot preparePayment(Principal by, UUID id) {
        var created = showing(
                by,
                id,
                () -> sessions.locked(by, id, session -> {
                    CheckoutSessions.guardHolder(by, session);
                    if (session.status() != SessionStatus.READY_FOR_COMPLETE
                            || session.total().minor() == 0) return null;
                    var before = session.attemptId();
                    if (before != null) {
                        var prepared = payments.locked(session.merchantId(), before);
                        if (prepared.state() == AttemptState.CREATED
                                && prepared.amount().equals(session.total())) return null;
                        if (prepared.state() == AttemptState.CREATED) payments.abandon(prepared);
                    }
                    var channel = channels.get(session.merchantId(), session.channelId());
                    var begun = payments.begin(
                            session.merchantId(),
                            session.id(),
                            session.total(),
                            channel.captureNow(),
                            new Means.Undecided());
                    session.prepare(begun.intentId(), begun.attempt().id());
                    return begun.attempt();
                }));
        if (created != null) payments.prepare(created);
        return get(by, id);
    }

    /** Asks the provider now what became of the attempt under way: after the bank's page, the reader, the app's sheet. */
    public Snapshot refresh(Principal by, UUID id) {
        var snapshot = get(by, id);
        var attempt = snapshot.attempt();
        if (attempt == null || !snapshot.session().status().isPaying()) return snapshot;
        return settle(by, attempt, payments.lookUp(attempt));
    }

    /**
     * Takes back a payment that waits for the buyer: 3-D Secure given up, a reader nobody comes to. When the money came
     * first, the session is completed instead.
     */
    public Snapshot withdraw(Principal by, UUID id) {
        var attempt = showing(
                by,
                id,
                () -> sessions.locked(by, id, session -> {
                    CheckoutSessions.guardHolder(by, session);
                    var attemptId = session.attemptId();
                    if (session.status() != SessionStatus.REQUIRES_ESCALATION || attemptId == null) {
                        throw new ProblemException(
                                ProblemType.ILLEGAL_TRANSITION,
                                "only a payment that waits for the buyer can be taken back; the session is %s"
                                        .formatted(session.status().stored()));
                    }
                    return payments.get(session.merchantId(), attemptId);
                }));
        return settle(by, attempt, payments.withdraw(attempt));
    }

    /** The buyer gives up. A waiting payment is taken back first. */
    public Snapshot cancel(Principal by, UUID id) {
        return showing(by, id, () -> end(by, id, CheckoutSession::cancel));
    }

    /** The time of a session is over. */
    Snapshot expire(UUID merchantId, UUID id) {
        var by = Principal.system(merchantId);
        var waiting = isWaitingForBuyer(by, id); // taking its payment back will look like a sign of life
        return end(by, id, session -> {
            if (waiting || session.expiresAt().isBefore(clock.now())) session.expire();
        });
    }

    private Snapshot end(Principal by, UUID id, Consumer<CheckoutSession> ending) {
        if (isWaitingForBuyer(by, id)) {
            var withdrawn = withdraw(by, id);
            if (!withdrawn.session().status().isOpen()) return withdrawn;
        }
        return sessions.locked(by, id, session -> {
            CheckoutSessions.guardHolder(by, session);
            if (session.status() == SessionStatus.COMPLETE_IN_PROGRESS) {
                throw new ProblemException(
                                ProblemType.PAYMENT_IN_PROGRESS, "a payment is on its way; its answer comes first")
                        .retryAfter(SOON);
            }
            var before = session.status();
            ending.accept(session);
            if (session.status() == before) return sessions.snapshot(session);
            stock.release(session.merchantId(), session.id());
            var prepared = session.attemptId();
            if (prepared != null) payments.abandon(payments.locked(session.merchantId(), prepared));
            sessions.record(session, by, null);
            return sessions.snapshot(session);
        });
    }

    /** What came back later: by a webhook, or because the resolver asked. */
    void answered(@Observes PaymentAnswered answer) {
        settle(Principal.system(answer.merchantId()), answer.reference(), answer.attemptId(), answer.outcome());
    }

    private Snapshot settle(Principal by, Attempt attempt, Outcome outcome) {
        return settle(by, attempt.reference(), attempt.id(), outcome);
    }

    /** Writes the answer, and with it order, lines, ledger, stock and events, in one transaction. */
    private Snapshot settle(Principal by, UUID sessionId, UUID attemptId, Outcome outcome) {
        var settled = sessions.locked(by, sessionId, session -> {
            var attempt = payments.locked(session.merchantId(), attemptId);
            if (payments.apply(attempt, outcome)) settled(by, session, attempt, outcome);
            return new Settled(sessions.snapshot(session), attempt);
        });
        var attempt = settled.attempt();
        var onlyHeld = settled.snapshot().session().status() == SessionStatus.COMPLETED && attempt.isCaptureDue();
        return onlyHeld && outcome.result() == Outcome.Result.AUTHORIZED
                ? settle(by, attempt, payments.capture(attempt, attempt.authorized()))
                : settled.snapshot();
    }

    private record Settled(Snapshot snapshot, Attempt attempt) {}

    private void settled(Principal by, CheckoutSession session, Attempt attempt, Outcome outcome) {
        var orderId = session.orderId();
        if (orderId != null && outcome.result() == Outcome.Result.CAPTURED) {
            var order = orders.locked(session.merchantId(), orderId);
            if (order.state() == OrderState.AUTHORIZED) orders.captured(order, attempt, by.actor());
            return;
        }
        if (!session.status().isPaying() || !attempt.id().equals(session.attemptId())) return;
        session.answered(outcome);
        if (session.status() == SessionStatus.COMPLETED) {
            var order = orders.place(draft(session, by), attempt);
            session.completedBy(order.id(), order.number());
            stock.sell(session.merchantId(), session.id());
        }
        if (session.status() == SessionStatus.READY_FOR_COMPLETE) stock.release(session.merchantId(), session.id());
        sessions.record(session, by, null);
    }

    private static OrderDraft draft(CheckoutSession session, Principal by) {
        var lines = new ArrayList<OrderDraft.Line>();
        for (var item : session.lineItems()) {
            lines.add(new OrderDraft.Line(
                    lines.size() + 1,
                    item.sku(),
                    item.name(),
                    item.quantity(),
                    item.unitPriceMinor(),
                    item.totalMinor(),
                    item.taxMinor()));
        }
        return new OrderDraft(
                session.merchantId(),
                session.id(),
                session.channelId(),
                session.channelKind().stored(),
                session.total(),
                lines,
                session.totals(),
                session.buyer(),
                SessionView.FulfillmentView.of(session.delivery()),
                session.customerId(),
                by.actor());
    }

    private static Map<String, Long> quantities(CheckoutSession session) {
        return session.lineItems().stream()
                .filter(item -> !item.digital())
                .collect(Collectors.toMap(LineItem::sku, LineItem::quantity, Long::sum, HashMap::new));
    }

    private boolean isWaitingForBuyer(Principal by, UUID id) {
        return sessions.get(by, id).session().status() == SessionStatus.REQUIRES_ESCALATION;
    }

    private String clientToken(CheckoutSession session) {
        return credentials.mintClientToken(
                session.merchantId(), session.id(), clock.now(), clock.now().plusDays(30));
    }

    /** Problems about the state of a session show the session as it is now. */
    private <T> T showing(Principal by, UUID id, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            if (showsSession(e.type())) e.with("session", SessionView.of(get(by, id)));
            throw e;
        }
    }

    private static boolean showsSession(ProblemType type) {
        return switch (type) {
            case REVISION_MISMATCH, NOT_THE_HOLDER, ILLEGAL_TRANSITION, PAYMENT_IN_PROGRESS, OUT_OF_STOCK -> true;
            default -> false;
        };
    }

    private static ProblemException notReady(List<String> asks) {
        return new ProblemException(ProblemType.NOT_READY, "still asked for: " + String.join(", ", asks))
                .with("asks", asks);
    }

    private static ProblemException totalChanged(Snapshot snapshot, Submission submission) {
        return new ProblemException(
                        ProblemType.TOTAL_CHANGED,
                        "the buyer confirmed %d, the total is now %d: show it and ask again"
                                .formatted(
                                        submission.confirmedTotalMinor(),
                                        snapshot.session().total().minor()))
                .with("session", SessionView.of(snapshot));
    }
}
