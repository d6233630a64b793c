package onetill.drawer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.database.Work;
import onetill.drawer.ShiftReport.Amount;
import onetill.drawer.ShiftReport.Cash;
import onetill.drawer.ShiftReport.Sales;
import onetill.drawer.ShiftReport.TaxSum;
import onetill.drawer.ShiftReport.TenderSum;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/**
 * Reads what shifts have taken and given. The cash is what the ledger says of the shift, sorted into kinds: each entry is in
 * exactly one of them, so that they add up to what is expected, whatever has happened.
 */
@ApplicationScoped
class ShiftReports {

    private static final Amount NONE = new Amount(0, 0);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    ShiftReport of(UUID merchantId, Shift shift) {
        return work.read(merchantId, () -> {
            var closed = shift.closed();
            return new ShiftReport(
                    closed == null ? ShiftReport.Kind.X : ShiftReport.Kind.Z,
                    shift,
                    cash(merchantId, shift),
                    sales(merchantId, shift.id()),
                    movements(merchantId, shift.id()),
                    openings(merchantId, shift.id()),
                    late(merchantId, shift.id()),
                    closed == null ? clock.now() : closed.at());
        });
    }

    /** What should be in the drawer: all that the ledger says of it but the count itself. */
    long expected(UUID merchantId, UUID shiftId) {
        return expected(amounts(merchantId, shiftId));
    }

    private static long expected(Map<String, Amount> amounts) {
        return amounts.entrySet().stream()
                .filter(it -> !"count".equals(it.getKey()))
                .mapToLong(it -> it.getValue().amountMinor())
                .reduce(0, Math::addExact);
    }

    private Cash cash(UUID merchantId, Shift shift) {
        var amounts = amounts(merchantId, shift.id());
        var closed = shift.closed();
        return new Cash(
                amounts.getOrDefault("float", NONE).amountMinor(),
                amounts.getOrDefault("sales", NONE),
                negated(amounts.getOrDefault("refunds", NONE)),
                amounts.getOrDefault("pay_in", NONE),
                negated(amounts.getOrDefault("pay_out", NONE)),
                expected(amounts),
                closed == null ? null : Long.valueOf(closed.countedMinor()),
                closed == null ? null : Long.valueOf(closed.differenceMinor()));
    }

    private static Amount negated(Amount amount) {
        return new Amount(amount.count(), Math.negateExact(amount.amountMinor()));
    }

    /** All entries of the shift by kind, each counted once; what came is positive. */
    private Map<String, Amount> amounts(UUID merchantId, UUID shiftId) {
        List<?> rows = em.createNativeQuery("""
                        select case when kind in ('float', 'pay_in', 'pay_out') then kind
                                    when kind in ('over_short', 'counted') then 'count'
                                    when source_type = 'refund' or kind = 'returned' then 'refunds'
                                    else 'sales' end as sort,
                               count(*),
                               sum(case when debit_account = 'cash_drawer' then amount_minor else -amount_minor end)
                        from ledger_entry where merchant_id = ?1 and shift_id = ?2 group by sort""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getResultList();
        var amounts = new HashMap<String, Amount>();
        for (var each : rows) {
            var row = (Object[]) each;
            amounts.put(String.valueOf(row[0]), new Amount(number(row[1]), number(row[2])));
        }
        return amounts;
    }

    private Sales sales(UUID merchantId, UUID shiftId) {
        var row = (Object[]) em.createNativeQuery("""
                        select count(*), coalesce(sum(o.total_minor), 0), coalesce(sum(t.discount), 0), coalesce(sum(o.tip_minor), 0),
                               coalesce(sum(t.rounding), 0)
                        from orders o cross join lateral (
                            select sum(cast(e ->> 'amount_minor' as bigint)) filter (where e ->> 'type' = 'discount') as discount,
                                   sum(cast(e ->> 'amount_minor' as bigint)) filter (where e ->> 'type' = 'rounding') as rounding
                            from jsonb_array_elements(o.totals) as e) as t
                        where o.merchant_id = ?1 and o.shift_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getSingleResult();
        return new Sales(
                number(row[0]),
                number(row[1]),
                Math.negateExact(number(row[2])),
                number(row[3]),
                number(row[4]),
                tenders(merchantId, shiftId),
                taxes(merchantId, shiftId));
    }

    private List<TenderSum> tenders(UUID merchantId, UUID shiftId) {
        List<?> rows = em.createNativeQuery("""
                        select t.type, count(*), sum(a.captured_minor) from orders o
                        join payment_attempt a on a.merchant_id = o.merchant_id and a.reference = o.session_id
                        join tender t on t.merchant_id = a.merchant_id and t.tender_id = a.tender_id
                        where o.merchant_id = ?1 and o.shift_id = ?2 and a.captured_minor > 0 and a.unwanted_at is null
                        group by t.type order by t.type""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new TenderSum(String.valueOf(row[0]), number(row[1]), number(row[2])))
                .toList();
    }

    private List<TaxSum> taxes(UUID merchantId, UUID shiftId) {
        List<?> rows = em.createNativeQuery("""
                        select cast(p ->> 'percent' as numeric) as percent, sum(cast(p ->> 'base_minor' as bigint)),
                               sum(cast(p ->> 'tax_minor' as bigint))
                        from orders o cross join lateral jsonb_array_elements(o.taxes -> 'parts') as p
                        where o.merchant_id = ?1 and o.shift_id = ?2 group by percent order by percent""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new TaxSum(percent(row[0]), number(row[1]), number(row[2])))
                .toList();
    }

    private Amount late(UUID merchantId, UUID shiftId) {
        var row = (Object[]) em.createNativeQuery("""
                        select count(*), coalesce(sum(total_minor), 0) from offline_sale
                        where merchant_id = ?1 and shift_id = ?2 and late""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getSingleResult();
        return new Amount(number(row[0]), number(row[1]));
    }

    private List<CashMovement> movements(UUID merchantId, UUID shiftId) {
        List<?> rows = em.createNativeQuery("""
                        select movement_id, direction, kind, amount_minor, reason, actor, created_at from cash_movement
                        where merchant_id = ?1 and shift_id = ?2 order by movement_id""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new CashMovement(
                        (UUID) row[0],
                        CashMovement.Direction.valueOf(upper(row[1])),
                        CashMovement.Kind.valueOf(upper(row[2])),
                        number(row[3]),
                        String.valueOf(row[4]),
                        String.valueOf(row[5]),
                        Times.of(row[6])))
                .toList();
    }

    private List<DrawerOpening> openings(UUID merchantId, UUID shiftId) {
        List<?> rows = em.createNativeQuery("""
                        select opening_id, reason, actor, manager_id, created_at from drawer_opening
                        where merchant_id = ?1 and shift_id = ?2 order by opening_id""")
                .setParameter(1, merchantId)
                .setParameter(2, shiftId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new DrawerOpening(
                        (UUID) row[0], String.valueOf(row[1]), String.valueOf(row[2]), (UUID) row[3], Times.of(row[4])))
                .toList();
    }

    /** 19, not 19.000. */
    private static BigDecimal percent(Object column) {
        var percent = new BigDecimal(column.toString()).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    private static String upper(Object stored) {
        return stored.toString().toUpperCase(Locale.ROOT);
    }

    private static long number(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }
}
