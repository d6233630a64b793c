package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import onetill.access.Credentials;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.ask.Ask;
import onetill.ask.AskPlan;
import onetill.ask.Asks;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.limit.PaymentTries;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.AttemptState;
import onetill.payment.Means;
import onetill.payment.Outcome;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.promotion.Promotions;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Pseudonyms;
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
    Pseudonyms pseudonyms;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Payments payments;

    @Inject
    Settlement settlement;

    @Inject
    Stock stock;

    @Inject
    Holds holds;

    @Inject
    Promotions promotions;

    @Inject
    PaymentTries tries;

    @Inject
    Customers customers;

    @Inject
    Channels channels;

    @Inject
    Credentials credentials;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Ids ids;

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

        record TotalChanged(Snapshot snapshot, List<CostChange> changes) implements Decision {}
    }

    /** Opens a session in a channel, with whatever is known already. */
    public Opened open(Principal by, String channelId, Change first) {
        return open(by, null, channelId, null, first);
    }

    /** Opens a session for a customer who is known: prices and promotions may depend on them. */
    Opened openFor(Principal by, @Nullable UUID run, @Nullable Who who, String channelId, Change first) {
        return open(by, run, channelId, who, first);
    }

    /**
     * Opens a session for a request that can come again: then it is the session of before, as it is now.
     *
     * @param run names the request and the session; null when its answer is kept together with the session
     */
    public Opened open(Principal by, @Nullable UUID run, String channelId, Change first) {
        return open(by, run, channelId, null, first);
    }

    private Opened open(Principal by, @Nullable UUID run, String channelId, @Nullable Who who, Change first) {
        guardPrices(by, first);
        return work.write(by.merchantId(), () -> {
            var channel = channel(by, channelId);
            var forDevice = by.is(PrincipalKind.SECRET_KEY) || by.is(PrincipalKind.PUBLISHABLE_KEY);
            var device = ids.next();
            var snapshot = sessions.open(
                    by, run, channel, who, first, forDevice ? CheckoutSession.DEVICE + ":" + device : by.device());
            var session = snapshot.session();
            var token = forDevice ? clientToken(session, device) : null;
            return new Opened(snapshot, token);
        });
    }

    /** What this would cost and when it would arrive, for nobody in particular. Nothing is kept. */
    public Snapshot quote(Principal by, String channelId, Change first) {
        guardPrices(by, first);
        return sessions.quote(by.merchantId(), channel(by, channelId), first);
    }

    /** What this session would cost, and when it would arrive, with a change that is not made. */
    public Snapshot quote(Principal by, UUID id, Change change) {
        return sessions.quote(by, id, change);
    }

    /** Prices are ours, or those of the merchant's own server. */
    private static void guardPrices(Principal by, Change change) {
        var lines = change.lineItems();
        if (by.is(PrincipalKind.SECRET_KEY) || lines == null || lines.stream().noneMatch(LineChoice::isPriced)) return;
        throw new ProblemException(
                ProblemType.FORBIDDEN,
                "only a secret key may add what is not in the catalog; leave out name, unit_price_minor, tax_category and digital");
    }

    /** A till sells in its own channel. */
    private Channel channel(Principal by, String channelId) {
        if (by.is(PrincipalKind.REGISTER) && !channelId.equals(by.channelId())) {
            throw ProblemException.notFound("channel", channelId);
        }
        return channels.get(by.merchantId(), channelId);
    }

    public Snapshot get(Principal by, UUID id) {
        return sessions.get(by, id);
    }

    /**
     * For what tells who the buyer is.
     *
     * @throws ProblemException CONSENT_NEEDED for people of the merchant's whom the buyer has not let in
     */
    public Snapshot getWithBuyer(Principal by, UUID id) {
        var snapshot = sessions.get(by, id);
        CheckoutSessions.guardLetIn(by, snapshot.session());
        return snapshot;
    }

    /**
     * Changes what the buyer wants. A payment that waits for the buyer is taken back first; one that is on its way is not
     * interrupted.
     *
     * @param revision what the caller has seen, or null to change whatever is there
     */
    public Snapshot change(Principal by, UUID id, @Nullable Long revision, Change change) {
        guardPrices(by, change);
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
        var pass = pass(by, id, submission.tenders().size());
        var decision = pass.unlessNeeded(
                () -> showing(by, id, () -> decide(by, id, submission)),
                it -> it instanceof Decision.AskForMoney ask && payments.isRemote(ask.attempt()));
        if (decision instanceof Decision.TotalChanged changed) throw totalChanged(changed, submission);
        if (decision instanceof Decision.LookUp) return refresh(by, id);
        if (!(decision instanceof Decision.AskForMoney ask)) return get(by, id);
        return asked(by, ask.attempt(), pass);
    }

    /** Leave to ask a provider, before anything is locked or written; for what a session that is not open answers, none is needed. */
    private PaymentTries.Pass pass(Principal by, UUID id, int calls) {
        return tries.take(by, () -> buyer(get(by, id).session()), Math.max(1, calls));
    }

    /** Being remembered by a device proves who somebody is only if it was ever proven. */
    private PaymentTries.Buyer buyer(CheckoutSession session) {
        var customerId = session.provenCustomerId();
        var isKnown = customerId != null
                && (!Who.DEVICE.equals(session.recognizedBy()) || customers.isProven(session.merchantId(), customerId));
        return new PaymentTries.Buyer(
                session.merchantId(),
                session.id(),
                isKnown ? customerId : null,
                session.status().isOpen());
    }

    private Snapshot asked(Principal by, Attempt attempt, PaymentTries.Pass pass) {
        var outcome = payments.authorize(attempt);
        var settled = settlement.settle(by, attempt, outcome);
        if (outcome instanceof Outcome.Declined declined) pass.declined(Optional.ofNullable(declined.card()));
        return settled;
    }

    /** What came along with the yes is kept also when nothing comes of it, so that nobody has to type it. */
    private Decision decide(Principal by, UUID id, Submission submission) {
        try {
            return sessions.locked(by, id, session -> decide(by, session, submission));
        } catch (ProblemException e) {
            if (!submission.along().isNothing() && leavesOpen(e.type())) keep(by, id, submission, e);
            throw e;
        }
    }

    private void keep(Principal by, UUID id, Submission submission, ProblemException why) {
        var along = submission.along();
        var kept = why.type() == ProblemType.UNKNOWN_FULFILLMENT_OPTION ? along.withoutOption() : along;
        try {
            sessions.keep(by, id, submission.revision(), kept, submission.isByWallet());
        } catch (ProblemException e) {
            why.addSuppressed(e);
        }
    }

    /** Whether the buyer can go on with the session as it is. */
    private static boolean leavesOpen(ProblemType type) {
        return switch (type) {
            case NOT_READY,
                    UNKNOWN_FULFILLMENT_OPTION,
                    OUT_OF_STOCK,
                    TENDER_NOT_OFFERED,
                    TENDERS_DO_NOT_ADD_UP,
                    DEPOSIT_EXCEEDS_TOTAL,
                    PROVIDER_UNAVAILABLE -> true;
            default -> false;
        };
    }

    private Decision decide(Principal by, CheckoutSession session, Submission submission) {
        CheckoutSessions.guardHolder(by, session);
        if (session.status() == SessionStatus.COMPLETED && submission.confirms(session)
                || isOver(session, submission.run())) {
            return new Decision.DoneBefore();
        }
        if (session.status().isPaying()) return meetPayment(session);
        if (session.status().isOpen()) {
            CheckoutSessions.guardRevision(session, submission.revision());
            var before = CostChange.Costs.of(session);
            var priced = sessions.bring(session, submission);
            if (submission.confirms(session) && !claimDiscounts(session)) priced = sessions.reprice(session);
            if (!submission.confirms(session)) {
                session.ask(priced.options(), priced.channel());
                var now = CostChange.Costs.of(session);
                if (before.totalMinor() != now.totalMinor()) {
                    session.say(Message.repriced(before.totalMinor(), now.totalMinor()));
                }
                var changes = CostChange.between(before, now, submission.confirmedTotalMinor());
                session.confirmedAnother(changes);
                sessions.record(session, by, null);
                return new Decision.TotalChanged(sessions.snapshot(by, session), changes);
            }
            var gate = session.plan(priced.options(), priced.channel(), submission.usesKept(session));
            if (!gate.onlyPaymentIsLeft()) // what was claimed goes back with the transaction
            throw notReady(gate);
        }
        return submit(by, session, submission);
    }

    /** False when a limit was reached since the basket was priced: then it costs something else. */
    private boolean claimDiscounts(CheckoutSession session) {
        var applied = session.ofPromotions();
        return applied.isEmpty()
                || promotions.claim(session.merchantId(), session.id(), session.customerKey(pseudonyms), applied);
    }

    /** Whether this very request submitted the session before, and its payment has come to an end. */
    private static boolean isOver(CheckoutSession session, @Nullable UUID run) {
        return run != null
                && run.equals(session.submittedRun())
                && session.status() != SessionStatus.COMPLETE_IN_PROGRESS;
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
        var channel = channels.get(session.merchantId(), session.channelId());
        guardDeposit(session);
        var plan = TenderPlan.of(session.due(), submission.tenders(), channel);
        session.round(plan.roundingMinor());
        var prepared = usePrepared(session, plan);
        var attempt = prepared;
        var intent = session.paymentIntentId();
        if (attempt == null || intent == null) {
            var begun = payments.begin(new Payments.Wanted(
                    session.merchantId(), session.id(), origin(session), plan.parts(), channel.captureNow(), false));
            attempt = begun.attempt();
            intent = begun.intentId();
        }
        session.submit(intent, attempt.id(), plan.label(), submission.consent(), submission.run());
        if (submission.consent() != null) {
            audit.record(
                    by,
                    Deed.of(AuditAction.CHARGE_CALL, session.id()),
                    Map.of(
                            "payment_intent_id", intent,
                            "amount_minor", session.due().minor(),
                            "currency", session.due().currency().getCurrencyCode()));
        }
        holds.submitted(session, channel);
        sessions.record(session, by, null);
        return new Decision.AskForMoney(attempt);
    }

    private static Payments.Origin origin(CheckoutSession session) {
        return new Payments.Origin(session.channelId(), session.country());
    }

    private static void guardDeposit(CheckoutSession session) {
        if (!session.total().isLessThan(session.deposit())) return;
        throw new ProblemException(
                        ProblemType.DEPOSIT_EXCEEDS_TOTAL,
                        "%d was paid ahead, the total is now %d: give the deposit back first"
                                .formatted(
                                        session.deposit().minor(),
                                        session.total().minor()))
                .with("deposit_minor", session.deposit().minor());
    }

    private @Nullable Attempt usePrepared(CheckoutSession session, TenderPlan plan) {
        var preparedId = session.attemptId();
        if (preparedId == null) return null;
        var prepared = payments.locked(session.merchantId(), preparedId);
        var only = plan.parts().size() == 1 ? plan.parts().get(0) : null;
        if (only != null && payments.use(prepared, only.amount(), only.means())) return prepared;
        if (prepared.state() == AttemptState.CREATED) payments.abandon(prepared);
        return null;
    }

    /**
     * The buyer pays a part ahead. It is taken at once, shown as paid, and the session goes on, for weeks if need be.
     *
     * @param amountMinor how much, at most what is left to pay
     */
    public Snapshot deposit(Principal by, UUID id, UUID run, long revision, long amountMinor, Means means) {
        var pass = pass(by, id, 1);
        var begun = pass.unlessNeeded(
                () -> showing(
                        by,
                        id,
                        () -> sessions.locked(
                                by, id, session -> beginDeposit(by, session, run, revision, amountMinor, means))),
                it -> it != null && payments.isRemote(it));
        return begun == null ? refresh(by, id) : asked(by, begun, pass);
    }

    /** @return null when this very request has begun it before */
    private @Nullable Attempt beginDeposit(
            Principal by, CheckoutSession session, UUID run, long revision, long amountMinor, Means means) {
        CheckoutSessions.guardHolder(by, session);
        if (run.equals(session.submittedRun())) return null;
        CheckoutSessions.guardRevision(session, revision);
        CheckoutSessions.guardNotPaying(session);
        var due = session.due();
        if (amountMinor > due.minor()) {
            throw ProblemException.invalid("amount_minor", "only %d is left to pay".formatted(due.minor()));
        }
        if (Submission.isKept(means.tenderType())) guardNewPlace(session);
        var channel = channels.get(session.merchantId(), session.channelId());
        var amount = new Money(amountMinor, due.currency());
        var paid = TenderPlan.asPart(means);
        var plan = TenderPlan.of(amount, List.of(new Submission.Share(paid, null)), channel);
        if (plan.roundingMinor() != 0) {
            throw ProblemException.invalid("amount_minor", "coins cannot pay %d exactly".formatted(amountMinor));
        }
        var prepared = session.attemptId();
        if (prepared != null) payments.abandon(payments.locked(session.merchantId(), prepared));
        var begun = payments.begin(
                new Payments.Wanted(session.merchantId(), session.id(), origin(session), plan.parts(), true, true));
        session.submitDeposit(begun.intentId(), begun.attempt().id(), plan.label(), amount, run);
        sessions.record(session, by, null);
        return begun.attempt();
    }

    /** What pays ahead is asked about like what pays in the end. */
    private void guardNewPlace(CheckoutSession session) {
        var asked = sessions.plan(session, true).ask(Asks.VERIFICATION);
        if (asked.isPresent()) throw notReady(List.of(asked.get()));
    }

    /** Gives a deposit back, all of it; the session goes on. */
    public Snapshot returnDeposit(Principal by, UUID id, UUID tenderId, String reason) {
        var attempt = showing(
                by,
                id,
                () -> sessions.locked(by, id, session -> {
                    CheckoutSessions.guardHolder(by, session);
                    var before = payments.attempts(session.merchantId(), session.id()).stream()
                            .filter(it -> it.isDeposit()
                                    && it.isUnwanted()
                                    && it.tenderId().equals(tenderId))
                            .findFirst();
                    if (before.isPresent()) return before.get();
                    CheckoutSessions.guardNotPaying(session);
                    if (!session.status().isOpen()) {
                        throw new ProblemException(
                                ProblemType.ILLEGAL_TRANSITION,
                                "the session is %s; refund its order instead"
                                        .formatted(session.status().stored()));
                    }
                    var deposit = payments.deposits(session.merchantId(), session.id()).stream()
                            .filter(it -> it.tenderId().equals(tenderId))
                            .findFirst()
                            .orElseThrow(() -> ProblemException.notFound("deposit", tenderId));
                    settlement.giveBack(by, session, List.of(deposit), reason);
                    audit.record(
                            by,
                            Deed.of(AuditAction.RETURN_DEPOSIT, id).because(reason),
                            Map.of(
                                    "tender_id", tenderId,
                                    "amount_minor", deposit.captured().minor(),
                                    "currency", deposit.captured().currency().getCurrencyCode()));
                    return deposit;
                }));
        return attempt.isToBeUndone() ? settlement.settle(by, attempt, payments.pursue(attempt)) : get(by, id);
    }

    /** Payment is reached: makes the provider's object known before the buyer pays. Harmless to repeat. */
    public Snapshot preparePayment(Principal by, UUID id) {
        var pass = pass(by, id, 1);
        var created = pass.unlessNeeded(
                () -> showing(
                        by,
                        id,
                        () -> sessions.locked(by, id, session -> {
                            CheckoutSessions.guardHolder(by, session);
                            if (session.status() != SessionStatus.READY_FOR_COMPLETE
                                    || session.due().minor() == 0) return null;
                            var before = session.attemptId();
                            if (before != null) {
                                var prepared = payments.locked(session.merchantId(), before);
                                if (prepared.state() == AttemptState.CREATED
                                        && prepared.amount().equals(session.due())) return null;
                                if (prepared.state() == AttemptState.CREATED) payments.abandon(prepared);
                            }
                            var channel = channels.get(session.merchantId(), session.channelId());
                            var begun = payments.begin(new Payments.Wanted(
                                    session.merchantId(),
                                    session.id(),
                                    origin(session),
                                    List.of(new Payments.Part(new Means.Undecided(), session.due())),
                                    channel.captureNow(),
                                    false));
                            session.prepare(begun.intentId(), begun.attempt().id());
                            return begun.attempt();
                        })),
                it -> it != null && payments.isRemote(it));
        if (created != null) payments.prepare(created);
        return get(by, id);
    }

    /** Asks the provider now what became of the attempt under way: after the bank's page, the reader, the app's sheet. */
    public Snapshot refresh(Principal by, UUID id) {
        var snapshot = get(by, id);
        var attempt = snapshot.attempt();
        if (attempt == null || !snapshot.session().status().isPaying()) return snapshot;
        return settlement.settle(by, attempt, payments.pursue(attempt));
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
        return settlement.settle(by, attempt, payments.withdraw(attempt));
    }

    /** The buyer gives up. A waiting payment is taken back first. */
    public Snapshot cancel(Principal by, UUID id) {
        return showing(by, id, () -> end(by, id, CheckoutSession::cancel));
    }

    /** The time of a session is over. */
    void expire(UUID merchantId, UUID id) {
        var by = Principal.system(merchantId);
        var waiting = isWaitingForBuyer(by, id); // taking its payment back will look like a sign of life
        var ended = end(by, id, session -> {
            if (waiting || session.expiresAt().isBefore(clock.now())) session.expire();
        });
        if (ended.session().status() == SessionStatus.REQUIRES_ESCALATION) sessions.restBeforeExpiry(by, id);
    }

    private Snapshot end(Principal by, UUID id, Consumer<CheckoutSession> ending) {
        if (isWaitingForBuyer(by, id)) {
            var withdrawn = withdraw(by, id);
            if (!withdrawn.session().status().isOpen()) return withdrawn;
        }
        var ended = sessions.locked(by, id, session -> {
            CheckoutSessions.guardHolder(by, session);
            if (session.status() == SessionStatus.COMPLETE_IN_PROGRESS) {
                throw new ProblemException(
                                ProblemType.PAYMENT_IN_PROGRESS, "a payment is on its way; its answer comes first")
                        .retryAfter(SOON);
            }
            var before = session.status();
            ending.accept(session);
            if (session.status() == before) return List.<Attempt>of();
            audit.recordOfStaff(
                    by,
                    Deed.of(AuditAction.CANCEL_CHECKOUT_SESSION, id),
                    Map.of("status", session.status().stored()));
            stock.release(session.merchantId(), session.id());
            promotions.release(session.merchantId(), session.id());
            var prepared = session.attemptId();
            if (prepared != null) payments.abandon(payments.locked(session.merchantId(), prepared));
            sessions.record(session, by, null);
            if (session.deposit().minor() == 0) return List.<Attempt>of();
            var deposits = payments.deposits(session.merchantId(), session.id());
            settlement.giveBack(by, session, deposits, session.status().stored());
            return deposits;
        });
        ended.forEach(deposit -> settlement.settle(by, deposit, payments.pursue(deposit)));
        return get(by, id);
    }

    private boolean isWaitingForBuyer(Principal by, UUID id) {
        return sessions.get(by, id).session().status() == SessionStatus.REQUIRES_ESCALATION;
    }

    private String clientToken(CheckoutSession session, UUID device) {
        return credentials.mintClientToken(session.merchantId(), device, session.id());
    }

    /** Problems about the state of a session show the session as it is now. */
    private <T> T showing(Principal by, UUID id, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            if (stopsBuyer(e.type())) sessions.refused(by, id, e.type());
            if (showsSession(e.type())) e.with("session", SessionView.of(get(by, id)));
            throw e;
        }
    }

    /** Whether the buyer wanted to go on and could not; all else is between devices and says nothing of the buyer. */
    private static boolean stopsBuyer(ProblemType type) {
        return switch (type) {
            case OUT_OF_STOCK,
                    UNKNOWN_FULFILLMENT_OPTION,
                    UNKNOWN_ITEM,
                    TENDER_NOT_OFFERED,
                    TENDERS_DO_NOT_ADD_UP,
                    SAVED_TENDER_EXPIRED,
                    UNKNOWN_GIFT_CARD,
                    NOT_READY,
                    PROVIDER_UNAVAILABLE -> true;
            default -> false;
        };
    }

    private static boolean showsSession(ProblemType type) {
        return switch (type) {
            case REVISION_MISMATCH,
                    NOT_THE_HOLDER,
                    NOT_READY,
                    UNKNOWN_FULFILLMENT_OPTION,
                    ILLEGAL_TRANSITION,
                    PAYMENT_IN_PROGRESS,
                    OUT_OF_STOCK,
                    TENDER_NOT_OFFERED,
                    TENDERS_DO_NOT_ADD_UP,
                    DEPOSIT_EXCEEDS_TOTAL -> true;
            default -> false;
        };
    }

    /** What is still asked, but for the tender, which comes with the call. */
    private static ProblemException notReady(AskPlan plan) {
        var missing = plan.asks().stream()
                .filter(it -> !it.id().equals("payment.tender"))
                .toList();
        return notReady(missing);
    }

    private static ProblemException notReady(List<Ask> missing) {
        var asks = missing.stream().map(Ask::id).toList();
        return new ProblemException(ProblemType.NOT_READY, "still asked for: " + String.join(", ", asks))
                .with("asks", asks)
                .with("missing", missing);
    }

    private static ProblemException totalChanged(Decision.TotalChanged changed, Submission submission) {
        var snapshot = changed.snapshot();
        return new ProblemException(
                        ProblemType.TOTAL_CHANGED,
                        "the buyer confirmed %d, the total is now %d: show it and ask again"
                                .formatted(
                                        submission.confirmedTotalMinor(),
                                        snapshot.session().total().minor()))
                .with("confirmed_total_minor", submission.confirmedTotalMinor())
                .with("total_minor", snapshot.session().total().minor())
                .with("changes", changed.changes())
                .with("session", SessionView.of(snapshot));
    }
}
