package onetill.customer;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import onetill.customer.Customer.SavedTender;
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** The people the merchant knows. */
@ApplicationScoped
public class Customers {

    private static final String SELECT =
            "select customer_id, name, email, phone, provider_ref, loyalty_id from customer where merchant_id = ?1 and ";
    private static final int MOST_ADDRESSES = 10;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    public Optional<Customer> get(UUID merchantId, UUID customerId) {
        return find(merchantId, "customer_id = ?2", customerId);
    }

    /** By number, however it is written: +49 (30) 123-45 is +493012345. */
    public Optional<Customer> byPhone(UUID merchantId, String phone) {
        return find(merchantId, "phone = ?2", normalized(phone));
    }

    /** Somebody whose e-mail address this was proven to be. */
    public Optional<Customer> byProvenEmail(UUID merchantId, String email) {
        return find(merchantId, "lower(email) = ?2 and proven_at is not null", email.toLowerCase(Locale.ROOT));
    }

    /** Whether an address or number of theirs was ever proven to be theirs. */
    public boolean isProven(UUID merchantId, UUID customerId) {
        return find(merchantId, "customer_id = ?2 and proven_at is not null", customerId)
                .isPresent();
    }

    /** Somebody whose number this was proven to be. */
    public Optional<Customer> byProvenPhone(UUID merchantId, String phone) {
        return find(merchantId, "phone = ?2 and proven_at is not null", normalized(phone));
    }

    public Optional<Customer> byLoyaltyId(UUID merchantId, String loyaltyId) {
        return find(merchantId, "loyalty_id = ?2", loyaltyId);
    }

    public static String normalized(String phone) {
        return phone.replaceAll("[\\s().\\-/]", "");
    }

    /**
     * Somebody new, whose address and number are known to be theirs.
     *
     * @throws ProblemException VALIDATION_FAILED when another customer has the loyalty id
     */
    public UUID add(
            UUID merchantId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String loyaltyId) {
        return add(merchantId, ids.next(), name, email, phone, loyaltyId);
    }

    private UUID add(
            UUID merchantId,
            UUID id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String loyaltyId) {
        return work.write(merchantId, () -> {
            if (loyaltyId != null && byLoyaltyId(merchantId, loyaltyId).isPresent()) {
                throw ProblemException.invalid("loyalty_id", "another customer has it");
            }
            em.createNativeQuery("""
                            insert into customer (merchant_id, customer_id, name, email, phone, loyalty_id, created_at, proven_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, name)
                    .setParameter(4, email)
                    .setParameter(5, phone == null ? null : normalized(phone))
                    .setParameter(6, loyaltyId)
                    .setParameter(7, clock.now())
                    .executeUpdate();
            return id;
        });
    }

    /** Somebody who wants to be recognized by a device; that the address is theirs is only their word. */
    public UUID addUnproven(UUID merchantId, @Nullable String name, @Nullable String email, @Nullable String phone) {
        return addUnproven(merchantId, ids.next(), name, email, phone);
    }

    /** The same, under an id that their device was told before. */
    public UUID addUnproven(
            UUID merchantId, UUID id, @Nullable String name, @Nullable String email, @Nullable String phone) {
        add(merchantId, id, name, email, phone, null);
        work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "update customer set proven_at = null where merchant_id = ?1 and customer_id = ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, id)
                        .executeUpdate());
        return id;
    }

    /** Keeps where something was delivered; the newest ten are enough. */
    public void deliveredTo(UUID merchantId, UUID customerId, Map<String, String> address) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                        insert into customer_address (merchant_id, address_id, customer_id, address, used_at)
                        values (?1, ?2, ?3, cast(?4 as jsonb), ?5)
                        on conflict (merchant_id, customer_id, address) do update set used_at = excluded.used_at""")
                        .setParameter(1, merchantId)
                        .setParameter(2, ids.next())
                        .setParameter(3, customerId)
                        .setParameter(4, Json.write(address))
                        .setParameter(5, clock.now())
                        .executeUpdate());
    }

    /** Whether a fact that somebody says fits what is stored: a postal code, or the number of an order. */
    public boolean knows(UUID merchantId, UUID customerId, String fact, String value) {
        var said = value.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        return !said.isEmpty()
                && facts(merchantId, customerId, fact).stream()
                        .map(it -> it.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT))
                        .anyMatch(said::equals);
    }

    private List<String> facts(UUID merchantId, UUID customerId, String fact) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(
                            "postal_code".equals(fact)
                                    ? "select address ->> 'postal_code' from customer_address where merchant_id = ?1 and customer_id = ?2"
                                    : "select number from orders where merchant_id = ?1 and customer_id = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .getResultList();
            return rows.stream().filter(Objects::nonNull).map(Object::toString).toList();
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
            List<?> rows = em.createNativeQuery(
                            SELECT + condition + " and erased_at is null order by created_at limit 1")
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
        return new Customer(
                id,
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                addresses(merchantId, id),
                tenders);
    }

    private List<Map<String, String>> addresses(UUID merchantId, UUID customerId) {
        List<?> rows = em.createNativeQuery("""
                        select cast(address as text) from customer_address where merchant_id = ?1 and customer_id = ?2
                        order by used_at desc limit ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .setParameter(3, MOST_ADDRESSES)
                .getResultList();
        return rows.stream()
                .map(it -> Json.read(it.toString(), new TypeReference<Map<String, String>>() {}))
                .toList();
    }

    private static SavedTender savedTender(Object[] row) {
        return new SavedTender((UUID) row[0], (String) row[1], (String) row[2], (String) row[3]);
    }
}
