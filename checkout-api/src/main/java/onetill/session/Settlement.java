package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.channel.Channels;
import onetill.customer.Customers;
import onetill.order.Additions;
import onetill.order.Exchanges;
import onetill.order.OrderDraft;
import onetill.order.Orders;
import onetill.payment.Attempt;
import onetill.payment.Outcome;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.payment.Postings;
import onetill.promotion.Promotions;
import onetill.recognition.KnownCards;
import onetill.stock.Stock;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of a provider means for its session. Each answer is written in one transaction, with everything that
 * follows from it; what has to be asked next is asked after the commit, one call after the other, and whatever a
 * crash leaves undone the resolver finds by the same rules.
 */
@ApplicationScoped
class Settlement {

    @Inject
    CheckoutSessions sessions;

    @Inject
    Customers customers;

    @Inject
    Payments payments;

    @Inject
    Postings postings;

    @Inject
    Orders orders;

    @Inject
    Exchanges exchanges;

    @Inject
    Additions additions;

    @Inject
    Stock stock;

    @Inject
    Channels channels;

    @Inject
    Holds holds;

    @Inject
    Promotions promotions;

    @Inject
    KnownCards cards;

    /** What is to be asked of providers once an answer is written down. */
    private record Written(Snapshot snapshot, List<Attempt> next) {}

    /** What came back later: by a webhook, or because the resolver asked. */
    void answered(@Observes PaymentAnswered answer) {
        var by = Principal.system(answer.merchantId());
        carryOn(by, write(by, answer.reference(), answer.attemptId(), answer.outcome()));
    }

    /** Writes the answer, and goes on asking until nothing is left to ask but what only time or the buyer can answer. */
    Snapshot settle(Principal by, Attempt attempt, Outcome outcome) {
        return carryOn(by, write(by, attempt.reference(), attempt.id(), outcome));
    }

    /** An answer that was there before the question. Within the caller's work; nobody is left to be asked. */
    void settleAtOnce(Principal by, CheckoutSession session, Attempt attempt, Outcome outcome) {
        if (!payments.apply(attempt, outcome)) return;
        var next = follow(by, session, attempt, outcome);
        if (!next.isEmpty()) throw new IllegalStateException("a sale that was paid elsewhere waits for " + next);
    }

    private Snapshot carryOn(Principal by, Written first) {
        var written = first;
        var next = new ArrayList<>(first.next());
        while (!next.isEmpty()) {
            var attempt = next.remove(0);
            var outcome = attempt.isUnwanted() || attempt.isCaptureDue()
                    ? payments.pursue(attempt)
                    : payments.authorize(attempt);
            written = write(by, attempt.reference(), attempt.id(), outcome);
            next.addAll(written.next());
        }
        return written.snapshot();
    }

    private Written write(Principal by, UUID sessionId, UUID attemptId, Outcome outcome) {
        return sessions.locked(by, sessionId, session -> {
            var attempt = payments.locked(session.merchantId(), attemptId);
            var next = payments.apply(attempt, outcome) ? follow(by, session, attempt, outcome) : List.<Attempt>of();
            return new Written(sessions.snapshot(by, session), next);
        });
    }

    private List<Attempt> follow(Principal by, CheckoutSession session, Attempt attempt, Outcome outcome) {
        if (attempt.isUnwanted()) return undone(by, session, attempt, outcome);
        var orderId = session.orderId();
        if (orderId != null && isOfOrder(session, attempt)) {
            orders.moved(session.merchantId(), orderId, attempt, outcome, by.actor());
            return List.of();
        }
        if (session.status().isPaying() && attempt.id().equals(session.attemptId())) {
            return awaited(by, session, attempt, outcome);
        }
        return attempt.state().holdsMoney() ? unexpected(by, session, attempt) : List.of();
    }

    /** Whether the money belongs to the order this session became. */
    private static boolean isOfOrder(CheckoutSession session, Attempt attempt) {
        return attempt.isDeposit() || attempt.intentId().equals(session.paymentIntentId());
    }

    /** The answer the session waits for. */
    private List<Attempt> awaited(Principal by, CheckoutSession session, Attempt attempt, Outcome outcome) {
        List<Attempt> next = switch (outcome.result()) {
            case AUTHORIZED, CAPTURED, PARTLY_CAPTURED, REFUNDED -> held(by, session, attempt, outcome);
            case ACTION_REQUIRED, PENDING, ASKED, UNKNOWN -> {
                session.answered(outcome);
                yield List.of();
            }
            case DECLINED, VOIDED, NOT_SENT -> elsewhere(session, attempt, outcome);
        };
        sessions.record(session, by, null);
        return next;
    }

