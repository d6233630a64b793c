package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channels;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.drawer.Drawers;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.payment.Attempt;
import onetill.payment.AttemptState;
import onetill.payment.Outcome;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.payment.RefundAnswered;
import onetill.payment.RefundOutcome;
import onetill.payment.TenderView;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import org.jspecify.annotations.Nullable;

/** What happens to an order's money after the sale: capture, void, refund. Decide and write, call, write the answer. */
@ApplicationScoped
public class OrderMoney {

    private static final int BATCH = 20;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    RefundLines lines;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Payments payments;

    @Inject
    Drawers drawers;

    @Inject
    Approvals approvals;

    @Inject
    Channels channels;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * What to give back.
     *
     * @param amountMinor how much, in the order's currency; null is what the lines cost, without lines all that is left
     * @param lines which of the order's lines come back, and how many of each
     * @param tenderId from which tender; null begins with the one that was asked for last
     * @param registerId from whose drawer cash is given back; null is the till that has sold it
     */
    public record Wish(
            @Nullable Long amountMinor,
            List<RefundLines.Returned> lines,
            @Nullable UUID tenderId,
            String reason,
            @Nullable UUID registerId) {}

    /** @param isBegun whether an earlier request decided it, and may have asked the provider */
    private record DecidedRefund(Refund refund, Attempt attempt, boolean isBegun) {}

    /** @param isBegun whether an earlier request decided it, and may have asked the provider */
    private record DecidedCapture(Capture capture, Attempt attempt, boolean isBegun) {}

    /**
     * Gives money back to where it came from: no tender gets back more than it gave. A request that comes again goes on
     * with the refunds it has begun.
     *
     * @param requestId names the request, however often it comes
     * @throws ProblemException REFUND_TOO_LARGE when more is asked than is left
     */
    public List<Refund> refund(Principal by, UUID orderId, UUID requestId, Wish wish) {
        return refund(by, orderId, requestId, wish, null);
    }

    /**
     * @param alongside what is written with the decision, once; the order is locked. Goods that cost nothing come back with it
     *     and without a refund
     */
    List<Refund> refund(Principal by, UUID orderId, UUID requestId, Wish wish, @Nullable Consumer<Order> alongside) {
        var decided = work.write(by.merchantId(), () -> decide(by, orderId, requestId, wish, alongside));
        return decided.stream()
                .map(it -> it.refund().isOpen() ? answer(it) : it.refund())
                .toList();
    }

    private Refund answer(DecidedRefund decided) {
        var refund = decided.refund();
        if (decided.isBegun()) return answerAgain(refund, decided.attempt());
        var outcome = payments.refund(decided.attempt(), refund.id(), refund.amount(), refund.reason());
        return answered(refund.merchantId(), refund.orderId(), refund.id(), outcome);
    }

    private List<DecidedRefund> decide(
            Principal by, UUID orderId, UUID requestId, Wish wish, @Nullable Consumer<Order> alongside) {
        var order = orders.locked(by.merchantId(), orderId);
        var before = begunRefunds(order, requestId);
        if (!before.isEmpty() || lines.isKept(order, requestId)) return before;
        if (wish.registerId() != null) drawers.guardRegister(by.merchantId(), wish.registerId());
        var attempts = refundable(order, wish.tenderId());
        if (attempts.isEmpty() && order.total().minor() > 0) throw nothingTaken(order);
        guardStores(order, attempts);
        var plan = plan(order, attempts);
        var coming = lines.coming(order, wish.lines());
        var minor = amount(order, wish, coming, plan);
        var isOfMoney = alongside == null || coming.lines().isEmpty();
        if (isOfMoney && (minor == 0 || plan.isEmpty()) || minor > plan.leftMinor()) {
            throw tooLarge(order, plan, minor);
        }
        var decided = new ArrayList<DecidedRefund>();
        for (var part : plan.share(minor)) {
            var attempt = attempts.get(part.source());
            var shift = isCash(attempt) ? drawer(order, wish) : null;
            decided.add(decided(order, origin(requestId, by), attempt, part, wish.reason(), shift));
        }
        if (decided.isEmpty() && alongside == null) {
            throw ProblemException.invalid("amount_minor", "%d is less than coins can pay".formatted(minor));
        }
        lines.keep(order, requestId, coming);
        if (alongside != null) alongside.accept(order);
        if (!coming.lines().isEmpty()) fulfillments.refunded(order, requestId, by.actor());
        if (!decided.isEmpty()) {
            var given = decided.stream()
                    .map(it -> it.refund().amount())
                    .reduce(Money::plus)
                    .orElseThrow();
            audited(by, Deed.of(AuditAction.REFUND_ORDER, orderId).because(wish.reason()), requestId, given);
        }
        return decided;
    }

