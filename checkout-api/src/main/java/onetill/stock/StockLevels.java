package onetill.stock;

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
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import org.jspecify.annotations.Nullable;

/** How much there is, and why it became more or less other than by selling. */
@ApplicationScoped
public class StockLevels {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    @Inject
    Ids ids;

    /** Why there is more or less. */
    public enum Reason {
        RECEIVED,
        COUNTED,
        DAMAGED,
        LOST,
        RETURNED,
        MOVED,
        CORRECTION;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What there is of an item at a location.
     *
     * @param available can be sold
     * @param held kept aside for buyers
     * @param sold since it is counted
     * @param buckets in how many rows it lies
     */
    public record Level(String sku, String locationId, long available, long held, long sold, int buckets) {}

    /** What may be sold beyond what there is. */
    public record Backorder(String sku, long most, long held, long sold) {}

    /** What was changed, by whom and why. */
    public record Adjustment(
            UUID id,
            String sku,
            String locationId,
            long quantity,
            Reason reason,
            @Nullable String note,
            String actor,
            OffsetDateTime createdAt) {}

    public List<Level> levels(UUID merchantId, List<String> skus, @Nullable String locationId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(jsonb_build_object('sku', sku, 'location_id', location_id, 'available', sum(available),
                                'held', sum(held), 'sold', sum(sold), 'buckets', count(*)) as text)
                            from stock where merchant_id = ?1 and sku = any(string_to_array(?2, chr(10)))
                              and (?3 = '' or location_id = ?3)
                            group by sku, location_id order by sku, location_id""")
                    .setParameter(1, merchantId)
                    .setParameter(2, String.join("\n", skus))
                    .setParameter(3, locationId == null ? "" : locationId)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), Level.class))
                    .toList();
        });
    }

    public List<Backorder> backorders(UUID merchantId, List<String> skus) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(b) - 'merchant_id' as text) from backorder b
                            where merchant_id = ?1 and sku = any(string_to_array(?2, chr(10))) order by sku""")
                    .setParameter(1, merchantId)
                    .setParameter(2, String.join("\n", skus))
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), Backorder.class))
                    .toList();
        });
    }

    public List<Adjustment> adjustments(UUID merchantId, String sku, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(a) - 'merchant_id' - 'adjustment_id' || jsonb_build_object('id', a.adjustment_id)
                                as text)
                            from stock_adjustment a where merchant_id = ?1 and sku = ?2
                              and (cast(?3 as uuid) is null or adjustment_id < cast(?3 as uuid))
                            order by adjustment_id desc limit ?4""")
                    .setParameter(1, merchantId)
                    .setParameter(2, sku)
                    .setParameter(3, after == null ? null : after.toString())
                    .setParameter(4, limit)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), Adjustment.class))
                    .toList();
        });
    }

    /**
     * Puts in or takes out.
     *
     * @param quantity what is put in; negative is taken out
     * @throws ProblemException STOCK_TOO_LOW when more is taken out than is available
     */
    public Adjustment adjust(
            Principal by, String sku, String locationId, long quantity, Reason reason, @Nullable String note) {
        return work.write(by.merchantId(), () -> {
            guardKnown(by.merchantId(), sku, locationId);
            lock(by.merchantId(), sku);
            return record(by, sku, locationId, quantity, reason, note);
        });
    }

    /** Somebody has counted what is there, with what is kept aside for buyers; null when it is what we thought. */
    public @Nullable Adjustment counted(
            Principal by, String sku, String locationId, long there, Reason reason, @Nullable String note) {
        return work.write(by.merchantId(), () -> {
            guardKnown(by.merchantId(), sku, locationId);
            lock(by.merchantId(), sku);
            var known = levels(by.merchantId(), List.of(sku), locationId).stream()
                    .mapToLong(level -> level.available() + level.held())
                    .sum();
            return known == there ? null : record(by, sku, locationId, there - known, reason, note);
        });
    }

    private Adjustment record(
            Principal by, String sku, String locationId, long quantity, Reason reason, @Nullable String note) {
        if (quantity > 0) add(by.merchantId(), sku, locationId, quantity);
        else remove(by.merchantId(), sku, locationId, -quantity);
        var now = clock.now();
        var id = ids.next();
        em.createNativeQuery("""
                        insert into stock_adjustment (merchant_id, adjustment_id, sku, location_id, quantity, reason, note, actor, created_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, sku)
                .setParameter(4, locationId)
                .setParameter(5, quantity)
                .setParameter(6, reason.stored())
                .setParameter(7, note)
                .setParameter(8, by.actor())
                .setParameter(9, now)
                .executeUpdate();
        audit.record(
                by,
                Deed.of(AuditAction.ADJUST_STOCK, sku).because(note),
                Map.of(
                        "adjustment_id", id,
                        "location_id", locationId,
                        "quantity", quantity,
                        "reason", reason.stored()));
        return new Adjustment(id, sku, locationId, quantity, reason, note, by.actor(), now);
    }

    private void add(UUID merchantId, String sku, String locationId, long quantity) {
        em.createNativeQuery("""
                        insert into stock (merchant_id, sku, location_id, bucket, initial, available)
                        values (?1, ?2, ?3, coalesce((select bucket from stock where merchant_id = ?1 and sku = ?2 and location_id = ?3
                            order by available, bucket limit 1), 0), ?4, ?4)
                        on conflict (merchant_id, sku, location_id, bucket) do update set
                            initial = stock.initial + excluded.initial, available = stock.available + excluded.available""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, locationId)
                .setParameter(4, quantity)
                .executeUpdate();
    }

    private void remove(UUID merchantId, String sku, String locationId, long quantity) {
        var available = levels(merchantId, List.of(sku), locationId).stream()
                .mapToLong(Level::available)
                .sum();
        if (available < quantity) {
            throw new ProblemException(
                            ProblemType.STOCK_TOO_LOW,
                            "only %d of %s are available at %s".formatted(available, sku, locationId))
                    .with("available", available);
        }
        em.createNativeQuery("""
                        with ranked as (
                            select bucket, available, cast(sum(available) over (order by bucket) as bigint) - available as before
                            from stock where merchant_id = ?1 and sku = ?2 and location_id = ?3),
                        picked as (select bucket, least(available, ?4 - before) as quantity from ranked where before < ?4)
                        update stock s set available = s.available - p.quantity, initial = s.initial - p.quantity from picked p
                        where s.merchant_id = ?1 and s.sku = ?2 and s.location_id = ?3 and s.bucket = p.bucket""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, locationId)
                .setParameter(4, quantity)
                .executeUpdate();
    }

    /**
     * How an item is sold when many want it, and when there is none.
     *
     * @param most how many may be sold beyond what there is; null is none
     * @param buckets in how many rows it lies at each location: as many buyers do not wait for each other
     */
    public void policy(UUID merchantId, String sku, @Nullable Long most, int buckets) {
        work.write(merchantId, () -> {
            guardKnown(merchantId, sku, null);
            lock(merchantId, sku);
            if (most == null) {
                em.createNativeQuery("""
                                update backorder set most = held + sold where merchant_id = ?1 and sku = ?2""")
                        .setParameter(1, merchantId)
                        .setParameter(2, sku)
                        .executeUpdate();
            } else {
                em.createNativeQuery("""
                                insert into backorder (merchant_id, sku, most) values (?1, ?2, ?3)
                                on conflict (merchant_id, sku) do update set most = excluded.most""")
                        .setParameter(1, merchantId)
                        .setParameter(2, sku)
                        .setParameter(3, most)
                        .executeUpdate();
            }
            spread(merchantId, sku, buckets);
            return true;
        });
    }

    /** What is available is dealt out evenly; what is held or sold stays where it is. */
    private void spread(UUID merchantId, String sku, int buckets) {
        em.createNativeQuery("""
                        insert into stock (merchant_id, sku, location_id, bucket, initial, available)
                        select ?1, ?2, l.location_id, n, 0, 0
                        from (select distinct location_id from stock where merchant_id = ?1 and sku = ?2) l,
                            generate_series(0, ?3 - 1) n
                        on conflict do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, buckets)
                .executeUpdate();
        em.createNativeQuery("""
                        with at as (
                            select location_id, cast(sum(available) as bigint) as available from stock
                            where merchant_id = ?1 and sku = ?2 group by location_id),
                        dealt as (
                            select s.location_id, s.bucket, case when s.bucket >= ?3 then 0
                                else a.available / ?3 + case when s.bucket < a.available % ?3 then 1 else 0 end end as available
                            from stock s join at a on a.location_id = s.location_id
                            where s.merchant_id = ?1 and s.sku = ?2)
                        update stock s set initial = s.initial - s.available + d.available, available = d.available from dealt d
                        where s.merchant_id = ?1 and s.sku = ?2 and s.location_id = d.location_id and s.bucket = d.bucket""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, buckets)
                .executeUpdate();
        em.createNativeQuery("""
                        delete from stock s where merchant_id = ?1 and sku = ?2 and bucket >= ?3 and initial = 0
                          and not exists (select 1 from stock_hold h where h.merchant_id = ?1 and h.sku = ?2
                              and h.location_id = s.location_id and h.bucket = s.bucket)""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, buckets)
                .executeUpdate();
    }

    private void guardKnown(UUID merchantId, String sku, @Nullable String locationId) {
        if (isMissing("select 1 from item where merchant_id = ?1 and sku = ?2", merchantId, sku)) {
            throw ProblemException.invalid("sku", "there is no item " + sku);
        }
        if (locationId != null
                && isMissing(
                        "select 1 from location where merchant_id = ?1 and location_id = ?2", merchantId, locationId)) {
            throw ProblemException.invalid("location_id", "there is no location " + locationId);
        }
    }

    private boolean isMissing(String sql, UUID merchantId, String id) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList()
                .isEmpty();
    }

    /** Nobody else changes what there is of it until the work ends. */
    private void lock(UUID merchantId, String sku) {
        em.createNativeQuery("""
                        select bucket from stock where merchant_id = ?1 and sku = ?2
                        order by location_id, bucket for update""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .getResultList();
    }
}
