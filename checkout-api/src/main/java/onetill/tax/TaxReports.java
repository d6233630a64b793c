package onetill.tax;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.database.Work;
import onetill.timer.RecurringWork;

/**
 * Tells whoever computed the tax of an order that it was paid, and what of it went back, once each: the order and the refund
 * are the references under which a report may be repeated.
 */
@ApplicationScoped
public class TaxReports implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(TaxReports.class.getName());
    private static final int MOST = 100;

    /** In place of a record; then nothing that is given back is reported either. */
    private static final String REFUSED = "refused";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    TaxAnswers answers;

    @Inject
    TaxConfig config;

    @Override
    public Duration pause() {
        return config.reportInterval;
    }

    @Override
    public void run(UUID merchantId) {
        answers.forget(merchantId);
        try {
            for (var row : due(merchantId, """
                    select cast(order_id as text), taxes ->> 'calculator', taxes ->> 'calculation', 0 from orders
                    where merchant_id = ?1 and tax_record is null and taxes ->> 'calculation' is not null
                      and state in ('paid', 'partially_refunded', 'refunded') order by placed_at limit ?2""")) {
                var order = String.valueOf(row[0]);
                report(
                        merchantId,
                        "orders",
                        "order_id",
                        order,
                        () -> calculator(row).sold(String.valueOf(row[2]), order));
            }
            for (var row : due(merchantId, """
                    select cast(r.refund_id as text), o.taxes ->> 'calculator', o.tax_record, r.amount_minor from refund r
                    join orders o on o.merchant_id = r.merchant_id and o.order_id = r.order_id
                    where r.merchant_id = ?1 and r.tax_record is null and r.state = 'refunded' and o.tax_record is not null and o.tax_record <> 'refused'
                    order by r.created_at limit ?2""")) {
                var refund = String.valueOf(row[0]);
                var amount = ((Number) row[3]).longValue();
                report(
                        merchantId,
                        "refund",
                        "refund_id",
                        refund,
                        () -> calculator(row).givenBack(String.valueOf(row[2]), refund, amount));
            }
        } catch (TaxCalculatorAway e) {
            LOG.log(Level.WARNING, "taxes could not be reported and will be later: {0}", e.getMessage());
        }
    }

    private TaxCalculator calculator(Object[] row) {
        return answers.find(String.valueOf(row[1]))
                .orElseThrow(() -> new TaxCalculatorAway("there is no calculator " + row[1], true));
    }

    private List<Object[]> due(UUID merchantId, String sql) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(sql)
                    .setParameter(1, merchantId)
                    .setParameter(2, MOST)
                    .getResultList();
            return rows.stream().map(Object[].class::cast).toList();
        });
    }

    /** What was refused would be refused again: it is told, and not asked for any more. */
    private static String answered(Supplier<String> call, String table, String id) {
        try {
            return call.get();
        } catch (TaxCalculatorAway e) {
            if (e.isForEverybody()) throw e;
            LOG.log(
                    Level.SEVERE,
                    "the tax of {0} {1} has to be reported by hand, for the report was refused: {2}",
                    new Object[] {table, id, e.getMessage()});
            return REFUSED;
        }
    }

    private void report(UUID merchantId, String table, String key, String id, Supplier<String> call) {
        var record = answered(call, table, id);
        work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "update %s set tax_record = ?3 where merchant_id = ?1 and %s = cast(?2 as uuid)"
                                        .formatted(table, key))
                        .setParameter(1, merchantId)
                        .setParameter(2, id)
                        .setParameter(3, record)
                        .executeUpdate());
    }
}
