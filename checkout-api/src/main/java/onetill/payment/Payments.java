package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.drawer.Drawer;
import onetill.drawer.Drawers;
import onetill.event.Meters;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Collects money. What changes rows is called within the caller's work; what calls a provider is called with no
 * transaction open, after the attempt and its key were committed.
 */
@ApplicationScoped
public class Payments {

    private static final Logger LOG = Logger.getLogger(Payments.class.getName());
    private static final Duration SLOW_METHODS = Duration.ofHours(1);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Providers providers;

    @Inject
    Gates gates;

    @Inject
    Drawers drawers;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Inject
    Meters meters;

    /** A payment under way, as its session has to remember it: the intent and the attempt that is asked for first. */
    public record Begun(UUID intentId, Attempt attempt) {}

    /**
     * One means of payment and what it covers.
     *
     * @param cardBrand as far as the page has told, for routing
     */
    public record Part(Means means, Money amount, @Nullable String cardBrand) {
        public Part(Means means, Money amount) {
            this(means, amount, null);
        }
    }

    /**
     * Where a payment comes from, for routing.
     *
     * @param drawer whose drawer its cash goes into
     */
    public record Origin(String channelId, String country, Drawer drawer) {
        public Origin(String channelId, String country) {
            this(channelId, country, Drawer.OF_NOW);
        }
    }

    /**
     * What is to be collected.
     *
     * @param reference who wants the money: the checkout session
     * @param captureNow whether the money is taken when all of it is held, or only held
     * @param deposit whether it is a deposit on something that goes on
     */
    public record Wanted(
            UUID merchantId, UUID reference, Origin origin, List<Part> parts, boolean captureNow, boolean deposit) {

        Money total() {
            return parts.stream().map(Part::amount).reduce(Money::plus).orElseThrow();
        }
    }

    /**
     * Writes down the intent, its tenders and their attempts, before anything is asked of a provider. Tenders are asked
     * for in the order that is cheapest to undo; the first is marked as sent, unless its means are not decided yet.
     */
    public Begun begin(Wanted wanted) {
        var now = clock.now();
        var intent = new PaymentIntent(wanted.merchantId(), ids.next(), wanted.reference(), wanted.total(), now);
        persistInOrder(intent);
        var parts = wanted.parts().stream()
                .sorted(Comparator.comparing(part -> part.means().undo()))
                .toList();
        var attempts = new ArrayList<Attempt>();
        for (var part : parts) {
            var position = attempts.size();
            var isLast = position == parts.size() - 1;
            var place = new Attempt.Place(intent.id(), wanted.reference(), position, isLast, wanted.deposit());
            attempts.add(begin(wanted, place, part, now));
        }
        var first = attempts.get(0);
        var means = parts.get(0).means();
        if (!(means instanceof Means.Undecided)) send(first, means);
        return new Begun(intent.id(), first);
    }

    private Attempt begin(Wanted wanted, Attempt.Place place, Part part, OffsetDateTime now) {
        var means = part.means();
        var tender = new Tender(wanted.merchantId(), ids.next(), place.intentId(), means, part.amount(), now);
        var origin = wanted.origin();
        var payment = new Routing.Case(
                origin.channelId(), origin.country(), means.tenderType(), part.cardBrand(), part.amount());
        var route = providers.route(wanted.merchantId(), payment, means).stream()
                .map(PaymentProvider::name)
                .toList();
        var attempt = new Attempt(
                wanted.merchantId(),
                ids.next(),
                tender.id(),
                place,
                route.get(0),
                part.amount(),
                wanted.captureNow() || wanted.deposit() || means.takenAtOnce(),
                means,
                now);
        attempt.fallBackTo(route.subList(1, route.size()));
        if (means instanceof Means.Cash) attempt.intoDrawer(drawer(wanted));
        persistInOrder(tender, attempt);
        return attempt;
    }

    private @Nullable UUID drawer(Wanted wanted) {
        var drawer = wanted.origin().drawer();
        return drawer.isOfNow()
                ? drawers.openAt(wanted.merchantId(), wanted.origin().channelId())
                        .orElse(null)
                : drawer.shiftId();
    }

