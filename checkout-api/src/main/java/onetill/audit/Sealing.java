package onetill.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.access.Principal;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Gives committed entries their place in the chain. One sealer of a merchant at a time, on any node; actions never wait
 * for it. A day that is over is closed, and its root told as an event, so that it is known outside of this database.
 */
@ApplicationScoped
public class Sealing implements RecurringWork {

    private static final int BATCH = 500;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Events events;

    @Inject
    Clocks clock;

    @Inject
    @ConfigProperty(name = "audit.seal.interval", defaultValue = "PT2S")
    Duration interval;

    /** Where a chain ends. */
    private record End(LocalDate day, long seq, String hash, boolean isClosed) {}

    @Override
    public Duration pause() {
        return interval;
    }

    @Override
    public void run(UUID merchantId) {
        while (seal(merchantId) == BATCH) {
            /* more are waiting */
        }
    }

    private int seal(UUID merchantId) {
        return work.write(merchantId, () -> {
            if (!isDue(merchantId) || !isOnlyOne(merchantId)) return 0;
            var today = clock.today(ZoneOffset.UTC);
            var end = end(merchantId);
            if (end != null && !end.isClosed() && end.day().isBefore(today)) close(merchantId, end);
            var day = day(end, today);
            var previous = end == null ? Link.genesis(merchantId) : end.hash();
            return seal(merchantId, day, end != null && end.day().equals(day) ? end.seq() : 0, previous);
        });
    }

    /** A clock that was put back goes on with the last day, or with the one after it when that is over. */
    private static LocalDate day(@Nullable End end, LocalDate today) {
        if (end == null) return today;
        var earliest = end.isClosed() ? end.day().plusDays(1) : end.day();
        return earliest.isAfter(today) ? earliest : today;
    }

    private boolean isDue(UUID merchantId) {
        return (boolean) em.createNativeQuery("""
                        select exists (select from audit_entry where merchant_id = ?1 and day is null)
                            or (select max(day) from audit_entry where merchant_id = ?1 and day < cast(?2 as date))
                               > coalesce((select max(day) from audit_day where merchant_id = ?1), '-infinity') is true""")
                .setParameter(1, merchantId)
                .setParameter(2, clock.today(ZoneOffset.UTC).toString())
                .getSingleResult();
    }

    private boolean isOnlyOne(UUID merchantId) {
        return (boolean) em.createNativeQuery("select pg_try_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, merchantId + " audit chain")
                .getSingleResult();
    }

    private @Nullable End end(UUID merchantId) {
        List<?> rows = em.createNativeQuery("""
                        select cast(day as text), seq, hash, closed from (
                            (select day, seq, hash, false as closed from audit_entry where merchant_id = ?1 and day is not null
                             order by day desc, seq desc limit 1)
                            union all
                            (select day, entries, root, true from audit_day where merchant_id = ?1 order by day desc limit 1)) ends
                        order by day desc, closed desc limit 1""").setParameter(1, merchantId).getResultList();
        if (rows.isEmpty()) return null;
        var row = (Object[]) rows.get(0);
        return new End(
                LocalDate.parse((String) row[0]), ((Number) row[1]).longValue(), (String) row[2], (boolean) row[3]);
    }

    private void close(UUID merchantId, End end) {
        em.createNativeQuery("""
                        insert into audit_day (merchant_id, day, entries, previous, root, closed_at)
                        values (?1, cast(?2 as date), ?3,
                            coalesce((select root from audit_day where merchant_id = ?1 order by day desc limit 1), ?4), ?5, ?6)""")
                .setParameter(1, merchantId)
                .setParameter(2, end.day().toString())
                .setParameter(3, end.seq())
                .setParameter(4, Link.genesis(merchantId))
                .setParameter(5, end.hash())
                .setParameter(6, clock.now())
                .executeUpdate();
        events.record(new Fact(
                merchantId,
                "audit",
                merchantId,
                closedDays(merchantId),
                "audit.day_closed",
                null,
                null,
                null,
                Principal.system(merchantId).actor(),
                Map.of("day", end.day().toString(), "entries", end.seq(), "root", end.hash())));
    }

    private long closedDays(UUID merchantId) {
        return ((Number) em.createNativeQuery("select count(*) from audit_day where merchant_id = ?1")
                        .setParameter(1, merchantId)
                        .getSingleResult())
                .longValue();
    }

    /** In the order of their ids, which is that of their time. */
    private int seal(UUID merchantId, LocalDate day, long last, String before) {
        List<?> rows = em.createNativeQuery("select " + AuditEntries.COLUMNS
                        + " from audit_entry where merchant_id = ?1 and day is null order by entry_id limit ?2")
                .setParameter(1, merchantId)
                .setParameter(2, BATCH)
                .getResultList();
        var seals = new ArrayList<Map<String, Object>>();
        var previous = before;
        var seq = last;
        for (var each : rows) {
            var row = (Object[]) each;
            row[1] = day.toString();
            row[2] = ++seq;
            previous = AuditEntries.link(row).hash(previous);
            var seal = new LinkedHashMap<String, Object>();
            seal.put("id", Objects.requireNonNull(row[3]));
            seal.put("seq", seq);
            seal.put("hash", previous);
            seals.add(seal);
        }
        if (seals.isEmpty()) return 0;
        return em.createNativeQuery("""
                        update audit_entry e set day = cast(?2 as date), seq = s.seq, hash = s.hash
                        from jsonb_to_recordset(cast(?3 as jsonb)) as s(id uuid, seq bigint, hash text)
                        where e.merchant_id = ?1 and e.entry_id = s.id""")
                .setParameter(1, merchantId)
                .setParameter(2, day.toString())
                .setParameter(3, Json.write(seals))
                .executeUpdate();
    }
}
