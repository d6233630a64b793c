package onetill.payment.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.money.Money;
import onetill.payment.inbox.ProviderEvent;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** All differences. One of a kind is open about one thing at a time; an explained one is never opened again, but anew. */
@ApplicationScoped
public class Breaks {

    private static final Logger LOG = Logger.getLogger(Breaks.class.getName());
    private static final String SYSTEM = "system";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** How a difference came about. */
    public enum Kind {
        /** The provider has money of an attempt that took none here. */
        MISSING_HERE,
        /** The provider's list lacks what our books have. */
        MISSING_THERE,
        AMOUNT_DIFFERS,
        REFUND_DIFFERS,
        /** A second payment names an attempt that has its own. It is given back. */
        DUPLICATE_CHARGE,
        /** A movement we have no account for. */
        UNKNOWN_MOVEMENT,
        /** A payout that is not the sum of the movements we know. */
        PAYOUT_DIFFERS;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What differs.
     *
     * @param hereMinor what our books say
     * @param thereMinor what the provider says
     */
    record Found(
            UUID merchantId,
            String provider,
            Kind kind,
            String providerRef,
            @Nullable UUID attemptId,
            long hereMinor,
            long thereMinor,
            String currency) {}

    /** Keeps a difference, once while it is open, and tells of it; within the caller's work. */
    void found(Found found) {
        var id = ids.next();
        var isNew = em.createNativeQuery("""
                        insert into reconciliation_break (merchant_id, break_id, provider, kind, provider_ref, attempt_id,
                                                          here_minor, there_minor, currency, found_at)
                        values (?1, ?2, ?3, ?4, ?5, cast(?6 as uuid), ?7, ?8, ?9, ?10)
                        on conflict (merchant_id, provider, kind, provider_ref) where explained_at is null do nothing""")
                        .setParameter(1, found.merchantId())
                        .setParameter(2, id)
                        .setParameter(3, found.provider())
                        .setParameter(4, found.kind().stored())
                        .setParameter(5, found.providerRef())
                        .setParameter(
                                6,
                                found.attemptId() == null
                                        ? null
                                        : found.attemptId().toString())
                        .setParameter(7, found.hereMinor())
                        .setParameter(8, found.thereMinor())
                        .setParameter(9, found.currency())
                        .setParameter(10, clock.now())
                        .executeUpdate()
                == 1;
        if (isNew) tell(found, id);
    }

    /** Something a provider tells by itself, which reports no list: our books have the amount, there is nothing there. */
    public void reported(
            UUID merchantId, String provider, Kind kind, String providerRef, @Nullable UUID attemptId, Money amount) {
        work.write(merchantId, () -> {
            if (isExplained(merchantId, provider, kind, providerRef)) return false;
            var currency = amount.currency().getCurrencyCode();
            found(new Found(merchantId, provider, kind, providerRef, attemptId, amount.minor(), 0, currency));
            return true;
        });
    }

    private void tell(Found found, UUID id) {
        work.afterCommit(() -> LOG.log(
                Level.WARNING, "reconciliation: {0} at {1}, {2}: {3} in our books, {4} there ({5})", new Object[] {
                    found.kind().stored(),
                    found.provider(),
                    found.providerRef(),
                    found.hereMinor(),
                    found.thereMinor(),
                    found.currency()
                }));
        if (ProviderEvent.NOBODY.equals(found.merchantId())) return;
        record(
                found.merchantId(),
                id,
                1,
                "opened",
                SYSTEM,
                found.provider(),
                found.kind().stored());
    }

    /** Ends those of an attempt that were about its amounts: books and list agree by now. */
    void agreed(UUID merchantId, String provider, UUID attemptId) {
        open(merchantId, provider, attemptId).stream()
                .filter(it -> !it.kind().equals(Kind.DUPLICATE_CHARGE.stored()))
                .forEach(it -> explain(it, "a later reading found both sides equal", SYSTEM));
    }