    private DecidedRefund decided(
            Order order,
            Instruction.Origin origin,
            Attempt attempt,
            RefundPlan.Part part,
            String reason,
            @Nullable UUID shift) {
        var amount = new Money(part.amountMinor(), order.total().currency());
        payments.reserveRefund(attempt, amount);
        var refund = new Refund(origin, order, attempt.id(), amount, reason, shift);
        refund.rounded(part.roundingMinor());
        em.persist(refund);
        return new DecidedRefund(refund, attempt, false);
    }

    /** What one payment gives back. */
    record Giving(Attempt attempt, RefundPlan.Part part) {

        Share share() {
            return new Share(attempt, part.amountMinor() - part.roundingMinor());
        }
    }

    /**
     * Which payments give so much back, the tender that was asked for last first; within the order's lock.
     *
     * @throws ProblemException REFUND_TOO_LARGE when less is left of what was paid
     */
    List<Giving> giving(Order order, long amountMinor) {
        var attempts = refundable(order, null);
        if (attempts.isEmpty()) throw nothingTaken(order);
        guardStores(order, attempts);
        var plan = plan(order, attempts);
        if (amountMinor > plan.leftMinor()) throw tooLarge(order, plan, amountMinor);
        return plan.share(amountMinor).stream()
                .map(it -> new Giving(attempts.get(it.source()), it))
                .toList();
    }

    /** So much of one payment. */
    record Share(Attempt attempt, long amountMinor) {}

    /**
     * Decides to give back so much of each payment, within the order's lock; cash comes from the drawer that is open in the channel.
     *
     * @return asks for it; to be run once that is committed, with no transaction open
     */
    Runnable decide(Principal by, Order order, UUID requestId, List<Share> shares, String reason, String channelId) {
        var decided = new ArrayList<DecidedRefund>();
        for (var share : shares) {
            var attempt = share.attempt();
            var shift = isCash(attempt)
                    ? drawers.openAt(order.merchantId(), channelId).orElse(null)
                    : null;
            for (var part : plan(order, List.of(attempt)).share(share.amountMinor())) {
                decided.add(decided(order, origin(requestId, by), attempt, part, reason, shift));
            }
        }
        return () -> decided.forEach(this::answer);
    }

    /**
     * What these lines are worth when they come back now, within the order's lock; never more than is left of what was paid.
     *
     * @throws ProblemException REFUND_TOO_LARGE when they cannot come back, or their money went back before
     */
    Money worth(Order order, List<RefundLines.Returned> returned) {
        var attempts = refundable(order, null);
        if (attempts.isEmpty() && order.total().minor() > 0) throw nothingTaken(order);
        guardStores(order, attempts);
        var plan = plan(order, attempts);
        var coming = lines.coming(order, returned);
        var minor = coming.isAll() ? Math.addExact(coming.worthMinor(), order.roundingMinor()) : coming.worthMinor();
        if (minor > plan.leftMinor()) throw tooLarge(order, plan, minor);
        var left = attempts.stream().mapToLong(it -> left(it).minor()).sum();
        return new Money(Math.min(minor, left), order.total().currency());
    }

