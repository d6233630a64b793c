package onetill.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.customer.Customer.SavedTender;
import onetill.database.Work;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** The people the merchant knows. */
@ApplicationScoped
public class Customers {

    private static final String SELECT =
            "select customer_id, name, email, phone, provider_ref from customer where merchant_id = ?1 and ";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Ids ids;

    public Optional<Customer> get(UUID merchantId, UUID customerId) {
        return find(merchantId, "customer_id = ?2", customerId);
    }

    /** By number, however it is written: +49 (30) 123-45 is +493012345. */
    public Optional<Customer> byPhone(UUID merchantId, String phone) {
        return find(merchantId, "phone = ?2", normalized(phone));
    }

    public static String normalized(String phone) {
        return phone.replaceAll("[\\s().\\-/]", "");
    }

    /** Somebody new. */
    public UUID add(UUID merchantId, @Nullable String name, @Nullable String email, @Nullable String phone) {
        var id = ids.next();
        return work.write(merchantId, () -> {
            em.createNativeQuery("""
                            insert into customer (merchant_id, customer_id, name, email, phone)
                            values (?1, ?2, ?3, ?4, ?5)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, name)
                    .setParameter(4, email)
                    .setParameter(5, phone == null ? null : normalized(phone))
                    .executeUpdate();
            return id;
        });
    }

    /** Keeps how the provider names a customer. @return the name that was kept, should another have been first */
    public String namedByProvider(UUID merchantId, UUID customerId, String provider, String ref) {
        return work.write(merchantId, () -> {
            em.createNativeQuery("""
                            update customer set provider = ?3, provider_ref = ?4
                            where merchant_id = ?1 and customer_id = ?2 and provider_ref is null""")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .setParameter(3, provider)
                    .setParameter(4, ref)
                    .executeUpdate();
            var kept = get(merchantId, customerId).map(Customer::providerRef).orElse(null);
            return kept == null ? ref : kept;
        });
    }

    private Optional<Customer> find(UUID merchantId, String condition, Object value) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + condition + " order by created_at limit 1")
                    .setParameter(1, merchantId)
                    .setParameter(2, value)
                    .getResultList();
            return rows.stream().findFirst().map(row -> customer(merchantId, (Object[]) row));
        });
    }

    private Customer customer(UUID merchantId, Object[] row) {
        var id = (UUID) row[0];
        List<?> saved = em.createNativeQuery("""
                        select saved_tender_id, provider, provider_ref, label from saved_tender
                        where merchant_id = ?1 and customer_id = ?2 and removed_at is null order by consented_at""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        var tenders = saved.stream().map(each -> savedTender((Object[]) each)).toList();
        return new Customer(id, (String) row[1], (String) row[2], (String) row[3], (String) row[4], tenders);
    }

    private static SavedTender savedTender(Object[] row) {
        return new SavedTender((UUID) row[0], (String) row[1], (String) row[2], (String) row[3]);
    }
}