    /**
     * Another attempt of the same tender at the next provider of its route, marked as sent; empty when there is none.
     * Only after proof that no money moved.
     */
    public Optional<Attempt> fallBack(Attempt failed) {
        var rest = failed.fallbacks();
        if (rest.isEmpty()) return Optional.empty();
        var known = failed.authorization();
        var next = new Attempt(
                failed.merchantId(),
                ids.next(),
                failed.tenderId(),
                failed.place(),
                rest.get(0),
                failed.amount(),
                failed.captureNow(),
                known.means(),
                clock.now());
        next.fallBackTo(rest.subList(1, rest.size()));
        send(next, known.means());
        em.flush(); // the failed one must not be live any more when the next one is written
        persistInOrder(next);
        return Optional.of(next);
    }

    /** The next tender of the intent that was not asked for yet, marked as sent; empty when all were. */
    public Optional<Attempt> sendNext(Attempt done) {
        if (done.isLast()) return Optional.empty();
        var next = ofIntent(done.merchantId(), done.intentId()).stream()
                .filter(it -> it.position() > done.position() && it.state() == AttemptState.CREATED)
                .findFirst();
        next.ifPresent(it -> send(it, it.authorization().means()));
        return next;
    }

    /** All attempts of an intent, in the order in which they are asked for. */
    public List<Attempt> ofIntent(UUID merchantId, UUID intentId) {
        return em.createQuery(
                        "select a from Attempt a where a.merchantId = :merchant and a.intentId = :intent order by a.position",
                        Attempt.class)
                .setParameter("merchant", merchantId)
                .setParameter("intent", intentId)
                .getResultList();
    }

    /**
     * Nobody waits for this money any more. Called within the caller's work; {@link #pursue} then undoes it, at once by
     * the caller or, should that be interrupted, by the {@link Resolver}.
     *
     * @param why the code of the reason, for people
     */
    public void unwanted(Attempt attempt, String why) {
        var now = clock.now();
        attempt.unwanted(why, now, now.plus(settings.attemptBudget()));
    }

    /** The money that is held is to be taken: at once by the caller, or by the {@link Resolver}. */
    public void captureSoon(Attempt attempt) {
        attempt.checkAgainAt(clock.now().plus(settings.attemptBudget()));
    }

    /** Rows that refer to each other by id alone: EclipseLink does not know their order. */
    private void persistInOrder(Object... rows) {
        for (var row : rows) {
            em.persist(row);
            em.flush();
        }
    }

    /**
     * Uses the prepared attempt for what the buyer chose.
     *
     * @return false when it does not fit any more (another amount, another provider); then begin anew
     */
    public boolean use(Attempt prepared, Money amount, Means means) {
        var fits = prepared.state() == AttemptState.CREATED
                && prepared.providerRef() != null
                && prepared.amount().equals(amount)
                && (means instanceof Means.ConfirmationToken
                        || means instanceof Means.Wallet wallet && wallet.holdsCard())
                && providers.named(prepared.provider()).takes(means);
        if (!fits) return false;
        send(prepared, means);
        tender(prepared).paidWith(means);
        return true;
    }

    private void send(Attempt attempt, Means means) {
        var now = clock.now();
        attempt.send(means, now, now.plus(settings.attemptBudget()));
    }

    /**
     * What was only prepared is not wanted any more. It cannot take money, so it is closed here at once and canceled at
     * the provider after the commit, as a courtesy.
     */
    public void abandon(Attempt attempt) {
        if (attempt.state() != AttemptState.CREATED) return;
        var ref = attempt.providerRef();
        attempt.apply(new Outcome.Voided(ref == null ? "" : ref), clock.now(), clock.now());
        if (ref != null) work.afterCommit(() -> call(attempt, providers.named(attempt.provider())::withdraw));
    }

    /** Creates the payment at the provider, asleep; the id is stored before anybody can confirm it. */
    public void prepare(Attempt attempt) {
        var provider = providers.named(attempt.provider());
        if (!(provider instanceof PreparesPayments preparing)) return;
        if (call(attempt, it -> preparing.prepare(it)) instanceof Outcome.ActionRequired prepared) {
            work.write(attempt.merchantId(), () -> {
                locked(attempt.merchantId(), attempt.id()).preparedAs(prepared.providerRef());
                return true;
            });
        }
    }

    /** Whether asking for this leaves the house: cash, gift cards and what is free do not. */
    public boolean isRemote(Attempt attempt) {
        return providers.named(attempt.provider()).isRemote();
    }

    /** Asks for the money. */
    public Outcome authorize(Attempt attempt) {
        return counted(attempt, firstCall(attempt, providers.named(attempt.provider())::authorize));
    }