    private List<Attempt> held(Principal by, CheckoutSession session, Attempt attempt, Outcome outcome) {
        var inFull = outcome.result() == Outcome.Result.AUTHORIZED || outcome.result() == Outcome.Result.CAPTURED;
        if (inFull && !attempt.isAsAgreed()) return refused(session, attempt);
        meet(session, attempt, outcome);
        if (attempt.isDeposit()) {
            if (attempt.isCaptureDue()) {
                payments.captureSoon(attempt);
                return List.of(attempt);
            }
            session.deposited(attempt.captured());
            postings.deposit(attempt);
            session.askAgain(sessions.plan(session));
            return List.of();
        }
        var following = payments.sendNext(attempt);
        if (following.isPresent()) {
            session.tenderAuthorized(following.get().id());
            return List.of(following.get());
        }
        session.answered(outcome);
        session.tipped(attempt.tip());
        return completed(by, session, attempt);
    }

    /** A device has taken another amount than was agreed: nothing of it is kept, and nothing is sold for it. */
    private List<Attempt> refused(CheckoutSession session, Attempt attempt) {
        var ofIntent = payments.ofIntent(session.merchantId(), attempt.intentId());
        ofIntent.forEach(payments::abandon);
        var held = ofIntent.stream().filter(it -> it.state().holdsMoney()).toList();
        held.forEach(it -> payments.unwanted(it, Message.AMOUNT_DIFFERS));
        held.stream().filter(it -> it.captured().minor() > 0).forEach(postings::unexpected);
        var why = new Outcome.Declined(attempt.providerRef(), Message.AMOUNT_DIFFERS, Outcome.Retry.SAME_TENDER, null);
        session.unwinding(why, attempt.id());
        return held;
    }

    /**
     * A card was seen. It is kept for a buyer who is known and has agreed; at a till, one that is known tells who this may be,
     * so that the order is theirs. Whoever the session was passed on to pays with a card of their own.
     */
    private void meet(CheckoutSession session, Attempt attempt, Outcome outcome) {
        var fingerprint = outcome.cardFingerprint();
        if (fingerprint == null) return;
        var card = new KnownCards.Card(attempt.provider(), fingerprint, label(outcome));
        var atTill = session.channelKind().isFaceToFace();
        var known = session.customerId();
        var theirs = session.provenCustomerId() != null || atTill && session.recognizedBy() == null;
        if (known != null && theirs) cards.keep(session.merchantId(), known, card, session.channelId());
        if (known == null && atTill) cards.customer(session.merchantId(), card).ifPresent(session::matchByCard);
    }

    private static @Nullable String label(Outcome outcome) {
        if (outcome instanceof Outcome.Authorized authorized) return authorized.label();
        return outcome instanceof Outcome.Captured captured ? captured.label() : null;
    }

    /** All tenders are held or taken: the order is placed; what is only held and should be taken is taken next. */
    private List<Attempt> completed(Principal by, CheckoutSession session, Attempt last) {
        var paid = new ArrayList<Attempt>();
        if (session.deposit().minor() > 0) paid.addAll(payments.deposits(session.merchantId(), session.id()));
        if (last.position() > 0) paid.addAll(payments.ofIntent(session.merchantId(), last.intentId()));
        else paid.add(last);
        var taken = stock.sell(session.merchantId(), session.id());
        var till = session.channelKind().isFaceToFace()
                ? channels.get(session.merchantId(), session.channelId()).locationId()
                : null;
        var order = orders.place(draft(session, Fulfillments.placed(session, till, taken), by), paid);
        session.completedBy(order.id(), order.number());
        if (session.isExchange()) exchanges.completed(session.merchantId(), session.id(), order.id());
        if (session.addsToOrderId() != null) additions.completed(session.merchantId(), session.id(), order.id());
        remember(session);
        if (!session.discounts().applied().isEmpty()) promotions.use(session.merchantId(), session.id());
        var due = paid.stream().filter(Attempt::isCaptureDue).toList();
        due.forEach(payments::captureSoon);
        return due;
    }

    /** Where it goes is where the next one may go, for a buyer who has proven to be a customer. */
    private void remember(CheckoutSession session) {
        var customerId = session.provenCustomerId();
        var address = session.delivery().address();
        if (customerId == null || !address.isBegun()) return;
        customers.deliveredTo(session.merchantId(), customerId, address.kept());
    }

