package onetill.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * What is on the shelf. All of it is called within the work that changes the session; skus are locked in one order, so
 * that two baskets never wait for each other in a circle.
 */
@ApplicationScoped
public class Stock {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    /** Whose goods are kept aside, from where, and for how long; without an end while a payment is under way. */
    public record Hold(
            UUID merchantId,
            UUID sessionId,
            @Nullable String locationId,
            @Nullable OffsetDateTime until) {}

    /**
     * Keeps the quantities aside for this session, replacing what it held before: its own hold never stands in its
     * way. Items without a stock row are not counted and can always be had. Without a location the goods come from where most of
     * them are, and from several when none has enough; what is missing then may be promised, as far as the merchant allows.
     *
     * @param quantities sku to quantity
     * @throws ProblemException OUT_OF_STOCK naming the first item of which there is not enough
     */
    public void hold(Hold hold, Map<String, Long> quantities) {
        release(hold.merchantId(), hold.sessionId());
        holdMore(hold, quantities);
    }

    /** Keeps more aside than the session holds already, such as what comes from another place. */
    public void holdMore(Hold hold, Map<String, Long> quantities) {
        new TreeMap<>(quantities).forEach((sku, quantity) -> hold(hold, sku, quantity));
    }

    /**
     * Keeps aside what there is of goods that are gone already: nothing is refused.
     *
     * @return of which counted items how many were not there, by our books
     */
    public Map<String, Long> holdWhatIsThere(Hold hold, Map<String, Long> quantities) {
        var missing = new TreeMap<String, Long>();
        new TreeMap<>(quantities).forEach((sku, quantity) -> {
            var kept = takeWhole(hold, sku, quantity);
            if (kept == 0) kept = takeParts(hold, sku, quantity, 1);
            if (kept < quantity && isCounted(hold.merchantId(), sku)) missing.put(sku, quantity - kept);
        });
        return missing;
    }

    /** Gives back what a session held and did not buy. */
    public void release(UUID merchantId, UUID sessionId) {
        settle(merchantId, sessionId, "available = s.available + h.quantity", "sold = b.sold", null);
    }

    /**
     * So many of an item, from one place.
     *
     * @param locationId null for what is not there yet and was promised
     */
    public record Taken(String sku, @Nullable String locationId, long quantity) {}

    /** What was held is sold. @return what was counted, by where it came from */
    public List<Taken> sell(UUID merchantId, UUID sessionId) {
        List<?> rows = em.createNativeQuery("""
                        with h as (delete from stock_hold where merchant_id = ?1 and session_id = ?2
                                   returning sku, location_id, bucket, quantity),
                        p as (delete from backorder_hold where merchant_id = ?1 and session_id = ?2 returning sku, quantity),
                        promised as (update backorder b set held = b.held - p.quantity, sold = b.sold + p.quantity from p
                                     where b.merchant_id = ?1 and b.sku = p.sku),
                        sold as (update stock s set held = s.held - h.quantity, sold = s.sold + h.quantity from h
                                 where s.merchant_id = ?1 and s.sku = h.sku and s.location_id = h.location_id and s.bucket = h.bucket)
                        select sku, location_id, cast(sum(quantity) as bigint) from h group by sku, location_id
                        union all select sku, null, quantity from p order by 2, 1""")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .getResultList();
        return rows.stream().map(row -> taken((Object[]) row)).toList();
    }

