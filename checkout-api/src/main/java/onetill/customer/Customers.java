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
import onetill.encryption.Field;
import onetill.encryption.Keyring;
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
    private static final String EMAIL =
            "(email_index = any(string_to_array(?2, ' ')) or email_index is null and lower(email) = ?3)";
    private static final String PHONE =
            "(phone_index = any(string_to_array(?2, ' ')) or phone_index is null and phone = ?3)";
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
        return byContact(merchantId, PHONE, phone);
    }

    /** Somebody whose e-mail address this was proven to be. */
    public Optional<Customer> byProvenEmail(UUID merchantId, String email) {
        return byContact(merchantId, EMAIL + " and proven_at is not null", email);
    }

    /** Whether an address or number of theirs was ever proven to be theirs. */
    public boolean isProven(UUID merchantId, UUID customerId) {
        return find(merchantId, "customer_id = ?2 and proven_at is not null", customerId)
                .isPresent();
    }

    /** Somebody whose number this was proven to be. */
    public Optional<Customer> byProvenPhone(UUID merchantId, String phone) {
        return byContact(merchantId, PHONE + " and proven_at is not null", phone);
    }

    /** All whose e-mail address or number this is, proven or not, the oldest first. */
    public List<Customer> allByContact(UUID merchantId, String contact, int most) {
        var isEmail = contact.indexOf('@') >= 0;
        return all(
                merchantId,
                isEmail ? EMAIL : PHONE,
                most,
                Keyring.current().contactIndexes(merchantId, contact),
                isEmail ? contact.toLowerCase(Locale.ROOT) : normalized(contact));
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
        var keyring = Keyring.current();
        var emailPlace = Field.CUSTOMER_EMAIL.of(merchantId, id);
        var phonePlace = Field.CUSTOMER_PHONE.of(merchantId, id);
        var number = phone == null ? null : normalized(phone);
        return work.write(merchantId, () -> {
            if (loyaltyId != null && byLoyaltyId(merchantId, loyaltyId).isPresent()) {
                throw ProblemException.invalid("loyalty_id", "another customer has it");
            }
            em.createNativeQuery("""
                            insert into customer (merchant_id, customer_id, name, email, phone, loyalty_id, created_at, proven_at,
                                                  email_index, phone_index)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, keyring.sealIfAny(Field.CUSTOMER_NAME.of(merchantId, id), name))
                    .setParameter(4, keyring.sealIfAny(emailPlace, email))
                    .setParameter(5, keyring.sealIfAny(phonePlace, number))
                    .setParameter(6, loyaltyId)
                    .setParameter(7, clock.now())
                    .setParameter(8, keyring.index(emailPlace, email))
                    .setParameter(9, keyring.index(phonePlace, number))
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
        var keyring = Keyring.current();
        var id = ids.next();
        var place = Field.CUSTOMER_ADDRESS.of(merchantId, customerId, id);
        var text = Json.write(address);
        // Known under an older key, or not encrypted yet, it is the same address.
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                        with known as (
                            update customer_address set used_at = ?5 where merchant_id = ?1 and customer_id = ?3 and (
                                address_index = any(string_to_array(?6, ' '))
                                or address_index is null and address = cast(?7 as jsonb))
                            returning 1)
                        insert into customer_address (merchant_id, address_id, customer_id, address, used_at, address_index)
                        select cast(?1 as uuid), cast(?2 as uuid), cast(?3 as uuid), cast(?4 as jsonb), cast(?5 as timestamptz), ?8
                        where not exists (select 1 from known)
                        on conflict (merchant_id, customer_id, address_index) do update set used_at = excluded.used_at""")
                        .setParameter(1, merchantId)
                        .setParameter(2, id)
                        .setParameter(3, customerId)
                        .setParameter(4, keyring.sealJson(place, text))
                        .setParameter(5, clock.now())
                        .setParameter(6, keyring.addressIndexes(place, text))
                        .setParameter(7, text)
                        .setParameter(8, keyring.index(place, text))
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
            if ("postal_code".equals(fact)) {
                return addresses(merchantId, customerId, Integer.MAX_VALUE).stream()
                        .map(it -> it.get("postal_code"))
                        .filter(Objects::nonNull)
                        .toList();
            }
            List<?> rows = em.createNativeQuery("select number from orders where merchant_id = ?1 and customer_id = ?2")
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

    /** Also among those who are not encrypted yet. */
    private Optional<Customer> byContact(UUID merchantId, String condition, String contact) {
        return find(
                merchantId,
                condition,
                Keyring.current().contactIndexes(merchantId, contact),
                contact.indexOf('@') >= 0 ? contact.toLowerCase(Locale.ROOT) : normalized(contact));
    }

    private Optional<Customer> find(UUID merchantId, String condition, Object... values) {
        return all(merchantId, condition, 1, values).stream().findFirst();
    }

    private List<Customer> all(UUID merchantId, String condition, int most, Object... values) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery(SELECT + condition + " and erased_at is null order by created_at")
                    .setMaxResults(most)
                    .setParameter(1, merchantId);
            for (var i = 0; i < values.length; i++) query.setParameter(i + 2, values[i]);
            List<?> rows = query.getResultList();
            return rows.stream()
                    .map(row -> customer(merchantId, (Object[]) row))
                    .toList();
        });
    }

    private Customer customer(UUID merchantId, Object[] row) {
        var id = (UUID) row[0];
        var keyring = Keyring.current();
        List<?> saved = em.createNativeQuery("""
                        select saved_tender_id, provider, provider_ref, label from saved_tender
                        where merchant_id = ?1 and customer_id = ?2 and removed_at is null order by consented_at""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        var tenders = saved.stream().map(each -> savedTender((Object[]) each)).toList();
        return new Customer(
                id,
                keyring.openIfAny(Field.CUSTOMER_NAME.of(merchantId, id), row[1]),
                keyring.openIfAny(Field.CUSTOMER_EMAIL.of(merchantId, id), row[2]),
                keyring.openIfAny(Field.CUSTOMER_PHONE.of(merchantId, id), row[3]),
                (String) row[4],
                (String) row[5],
                addresses(merchantId, id, MOST_ADDRESSES),
                tenders);
    }

    private List<Map<String, String>> addresses(UUID merchantId, UUID customerId, int most) {
        List<?> rows = em.createNativeQuery("""
                        select address_id, cast(address as text) from customer_address where merchant_id = ?1 and customer_id = ?2
                        order by used_at desc limit ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .setParameter(3, most)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(it -> Keyring.current()
                        .open(Field.CUSTOMER_ADDRESS.of(merchantId, customerId, it[0]), String.valueOf(it[1])))
                .map(it -> Json.read(it, new TypeReference<Map<String, String>>() {}))
                .toList();
    }

    private static SavedTender savedTender(Object[] row) {
        return new SavedTender((UUID) row[0], (String) row[1], (String) row[2], (String) row[3]);
    }
}
