package onetill.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import onetill.audit.Verification.Day;
import onetill.audit.Verification.Root;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/** All entries of the audit, to read and to check. */
@ApplicationScoped
public class AuditEntries {

    /** Days that are over for so long may have been forgotten; younger ones the database itself keeps. */
    static final int DAYS_KEPT_AT_LEAST = 365;

    private static final int BATCH = 1_000;

    static final String COLUMNS =
            "merchant_id, cast(day as text), seq, entry_id, occurred_at, action, actor, resource_type,"
                    + " resource_id, request_id, reason_digest, cast(changes as text)";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Clocks clock;

    /**
     * Which entries.
     *
     * @param from not before
     * @param to before
     */
    record Wanted(
            @Nullable AuditAction action,
            @Nullable String actor,
            @Nullable String resourceType,
            @Nullable String resourceId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {}

    /** An entry as it is read. */
    record Entry(
            UUID id,
            OffsetDateTime occurredAt,
            String action,
            String actor,
            String resourceType,
            @Nullable String resourceId,
            @Nullable String requestId,
            String changes,
            @Nullable String reason,
            boolean isReasonForgotten,
            @Nullable LocalDate day,
            @Nullable Long seq,
            @Nullable String hash) {}

    /** Newest first; after the given entry, if any. */
    List<Entry> newest(UUID merchantId, Wanted wanted, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select entry_id, occurred_at, action, actor, resource_type, resource_id, request_id, cast(changes as text),
                                   reason, reason is null and reason_digest is not null, cast(day as text), seq, hash
                            from audit_entry
                            where merchant_id = ?1
                              and (cast(?2 as uuid) is null or entry_id < cast(?2 as uuid))
                              and (cast(?3 as text) is null or action = cast(?3 as text))
                              and (cast(?4 as text) is null or actor = cast(?4 as text))
                              and (cast(?5 as text) is null or resource_type = cast(?5 as text))
                              and (cast(?6 as text) is null or resource_id = cast(?6 as text))
                              and (cast(?7 as timestamptz) is null or occurred_at >= cast(?7 as timestamptz))
                              and (cast(?8 as timestamptz) is null or occurred_at < cast(?8 as timestamptz))
                            order by entry_id desc limit ?9""")
                    .setParameter(1, merchantId)
                    .setParameter(2, text(after))
                    .setParameter(
                            3, wanted.action() == null ? null : wanted.action().stored())
                    .setParameter(4, wanted.actor())
                    .setParameter(5, wanted.resourceType())
                    .setParameter(6, wanted.resourceId())
                    .setParameter(7, text(wanted.from()))
                    .setParameter(8, text(wanted.to()))
                    .setParameter(9, limit)
                    .getResultList();
            return rows.stream().map(row -> entry((Object[]) row)).toList();
        });
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                (UUID) row[0],
                Times.of(row[1]),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (boolean) row[9],
                row[10] == null ? null : LocalDate.parse((String) row[10]),
                row[11] == null ? null : ((Number) row[11]).longValue(),
                (String) row[12]);
    }

    /** How the chain stood at the end of each day, oldest first, and where it stands now. */
    List<Root> roots(UUID merchantId, @Nullable LocalDate from) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(day as text), seq, hash from (
                                select distinct on (day) day, seq, hash from (
                                    select day, entries as seq, root as hash from audit_day where merchant_id = ?1
                                    union all
                                    (select day, seq, hash from audit_entry where merchant_id = ?1 and day is not null
                                     order by day desc, seq desc limit 1)) both_of_them
                                order by day, seq desc) ends
                            where day >= cast(?2 as date) order by day""")
                    .setParameter(1, merchantId)
                    .setParameter(2, from == null ? "0001-01-01" : from.toString())
                    .getResultList();
            return rows.stream()
                    .map(Object[].class::cast)
                    .map(row ->
                            new Root(LocalDate.parse((String) row[0]), ((Number) row[1]).longValue(), (String) row[2]))
                    .toList();
        });
    }

    /**
     * Reads the whole chain, or that from a day on, and computes it anew. Some thousand entries at a time, so that
     * nothing is held up.
     *
     * @param published roots that were kept elsewhere: each has to be in the chain
     */
    Verification.Result verify(UUID merchantId, @Nullable LocalDate from, List<Root> published) {
        var days = days(merchantId);
        var first = from != null ? from : beginning(merchantId);
        var looked = days.stream().filter(it -> !it.day().isBefore(first)).toList();
        var verification = new Verification(
                start(merchantId, days, first, from != null),
                looked,
                published.stream().filter(it -> !it.day().isBefore(first)).toList());
        var day = first;
        var seq = 0L;
        List<?> batch;
        do {
            batch = batch(merchantId, day, seq);
            for (var each : batch) {
                var row = (Object[]) each;
                var link = link(row);
                verification.next(link, (String) row[12]);
                if (row[13] != null
                        && !Link.digest((String) row[14], (String) row[13]).equals(link.reasonDigest())) {
                    verification.reasonChanged(link);
                }
                day = link.day();
                seq = link.seq();
            }
        } while (batch.size() == BATCH);
        return verification.result(unsealed(merchantId));
    }

    /** What was forgotten in its time is not looked for: days that are over for long, up to the first that is still there. */
    private LocalDate beginning(UUID merchantId) {
        var oldest = work.read(
                merchantId, () -> (Date) em.createNativeQuery("select min(day) from audit_entry where merchant_id = ?1")
                        .setParameter(1, merchantId)
                        .getSingleResult());
        var kept = clock.today(ZoneOffset.UTC).minusDays(DAYS_KEPT_AT_LEAST);
        return oldest == null || oldest.toLocalDate().isAfter(kept) ? kept : oldest.toLocalDate();
    }

    private static String start(UUID merchantId, List<Day> days, LocalDate first, boolean isChosen) {
        var before = days.stream().filter(it -> it.day().isBefore(first)).toList();
        if (!before.isEmpty()) return before.get(before.size() - 1).root();
        return isChosen && !days.isEmpty() ? days.get(0).previous() : Link.genesis(merchantId);
    }

    private List<Day> days(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(day as text), entries, previous, root from audit_day where merchant_id = ?1 order by day""").setParameter(1, merchantId).getResultList();
            return rows.stream().map(row -> day((Object[]) row)).toList();
        });
    }

    static Day day(Object[] row) {
        return new Day(
                LocalDate.parse((String) row[0]), ((Number) row[1]).longValue(), (String) row[2], (String) row[3]);
    }

    private List<?> batch(UUID merchantId, LocalDate day, long seq) {
        return work.read(
                merchantId,
                () -> em.createNativeQuery("select " + COLUMNS + ", hash, reason, reason_salt from audit_entry"
                                + " where merchant_id = ?1 and day is not null and (day, seq) > (cast(?2 as date), ?3)"
                                + " order by day, seq limit ?4")
                        .setParameter(1, merchantId)
                        .setParameter(2, day.toString())
                        .setParameter(3, seq)
                        .setParameter(4, BATCH)
                        .getResultList());
    }

    private long unsealed(UUID merchantId) {
        return work.read(
                merchantId,
                () -> ((Number) em.createNativeQuery(
                                        "select count(*) from audit_entry where merchant_id = ?1 and day is null")
                                .setParameter(1, merchantId)
                                .getSingleResult())
                        .longValue());
    }

    /** A row of {@link #COLUMNS}. */
    static Link link(Object[] row) {
        return new Link(
                (UUID) row[0],
                LocalDate.parse((String) row[1]),
                ((Number) row[2]).longValue(),
                (UUID) row[3],
                Times.of(row[4]),
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (String) row[10],
                Objects.requireNonNull((String) row[11]));
    }
}
