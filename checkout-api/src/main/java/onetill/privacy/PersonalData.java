package onetill.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.customer.Customer;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.encryption.Keyring;
import onetill.json.Json;
import onetill.payment.saved.SavedTenders;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.session.BuyerData;
import onetill.session.Checkout;

/**
 * All that is stored of one customer. Orders stay when a customer is erased, for they are the merchant's books; everything
 * else goes, at the payment provider too. Events, ledger and audit name people by id only, so nothing there has to change but the words of reasons.
 */
@ApplicationScoped
public class PersonalData {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    SavedTenders savedTenders;

    @Inject
    Customers customers;

    @Inject
    BuyerData buyers;

    @Inject
    Checkout checkout;

    @Inject
    ProviderCustomers providerCustomers;

    @Inject
    Clocks clock;

    /** What went, and what the law keeps. */
    public record Erased(UUID customerId, OffsetDateTime erasedAt, long ordersKept) {}

    /** Everything, in the words of the API: also what was bought as a guest with an address that is proven to be theirs. */
    public JsonNode export(Principal by, UUID customerId) {
        var merchantId = by.merchantId();
        return work.write(merchantId, () -> {
            var contacts = contacts(merchantId, customerId);
            List<?> rows = em.createNativeQuery("""
                            select cast(jsonb_build_object(
                                'customer', jsonb_build_object('id', c.customer_id, 'name', c.name, 'email', c.email,
                                    'phone', c.phone, 'loyalty_id', c.loyalty_id, 'created_at', c.created_at),
                                'addresses', (select coalesce(jsonb_agg(jsonb_build_object('id', a.address_id, 'address', a.address, 'used_at', a.used_at)
                                        order by a.used_at desc), '[]')
                                    from customer_address a
                                    where a.merchant_id = c.merchant_id and a.customer_id = c.customer_id),
                                'consents', (select coalesce(jsonb_agg(jsonb_build_object('purpose', n.purpose, 'text', n.text,
                                        'channel', n.channel_id, 'given_at', n.given_at, 'withdrawn_at', n.withdrawn_at)
                                        order by n.given_at), '[]')
                                    from customer_consent n
                                    where n.merchant_id = c.merchant_id and n.customer_id = c.customer_id),
                                'devices', (select coalesce(jsonb_agg(jsonb_build_object('id', d.device_id, 'channel', d.channel_id,
                                        'created_at', d.created_at, 'last_used_at', d.last_used_at) order by d.created_at), '[]')
                                    from customer_device d
                                    where d.merchant_id = c.merchant_id and d.customer_id = c.customer_id),
                                'passkeys', (select coalesce(jsonb_agg(jsonb_build_object('id', p.passkey_id, 'label', p.label,
                                        'credential_id', p.credential_id, 'channel', p.channel_id, 'created_at', p.created_at,
                                        'last_used_at', p.last_used_at, 'suspected_at', p.suspected_at) order by p.created_at), '[]')
                                    from passkey p
                                    where p.merchant_id = c.merchant_id and p.customer_id = c.customer_id),
                                'known_cards', (select coalesce(jsonb_agg(jsonb_build_object('id', k.card_id, 'label', k.label,
                                        'channel', k.channel_id, 'created_at', k.created_at, 'last_seen_at', k.last_seen_at)
                                        order by k.created_at), '[]')
                                    from customer_card k
                                    where k.merchant_id = c.merchant_id and k.customer_id = c.customer_id),
                                'saved_tenders', (select coalesce(jsonb_agg(jsonb_build_object('id', t.saved_tender_id,
                                        'label', t.label, 'consent_text', t.consent_text, 'consented_at', t.consented_at)
                                        order by t.consented_at), '[]')
                                    from saved_tender t where t.merchant_id = c.merchant_id
                                      and t.customer_id = c.customer_id and t.removed_at is null),
                                'orders', (select coalesce(jsonb_agg(jsonb_build_object('id', o.order_id, 'number', o.number,
                                        'placed_at', o.placed_at, 'channel', o.channel_id, 'total_minor', o.total_minor,
                                        'currency', o.currency, 'buyer', o.buyer, 'fulfillment', o.fulfillment)
                                        order by o.placed_at), '[]')
                                    from orders o where o.merchant_id = c.merchant_id and (o.customer_id = c.customer_id
                                      or c.proven_at is not null and (o.email_index = any(string_to_array(?3, ' '))
                                        or o.email_index is null and lower(o.buyer ->> 'email') = ?4))),
                                'entitlements', (select coalesce(jsonb_agg(jsonb_build_object('store', e.store, 'product', e.product_id,
                                        'state', e.state, 'account_token', e.account_token, 'created_at', e.created_at)
                                        order by e.created_at), '[]')
                                    from entitlement e
                                    where e.merchant_id = c.merchant_id and e.customer_id = c.customer_id),
                                'sessions', (select coalesce(jsonb_agg(jsonb_build_object('id', s.session_id,
                                        'channel', s.channel_id, 'status', s.status, 'created_at', s.created_at,
                                        'line_items', s.line_items, 'buyer', s.buyer, 'fulfillment', s.fulfillment)
                                        order by s.created_at), '[]')
                                    from checkout_session s
                                    where s.merchant_id = c.merchant_id and s.customer_id = c.customer_id),
                                'call_requests', (select coalesce(jsonb_agg(jsonb_build_object('id', r.call_request_id, 'number', r.number,
                                        'state', r.state, 'at', r.requested_at) order by r.requested_at), '[]')
                                    from call_request r join checkout_session s
                                      on s.merchant_id = r.merchant_id and s.session_id = r.session_id
                                    where r.merchant_id = c.merchant_id and s.customer_id = c.customer_id),
                                'calls', (select coalesce(jsonb_agg(jsonb_build_object('id', p.call_id, 'number', p.number, 'note', p.note,
                                        'reason', p.reason, 'at', p.started_at) order by p.started_at), '[]')
                                    from phone_call p left join checkout_session s
                                      on s.merchant_id = p.merchant_id and s.session_id = p.session_id
                                    where p.merchant_id = c.merchant_id and (s.customer_id = c.customer_id
                                      or p.number_index = any(string_to_array(?5, ' ')))),
                                'session_consents', (select coalesce(jsonb_agg(jsonb_build_object('session_id', n.session_id, 'purpose', n.purpose,
                                        'text', n.text, 'channel', n.channel_id, 'given_at', n.given_at, 'withdrawn_at', n.withdrawn_at)
                                        order by n.given_at), '[]')
                                    from session_consent n join checkout_session s
                                      on s.merchant_id = n.merchant_id and s.session_id = n.session_id
                                    where n.merchant_id = c.merchant_id and s.customer_id = c.customer_id),
                                'measurement_ids', (select coalesce(jsonb_agg(jsonb_build_object('session_id', i.session_id,
                                        'purpose', i.purpose, 'ids', i.ids) order by i.updated_at), '[]')
                                    from measurement_ids i join checkout_session s
                                      on s.merchant_id = i.merchant_id and s.session_id = i.session_id
                                    where i.merchant_id = c.merchant_id and s.customer_id = c.customer_id),
                                'feedback', (select coalesce(jsonb_agg(jsonb_build_object('order_id', f.order_id, 'question', f.question,
                                        'score', f.score, 'text', f.text, 'given_at', f.given_at) order by f.given_at), '[]')
                                    from feedback f join checkout_session s
                                      on s.merchant_id = f.merchant_id and s.session_id = f.session_id
                                    where f.merchant_id = c.merchant_id and s.customer_id = c.customer_id),
                                'messages', (select coalesce(jsonb_agg(jsonb_build_object('id', m.notification_id, 'medium', m.medium,
                                        'to', m.recipient, 'purpose', m.purpose, 'at', m.created_at) order by m.created_at), '[]')
                                    from notification m where m.merchant_id = c.merchant_id
                                      and (m.recipient_index = any(string_to_array(?5, ' '))
                                        or m.recipient_index is null and lower(m.recipient) in (?4, ?6)))
                                ) as text)
                            from customer c where c.merchant_id = ?1 and c.customer_id = ?2 and c.erased_at is null""")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .setParameter(3, contacts.emailIndexes())
                    .setParameter(4, contacts.email())
                    .setParameter(5, contacts.indexes())
                    .setParameter(6, contacts.phone())
                    .getResultList();
            if (rows.isEmpty()) throw ProblemException.notFound("customer", customerId);
            audit.record(by, Deed.of(AuditAction.EXPORT_PERSONAL_DATA, customerId), Map.of());
            return Opened.of(merchantId, customerId, Json.read(rows.get(0).toString(), ObjectNode.class));
        });
    }