    /** Asks what became of it. */
    public Outcome lookUp(Attempt attempt) {
        return counted(attempt, call(attempt, providers.named(attempt.provider())::lookUp));
    }

    /** Reads the provider's object again, for an attempt whose call may not have come back yet. */
    public Outcome reread(Attempt attempt, String providerRef) {
        var known = attempt.authorization();
        return counted(
                attempt, call(attempt, it -> providers.named(attempt.provider()).lookUp(known.known(providerRef))));
    }

    /** Does what is next for an attempt that is not simply waiting: take what is held, undo what nobody wants, ask. */
    public Outcome pursue(Attempt attempt) {
        if (attempt.isUnwanted()) {
            return attempt.state() == AttemptState.CAPTURED ? giveBack(attempt) : withdraw(attempt);
        }
        if (attempt.isCaptureDue()) return capture(attempt, attempt.authorized());
        if (attempt.waitsAtReaderSince(clock.now().minus(settings.readerPatience()))) return withdraw(attempt);
        return lookUp(attempt);
    }

    private Outcome giveBack(Attempt attempt) {
        var amount = attempt.captured().minus(attempt.refunded());
        var key = attempt.merchantId() + ":" + attempt.id() + ":give_back";
        var reason = String.valueOf(attempt.unwantedFor());
        var refund = lookUpRefund(attempt, attempt.authorization(), key, amount, reason);
        return switch (refund.state()) {
            case REFUNDED, PENDING -> new Outcome.Refunded(amount);
            case DECLINED -> new Outcome.Unknown("the refund was refused: " + refund.code());
            case UNKNOWN -> new Outcome.Unknown("the refund had no answer");
        };
    }

    /** Takes it back, or learns that the money came first. */
    public Outcome withdraw(Attempt attempt) {
        var provider = providers.named(attempt.provider());
        var atReader = !attempt.isUnwanted() && attempt.authorization().means() instanceof Means.Reader;
        return atReader && provider instanceof DrivesReaders readers
                ? counted(attempt, call(attempt, readers::stop))
                : counted(attempt, call(attempt, provider::withdraw));
    }

    /**
     * Takes a part of what is held.
     *
     * @param captureId names the part in our books and in the key of the call
     * @param isFinal whether the rest is released
     */
    public Outcome capturePart(Attempt attempt, UUID captureId, Money amount, boolean isFinal) {
        if (!(providers.named(attempt.provider()) instanceof CapturesInParts parts)) return capture(attempt, amount);
        var key = attempt.merchantId() + ":" + captureId + ":capture";
        return counted(attempt, call(attempt, it -> parts.capturePart(it, amount, isFinal, key)));
    }

    /** Whether what this attempt holds can be taken in several parts. */
    public boolean capturesInParts(Attempt attempt) {
        return providers.named(attempt.provider()) instanceof CapturesInParts;
    }

    /** Whether only its provider can give this money back. */
    public boolean isRefundedByProvider(Attempt attempt) {
        return providers.named(attempt.provider()).refundsByItself();
    }

    /** Somebody asks the provider to take or release this; should the answer be lost, the resolver finds it out. */
    public void watch(Attempt attempt) {
        captureSoon(attempt);
    }

    public Outcome capture(Attempt attempt, Money amount) {
        return counted(
                attempt, call(attempt, it -> providers.named(attempt.provider()).capture(it, amount)));
    }

    /** @param refundId names the refund in our books and in the key of the call */
    public RefundOutcome refund(Attempt attempt, UUID refundId, Money amount, String reason) {
        var key = refundKey(attempt, refundId);
        return asked(attempt, key, it -> it.refund(attempt.authorization(), amount, key, reason));
    }

    /** A refund that was begun, and whose answer we do not have: what became of it, else once more. */
    public RefundOutcome refundAgain(Attempt attempt, UUID refundId, Money amount, String reason) {
        return lookUpRefund(attempt, attempt.authorization(), refundKey(attempt, refundId), amount, reason);
    }

    private static String refundKey(Attempt attempt, UUID refundId) {
        return attempt.merchantId() + ":" + refundId + ":refund";
    }

