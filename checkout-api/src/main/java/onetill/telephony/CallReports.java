package onetill.telephony;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.funnel.Interval;
import onetill.funnel.Shares;
import onetill.json.Json;
import onetill.telephony.CallReport.By;
import onetill.telephony.CallReport.ReasonCount;
import org.jspecify.annotations.Nullable;

/** Reports about calls, read from the calls themselves. A call counts where it began. */
@ApplicationScoped
public class CallReports {

    private static final String REPORT = """
        with c as (
            select %s as key, c.*, s.status = 'completed' as sold,
                extract(epoch from c.ended_at - c.answered_at) - c.hold_seconds as talk,
                extract(epoch from c.wrapped_up_at - c.ended_at) as wrap_up,
                extract(epoch from coalesce(c.wrapped_up_at, c.ended_at) - c.answered_at) as handle
            from phone_call c
            left join checkout_session s on s.merchant_id = c.merchant_id and s.session_id = c.session_id
            where c.merchant_id = ?1 and c.started_at >= ?2 and c.started_at < ?3 and (?4 = '' or c.channel_id = ?4))
        select key, count(*), count(answered_at), count(*) filter (where state = 'missed'),
            percentile_cont(0.5) within group (order by handle) filter (where agent is not null),
            percentile_cont(0.9) within group (order by handle) filter (where agent is not null),
            percentile_cont(0.5) within group (order by talk) filter (where agent is not null),
            percentile_cont(0.5) within group (order by hold_seconds) filter (where agent is not null and ended_at is not null),
            percentile_cont(0.5) within group (order by wrap_up),
            count(session_id), count(*) filter (where sold), avg(asks_put),
            percentile_cont(0.5) within group (order by keystrokes),
            (select cast(coalesce(jsonb_agg(jsonb_build_object('code', r.reason, 'calls', r.calls) order by r.calls desc, r.reason), '[]') as text)
             from (select i.reason, count(*) as calls from c i where i.key = c.key and i.reason is not null group by i.reason) r)
        from c group by key order by key""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    CallReport of(UUID merchantId, Interval interval, @Nullable String channel, By by) {
        var rows = work.read(merchantId, () -> {
            List<?> found = em.createNativeQuery(REPORT.formatted(by.sql()))
                    .setParameter(1, merchantId)
                    .setParameter(2, interval.from())
                    .setParameter(3, interval.to())
                    .setParameter(4, channel == null ? "" : channel)
                    .getResultList();
            return found.stream().map(it -> row((Object[]) it)).toList();
        });
        return new CallReport(interval.from(), interval.to(), by, rows);
    }

    private static CallReport.Row row(Object[] row) {
        var answered = number(row[2]);
        var sales = number(row[10]);
        return new CallReport.Row(
                row[0].toString(),
                number(row[1]),
                answered,
                number(row[3]),
                seconds(row[4]),
                seconds(row[5]),
                seconds(row[6]),
                seconds(row[7]),
                seconds(row[8]),
                number(row[9]),
                sales,
                Shares.of(sales, answered),
                row[11] == null ? null : Math.round(((Number) row[11]).doubleValue() * 100) / 100.0,
                seconds(row[12]),
                Json.read(row[13].toString(), new TypeReference<List<ReasonCount>>() {}));
    }

    private static long number(Object found) {
        return ((Number) found).longValue();
    }

    private static @Nullable Long seconds(@Nullable Object found) {
        return found == null ? null : Long.valueOf(Math.round(((Number) found).doubleValue()));
    }
}