    private static ProblemException tooLarge(Order order, RefundPlan plan, long minor) {
        return new ProblemException(
                        ProblemType.REFUND_TOO_LARGE,
                        "order %s has %d left to refund, not %d".formatted(order.number(), plan.leftMinor(), minor))
                .with("refundable_minor", plan.leftMinor());
    }

    /** How much of what this request gives back is handed out in cash. */
    long handOut(Order order, UUID requestId) {
        var cash = paidInCash(order);
        return refunds(order).stream()
                .filter(it -> it.requestId().equals(requestId) && !it.isDeclined() && cash.contains(it.attemptId()))
                .mapToLong(it -> it.amount().minor())
                .sum();
    }

    /** What each payment can still give back, and what was rounded before where it was cash. */
    private RefundPlan plan(Order order, List<Attempt> attempts) {
        var rounded = new HashMap<UUID, Long>();
        for (var refund : refunds(order)) {
            if (!refund.isDeclined()) rounded.merge(refund.attemptId(), refund.roundingMinor(), Long::sum);
        }
        var coin = attempts.stream().anyMatch(OrderMoney::isCash)
                ? channels.get(order.merchantId(), order.channelId()).cashRoundingMinor()
                : 1;
        return new RefundPlan(attempts.stream()
                .map(it -> new RefundPlan.Source(
                        left(it).minor(), rounded.getOrDefault(it.id(), 0L), isCash(it) ? coin : 1))
                .toList());
    }

    private static boolean isCash(Attempt attempt) {
        return Ledger.clearing(attempt.provider()).equals(Ledger.CASH_DRAWER);
    }

    /** Which of the payments of an order were in cash. */
    Set<UUID> paidInCash(Order order) {
        return payments.paying(order.merchantId(), order.sessionId()).stream()
                .filter(OrderMoney::isCash)
                .map(Attempt::id)
                .collect(Collectors.toSet());
    }

    private @Nullable UUID drawer(Order order, Wish wish) {
        var register = wish.registerId();
        return register == null
                ? drawers.openAt(order.merchantId(), order.channelId()).orElse(null)
                : drawers.openAtRegister(order.merchantId(), register);
    }

    /** A store has sold in its own name: asking it here for a refund would only change our books. */
    private void guardStores(Order order, List<Attempt> attempts) {
        for (var attempt : attempts) {
            if (!payments.isRefundedByProvider(attempt)) continue;
            throw new ProblemException(
                            ProblemType.REFUNDED_BY_STORE,
                            "order %s was paid to %s: the buyer asks there for the money, and the order is refunded here when %s says so"
                                    .formatted(order.number(), attempt.provider(), attempt.provider()))
                    .with("provider", attempt.provider());
        }
    }

    /**
     * A provider has given all that was left back of its own accord. Within the caller's work.
     *
     * @param newsId names what told of it
     */
    public void refundedByProvider(Principal by, UUID orderId, UUID newsId, String reason) {
        var order = orders.locked(by.merchantId(), orderId);
        for (var attempt : refundable(order, null)) {
            var left = left(attempt);
            if (left.minor() == 0) continue;
            payments.reserveRefund(attempt, left);
            var refund = new Refund(origin(newsId, by), order, attempt.id(), left, reason, null);
            var ref = String.valueOf(attempt.providerRef());
            refund.apply(new RefundOutcome(RefundOutcome.State.REFUNDED, ref, null), now());
            em.persist(refund);
            orders.refunded(order, attempt, refund, by.actor());
        }
    }

    /** A provider has taken such a refund back: the money is ours again. Within the caller's work. */
    public void refundReversedByProvider(Principal by, UUID orderId) {
        var order = orders.locked(by.merchantId(), orderId);
        for (var refund : refunds(order)) {
            if (!refund.reverse(now())) continue;
            var attempt = payments.locked(order.merchantId(), refund.attemptId());
            payments.releaseRefund(attempt, refund.amount());
            orders.refundReversed(order, attempt, refund.id(), refund.amount(), by.actor());
        }
    }

