package onetill.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.MerchantKey;
import onetill.database.Work;
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

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Providers providers;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Inject
    Meters meters;

    /** A payment under way, as its session has to remember it. */
    public record Begun(UUID intentId, Attempt attempt) {}

    /**
     * Writes down the intent, its tender and the attempt, before anything is asked of a provider. The attempt is ready to
     * be sent, or, for means that are not decided yet, to be prepared.
     */
    public Begun begin(UUID merchantId, UUID reference, Money amount, boolean captureNow, Means means) {
        var now = clock.now();
        var intent = new PaymentIntent(merchantId, ids.next(), reference, amount, now);
        var tender = new Tender(merchantId, ids.next(), intent.id(), means, amount, now);
        var attempt = new Attempt(
                merchantId,
                ids.next(),
                tender.id(),
                reference,
                providers.forMeans(means).name(),
                amount,
                captureNow,
                means,
                now);
        persistInOrder(intent, tender, attempt);
        if (!(means instanceof Means.Undecided)) send(attempt, means);
        return new Begun(intent.id(), attempt);
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
                && means instanceof Means.ConfirmationToken
                && providers.forMeans(means).name().equals(prepared.provider());
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

    /** Asks for the money. */
    public Outcome authorize(Attempt attempt) {
        return counted(attempt, call(attempt, providers.named(attempt.provider())::authorize));
    }

    /** Asks what became of it. */
    public Outcome lookUp(Attempt attempt) {
        return counted(attempt, call(attempt, providers.named(attempt.provider())::lookUp));
    }

    /** Reads the provider's object again, for an attempt whose call may not have come back yet. */
    public Outcome reread(Attempt attempt, String providerRef) {
        var known = attempt.authorization();
        var named = new Authorization(
                known.merchantId(),
                known.attemptId(),
                known.reference(),
                known.amount(),
                known.captureNow(),
                known.means(),
                providerRef);
        return counted(
                attempt, call(attempt, it -> providers.named(attempt.provider()).lookUp(named)));
    }

    /** Takes it back, or learns that the money came first. */
    public Outcome withdraw(Attempt attempt) {
        return counted(attempt, call(attempt, providers.named(attempt.provider())::withdraw));
    }

    public Outcome capture(Attempt attempt, Money amount) {
        return counted(
                attempt, call(attempt, it -> providers.named(attempt.provider()).capture(it, amount)));
    }

    /** @param refundId names the refund in our books and in the key of the call */
    public RefundOutcome refund(Attempt attempt, UUID refundId, Money amount, String reason) {
        try {
            var key = attempt.merchantId() + ":" + refundId + ":refund";
            return providers.named(attempt.provider()).refund(attempt.authorization(), amount, key, reason);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "refund " + refundId + " is unknown", e);
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
        var changed = attempt.apply(outcome, now, now.plus(settings.resolverInterval()));
        if (changed) tender(attempt).called(label(outcome));
        return changed;
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

    private Tender tender(Attempt attempt) {
        return em.find(Tender.class, new MerchantKey(attempt.merchantId(), attempt.tenderId()));
    }

    private static Outcome call(Attempt attempt, Function<Authorization, Outcome> provider) {
        try {
            return provider.apply(attempt.authorization());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "attempt " + attempt.id() + " is unknown", e);
            return new Outcome.Unknown(e.getClass().getSimpleName());
        }
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
