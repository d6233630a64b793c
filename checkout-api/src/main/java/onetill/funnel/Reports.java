package onetill.funnel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.database.Work;
import onetill.funnel.Counts.Measure;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** Reads what the projection has counted. Whole days are read as days, what is left at both ends as hours. */
@ApplicationScoped
class Reports {

    /** Of an interval as whole days and the hours around them. */
    private static final String IN_INTERVAL = """
             and ((grain = 'day' and at >= ?3 and at < ?4) or (grain = 'hour' and at >= ?5 and at < ?6)
               or (grain = 'hour' and at >= ?7 and at < ?8))""";

    /** The numbers of each value of an attribute, and those of all sessions. */
    static final String BY_ATTRIBUTE = """
            select value, channel_id, step, sum(entered), sum(advanced), sum(handed_on), sum(went_back), sum(waiting), sum(lost),
                   sum(sessions), sum(won)
            from funnel_attribute_count where merchant_id = ?1 and attribute = ?2
            """ + IN_INTERVAL + """

            group by value, channel_id, step having sum(entered) <> 0
            union all
            select null, channel_id, step, sum(n) filter (where measure = 'entered'), sum(n) filter (where measure = 'advanced'),
                   sum(n) filter (where measure = 'handed_on'), sum(n) filter (where measure = 'went_back'),
                   sum(n) filter (where measure = 'waiting'), sum(n) filter (where measure = 'lost'),
                   sum(n) filter (where measure = 'sessions'), sum(n) filter (where measure = 'won')
            from funnel_count where merchant_id = ?1
              and measure in ('entered', 'advanced', 'handed_on', 'went_back', 'waiting', 'lost', 'sessions', 'won')
            """ + IN_INTERVAL
            + " group by channel_id, step having sum(n) filter (where measure = 'entered') <> 0";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    /** One number of the counts, as far as a report tells them apart. */
    record Cell(
            @Nullable OffsetDateTime at,
            String measure,
            String channelId,
            String step,
            String detail,
            long n,
            long minor) {

        boolean is(Measure wanted) {
            return measure.equals(wanted.stored());
        }
    }

    /**
     * The same of one value of an attribute.
     *
     * @param value null for all sessions, whether they have the attribute or not
     */
    record ValueCell(@Nullable String value, String channelId, String step, AttributeCounts.Numbers numbers) {}

    /** A lost session, or any other, in a list. */
    record Row(
            UUID sessionId,
            String channelId,
            String step,
            String outcome,
            @Nullable String reason,
            long totalMinor,
            String currency,
            OffsetDateTime openedAt,
            OffsetDateTime activeAt) {}

    /** How far the report may be behind what has happened. */
    record Lag(long events, double seconds, @Nullable OffsetDateTime projectedAt) {}

    /** How many are where right now. */
    record Open(String channelId, String step, long sessions, long totalMinor, String currency) {}

    /** What a list of sessions is about. */
    record Wanted(
            Interval interval,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String channelId,
            @Nullable String step) {}

