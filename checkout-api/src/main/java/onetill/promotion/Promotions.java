package onetill.promotion;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/**
 * All promotions of a merchant, and who uses them. A use is claimed when a session is submitted, under the row lock of a
 * promotion that has a limit; one without a limit is never locked, so that everybody can have it at once.
 */
@ApplicationScoped
public class Promotions {

    private static final TypeReference<List<Promotion>> LIST = new TypeReference<>() {};

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

    /** What {@code promotions_for} has found. */
    public static List<Promotion> read(String found) {
        return Json.read(found, LIST);
    }

    /** Adds one, or replaces all of it but its uses. */
    public Promotion put(Principal by, @Nullable UUID known, Promotion promotion) {
        var id = known == null ? ids.next() : known;
        var action = known == null ? AuditAction.CREATE_PROMOTION : AuditAction.REPLACE_PROMOTION;
        return audit.change(by, Deed.of(action, id), () -> found(by.merchantId(), id), () -> {
            var seq = known == null ? insert(by, id, promotion) : update(by, id, promotion);
            em.createNativeQuery("delete from promotion_target where merchant_id = ?1 and promotion_id = ?2")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .executeUpdate();
            for (var target : promotion.targets()) {
                em.createNativeQuery("""
                                insert into promotion_target (merchant_id, automatic, kind, value, promotion_id)
                                values (?1, ?2, ?3, ?4, ?5) on conflict do nothing""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, promotion.code() == null && promotion.active())
                        .setParameter(3, target.kind())
                        .setParameter(4, target.value())
                        .setParameter(5, id)
                        .executeUpdate();
            }
            events.record(new Fact(
                    by.merchantId(),
                    "promotion",
                    id,
                    seq,
                    known == null ? "promotion.created" : "promotion.changed",
                    null,
                    null,
                    null,
                    by.actor(),
                    Map.of("name", promotion.name(), "active", promotion.active())));
            return get(by.merchantId(), id);
        });
    }

    private long insert(Principal by, UUID id, Promotion promotion) {
        guardCode(by.merchantId(), id, promotion);
        em.createNativeQuery("""
                        insert into promotion (merchant_id, promotion_id, created_at, seq, name, code, kind, currency, amount_minor,
                            percent, buy_quantity, get_quantity, tiers, min_subtotal_minor, min_quantity, channels,
                            customer_group, starts_at, ends_at, combinable, priority, active, limit_total, limit_per_customer)
                        select ?1, ?2, ?3, 1, name, code, kind, currency, amount_minor, percent, buy_quantity, get_quantity, tiers,
                            min_subtotal_minor, min_quantity, channels, customer_group, starts_at, ends_at, combinable,
                            priority, active, limit_total, limit_per_customer
                        from jsonb_populate_record(cast(null as promotion), cast(?4 as jsonb))""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, clock.now())
                .setParameter(4, Json.write(promotion))
                .executeUpdate();
        return 1;
    }

    private long update(Principal by, UUID id, Promotion promotion) {
        guardCode(by.merchantId(), id, promotion);
        List<?> changed = em.createNativeQuery("""
                        update promotion p set seq = p.seq + 1, name = n.name, code = n.code, kind = n.kind, currency = n.currency,
                            amount_minor = n.amount_minor, percent = n.percent, buy_quantity = n.buy_quantity,
                            get_quantity = n.get_quantity, tiers = n.tiers, min_subtotal_minor = n.min_subtotal_minor,
                            min_quantity = n.min_quantity, channels = n.channels, customer_group = n.customer_group,
                            starts_at = n.starts_at, ends_at = n.ends_at, combinable = n.combinable, priority = n.priority,
                            active = n.active,
                            limit_total = case when n.limit_total is not null then greatest(n.limit_total, p.used) end,
                            limit_per_customer = n.limit_per_customer
                        from jsonb_populate_record(cast(null as promotion), cast(?3 as jsonb)) n
                        where p.merchant_id = ?1 and p.promotion_id = ?2 returning p.seq""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, Json.write(promotion))
                .getResultList();
        if (changed.isEmpty()) throw ProblemException.notFound("promotion", id);
        return ((Number) changed.get(0)).longValue();
    }

    private void guardCode(UUID merchantId, UUID id, Promotion promotion) {
        if (promotion.code() == null) return;
        var taken = em.createNativeQuery(
                        "select 1 from promotion where merchant_id = ?1 and code = ?2 and promotion_id <> ?3")
                .setParameter(1, merchantId)
                .setParameter(2, promotion.code())
                .setParameter(3, id)
                .getResultList();
        if (taken.isEmpty()) return;
        throw new ProblemException(
                ProblemType.CODE_TAKEN, "another promotion has the code %s already".formatted(promotion.code()));
    }

    /** @throws ProblemException NOT_FOUND */
    public Promotion get(UUID merchantId, UUID id) {
        return list(merchantId, "and p.promotion_id = ?2", id, 1).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("promotion", id));
    }

    /** What was set, for the audit; how often it was used meanwhile is no setting. */
    private @Nullable JsonNode found(UUID merchantId, UUID id) {
        var found = list(merchantId, "and p.promotion_id = ?2", id, 1);
        if (found.isEmpty()) return null;
        ObjectNode set = Json.MAPPER.valueToTree(found.get(0));
        return set.without(List.of("used", "used_by_customer", "for_this_customer"));
    }

    /** Newest first. */
    List<Promotion> newest(UUID merchantId, @Nullable UUID before, int limit) {
        return before == null
                ? list(merchantId, "and p.promotion_id <> ?2", new UUID(0, 0), limit)
                : list(merchantId, "and p.promotion_id < ?2", before, limit);
    }

    private List<Promotion> list(UUID merchantId, String condition, UUID id, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(p) || jsonb_build_object('used_by_customer', 0, 'for_this_customer', true, 'targets',
                                (select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'value', t.value)), '[]')
                                 from promotion_target t where t.merchant_id = ?1 and t.promotion_id = p.promotion_id)) as text)
                            from promotion p where p.merchant_id = ?1 %s order by p.promotion_id desc limit ?3""".formatted(condition))
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), Promotion.class))
                    .toList();
        });
    }

    /**
     * Claims a use of each for this session, within the caller's work; limited ones in one order, so that two baskets never
     * wait for each other in a circle.
     *
     * @return false when a limit was reached meanwhile; then nothing is claimed, and the basket has to be priced anew
     */
    public boolean claim(UUID merchantId, UUID sessionId, @Nullable String customerKey, List<Discount> discounts) {
        release(merchantId, sessionId);
        var ordered = discounts.stream()
                .sorted(Comparator.comparing(Discount::promotionId))
                .toList();
        for (var discount : ordered) {
            if (discount.limited() && !count(merchantId, discount.promotionId(), customerKey)) {
                release(merchantId, sessionId);
                return false;
            }
            em.createNativeQuery("""
                            insert into promotion_use (merchant_id, promotion_id, session_id, customer_key, counted, state,
                                                       amount_minor, created_at)
                            values (?1, ?2, ?3, ?4, ?5, 'held', ?6, ?7)""")
                    .setParameter(1, merchantId)
                    .setParameter(2, discount.promotionId())
                    .setParameter(3, sessionId)
                    .setParameter(4, customerKey == null ? null : customerKey.split(" ")[0])
                    .setParameter(5, discount.limited())
                    .setParameter(6, discount.amountMinor())
                    .setParameter(7, clock.now())
                    .executeUpdate();
        }
        return true;
    }

    /**
     * A till has granted it while it could not ask. It is counted where that is still possible.
     *
     * @param at when it was granted
     * @return why it should not have been: {@code unknown}, {@code inactive}, {@code not_started}, {@code ended} or {@code used_up}
     */
    public Optional<String> usedAlready(
            UUID merchantId, UUID sessionId, UUID promotionId, long amountMinor, OffsetDateTime at) {
        var found = list(merchantId, "and p.promotion_id = ?2", promotionId, 1);
        if (found.isEmpty()) return Optional.of("unknown");
        var promotion = found.get(0);
        var counted = promotion.isLimited() && count(merchantId, promotionId, null);
        em.createNativeQuery("""
                        insert into promotion_use (merchant_id, promotion_id, session_id, customer_key, counted, state, amount_minor,
                                                   created_at)
                        values (?1, ?2, ?3, null, ?4, 'used', ?5, ?6) on conflict do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, promotionId)
                .setParameter(3, sessionId)
                .setParameter(4, counted)
                .setParameter(5, amountMinor)
                .setParameter(6, clock.now())
                .executeUpdate();
        return Optional.ofNullable(wrong(promotion, counted, at));
    }

    private static @Nullable String wrong(Promotion promotion, boolean counted, OffsetDateTime at) {
        var starts = promotion.startsAt();
        var ends = promotion.endsAt();
        if (!promotion.active()) return "inactive";
        if (starts != null && starts.isAfter(at)) return "not_started";
        if (ends != null && !ends.isAfter(at)) return "ended";
        return promotion.isLimited() && !counted ? "used_up" : null;
    }

    private boolean count(UUID merchantId, UUID promotionId, @Nullable String customerKey) {
        var counted = em.createNativeQuery("""
                        update promotion set used = used + 1
                        where merchant_id = ?1 and promotion_id = ?2 and (limit_total is null or used < limit_total)""")
                .setParameter(1, merchantId)
                .setParameter(2, promotionId)
                .executeUpdate();
        if (counted == 0) return false;
        if (customerKey == null) return true;
        // The update has the row's lock: nobody else counts this promotion until we are done.
        var free = em.createNativeQuery("""
                        select 1 from promotion p where p.merchant_id = ?1 and p.promotion_id = ?2
                          and (p.limit_per_customer is null or p.limit_per_customer > (
                              select count(*) from promotion_use u where u.merchant_id = ?1 and u.promotion_id = ?2
                                and u.customer_key = any(string_to_array(?3, ' '))))""")
                .setParameter(1, merchantId)
                .setParameter(2, promotionId)
                .setParameter(3, customerKey)
                .getResultList();
        if (!free.isEmpty()) return true;
        uncount(merchantId, promotionId);
        return false;
    }

    private void uncount(UUID merchantId, UUID promotionId) {
        em.createNativeQuery("update promotion set used = used - 1 where merchant_id = ?1 and promotion_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, promotionId)
                .executeUpdate();
    }

    /** Gives back what a session claimed and did not use. */
    public void release(UUID merchantId, UUID sessionId) {
        em.createNativeQuery("""
                        with gone as (delete from promotion_use where merchant_id = ?1 and session_id = ?2 and state = 'held'
                                      returning promotion_id, counted)
                        update promotion p set used = p.used - 1 from gone
                        where p.merchant_id = ?1 and p.promotion_id = gone.promotion_id and gone.counted""")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .executeUpdate();
    }

    /** The session has become an order. */
    public void use(UUID merchantId, UUID sessionId) {
        em.createNativeQuery(
                        "update promotion_use set state = 'used' where merchant_id = ?1 and session_id = ?2 and state = 'held'")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .executeUpdate();
    }
}
