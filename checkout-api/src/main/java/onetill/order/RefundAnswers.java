package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import onetill.database.Work;
import onetill.payment.RefundOutcome;
import onetill.payment.inbox.RefundBooks;

/** Answers about refunds of orders that come by themselves. */
@ApplicationScoped
public class RefundAnswers implements RefundBooks {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    OrderMoney money;

    @Override
    public boolean answered(UUID merchantId, UUID attemptId, RefundOutcome outcome) {
        var found = work.read(
                merchantId,
                () -> em.createQuery(
                                "select r from Refund r where r.merchantId = :merchant and r.attemptId = :attempt"
                                        + " and r.providerRef = :ref",
                                Refund.class)
                        .setParameter("merchant", merchantId)
                        .setParameter("attempt", attemptId)
                        .setParameter("ref", outcome.providerRef())
                        .getResultList());
        if (found.isEmpty()) return false;
        var refund = found.get(0);
        if ("refunded".equals(refund.state()) && outcome.state() == RefundOutcome.State.DECLINED) {
            throw new IllegalStateException(
                    "refund " + refund.id() + " was done and has failed since: the money is with the merchant again");
        }
        money.answered(merchantId, refund.orderId(), refund.id(), outcome);
        return true;
    }
}