    /**
     * Gives back what came by another payment that carries this attempt's reference. The key is that of the payment, so
     * that this is safe to repeat.
     */
    public RefundOutcome giveBackStray(Attempt attempt, String providerRef, Money amount) {
        var key = attempt.merchantId() + ":" + providerRef + ":give_back";
        return lookUpRefund(attempt, attempt.authorization().known(providerRef), key, amount, "duplicate");
    }

    private RefundOutcome lookUpRefund(
            Attempt attempt, Authorization authorization, String key, Money amount, String reason) {
        return asked(attempt, key, it -> it.lookUpRefund(authorization, amount, key, reason));
    }

    private RefundOutcome asked(Attempt attempt, String key, Function<PaymentProvider, RefundOutcome> call) {
        try {
            return call.apply(providers.named(attempt.provider()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "refund " + key + " is unknown", e);
            return RefundOutcome.unknown(e.getClass().getSimpleName());
        }
    }

    /**
     * Writes the answer down, within the caller's work.
     *
     * @return whether it was news: an old or repeated answer changes nothing
     */
    public boolean apply(Attempt attempt, Outcome outcome) {
        var now = clock.now();
        var changed = attempt.apply(outcome, now, askAgainAt(attempt, outcome, now));
        if (changed && attempt.isToBeUndone()) attempt.checkAgainAt(now.plus(settings.resolverInterval()));
        if (!changed && attempt.isSimplyHeld() && outcome.result() == Outcome.Result.AUTHORIZED)
            attempt.restUntilAsked();
        if (outcome instanceof Outcome.Asked && attempt.isUndecided()) attempt.checkAgainAt(now.plus(SLOW_METHODS));
        if (changed) tender(attempt).paidBy(attempt, label(outcome));
        return changed;
    }

    /** Less and less often, up to a minute or so; slow methods each hour, for they have days. */
    private OffsetDateTime askAgainAt(Attempt attempt, Outcome outcome, OffsetDateTime now) {
        if (outcome instanceof Outcome.Pending pending) {
            var hourly = now.plus(SLOW_METHODS);
            return pending.until().isBefore(hourly) && pending.until().isAfter(now) ? pending.until() : hourly;
        }
        return now.plus(settings.resolverInterval().multipliedBy(Math.min(1L << Math.min(attempt.checks(), 6), 12)));
    }

    /** The attempt with its row locked until the work ends. */
    public Attempt locked(UUID merchantId, UUID attemptId) {
        var attempt = em.find(Attempt.class, new MerchantKey(merchantId, attemptId), LockModeType.PESSIMISTIC_WRITE);
        if (attempt == null) throw ProblemException.notFound("payment attempt", attemptId);
        return attempt;
    }

    public Attempt get(UUID merchantId, UUID attemptId) {
        return work.read(merchantId, () -> {
            var attempt = em.find(Attempt.class, new MerchantKey(merchantId, attemptId));
            if (attempt == null) throw ProblemException.notFound("payment attempt", attemptId);
            return attempt;
        });
    }

    /** Newest first; with {@code onlyOpen} those whose money is on its way. */
    List<Attempt> newest(UUID merchantId, boolean onlyOpen, @Nullable UUID reference, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select a from Attempt a where a.merchantId = :merchant and a.sentAt is not null"
                                    + (onlyOpen
                                            ? " and (a.state in ('sent', 'unknown', 'pending') or a.unwantedAt is not null"
                                                    + " and a.state in ('requires_action', 'authorized', 'captured'))"
                                            : "")
                                    + (reference == null ? "" : " and a.reference = :reference")
                                    + (after == null ? "" : " and a.id < :after")
                                    + " order by a.id desc",
                            Attempt.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (reference != null) query.setParameter("reference", reference);
            if (after != null) query.setParameter("after", after);
            return query.getResultList();
        });
    }

    /** What was paid ahead for a reference and not given back, oldest first. */
    public List<Attempt> deposits(UUID merchantId, UUID reference) {
        return attempts(merchantId, reference).stream()
                .filter(it -> it.isDeposit() && it.state() == AttemptState.CAPTURED && !it.isUnwanted())
                .toList();
    }

    /** What an order was or will be paid with, oldest first: held or taken, also when given back since. */
    public List<Attempt> paying(UUID merchantId, UUID reference) {
        return attempts(merchantId, reference).stream()
                .filter(it -> !it.isUnwanted()
                        && (it.state() == AttemptState.AUTHORIZED
                                || it.captured().minor() > 0))
                .toList();
    }

    /** What the reader of this provider is doing; empty where nobody drives readers under that name. */
    public Optional<DrivesReaders.Seen> lookAtReader(String provider, String readerRef) {
        return providers.with(DrivesReaders.class, provider).map(it -> it.look(readerRef));
    }

    /** All attempts made for a reference, oldest first. */
    public List<Attempt> attempts(UUID merchantId, UUID reference) {
        return em.createQuery(
                        "select a from Attempt a where a.merchantId = :merchant and a.reference = :reference order by a.id",
                        Attempt.class)
                .setParameter("merchant", merchantId)
                .setParameter("reference", reference)
                .getResultList();
    }

    /** The tenders of a reference as people see them, oldest first; what was only prepared is not one of them. */
    public List<TenderView> tenders(UUID merchantId, UUID reference) {
        List<?> rows = em.createNativeQuery("""
                        select t.tender_id, t.type, t.amount_minor, a.state, t.label, a.provider, a.provider_ref,
                               a.captured_minor, a.refunded_minor, t.received_minor
                        from payment_intent i
                        join tender t on t.merchant_id = i.merchant_id and t.intent_id = i.intent_id
                        join payment_attempt a on a.merchant_id = t.merchant_id and a.tender_id = t.tender_id
                        where i.merchant_id = ?1 and i.reference = ?2 and a.sent_at is not null
                        order by a.attempt_id""")
                .setParameter(1, merchantId)
                .setParameter(2, reference)
                .getResultList();
        return rows.stream().map(row -> view((Object[]) row)).toList();
    }

    /** Money is reserved for a refund in the transaction that decides it, before the provider is asked. */
    public void reserveRefund(Attempt attempt, Money amount) {
        attempt.reserveRefund(amount.minor());
    }

    public void releaseRefund(Attempt attempt, Money amount) {
        attempt.releaseRefund(amount.minor());
    }

    /** Captured money pays for other goods, within the caller's work and the attempt's lock. */
    public void setAside(Attempt attempt, Money amount) {
        attempt.setAside(amount.minor());
    }

    /** It does not after all, or not any more. */
    public void putBack(Attempt attempt, Money amount) {
        attempt.putBack(amount.minor());
    }

    private Tender tender(Attempt attempt) {
        return em.find(Tender.class, new MerchantKey(attempt.merchantId(), attempt.tenderId()));
    }

    /** A call that was refused at our own gate is silence, except to who asks for the first time. */
    private Outcome call(Attempt attempt, Function<Authorization, Outcome> provider) {
        var outcome = firstCall(attempt, provider);
        return outcome instanceof Outcome.NotSent not ? new Outcome.Unknown(not.cause()) : outcome;
    }

    private Outcome firstCall(Attempt attempt, Function<Authorization, Outcome> provider) {
        try {
            var authorization = attempt.authorization();
            return gates.pass(
                    providers.named(attempt.provider()),
                    authorization.means(),
                    () -> asked(attempt, authorization, provider));
        } catch (RuntimeException e) {
            return unknown(attempt, e);
        }
    }

    private static Outcome asked(
            Attempt attempt, Authorization authorization, Function<Authorization, Outcome> provider) {
        try {
            return provider.apply(authorization);
        } catch (RuntimeException e) {
            return unknown(attempt, e);
        }
    }

    private static Outcome unknown(Attempt attempt, RuntimeException e) {
        LOG.log(Level.WARNING, "attempt " + attempt.id() + " is unknown", e);
        return new Outcome.Unknown(e.getClass().getSimpleName());
    }

    private Outcome counted(Attempt attempt, Outcome outcome) {
        meters.countAttempt(attempt.provider(), outcome.result().name().toLowerCase(Locale.ROOT));
        return outcome;
    }

    private static @Nullable String label(Outcome outcome) {
        if (outcome instanceof Outcome.Authorized authorized) return authorized.label();
        if (outcome instanceof Outcome.Captured captured) return captured.label();
        if (outcome instanceof Outcome.Declined declined) return declined.label();
        return null;
    }

    private static TenderView view(Object[] row) {
        var amount = ((Number) row[2]).longValue();
        var received = row[9] == null ? null : ((Number) row[9]).longValue();
        return new TenderView(
                (UUID) row[0],
                (String) row[1],
                amount,
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                ((Number) row[7]).longValue(),
                ((Number) row[8]).longValue(),
                received,
                received == null ? null : received - amount);
    }
}