    /** Ends one, within the caller's work. */
    void explain(UUID merchantId, String provider, Kind kind, String providerRef, String why) {
        em.createQuery(
                        "select b from Break b where b.merchantId = :merchant and b.provider = :provider and b.kind = :kind"
                                + " and b.providerRef = :ref and b.explainedAt is null",
                        Break.class)
                .setParameter("merchant", merchantId)
                .setParameter("provider", provider)
                .setParameter("kind", kind.stored())
                .setParameter("ref", providerRef)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(it -> explain(it, why, SYSTEM));
    }

    private List<Break> open(UUID merchantId, String provider, UUID attemptId) {
        return em.createQuery(
                        "select b from Break b where b.merchantId = :merchant and b.provider = :provider"
                                + " and b.attemptId = :attempt and b.explainedAt is null",
                        Break.class)
                .setParameter("merchant", merchantId)
                .setParameter("provider", provider)
                .setParameter("attempt", attemptId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Whether this was found before and has been explained since. */
    boolean isExplained(UUID merchantId, String provider, Kind kind, String providerRef) {
        return !em.createQuery(
                        "select b from Break b where b.merchantId = :merchant and b.provider = :provider and b.kind = :kind"
                                + " and b.providerRef = :ref and b.explainedAt is not null",
                        Break.class)
                .setParameter("merchant", merchantId)
                .setParameter("provider", provider)
                .setParameter("kind", kind.stored())
                .setParameter("ref", providerRef)
                .getResultList()
                .isEmpty();
    }

    /** What was charged twice and has not gone back yet. */
    List<Break> duplicates(UUID merchantId, String provider) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select b from Break b where b.merchantId = :merchant and b.provider = :provider"
                                        + " and b.kind = :kind and b.explainedAt is null",
                                Break.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("provider", provider)
                        .setParameter("kind", Kind.DUPLICATE_CHARGE.stored())
                        .getResultList());
    }

    /** Somebody says why it is so; the first explanation stays. */
    Break explain(Principal by, UUID id, String why) {
        return work.write(by.merchantId(), () -> {
            var found = em.find(Break.class, new MerchantKey(by.merchantId(), id), LockModeType.PESSIMISTIC_WRITE);
            if (found == null) throw ProblemException.notFound("reconciliation break", id);
            if (explain(found, why, by.actor())) {
                var deed = Deed.of(AuditAction.EXPLAIN_RECONCILIATION_BREAK, id).because(why);
                audit.record(by, deed, Map.of("state", "explained"));
            }
            return found;
        });
    }

    /** @return whether it was open until now */
    private boolean explain(Break found, String why, String actor) {
        if (!found.explain(why, actor, clock.now())) return false;
        if (ProviderEvent.NOBODY.equals(found.merchantId())) return true;
        record(found.merchantId(), found.id(), 2, "explained", actor, found.provider(), found.kind());
        return true;
    }

    private void record(UUID merchantId, UUID id, long seq, String what, String actor, String provider, String kind) {
        events.record(new Fact(
                merchantId,
                "reconciliation_break",
                id,
                seq,
                "reconciliation_break." + what,
                null,
                null,
                null,
                actor,
                Map.of("provider", provider, "kind", kind)));
    }

    /** Newest first. */
    List<Break> newest(UUID merchantId, boolean onlyOpen, @Nullable UUID before, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select b from Break b where b.merchantId = :merchant"
                                    + (onlyOpen ? " and b.explainedAt is null" : "")
                                    + (before == null ? "" : " and b.id < :before") + " order by b.id desc",
                            Break.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }

    long open(UUID merchantId, String provider) {
        return work.read(
                merchantId,
                () -> em.createQuery(
                                "select count(b) from Break b where b.merchantId = :merchant and b.provider = :provider"
                                        + " and b.explainedAt is null",
                                Long.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("provider", provider)
                        .getSingleResult());
    }
}