    /** Another provider is asked if this one surely was not; otherwise the tender did not come about. */
    private List<Attempt> elsewhere(CheckoutSession session, Attempt attempt, Outcome outcome) {
        var surelyNot = outcome instanceof Outcome.NotSent
                || (outcome instanceof Outcome.Declined declined && "provider_configuration".equals(declined.code()));
        var next = surelyNot ? payments.fallBack(attempt) : Optional.<Attempt>empty();
        if (next.isEmpty()) return failed(session, attempt, outcome);
        session.triedElsewhere(next.get().id());
        return List.of(next.get());
    }

    /** One tender did not come about: what the others hold is let go, and only then the buyer may pay anew. */
    private List<Attempt> failed(CheckoutSession session, Attempt attempt, Outcome outcome) {
        var others = attempt.position() == 0 && attempt.isLast()
                ? List.<Attempt>of()
                : payments.ofIntent(session.merchantId(), attempt.intentId());
        others.forEach(payments::abandon);
        var held = others.stream()
                .filter(it -> !it.id().equals(attempt.id()) && it.state().holdsMoney())
                .toList();
        if (held.isEmpty()) {
            session.answered(outcome);
            free(session);
            return List.of();
        }
        held.forEach(it -> payments.unwanted(it, "another_tender_declined"));
        session.unwinding(outcome, held.get(0).id());
        return held;
    }

    /** An unwanted attempt moved: it let its money go, or learned that it has some. */
    private List<Attempt> undone(Principal by, CheckoutSession session, Attempt attempt, Outcome outcome) {
        if (outcome.result() == Outcome.Result.CAPTURED) {
            postings.unexpected(attempt);
            return List.of(attempt);
        }
        if (attempt.isToBeUndone()) return List.of();
        if (outcome instanceof Outcome.Refunded back) {
            postings.returned(attempt, back.amount());
            session.moneyReturned(attempt.id(), back.amount());
        }
        var unwinding = session.status().isPaying() && attempt.intentId().equals(session.paymentIntentId());
        if (unwinding) {
            var left = payments.ofIntent(session.merchantId(), attempt.intentId()).stream()
                    .filter(Attempt::isToBeUndone)
                    .toList();
            if (!left.isEmpty()) return List.of();
            session.unwound();
            free(session);
        }
        if (unwinding || outcome.result() == Outcome.Result.REFUNDED) sessions.record(session, by, null);
        return List.of();
    }

    private void free(CheckoutSession session) {
        holds.unpaid(session);
        if (!session.discounts().applied().isEmpty()) promotions.release(session.merchantId(), session.id());
        session.askAgain(sessions.plan(session));
    }

    /** Money that nobody waits for: the session was given up, or was paid otherwise. It goes back, and it is told. */
    private List<Attempt> unexpected(Principal by, CheckoutSession session, Attempt attempt) {
        payments.unwanted(attempt, "nobody_waits_for_it");
        if (attempt.captured().minor() > 0) postings.unexpected(attempt);
        session.unexpectedMoney(attempt.id(), attempt.authorized());
        sessions.record(session, by, null);
        return List.of(attempt);
    }

    /** Deposits of a session that goes on without them or not at all. */
    void giveBack(Principal by, CheckoutSession session, List<Attempt> deposits, String why) {
        for (var deposit : deposits) {
            payments.unwanted(deposit, why);
            session.depositReturned(deposit.captured());
            sessions.record(session, by, null);
        }
    }

    private static OrderDraft draft(CheckoutSession session, List<Fulfillments.Part> parts, Principal by) {
        var lines = new ArrayList<OrderDraft.Line>();
        for (var item : session.lineItems()) {
            lines.add(new OrderDraft.Line(
                    lines.size() + 1,
                    item.sku(),
                    item.name(),
                    item.quantity(),
                    item.unitPriceMinor(),
                    item.discountMinor(),
                    item.totalMinor(),
                    item.taxMinor()));
        }
        return new OrderDraft(
                session.merchantId(),
                session.id(),
                session.channelId(),
                session.channelKind().stored(),
                session.total(),
                session.tip(),
                lines,
                session.totals(),
                session.taxes(),
                session.buyer(),
                SessionView.FulfillmentView.of(session.delivery()),
                parts,
                session.customerId(),
                session.drawer(),
                session.takenAt(),
                by.actor());
    }
}
