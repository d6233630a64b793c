package onetill.drawer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far registers have counted their offline sales, and which of them have not arrived. */
@ApplicationScoped
public class OfflineDays {

    /** So many missing numbers are named; there may be more. */
    private static final int NAMED = 50;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    /**
     * Sales of one day that have not arrived.
     *
     * @param lastSequence how far the register says it has counted
     * @param missing how many of these numbers are not here
     * @param sequences the first fifty of them
     */
    @Schema(name = "WaitingOfflineSales")
    public record Waiting(
            UUID registerId, LocalDate businessDay, long lastSequence, long missing, List<Long> sequences) {}

    /** A register says how far it has counted; it never counts backwards. */
    public void announce(UUID merchantId, UUID registerId, LocalDate day, long lastSequence) {
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                                insert into offline_day as d (merchant_id, register_id, business_day, last_sequence, announced_at)
                                values (?1, ?2, ?3, ?4, ?5)
                                on conflict (merchant_id, register_id, business_day) do update
                                set last_sequence = excluded.last_sequence, announced_at = excluded.announced_at
                                where d.last_sequence < excluded.last_sequence""")
                        .setParameter(1, merchantId)
                        .setParameter(2, registerId)
                        .setParameter(3, day)
                        .setParameter(4, lastSequence)
                        .setParameter(5, clock.now())
                        .executeUpdate());
    }

    /**
     * What has not arrived.
     *
     * @param channelId of whose till; null for all
     */
    public List<Waiting> waiting(UUID merchantId, @Nullable String channelId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select d.register_id, cast(d.business_day as text), d.last_sequence, count(*),
                                   array_to_string(array_agg(n.sequence order by n.sequence) filter (where n.rank <= ?3), ' ')
                            from offline_day d
                            join register r on r.merchant_id = d.merchant_id and r.register_id = d.register_id
                            cross join lateral (
                                select n as sequence, row_number() over (order by n) as rank from generate_series(d.given_up + 1, d.last_sequence) as n
                                where not exists (select 1 from offline_sale s where s.merchant_id = d.merchant_id
                                    and s.register_id = d.register_id and s.business_day = d.business_day and s.sequence = n)) as n
                            where d.merchant_id = ?1 and (?2 = '' or r.channel_id = ?2) and d.last_sequence > d.given_up + (
                                select count(*) from offline_sale s where s.merchant_id = d.merchant_id
                                  and s.register_id = d.register_id and s.business_day = d.business_day
                                  and s.sequence > d.given_up and s.sequence <= d.last_sequence)
                            group by d.register_id, d.business_day, d.last_sequence order by d.business_day, d.register_id""".strip())
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId == null ? "" : channelId)
                    .setParameter(3, NAMED)
                    .getResultList();
            return rows.stream().map(row -> waiting((Object[]) row)).toList();
        });
    }

    /** Nobody waits any more for what has not arrived at this till; should it come after all, it is recorded. */
    void giveUp(UUID merchantId, String channelId) {
        em.createNativeQuery("""
                        update offline_day d set given_up = d.last_sequence from register r
                        where d.merchant_id = ?1 and r.merchant_id = ?1 and r.register_id = d.register_id and r.channel_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .executeUpdate();
    }

    private static Waiting waiting(Object[] row) {
        return new Waiting(
                (UUID) row[0],
                LocalDate.parse(row[1].toString()),
                ((Number) row[2]).longValue(),
                ((Number) row[3]).longValue(),
                List.of(row[4].toString().split(" ")).stream()
                        .map(Long::valueOf)
                        .toList());
    }
}