    /** The sums of an interval. */
    List<Cell> sums(UUID merchantId, Interval interval, List<Measure> measures) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery(
                    """
                            select cast(null as timestamptz), measure, channel_id, step, detail, sum(n), sum(minor) from funnel_count
                            where merchant_id = ?1 and measure = any(cast(?2 as text[]))""" + IN_INTERVAL + " group by measure, channel_id, step, detail having sum(n) <> 0");
            return cells(within(query, merchantId, interval, array(measures)));
        });
    }

    /** The same, hour by hour or day by day. */
    List<Cell> series(UUID merchantId, Interval interval, Counts.Grain grain, List<Measure> measures) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery("""
                            select at, measure, channel_id, step, detail, n, minor from funnel_count
                            where merchant_id = ?1 and grain = ?2 and measure = any(cast(?3 as text[]))
                              and at >= ?4 and at < ?5 and n <> 0 order by at""")
                    .setParameter(1, merchantId)
                    .setParameter(2, grain.stored())
                    .setParameter(3, array(measures))
                    .setParameter(4, interval.from())
                    .setParameter(5, interval.to());
            return cells(query);
        });
    }

    private static Query within(Query query, UUID merchantId, Interval interval, String about) {
        var head = interval.firstDay().isBefore(interval.to()) ? interval.firstDay() : interval.to();
        var tail = interval.lastDay().isAfter(head) ? interval.lastDay() : head;
        return query.setParameter(1, merchantId)
                .setParameter(2, about)
                .setParameter(3, interval.firstDay())
                .setParameter(4, interval.lastDay())
                .setParameter(5, interval.from())
                .setParameter(6, head)
                .setParameter(7, tail)
                .setParameter(8, interval.to());
    }

    private static String array(List<Measure> measures) {
        return "{" + String.join(",", measures.stream().map(Measure::stored).toList()) + "}";
    }

    private static List<Cell> cells(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Cell(
                        row[0] == null ? null : Times.of(row[0]),
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        number(row[5]),
                        number(row[6])))
                .toList();
    }

    /** By the values of an attribute, and all of them: in one statement, so that both are of the same moment. */
    List<ValueCell> byAttribute(UUID merchantId, Interval interval, String attribute) {
        return work.read(merchantId, () -> {
            List<?> rows = within(em.createNativeQuery(BY_ATTRIBUTE), merchantId, interval, attribute)
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row -> new ValueCell(
                            (String) row[0],
                            (String) row[1],
                            (String) row[2],
                            new AttributeCounts.Numbers(
                                    number(row[3]),
                                    number(row[4]),
                                    number(row[5]),
                                    number(row[6]),
                                    number(row[7]),
                                    number(row[8]),
                                    number(row[9]),
                                    number(row[10]))))
                    .toList();
        });
    }

    /** Sessions by what became of them, the newest first; those whose last stay began in the interval. */
    List<Row> sessions(UUID merchantId, Wanted wanted, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery("""
                            select session_id, channel_id, step, outcome, reason, total_minor, currency, opened_at, active_at
                            from funnel_session where merchant_id = ?1 and entered_at >= ?2 and entered_at < ?3"""
                            + (wanted.outcome() == null ? "" : " and outcome = ?4")
                            + (wanted.reason() == null ? "" : " and reason = ?5")
                            + (wanted.channelId() == null ? "" : " and channel_id = ?6")
                            + (wanted.step() == null ? "" : " and step = ?7")
                            + (after == null ? "" : " and session_id < ?8")
                            + " order by session_id desc limit ?9")
                    .setParameter(1, merchantId)
                    .setParameter(2, wanted.interval().from())
                    .setParameter(3, wanted.interval().to())
                    .setParameter(9, limit);
            if (wanted.outcome() != null) query.setParameter(4, wanted.outcome());
            if (wanted.reason() != null) query.setParameter(5, wanted.reason());
            if (wanted.channelId() != null) query.setParameter(6, wanted.channelId());
            if (wanted.step() != null) query.setParameter(7, wanted.step());
            if (after != null) query.setParameter(8, after);
            List<?> rows = query.getResultList();
            return rows.stream().map(row -> row((Object[]) row)).toList();
        });
    }

    private static Row row(Object[] row) {
        return new Row(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                number(row[5]),
                (String) row[6],
                Times.of(row[7]),
                Times.of(row[8]));
    }

    /** How far the funnel is behind; the events are counted up to the first ten thousand. */
    Lag lag(UUID merchantId) {
        return work.read(merchantId, () -> {
            var row = (Object[])
                    em.createNativeQuery("""
                            select (select count(*) from (select 1 from event where merchant_id = ?1 and (position is null
                                       or position > coalesce((select position from funnel_position where merchant_id = ?1), 0)) limit 10000) e),
                                   (select min(occurred_at) from (select occurred_at from event where merchant_id = ?1
                                       and position > coalesce((select position from funnel_position where merchant_id = ?1), 0)
                                       order by position limit 1) o),
                                   (select projected_at from funnel_position where merchant_id = ?1)""").setParameter(1, merchantId).getSingleResult();
            var seconds = row[1] == null
                    ? 0
                    : Duration.between(Times.of(row[1]), clock.now()).toMillis() / 1_000.0;
            return new Lag(number(row[0]), Math.max(0, seconds), row[2] == null ? null : Times.of(row[2]));
        });
    }

    /** Who is where now, and did not rest too long. */
    List<Open> open(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select channel_id, step, count(*), sum(total_minor), currency from funnel_session
                            where merchant_id = ?1 and outcome = 'open' group by channel_id, step, currency
                            order by channel_id, step, currency""").setParameter(1, merchantId).getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row ->
                            new Open((String) row[0], (String) row[1], number(row[2]), number(row[3]), (String) row[4]))
                    .toList();
        });
    }

    /** How many were opened, completed and lost since then. */
    long[] since(UUID merchantId, OffsetDateTime then) {
        return work.read(merchantId, () -> {
            var row = (Object[]) em.createNativeQuery("""
                            select (select count(*) from funnel_session where merchant_id = ?1 and opened_at >= ?2),
                                   count(*) filter (where outcome = 'completed'), count(*) filter (where outcome = 'lost')
                            from funnel_session where merchant_id = ?1 and active_at >= ?2 and outcome <> 'open'""")
                    .setParameter(1, merchantId)
                    .setParameter(2, then)
                    .getSingleResult();
            return new long[] {number(row[0]), number(row[1]), number(row[2])};
        });
    }

    private static long number(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }
}
