package onetill.telephony;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.ask.Step;
import onetill.channel.ChannelKind;
import onetill.customer.Customer;
import onetill.customer.Customers;
import onetill.database.Work;
import onetill.encryption.Keyring;
import onetill.json.Json;
import onetill.runtime.Times;
import onetill.session.Checkout;
import onetill.session.SessionStatus;
import onetill.session.SessionView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who may be on the phone: whom the number belongs to, what they bought and where they stopped. A number proves nothing. So
 * there is nothing here by which a caller could prove themselves once it was read to them: no address, no order's number.
 */
@ApplicationScoped
public class ScreenPops {

    private static final int MOST = 5;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Customers customers;

    @Inject
    Checkout checkout;

    /** @param verified whether the caller has proven to be the customer; until then all of it is for the agent's eyes only */
    @Schema(name = "ScreenPop")
    public record Pop(
            boolean verified, @Nullable KnownCaller customer, List<PastOrder> orders, List<OpenSession> sessions) {

        static final Pop NOBODY = new Pop(false, null, List.of(), List.of());
    }

    @Schema(name = "KnownCaller")
    public record KnownCaller(UUID id, @Nullable String name, List<KeptTender> savedTenders, long orderCount) {}

    @Schema(name = "TenderOfCaller")
    public record KeptTender(UUID id, String label) {}

    @Schema(name = "PastOrder")
    public record PastOrder(
            UUID id,
            String channelId,
            String state,
            long totalMinor,
            String currency,
            OffsetDateTime placedAt,
            List<String> items) {}

    @Schema(name = "ChannelOfSession")
    public record ChannelOfSession(String id, ChannelKind kind) {}

    /**
     * What somebody has begun and not finished.
     *
     * @param nextAsk the question at which they stopped; null when nothing is asked any more
     * @param problem the code of the last message to them
     */
    @Schema(name = "OpenSession")
    public record OpenSession(
            UUID id,
            ChannelOfSession channel,
            SessionStatus status,
            Step step,
            @Nullable String nextAsk,
            @Nullable String problem,
            long totalMinor,
            String currency,
            List<String> lineItems,
            boolean buyerHidden,
            OffsetDateTime updatedAt) {

        static OpenSession of(SessionView session) {
            var messages = session.messages();
            return new OpenSession(
                    session.id(),
                    new ChannelOfSession(
                            session.channel().id(), session.channel().kind()),
                    session.status(),
                    session.step(),
                    session.asks().isEmpty() ? null : session.asks().get(0).id(),
                    messages.isEmpty()
                            ? null
                            : messages.get(messages.size() - 1).code(),
                    session.totalMinor(),
                    session.currency(),
                    session.lineItems().stream()
                            .map(it -> it.quantity() + " × " + it.name())
                            .toList(),
                    session.buyerHidden(),
                    session.updatedAt());
        }
    }

    Pop of(Principal by, PhoneCall call) {
        var customer = customer(by, call);
        if (customer.isEmpty() && call.number() == null) return Pop.NOBODY;
        var id = customer.map(Customer::id).orElse(null);
        var sessions = sessions(by, id, call.number()).stream()
                .map(it -> OpenSession.of(SessionView.of(checkout.get(by, it))))
                .toList();
        return new Pop(
                isVerified(by.merchantId(), call, id),
                customer.map(it -> known(by.merchantId(), it)).orElse(null),
                id == null ? List.of() : orders(by.merchantId(), id),
                sessions);
    }

    private Optional<Customer> customer(Principal by, PhoneCall call) {
        var number = call.number();
        var byNumber = number == null ? Optional.<Customer>empty() : customers.byPhone(by.merchantId(), number);
        var sessionId = call.sessionId();
        if (byNumber.isPresent() || sessionId == null) return byNumber;
        return ofSession(by.merchantId(), sessionId).flatMap(it -> customers.get(by.merchantId(), it));
    }

    private Optional<UUID> ofSession(UUID merchantId, UUID sessionId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(
                            "select customer_id from checkout_session where merchant_id = ?1 and session_id = ?2 and"
                                    + " customer_id is not null")
                    .setParameter(1, merchantId)
                    .setParameter(2, sessionId)
                    .getResultList();
            return rows.stream().findFirst().map(UUID.class::cast);
        });
    }

    private boolean isVerified(UUID merchantId, PhoneCall call, @Nullable UUID customerId) {
        if (customerId == null || call.sessionId() == null) return false;
        return work.read(merchantId, () -> (Boolean) em.createNativeQuery("""
            select exists (select 1 from checkout_session where merchant_id = ?1 and session_id = ?2 and customer_id = ?3
              and recognized_by is not null)""")
                .setParameter(1, merchantId)
                .setParameter(2, call.sessionId())
                .setParameter(3, customerId)
                .getSingleResult());
    }

    private KnownCaller known(UUID merchantId, Customer customer) {
        var orders = work.read(
                merchantId,
                () -> ((Number) em.createNativeQuery(
                                        "select count(*) from orders where merchant_id = ?1 and customer_id = ?2")
                                .setParameter(1, merchantId)
                                .setParameter(2, customer.id())
                                .getSingleResult())
                        .longValue());
        var tenders = customer.savedTenders().stream()
                .map(it -> new KeptTender(it.id(), it.label()))
                .toList();
        return new KnownCaller(customer.id(), customer.name(), tenders, orders);
    }

    private List<PastOrder> orders(UUID merchantId, UUID customerId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                select o.order_id, o.channel_id, o.state, o.total_minor, o.currency, o.placed_at,
                    (select cast(jsonb_agg(l.quantity || ' × ' || l.name order by l.line) as text) from order_line l
                     where l.merchant_id = o.merchant_id and l.order_id = o.order_id)
                from orders o where o.merchant_id = ?1 and o.customer_id = ?2
                order by o.placed_at desc limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, customerId)
                    .setParameter(3, MOST)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new PastOrder(
                            (UUID) row[0],
                            (String) row[1],
                            (String) row[2],
                            ((Number) row[3]).longValue(),
                            row[4].toString(),
                            Times.of(row[5]),
                            row[6] == null
                                    ? List.of()
                                    : Json.read(row[6].toString(), new TypeReference<List<String>>() {})))
                    .toList();
        });
    }

    private List<UUID> sessions(Principal by, @Nullable UUID customerId, @Nullable String number) {
        return work.read(by.merchantId(), () -> {
            List<?> rows = em.createNativeQuery("""
                select session_id from checkout_session
                where merchant_id = ?1 and status not in ('completed', 'canceled')
                  and (customer_id = cast(nullif(?2, '') as uuid) or phone_index = any(string_to_array(?3, ' ')))
                order by updated_at desc limit ?4""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, customerId == null ? "" : customerId.toString())
                    .setParameter(3, Keyring.current().contactIndexes(by.merchantId(), number))
                    .setParameter(4, MOST)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }
}