    /**
     * What was sold and has not left is on the shelf again, or need not arrive any more. What nobody counts stays uncounted.
     *
     * @param locationId null for what was promised
     */
    public void giveBack(UUID merchantId, String sku, @Nullable String locationId, long quantity) {
        if (locationId == null) {
            em.createNativeQuery(
                            "update backorder set sold = sold - least(sold, ?3) where merchant_id = ?1 and sku = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, sku)
                    .setParameter(3, quantity)
                    .executeUpdate();
            return;
        }
        em.createNativeQuery("""
                        with there as (
                            select bucket, sold from stock where merchant_id = ?1 and sku = ?2 and location_id = ?3
                            order by bucket for update),
                        ranked as (
                            select bucket, sold, cast(sum(sold) over (order by bucket) as bigint) - sold as before from there),
                        picked as (select bucket, least(sold, ?4 - before) as quantity from ranked where before < ?4)
                        update stock s set sold = s.sold - p.quantity, available = s.available + p.quantity from picked p
                        where s.merchant_id = ?1 and s.sku = ?2 and s.location_id = ?3 and s.bucket = p.bucket""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, locationId)
                .setParameter(4, quantity)
                .executeUpdate();
    }

    /**
     * What was sold before will leave from here.
     *
     * @throws ProblemException STOCK_TOO_LOW when less is available there of an item that is counted
     */
    public void sellFrom(UUID merchantId, String sku, String locationId, long quantity) {
        if (!isCounted(merchantId, sku)) return;
        var taken = em.createNativeQuery("""
                        with there as (
                            select bucket, available from stock where merchant_id = ?1 and sku = ?2 and location_id = ?3
                            order by bucket for update),
                        ranked as (
                            select bucket, available, cast(sum(available) over (order by bucket) as bigint) - available as before
                            from there),
                        picked as (
                            select bucket, least(available, ?4 - before) as quantity from ranked where before < ?4 and available > 0)
                        update stock s set sold = s.sold + p.quantity, available = s.available - p.quantity from picked p
                        where s.merchant_id = ?1 and s.sku = ?2 and s.location_id = ?3 and s.bucket = p.bucket
                          and (select sum(quantity) from picked) >= ?4""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .setParameter(3, locationId)
                .setParameter(4, quantity)
                .executeUpdate();
        if (taken > 0) return;
        throw new ProblemException(
                        ProblemType.STOCK_TOO_LOW,
                        "there are no %d of %s available at %s".formatted(quantity, sku, locationId))
                .with("sku", sku);
    }

    private static Taken taken(@Nullable Object[] row) {
        return new Taken(String.valueOf(row[0]), (String) row[1], ((Number) row[2]).longValue());
    }

    /** Gives back what a session holds and whose time is over; what a payment is under way for has no end. */
    void releaseExpired(UUID merchantId, UUID sessionId, OffsetDateTime now) {
        settle(merchantId, sessionId, "available = s.available + h.quantity", "sold = b.sold", now);
    }

    /** The payment did not come about; the goods are kept aside a while longer. */
    public void keepUntil(UUID merchantId, UUID sessionId, OffsetDateTime end) {
        em.createNativeQuery("""
                        with promised as (update backorder_hold set expires_at = ?3 where merchant_id = ?1 and session_id = ?2)
                        update stock_hold set expires_at = ?3 where merchant_id = ?1 and session_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, end)
                .executeUpdate();
    }

    private void hold(Hold hold, String sku, long quantity) {
        if (takeWhole(hold, sku, quantity) > 0 || takeParts(hold, sku, quantity, quantity) > 0) return;
        if (isPromised(hold.merchantId(), sku)) {
            var rest = quantity - takeParts(hold, sku, quantity, 1);
            if (!promise(hold, sku, rest)) throw outOfStock(sku, quantity);
        } else if (isCounted(hold.merchantId(), sku)) {
            throw outOfStock(sku, quantity);
        }
    }

    /** All of it from one row that nobody else is at: the usual case, and the fast one for a hot item in several buckets. */
    private long takeWhole(Hold hold, String sku, long quantity) {
        return sum(query(hold, sku, """
                        with free as (
                            select location_id, bucket from stock
                            where merchant_id = ?1 and sku = ?2 and available >= ?3 and (?4 = '' or location_id = ?4)
                            order by available desc, location_id, bucket limit 1 for update skip locked),
                        taken as (
                            update stock s set available = s.available - ?3, held = s.held + ?3 from free f
                            where s.merchant_id = ?1 and s.sku = ?2 and s.location_id = f.location_id and s.bucket = f.bucket
                            returning s.location_id, s.bucket),
                        kept as (
                            insert into stock_hold as k (merchant_id, session_id, sku, location_id, bucket, quantity, expires_at)
                            select ?1, ?5, ?2, location_id, bucket, ?3, cast(?6 as timestamptz) from taken
                            on conflict (merchant_id, session_id, sku, location_id, bucket)
                            do update set quantity = k.quantity + excluded.quantity)
                        select cast(?3 as bigint) from taken""").setParameter(3, quantity));
    }

    /** From as many rows as it takes, where most is first; all rows are locked. Nothing when less than {@code least} is there. */
    private long takeParts(Hold hold, String sku, long quantity, long least) {
        return sum(query(hold, sku, """
                        with there as (
                            select location_id, bucket, available from stock
                            where merchant_id = ?1 and sku = ?2 and (?4 = '' or location_id = ?4)
                            order by location_id, bucket for update),
                        ranked as (
                            select location_id, bucket, available, cast(sum(available) over (
                                order by available desc, location_id, bucket) as bigint) - available as before
                            from there where available > 0),
                        picked as (
                            select location_id, bucket, least(available, ?3 - before) as quantity from ranked where before < ?3),
                        taken as (
                            update stock s set available = s.available - p.quantity, held = s.held + p.quantity from picked p
                            where s.merchant_id = ?1 and s.sku = ?2 and s.location_id = p.location_id and s.bucket = p.bucket
                              and (select sum(quantity) from picked) >= ?7
                            returning s.location_id, s.bucket, p.quantity),
                        kept as (
                            insert into stock_hold as k (merchant_id, session_id, sku, location_id, bucket, quantity, expires_at)
                            select ?1, ?5, ?2, location_id, bucket, quantity, cast(?6 as timestamptz) from taken
                            on conflict (merchant_id, session_id, sku, location_id, bucket)
                            do update set quantity = k.quantity + excluded.quantity)
                        select quantity from taken""").setParameter(3, quantity).setParameter(7, least));
    }

    private Query query(Hold hold, String sku, String sql) {
        return em.createNativeQuery(sql)
                .setParameter(1, hold.merchantId())
                .setParameter(2, sku)
                .setParameter(4, hold.locationId() == null ? "" : hold.locationId())
                .setParameter(5, hold.sessionId())
                .setParameter(6, text(hold.until()));
    }

    private static @Nullable String text(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toString();
    }

    private static long sum(Query taken) {
        List<?> rows = taken.getResultList();
        return rows.stream().mapToLong(row -> ((Number) row).longValue()).sum();
    }

    private boolean isPromised(UUID merchantId, String sku) {
        return !em.createNativeQuery("select 1 from backorder where merchant_id = ?1 and sku = ?2 for update")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .getResultList()
                .isEmpty();
    }

    private boolean promise(Hold hold, String sku, long quantity) {
        return em.createNativeQuery("""
                                with promised as (
                                    update backorder set held = held + ?3
                                    where merchant_id = ?1 and sku = ?2 and held + sold + ?3 <= most returning sku)
                                insert into backorder_hold as k (merchant_id, session_id, sku, quantity, expires_at)
                                select ?1, ?4, sku, ?3, cast(?5 as timestamptz) from promised
                                on conflict (merchant_id, session_id, sku) do update set quantity = k.quantity + excluded.quantity""")
                        .setParameter(1, hold.merchantId())
                        .setParameter(2, sku)
                        .setParameter(3, quantity)
                        .setParameter(4, hold.sessionId())
                        .setParameter(5, text(hold.until()))
                        .executeUpdate()
                > 0;
    }

    private boolean isCounted(UUID merchantId, String sku) {
        return !em.createNativeQuery("select 1 from stock where merchant_id = ?1 and sku = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .getResultList()
                .isEmpty();
    }

    private void settle(
            UUID merchantId, UUID sessionId, String what, String promised, @Nullable OffsetDateTime expired) {
        em.createNativeQuery("""
                        with h as (delete from stock_hold where merchant_id = ?1 and session_id = ?2
                                   and (cast(?3 as timestamptz) is null or expires_at <= cast(?3 as timestamptz))
                                   returning sku, location_id, bucket, quantity),
                        p as (delete from backorder_hold where merchant_id = ?1 and session_id = ?2
                              and (cast(?3 as timestamptz) is null or expires_at <= cast(?3 as timestamptz))
                              returning sku, quantity),
                        promised as (update backorder b set held = b.held - p.quantity, %s from p
                                     where b.merchant_id = ?1 and b.sku = p.sku)
                        update stock s set held = s.held - h.quantity, %s from h
                        where s.merchant_id = ?1 and s.sku = h.sku and s.location_id = h.location_id
                          and s.bucket = h.bucket""".formatted(promised, what))
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .setParameter(3, text(expired))
                .executeUpdate();
    }

    private static ProblemException outOfStock(String sku, long quantity) {
        return new ProblemException(
                        ProblemType.OUT_OF_STOCK,
                        "there are no longer %d of %s; take fewer or another item".formatted(quantity, sku))
                .with("sku", sku);
    }
}
