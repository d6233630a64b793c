package onetill.payment.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.payment.Attempt;
import onetill.payment.Payments;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** All disputes of a merchant's payments. */
@ApplicationScoped
public class Disputes {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Payments payments;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** Writes down what a provider says now, under the lock of the attempt, so that two events of one dispute take turns. */
    public void note(Attempt attempt, DisputeNews news) {
        work.write(attempt.merchantId(), () -> {
            payments.locked(attempt.merchantId(), attempt.id());
            var known = find(attempt.merchantId(), news);
            if (known.isEmpty()) {
                var dispute = new Dispute(ids.next(), attempt, news);
                em.persist(dispute);
                tell(dispute);
            } else if (known.get(0).apply(news, clock.now())) {
                tell(known.get(0));
            }
            return known;
        });
    }

    private List<Dispute> find(UUID merchantId, DisputeNews news) {
        return em.createQuery(
                        "select d from Dispute d where d.merchantId = :merchant and d.provider = :provider"
                                + " and d.providerRef = :ref",
                        Dispute.class)
                .setParameter("merchant", merchantId)
                .setParameter("provider", news.provider())
                .setParameter("ref", news.ref())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private void tell(Dispute dispute) {
        events.record(new Fact(
                dispute.merchantId(),
                "dispute",
                dispute.id(),
                dispute.seq(),
                dispute.seq() == 1
                        ? "dispute.opened"
                        : "dispute." + dispute.state().stored(),
                null,
                null,
                null,
                "system",
                Map.of(
                        "session_id",
                        dispute.sessionId(),
                        "provider",
                        dispute.provider(),
                        "state",
                        dispute.state().stored(),
                        "reason",
                        dispute.reason(),
                        "amount_minor",
                        dispute.amount().minor(),
                        "currency",
                        dispute.amount().currency().getCurrencyCode())));
    }

    /** Newest first; with {@code onlyOpen} those that are not decided. */
    List<Dispute> newest(UUID merchantId, boolean onlyOpen, @Nullable UUID before, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select d from Dispute d where d.merchantId = :merchant"
                                    + (onlyOpen ? " and d.closedAt is null" : "")
                                    + (before == null ? "" : " and d.id < :before") + " order by d.id desc",
                            Dispute.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (before != null) query.setParameter("before", before);
            return query.getResultList();
        });
    }
}
