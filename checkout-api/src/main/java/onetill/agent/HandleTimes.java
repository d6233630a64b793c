package onetill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** How long agents are at one call, from the answer to the end of its wrap-up. */
@ApplicationScoped
public class HandleTimes {

    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration TODAY = Duration.ofDays(1);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    /**
     * The median of the last hour, or of the last day where the hour tells too little, in seconds.
     *
     * @param least from fewer calls nothing is said
     * @return null when that is not known
     */
    public @Nullable Double median(UUID merchantId, int least) {
        var row = work.read(merchantId, () -> (Object[]) em.createNativeQuery("""
            select count(*) filter (where h.at > ?2),
                   percentile_cont(0.5) within group (order by h.seconds) filter (where h.at > ?2),
                   count(*), percentile_cont(0.5) within group (order by h.seconds)
            from (select coalesce(wrapped_up_at, ended_at) as at,
                         extract(epoch from coalesce(wrapped_up_at, ended_at) - answered_at) as seconds
                  from phone_call where merchant_id = ?1 and state = 'done' and agent is not null and ended_at > ?3
                  union all
                  select ended_at, extract(epoch from ended_at - taken_at) from call_request r
                  where merchant_id = ?1 and state = 'finished' and outcome = 'reached' and taken_at > ?3
                    and not exists (select from phone_call c where c.merchant_id = r.merchant_id
                      and c.call_request_id = r.call_request_id)) h""")
                .setParameter(1, merchantId)
                .setParameter(2, clock.now().minus(LATELY))
                .setParameter(3, clock.now().minus(TODAY))
                .getSingleResult());
        if (tells(row[0], least)) return ((Number) row[1]).doubleValue();
        return tells(row[2], least) ? ((Number) row[3]).doubleValue() : null;
    }

    private static boolean tells(Object count, int least) {
        return ((Number) count).intValue() >= Math.max(1, least);
    }
}