    /**
     * Erases a customer. Safe to repeat until it has an answer.
     *
     * @throws ProblemException PAYMENT_IN_PROGRESS while a payment of theirs is under way
     */
    public Erased erase(Principal by, UUID customerId) {
        var merchantId = by.merchantId();
        if (!exists(merchantId, customerId)) throw ProblemException.notFound("customer", customerId);
        for (var tender : savedTenders.of(merchantId, customerId)) savedTenders.remove(by, tender.id());
        for (var session : sessions(merchantId, customerId, " and status not in ('completed', 'canceled')")) {
            checkout.cancel(Principal.system(merchantId), session);
        }
        var erased = work.write(merchantId, () -> erase(by, merchantId, customerId));
        providerCustomers.forget(merchantId);
        return erased;
    }

    private Erased erase(Principal by, UUID merchantId, UUID customerId) {
        var now = clock.now();
        providerCustomers.toForget(merchantId, customerId);
        forgetMessages(merchantId, contacts(merchantId, customerId));
        buyers.forget(merchantId, sessions(merchantId, customerId, ""));
        for (var sql : List.of(
                "update entitlement set account_token = null where merchant_id = ?1 and customer_id = ?2",
                "update orders set status_token = null, status_token_hash = null where merchant_id = ?1 and customer_id = ?2",
                "delete from passkey where merchant_id = ?1 and customer_id = ?2",
                "delete from passkey_challenge where merchant_id = ?1 and customer_id = ?2",
                "delete from customer_card where merchant_id = ?1 and customer_id = ?2",
                "delete from customer_device where merchant_id = ?1 and customer_id = ?2",
                "delete from customer_address where merchant_id = ?1 and customer_id = ?2",
                "delete from customer_consent where merchant_id = ?1 and customer_id = ?2",
                """
                    delete from call_request r using checkout_session s where s.merchant_id = ?1 and s.customer_id = ?2
                      and r.merchant_id = s.merchant_id and r.session_id = s.session_id""",
                // Who wrote down why may have named them; what was done stays, and the chain of the audit with it.
                """
                update audit_entry set reason = null, reason_salt = null
                where merchant_id = ?1 and reason is not null and resource_id in (
                    select cast(cast(?2 as uuid) as text)
                    union all select cast(order_id as text) from orders where merchant_id = ?1 and customer_id = ?2
                    union all select cast(session_id as text) from checkout_session where merchant_id = ?1 and customer_id = ?2
                    union all select cast(gift_card_id as text) from gift_card where merchant_id = ?1 and customer_id = ?2)""")) {
            em.createNativeQuery(sql)
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .executeUpdate();
        }
        em.createNativeQuery("""
                            update customer set name = null, email = null, phone = null, email_index = null, phone_index = null, loyalty_id = null, provider_ref = null,
                                proven_at = null, erased_at = ?3
                            where merchant_id = ?1 and customer_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, customerId)
                .setParameter(3, now)
                .executeUpdate();
        audit.record(by, Deed.of(AuditAction.ERASE_PERSONAL_DATA, customerId), Map.of("erased_at", now));
        return new Erased(customerId, now, orders(merchantId, customerId));
    }

    private boolean exists(UUID merchantId, UUID customerId) {
        return count(
                        merchantId,
                        customerId,
                        "select count(*) from customer where merchant_id = ?1 and customer_id = ?2 and erased_at is null")
                > 0;
    }

    private long orders(UUID merchantId, UUID customerId) {
        return count(merchantId, customerId, "select count(*) from orders where merchant_id = ?1 and customer_id = ?2");
    }

    private long count(UUID merchantId, UUID customerId, String sql) {
        return work.read(
                merchantId,
                () -> ((Number) em.createNativeQuery(sql)
                                .setParameter(1, merchantId)
                                .setParameter(2, customerId)
                                .getSingleResult())
                        .longValue());
    }

    /** What was sent to them, the codes that were, and from where they called. */
    private void forgetMessages(UUID merchantId, Contacts contacts) {
        for (var table : List.of("notification", "verification")) {
            em.createNativeQuery("delete from " + table
                            + " where merchant_id = ?1 and (recipient_index = any(string_to_array(?2, ' '))"
                            + " or recipient_index is null and lower(recipient) in (?3, ?4))")
                    .setParameter(1, merchantId)
                    .setParameter(2, contacts.indexes())
                    .setParameter(3, contacts.email())
                    .setParameter(4, contacts.phone())
                    .executeUpdate();
        }
        em.createNativeQuery("""
                        update phone_call set number = null, number_index = null, note = null
                        where merchant_id = ?1 and number_index = any(string_to_array(?2, ' '))""")
                .setParameter(1, merchantId)
                .setParameter(2, contacts.indexes())
                .executeUpdate();
    }

    /** How they are written to: as blind indexes, and in clear for what is not encrypted yet. Empty when unknown. */
    private record Contacts(String email, String phone, String emailIndexes, String indexes) {}

    private Contacts contacts(UUID merchantId, UUID customerId) {
        var known = customers.get(merchantId, customerId);
        var email = known.map(Customer::email).orElse(null);
        var phone = known.map(Customer::phone).orElse(null);
        var keyring = Keyring.current();
        var emails = keyring.contactIndexes(merchantId, email);
        return new Contacts(
                email == null ? "" : email.toLowerCase(Locale.ROOT),
                phone == null ? "" : phone,
                emails,
                (emails + " " + keyring.contactIndexes(merchantId, phone)).strip());
    }

    private List<UUID> sessions(UUID merchantId, UUID customerId, String condition) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(
                            "select session_id from checkout_session where merchant_id = ?1 and customer_id = ?2"
                                    + condition)
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }
}
