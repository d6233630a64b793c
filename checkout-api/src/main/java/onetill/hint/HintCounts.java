package onetill.hint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.database.Work;
import onetill.hint.HintBuffer.Cell;
import onetill.json.Json;

/** What is kept of hints: how often what happened in a field of a channel on a day. Nobody and no session stands behind a count. */
@ApplicationScoped
class HintCounts {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    /** A sum over days. */
    record Sum(String channelId, String field, String kind, String detail, long n) {

        boolean is(HintKind wanted) {
            return kind.equals(wanted.stored());
        }
    }

    /** Adds counts, each in the channel its session is in now. Rows are taken in one order, so that nodes do not wait in a circle. */
    void add(UUID merchantId, Map<Cell, Long> cells) {
        var rows = cells.entrySet().stream()
                .map(it -> row(it.getKey(), it.getValue()))
                .toList();
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                        insert into client_hint_count as c (merchant_id, day, channel_id, field, kind, detail, n)
                        select s.merchant_id, r.day, s.channel_id, r.field, r.kind, r.detail, sum(r.n)
                        from jsonb_to_recordset(cast(?2 as jsonb))
                            as r(session_id uuid, day date, field text, kind text, detail text, n bigint)
                        join checkout_session s on s.merchant_id = ?1 and s.session_id = r.session_id
                        group by s.merchant_id, r.day, s.channel_id, r.field, r.kind, r.detail
                        order by r.day, s.channel_id, r.field, r.kind, r.detail
                        on conflict (merchant_id, day, channel_id, field, kind, detail) do update set n = c.n + excluded.n""")
                        .setParameter(1, merchantId)
                        .setParameter(2, Json.write(rows))
                        .executeUpdate());
    }

    private static Map<String, Object> row(Cell cell, long n) {
        var row = new LinkedHashMap<String, Object>();
        row.put("session_id", cell.sessionId());
        row.put("day", cell.day());
        row.put("field", cell.field().stored());
        row.put("kind", cell.kind().stored());
        row.put("detail", cell.detail());
        row.put("n", n);
        return row;
    }

    /** @param to not included; both are the beginning of a day by UTC */
    List<Sum> sums(UUID merchantId, OffsetDateTime from, OffsetDateTime to) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select channel_id, field, kind, detail, cast(sum(n) as bigint) from client_hint_count
                            where merchant_id = ?1 and day >= ?2 and day < ?3 group by channel_id, field, kind, detail""")
                    .setParameter(1, merchantId)
                    .setParameter(2, from.toLocalDate())
                    .setParameter(3, to.toLocalDate())
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new Sum(
                            (String) row[0],
                            (String) row[1],
                            (String) row[2],
                            (String) row[3],
                            ((Number) row[4]).longValue()))
                    .toList();
        });
    }
}
