package onetill.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.Work;
import onetill.payment.ForgetsCustomers;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Settings;

/**
 * Customers who were erased and whom their payment provider shall forget, too. Written with the erasure; asked for after it, again
 * and again until the provider has done it.
 */
@ApplicationScoped
class ProviderCustomers {

    private static final Logger LOG = Logger.getLogger(ProviderCustomers.class.getName());
    private static final int BATCH = 20;
    private static final int LONGEST_PAUSE = 12;
    private static final int WORTH_A_WARNING = 14;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    @Any
    Instance<ForgetsCustomers> providers;

    @Inject
    Settings settings;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    private record Removal(UUID id, String provider, String ref, int tries) {}

    /** Within the work that erases the customer: what the provider calls them is about to be forgotten here. */
    void toForget(UUID merchantId, UUID customerId) {
        em.createNativeQuery("""
                        insert into provider_customer_removal (merchant_id, removal_id, provider, provider_ref, created_at, due_at)
                        select merchant_id, ?3, coalesce(provider, 'stripe'), provider_ref, ?4, ?4 from customer
                        where merchant_id = ?1 and customer_id = ?2 and provider_ref is not null""")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .setParameter(3, ids.next())
                .setParameter(4, clock.now())
                .executeUpdate();
    }

    /** Asks the providers for all that is due. */
    void forget(UUID merchantId) {
        for (var removal : due(merchantId)) {
            if (isForgotten(removal)) delete(merchantId, removal);
            else if (removal.tries() == WORTH_A_WARNING) {
                LOG.log(
                        Level.SEVERE,
                        "{0} still knows a customer who was erased hours ago (removal {1})",
                        new Object[] {removal.provider(), removal.id()});
            }
        }
    }

    private boolean isForgotten(Removal removal) {
        try {
            return providers.stream()
                    .filter(it -> it.name().equals(removal.provider()))
                    .findFirst()
                    .map(it -> it.forgetCustomer(removal.ref()))
                    .orElse(false);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "removal " + removal.id() + " is tried again later", e);
            return false;
        }
    }

    /** Takes what is due and puts it off, so that two nodes do not ask for the same at once. */
    private List<Removal> due(UUID merchantId) {
        return work.write(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            update provider_customer_removal r set tries = tries + 1,
                                due_at = cast(?2 as timestamptz) + cast(?3 as interval) * least(power(2, tries), ?4)
                            where merchant_id = ?1 and removal_id in (
                                select removal_id from provider_customer_removal where merchant_id = ?1 and due_at <= ?2
                                order by due_at limit ?5 for update skip locked)
                            returning removal_id, provider, provider_ref, tries""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, pause().toString())
                    .setParameter(4, Math.pow(2, LONGEST_PAUSE))
                    .setParameter(5, BATCH)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(it -> new Removal((UUID) it[0], (String) it[1], (String) it[2], ((Number) it[3]).intValue()))
                    .toList();
        });
    }

    Duration pause() {
        return settings.resolverInterval();
    }

    private void delete(UUID merchantId, Removal removal) {
        work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "delete from provider_customer_removal where merchant_id = ?1 and removal_id = ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, removal.id())
                        .executeUpdate());
    }
}