    /** What of the order with this number can come back; empty when there is none. */
    Optional<ReturnableOrdersResource.Returnable> returnable(UUID merchantId, String number) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select o from Order o where o.merchantId = :merchant and o.number = :number",
                                Order.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("number", number)
                        .getResultStream()
                        .findFirst()
                        .map(this::returnable));
    }

    private ReturnableOrdersResource.Returnable returnable(Order order) {
        var paying = payments.paying(order.merchantId(), order.sessionId()).stream()
                .filter(it -> it.captured().minor() > 0)
                .toList();
        return new ReturnableOrdersResource.Returnable(
                order.id(),
                order.number(),
                order.sessionId(),
                order.channelId(),
                order.total().currency().getCurrencyCode(),
                order.total().minor(),
                paying.stream().mapToLong(it -> left(it).minor()).sum(),
                payments.tenders(order.merchantId(), order.sessionId()).stream()
                        .map(TenderView::type)
                        .distinct()
                        .toList(),
                lines.returnable(order),
                order.placedAt());
    }

    List<Refund> refunds(Order order) {
        return em.createQuery(
                        "select r from Refund r where r.merchantId = :merchant and r.orderId = :order order by r.id",
                        Refund.class)
                .setParameter("merchant", order.merchantId())
                .setParameter("order", order.id())
                .getResultList();
    }

    private Instruction.Origin origin(UUID requestId, Principal by) {
        return new Instruction.Origin(ids.next(), requestId, by.actor(), now());
    }

    /** With the last line the rounding of the sale goes back, too: what was rounded down cannot be given back. */
    private static long amount(Order order, Wish wish, RefundLines.Coming coming, RefundPlan plan) {
        if (wish.amountMinor() != null) return wish.amountMinor();
        if (coming.lines().isEmpty()) return plan.leftMinor();
        return coming.isAll() ? Math.addExact(coming.worthMinor(), order.roundingMinor()) : coming.worthMinor();
    }

    /** What can be given back, the tender that was asked for last first; each row locked. */
    List<Attempt> refundable(Order order, @Nullable UUID tenderId) {
        var paying = payments.paying(order.merchantId(), order.sessionId()).stream()
                .filter(it -> it.captured().minor() > 0)
                .filter(it -> tenderId == null || tenderId.equals(it.tenderId()))
                .map(it -> payments.locked(order.merchantId(), it.id()))
                .toList();
        var lastFirst = new ArrayList<Attempt>();
        for (var attempt : paying) lastFirst.add(0, attempt);
        return lastFirst;
    }

    static Money left(Attempt attempt) {
        return attempt.captured().minus(attempt.refunded()).minus(attempt.exchanged());
    }

    private List<DecidedRefund> begunRefunds(Order order, UUID requestId) {
        return em
                .createQuery(
                        "select r from Refund r where r.merchantId = :merchant and r.requestId = :request order by r.id",
                        Refund.class)
                .setParameter("merchant", order.merchantId())
                .setParameter("request", requestId)
                .getResultList()
                .stream()
                .map(it -> new DecidedRefund(it, payments.get(order.merchantId(), it.attemptId()), true))
                .toList();
    }

    private List<DecidedCapture> begunCaptures(Order order, UUID requestId) {
        return em
                .createQuery(
                        "select c from Capture c where c.merchantId = :merchant and c.requestId = :request order by c.id",
                        Capture.class)
                .setParameter("merchant", order.merchantId())
                .setParameter("request", requestId)
                .getResultList()
                .stream()
                .map(it -> new DecidedCapture(it, payments.get(order.merchantId(), it.attemptId()), true))
                .toList();
    }

    /** What the ledger's entries of an order belong to: the order itself, its attempts and its refunds. */
    List<UUID> transactions(Order order) {
        return work.read(order.merchantId(), () -> {
            var all = new ArrayList<UUID>(List.of(order.id()));
            payments.attempts(order.merchantId(), order.sessionId()).forEach(it -> all.add(it.id()));
            all.addAll(em.createQuery(
                            "select r.id from Refund r where r.merchantId = :merchant and r.orderId = :order",
                            UUID.class)
                    .setParameter("merchant", order.merchantId())
                    .setParameter("order", order.id())
                    .getResultList());
            return all;
        });
    }

    /** Asks the provider what became of a refund whose answer was lost; if nothing, asks for it again. */
    Refund answerAgain(Refund refund, Attempt attempt) {
        var outcome = payments.refundAgain(attempt, refund.id(), refund.amount(), refund.reason());
        return answered(refund.merchantId(), refund.orderId(), refund.id(), outcome);
    }

    /** Writes down what a provider says about a refund, now or later. */
    public Refund answered(UUID merchantId, UUID orderId, UUID refundId, RefundOutcome outcome) {
        return work.write(merchantId, () -> {
            var order = orders.locked(merchantId, orderId);
            var row = em.find(Refund.class, new MerchantKey(merchantId, refundId), LockModeType.PESSIMISTIC_WRITE);
            if (row.apply(outcome, now())) settled(order, row, outcome);
            return row;
        });
    }

    /** What was only asked for, and the provider told of by a webhook. */
    void refunded(@Observes RefundAnswered answer) {
        var refund = work.read(
                answer.merchantId(),
                () -> em.find(Refund.class, new MerchantKey(answer.merchantId(), answer.refundId())));
        if (refund != null) answered(answer.merchantId(), refund.orderId(), answer.refundId(), answer.outcome());
    }

    /** Captures that were only asked for have brought their money, or were refused. */
    void captured(@Observes PaymentAnswered answer) {
        var result = answer.outcome().result();
        if (result != Outcome.Result.CAPTURED && result != Outcome.Result.DECLINED) return;
        work.write(answer.merchantId(), () -> {
            var asked = em.createQuery(
                            "select c from Capture c where c.merchantId = :merchant and c.attemptId = :attempt"
                                    + " and c.state = 'pending'",
                            Capture.class)
                    .setParameter("merchant", answer.merchantId())
                    .setParameter("attempt", answer.attemptId())
                    .getResultList();
            asked.forEach(it -> it.apply(answer.outcome(), now()));
            return asked;
        });
    }

    private void settled(Order order, Refund refund, RefundOutcome outcome) {
        var attempt = payments.locked(order.merchantId(), refund.attemptId());
        if (outcome.state() == RefundOutcome.State.DECLINED) {
            payments.releaseRefund(attempt, refund.amount());
            orders.refundDeclined(order, refund.id(), refund.actor());
        }
        if (outcome.state() == RefundOutcome.State.REFUNDED) {
            orders.refunded(order, attempt, refund, refund.actor());
        }
    }

    /** Refunds whose answer is still out, for the timer. */
    List<Refund> openRefunds(UUID merchantId, OffsetDateTime before) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select r from Refund r where r.merchantId = :merchant and r.state in ('sent', 'unknown')"
                                        + " and r.createdAt < :before",
                                Refund.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("before", before)
                        .setMaxResults(BATCH)
                        .getResultList());
    }

    /** Captures whose answer is still out, for the timer. */
    List<Capture> openCaptures(UUID merchantId, OffsetDateTime before) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select c from Capture c where c.merchantId = :merchant and c.state in ('sent', 'unknown')"
                                        + " and c.createdAt < :before",
                                Capture.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("before", before)
                        .setMaxResults(BATCH)
                        .getResultList());
    }

    /**
     * What to take of what is held.
     *
     * @param amountMinor how much; null is all that is held
     * @param isFinal whether the rest is released; without it, where the provider allows, more can be taken later
     */
    public record Taking(
            @Nullable Long amountMinor,
            boolean isFinal,
            @Nullable String reason) {}

    /** Takes what is held, or a part of it. A request that comes again goes on with the captures it has begun. */
    public Order capture(Principal by, UUID orderId, UUID requestId, Taking wish) {
        guardReason(by, wish.reason());
        var decided = work.write(by.merchantId(), () -> decideCapture(by, orderId, requestId, wish));
        var silent = false;
        for (var it : decided) {
            if (!it.capture().isOpen()) continue;
            var outcome = it.isBegun() ? answerAgain(it.capture(), it.attempt()) : answer(it.capture(), it.attempt());
            silent |= outcome.result() == Outcome.Result.UNKNOWN;
        }
        if (silent) throw silent();
        return orders.get(by.merchantId(), orderId);
    }

    /** People say why they move money; a server does what its own people have decided. */
    private static void guardReason(Principal by, @Nullable String reason) {
        if (by.is(PrincipalKind.STAFF) && (reason == null || reason.isBlank())) {
            throw ProblemException.invalid("reason", "say why; it is kept in the audit");
        }
    }

    private void audited(Principal by, Deed deed, UUID requestId, Money amount) {
        audit.record(
                by,
                deed,
                Map.of(
                        "request_id", requestId,
                        "amount_minor", amount.minor(),
                        "currency", amount.currency().getCurrencyCode()));
    }

    private List<DecidedCapture> decideCapture(Principal by, UUID orderId, UUID requestId, Taking wish) {
        var amountMinor = wish.amountMinor();
        var isFinal = wish.isFinal();
        var order = orders.locked(by.merchantId(), orderId);
        var before = begunCaptures(order, requestId);
        if (!before.isEmpty()) return before;
        var held = held(order);
        var left = held.stream().map(OrderMoney::uncaptured).reduce(Money::plus).orElseThrow();
        var amount = amountMinor == null ? left : new Money(amountMinor, left.currency());
        if (left.isLessThan(amount)) {
            throw ProblemException.invalid("amount_minor", "only %d is held".formatted(left.minor()));
        }
        var decided = new ArrayList<DecidedCapture>();
        var rest = amount;
        for (var attempt : held) {
            var part = rest.isLessThan(uncaptured(attempt)) ? rest : uncaptured(attempt);
            if (part.minor() == 0) continue;
            var whole = part.equals(uncaptured(attempt));
            if (!whole && !isFinal && !payments.capturesInParts(attempt)) {
                throw ProblemException.invalid(
                        "final",
                        "%s takes what it holds once; say final to release the rest".formatted(attempt.provider()));
            }
            if (isBeingTaken(attempt)) throw silent();
            var capture = new Capture(origin(requestId, by), order, attempt.id(), part, isFinal || whole);
            em.persist(capture);
            decided.add(new DecidedCapture(capture, attempt, false));
            rest = rest.minus(part);
        }
        audited(by, Deed.of(AuditAction.CAPTURE_ORDER, orderId).because(wish.reason()), requestId, amount);
        return decided;
    }

    private boolean isBeingTaken(Attempt attempt) {
        return em.createQuery(
                                "select count(c) from Capture c where c.merchantId = :merchant and c.attemptId = :attempt"
                                        + " and c.state in ('sent', 'pending', 'unknown')",
                                Long.class)
                        .setParameter("merchant", attempt.merchantId())
                        .setParameter("attempt", attempt.id())
                        .getSingleResult()
                > 0;
    }

    /**
     * Asks the provider what became of a capture whose answer was lost; if it has not taken the money, once more under the
     * capture's key. Without looking first, a part could be taken twice once the key is forgotten.
     */
    Outcome answerAgain(Capture capture, Attempt attempt) {
        var found = payments.lookUp(attempt);
        if (isTaken(capture, found)) return noted(capture, attempt, found);
        var isSilent = found.result() == Outcome.Result.UNKNOWN && payments.capturesInParts(attempt);
        return isSilent ? found : answer(capture, attempt);
    }

    private boolean isTaken(Capture capture, Outcome found) {
        if (found.result() == Outcome.Result.CAPTURED) return true;
        if (!(found instanceof Outcome.PartlyCaptured part)) return false;
        var before = work.read(
                capture.merchantId(),
                () -> em.createQuery(
                                "select coalesce(sum(c.amountMinor), 0) from Capture c where c.merchantId = :merchant"
                                        + " and c.attemptId = :attempt and c.state = 'captured'",
                                Long.class)
                        .setParameter("merchant", capture.merchantId())
                        .setParameter("attempt", capture.attemptId())
                        .getSingleResult());
        return part.soFar().minor() >= before + capture.amount().minor();
    }

    private Outcome answer(Capture capture, Attempt attempt) {
        return noted(
                capture, attempt, payments.capturePart(attempt, capture.id(), capture.amount(), capture.isFinal()));
    }

    private Outcome noted(Capture capture, Attempt attempt, Outcome outcome) {
        work.write(capture.merchantId(), () -> {
            var order = orders.locked(capture.merchantId(), capture.orderId());
            var row = em.find(
                    Capture.class, new MerchantKey(capture.merchantId(), capture.id()), LockModeType.PESSIMISTIC_WRITE);
            row.apply(outcome, now());
            moved(order, attempt.id(), outcome, capture.actor());
            return row;
        });
        return outcome;
    }

    /**
     * Lets go what is held and was not taken. A till does so for what it has sold itself.
     *
     * @param approval the token of a manager's approval of void_sale; a cashier needs one
     */
    public Order voidAuthorization(
            Principal by, UUID orderId, UUID requestId, @Nullable String reason, @Nullable String approval) {
        guardReason(by, reason);
        var held = work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            if (by.is(PrincipalKind.REGISTER) && !order.channelId().equals(by.channelId())) {
                throw ProblemException.notFound("order", orderId);
            }
            if (order.state() == OrderState.VOIDED) return List.<Attempt>of();
            var all = held(order);
            all.forEach(payments::watch);
            var manager = approvals.agreed(by, approval, ApprovalAction.VOID_SALE, order.sessionId(), requestId);
            var amount =
                    all.stream().map(OrderMoney::uncaptured).reduce(Money::plus).orElseThrow();
            audited(by, voided(orderId, reason, manager), requestId, amount);
            return all;
        });
        var silent = false;
        for (var attempt : held) {
            var outcome = payments.withdraw(attempt);
            silent |= outcome.result() == Outcome.Result.UNKNOWN;
            work.write(by.merchantId(), () -> {
                moved(orders.locked(by.merchantId(), orderId), attempt.id(), outcome, by.actor());
                return true;
            });
        }
        if (silent) throw silent();
        return orders.get(by.merchantId(), orderId);
    }

    private static Deed voided(UUID orderId, @Nullable String reason, @Nullable UUID manager) {
        var why = reason == null ? "" : reason;
        return Deed.of(AuditAction.VOID_ORDER, orderId)
                .because(manager == null ? reason : (why + " (approved by " + manager + ")").strip());
    }

    private void moved(Order order, UUID attemptId, Outcome outcome, String actor) {
        var attempt = payments.locked(order.merchantId(), attemptId);
        if (payments.apply(attempt, outcome)) orders.moved(order, attempt, outcome, actor);
    }

    private List<Attempt> held(Order order) {
        var held = payments.paying(order.merchantId(), order.sessionId()).stream()
                .filter(it -> it.state() == AttemptState.AUTHORIZED)
                .map(it -> payments.locked(order.merchantId(), it.id()))
                .toList();
        if (held.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOTHING_TO_CAPTURE,
                    "order %s is %s: nothing is held any more; what was taken goes back by a return or a refund"
                            .formatted(order.number(), order.state().stored()));
        }
        return held;
    }

    private static Money uncaptured(Attempt attempt) {
        return attempt.authorized().minus(attempt.captured());
    }

    private static ProblemException nothingTaken(Order order) {
        return new ProblemException(
                ProblemType.REFUND_TOO_LARGE,
                "order %s is %s: nothing was taken that could be given back"
                        .formatted(order.number(), order.state().stored()));
    }

    private static ProblemException silent() {
        return new ProblemException(
                        ProblemType.PROVIDER_UNAVAILABLE,
                        "the provider has not answered yet; we go on asking, look at the order in a moment")
                .retryAfter(2);
    }

    private OffsetDateTime now() {
        return clock.now();
    }
}
