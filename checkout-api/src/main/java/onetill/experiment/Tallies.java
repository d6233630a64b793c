package onetill.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.database.Work;
import onetill.experiment.Sequential.Sample;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** Counts what came of those who were shown an arm: from the orders and payments themselves, whenever it is asked. */
@ApplicationScoped
class Tallies {

    private static final String COUNTED = """
            with shown as (
                select session_id, arm, unit, min(exposed_at) over (partition by unit) as first_at
                from experiment_exposure
                where merchant_id = ?1 and experiment_id = ?2
            ), came as (
                select s.arm, s.unit, s.first_at, o.placed_at, o.total_minor, o.currency,
                    o.state in ('refunded', 'partially_refunded') as refunded,
                    exists (select 1 from payment_attempt a where a.merchant_id = ?1 and a.reference = s.session_id
                        and a.state = 'declined' and a.created_at <= s.first_at + ?3 * interval '1 second') as declined
                from shown s left join orders o on o.merchant_id = ?1 and o.session_id = s.session_id
                    and o.placed_at <= s.first_at + ?3 * interval '1 second'
            ), usual as (
                select currency from came where currency is not null group by currency order by count(*) desc, currency limit 1
            ), units as (
                select arm, unit, count(*) as sessions, bool_or(placed_at is not null) as completed, bool_or(declined) as declined,
                    coalesce(bool_or(refunded), false) as refunded,
                    sum(total_minor) filter (where currency = (select currency from usual)) as minor,
                    extract(epoch from min(placed_at) - min(first_at)) as seconds,
                    min(first_at) <= cast(?4 as timestamptz) - ?3 * interval '1 second' as counts
                from came group by arm, unit
            )
            select arm, sum(sessions), count(*), count(*) filter (where counts), count(*) filter (where counts and completed),
                count(*) filter (where counts and declined), count(*) filter (where counts and refunded),
                count(minor) filter (where counts), avg(minor) filter (where counts), var_samp(minor) filter (where counts),
                count(seconds) filter (where counts), avg(seconds) filter (where counts), var_samp(seconds) filter (where counts),
                (select currency from usual)
            from units group by arm""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    ExperimentReport report(UUID merchantId, Experiment experiment) {
        var now = clock.now();
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(COUNTED)
                    .setParameter(1, merchantId)
                    .setParameter(2, experiment.experimentId())
                    .setParameter(3, experiment.windowSeconds())
                    .setParameter(4, now)
                    .getResultList();
            var tallies = new HashMap<String, Tally>();
            @Nullable String currency = null;
            for (var row : rows) {
                var cells = (Object[]) row;
                tallies.put((String) cells[0], tally(cells));
                currency = cells[13] == null ? currency : cells[13].toString();
            }
            return ExperimentReport.of(experiment, Map.copyOf(tallies), currency, now);
        });
    }

    private static Tally tally(Object[] cells) {
        return new Tally(
                (String) cells[0],
                number(cells[1]),
                number(cells[2]),
                number(cells[3]),
                number(cells[4]),
                number(cells[5]),
                number(cells[6]),
                new Sample(number(cells[7]), real(cells[8]), real(cells[9])),
                new Sample(number(cells[10]), real(cells[11]), real(cells[12])));
    }

    private static long number(Object cell) {
        return ((Number) cell).longValue();
    }

    private static double real(@Nullable Object cell) {
        return cell == null ? 0 : ((Number) cell).doubleValue();
    }
}
