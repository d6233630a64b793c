package onetill.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.catalog.CatalogResource.PutItem;
import onetill.catalog.ItemFile.Row;
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.timer.RecurringWork;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Files of items. Rows are kept as they come and written by whichever node is free, some at a time: a node that dies leaves
 * the rest to the next one, and whoever waits sees how far it is.
 */
@ApplicationScoped
public class CatalogImports implements RecurringWork {

    static final int BATCH = 500;
    private static final int DAYS_KEPT = 30;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    Items items;

    @Inject
    ItemCheck check;

    @Inject
    Clocks clock;

    /** How often each node looks for files that wait. */
    @Inject
    @ConfigProperty(name = "catalog.import.interval", defaultValue = "PT1S")
    Duration interval;

    @Inject
    Ids ids;

    /** What becomes of rows that are right when others are wrong. */
    public enum Mode {
        /** Nothing is written then. */
        ALL,
        /** They are written, and the others are reported. */
        REPORT;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far an import is. */
    public enum State {
        RECEIVING,
        RUNNING,
        DONE,
        REFUSED
    }

    /** One import. */
    public record Import(
            UUID id,
            Mode mode,
            State state,
            long rowsTotal,
            long rowsDone,
            long rowsWrong,
            long rowsWritten,
            String actor,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime finishedAt) {}

    /** A row that is wrong. */
    public record WrongRow(long row, String sku, String message) {}

    private record Staged(
            long rowNo,
            String sku,
            @Nullable PutItem item,
            @Nullable String wrong) {}

    @Override
    public Duration pause() {
        return interval;
    }

    UUID begin(Principal by, Mode mode) {
        var id = ids.next();
        work.write(
                by.merchantId(),
                () -> em.createNativeQuery("""
                                insert into catalog_import (merchant_id, import_id, mode, state, actor, created_at)
                                values (?1, ?2, ?3, 'receiving', ?4, ?5)""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, id)
                        .setParameter(3, mode.stored())
                        .setParameter(4, by.actor())
                        .setParameter(5, clock.now())
                        .executeUpdate());
        return id;
    }

    /** Keeps rows until they are written. */
    void keep(UUID merchantId, UUID importId, List<Row> rows) {
        var staged = rows.stream().map(this::checked).toList();
        work.write(
                merchantId,
                () -> em.createNativeQuery("""
                                with kept as (
                                    insert into catalog_import_row (merchant_id, import_id, row_no, sku, item, wrong)
                                    select ?1, ?2, r.row_no, coalesce(r.sku, ''), r.item, r.wrong
                                    from jsonb_to_recordset(cast(?3 as jsonb)) as r(row_no bigint, sku text, item jsonb, wrong text))
                                update catalog_import set rows_total = rows_total + ?4 where merchant_id = ?1 and import_id = ?2""")
                        .setParameter(1, merchantId)
                        .setParameter(2, importId)
                        .setParameter(3, Json.write(staged))
                        .setParameter(4, rows.size())
                        .executeUpdate());
    }

    private Staged checked(Row row) {
        var item = row.item();
        var wrong = item == null ? row.wrong() : check.fully(item);
        return new Staged(row.number(), row.sku(), wrong == null ? item : null, wrong);
    }

    /** All rows are there: they may be written. */
    void received(Principal by, UUID importId) {
        var merchantId = by.merchantId();
        work.write(merchantId, () -> {
            var taken = get(merchantId, importId);
            audit.record(
                    by,
                    Deed.of(AuditAction.IMPORT_ITEMS, importId),
                    Map.of("mode", taken.mode().stored(), "rows", taken.rowsTotal()));
            run("""
                    update catalog_import_row r set wrong = 'the sku comes twice', item = null
                    where merchant_id = ?1 and import_id = ?2 and wrong is null and exists (
                        select 1 from catalog_import_row o where o.merchant_id = ?1 and o.import_id = ?2 and o.sku = r.sku
                          and o.row_no < r.row_no)""", merchantId, importId);
            return run(
                    "update catalog_import set state = 'running' where merchant_id = ?1 and import_id = ?2",
                    merchantId,
                    importId);
        });
    }

    /** It could not be received to its end. */
    void dropped(UUID merchantId, UUID importId) {
        work.write(
                merchantId,
                () -> run(
                        "delete from catalog_import where merchant_id = ?1 and import_id = ?2", merchantId, importId));
    }

    private int run(String sql, UUID merchantId, UUID importId) {
        return em.createNativeQuery(sql)
                .setParameter(1, merchantId)
                .setParameter(2, importId)
                .executeUpdate();
    }

    Import get(UUID merchantId, UUID importId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(to_jsonb(i) - 'merchant_id' - 'import_id' || jsonb_build_object('id', i.import_id) as text)
                            from catalog_import i where merchant_id = ?1 and import_id = ?2""")
                    .setParameter(1, merchantId)
                    .setParameter(2, importId)
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(row -> Json.read(String.valueOf(row), Import.class))
                    .orElseThrow(() -> ProblemException.notFound("catalog import", importId));
        });
    }

    List<WrongRow> wrong(UUID merchantId, UUID importId, long after, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(jsonb_build_object('row', row_no, 'sku', sku, 'message', wrong) as text) from catalog_import_row
                            where merchant_id = ?1 and import_id = ?2 and row_no > ?3 and wrong is not null
                            order by row_no limit ?4""")
                    .setParameter(1, merchantId)
                    .setParameter(2, importId)
                    .setParameter(3, after)
                    .setParameter(4, limit)
                    .getResultList();
            return rows.stream()
                    .map(row -> Json.read(String.valueOf(row), WrongRow.class))
                    .toList();
        });
    }

    @Override
    public void run(UUID merchantId) {
        var more = true;
        while (more) {
            try {
                more = work.write(merchantId, () -> step(merchantId));
            } catch (Refused refused) {
                work.write(merchantId, () -> {
                    refused.wrong.forEach((row, message) -> mark(merchantId, refused.importId, row, message));
                    finish(merchantId, refused.importId, State.REFUSED);
                    return true;
                });
            }
        }
        forget(merchantId);
    }

    /** Something of an import that is all or nothing cannot be written: what was, goes back with its transaction. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient UUID importId;
        private final transient Map<Long, String> wrong;

        Refused(UUID importId, Map<Long, String> wrong) {
            super(null, null, false, false);
            this.importId = importId;
            this.wrong = wrong;
        }
    }

    /** The next rows of one import; another node takes another import meanwhile. */
    private boolean step(UUID merchantId) {
        List<?> rows = em.createNativeQuery("""
                        select cast(jsonb_build_object('id', import_id, 'mode', mode, 'state', state, 'rows_total', rows_total,
                            'rows_done', rows_done, 'rows_wrong', rows_wrong, 'rows_written', rows_written, 'actor', actor,
                            'created_at', created_at, 'finished_at', finished_at) as text)
                        from catalog_import where merchant_id = ?1 and state = 'running'
                        order by created_at limit 1 for update skip locked""").setParameter(1, merchantId).getResultList();
        if (rows.isEmpty()) return false;
        var next = Json.read(String.valueOf(rows.get(0)), Import.class);
        if (next.mode() == Mode.ALL) return allOrNothing(merchantId, next);
        var batch = staged(merchantId, next.id(), next.rowsDone());
        if (batch.isEmpty()) {
            finish(merchantId, next.id(), State.DONE);
            return true;
        }
        var written = write(merchantId, next.id(), right(batch));
        progress(merchantId, next.id(), batch.size(), written);
        return true;
    }

    private static TreeMap<Long, PutItem> right(List<Staged> batch) {
        var right = new TreeMap<Long, PutItem>();
        for (var row : batch) {
            var item = row.item();
            if (item != null) right.put(row.rowNo(), item);
        }
        return right;
    }

    /** Writes what can be written and marks the rest. */
    private int write(UUID merchantId, UUID importId, TreeMap<Long, PutItem> right) {
        while (!right.isEmpty()) {
            var wrong = put(merchantId, right);
            if (wrong.isEmpty()) return right.size();
            wrong.forEach((row, message) -> mark(merchantId, importId, row, message));
            right.keySet().removeAll(wrong.keySet());
        }
        return 0;
    }

    /** What stands in the way, by row; nothing was written then. */
    private Map<Long, String> put(UUID merchantId, TreeMap<Long, PutItem> right) {
        if (right.isEmpty()) return Map.of();
        var numbers = new ArrayList<>(right.keySet());
        var wrong = new TreeMap<Long, String>();
        var rows = right.values().stream().map(PutItem::row).toList();
        for (var each : items.put(merchantId, rows)) wrong.putIfAbsent(numbers.get(each.row()), each.message());
        return wrong;
    }

    private boolean allOrNothing(UUID merchantId, Import all) {
        if (!wrong(merchantId, all.id(), 0, 1).isEmpty()) {
            finish(merchantId, all.id(), State.REFUSED);
            return true;
        }
        for (var batch = staged(merchantId, all.id(), 0); !batch.isEmpty(); ) {
            var wrong = put(merchantId, right(batch));
            if (!wrong.isEmpty()) throw new Refused(all.id(), wrong);
            progress(merchantId, all.id(), batch.size(), batch.size());
            batch = staged(merchantId, all.id(), batch.get(batch.size() - 1).rowNo());
        }
        finish(merchantId, all.id(), State.DONE);
        return true;
    }

    private List<Staged> staged(UUID merchantId, UUID importId, long after) {
        List<?> rows = em.createNativeQuery("""
                        select cast(jsonb_build_object('row_no', row_no, 'sku', sku, 'item', item, 'wrong', wrong) as text)
                        from catalog_import_row where merchant_id = ?1 and import_id = ?2 and row_no > ?3 order by row_no limit ?4""")
                .setParameter(1, merchantId)
                .setParameter(2, importId)
                .setParameter(3, after)
                .setParameter(4, BATCH)
                .getResultList();
        return rows.stream()
                .map(row -> Json.read(String.valueOf(row), Staged.class))
                .toList();
    }

    private void mark(UUID merchantId, UUID importId, long row, String message) {
        em.createNativeQuery("""
                        update catalog_import_row set wrong = ?4, item = null where merchant_id = ?1 and import_id = ?2 and row_no = ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, importId)
                .setParameter(3, row)
                .setParameter(4, message)
                .executeUpdate();
    }

    private void progress(UUID merchantId, UUID importId, int done, int written) {
        em.createNativeQuery("""
                        update catalog_import set rows_done = rows_done + ?3, rows_written = rows_written + ?4
                        where merchant_id = ?1 and import_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, importId)
                .setParameter(3, done)
                .setParameter(4, written)
                .executeUpdate();
    }

    /** Of the rows only those that are wrong are kept, for the report. */
    private void finish(UUID merchantId, UUID importId, State state) {
        em.createNativeQuery("""
                        with written as (delete from catalog_import_row where merchant_id = ?1 and import_id = ?2 and wrong is null)
                        update catalog_import set state = ?3, finished_at = ?4, rows_done = rows_total, rows_wrong = (
                            select count(*) from catalog_import_row where merchant_id = ?1 and import_id = ?2 and wrong is not null)
                        where merchant_id = ?1 and import_id = ?2""")
                .setParameter(1, merchantId)
                .setParameter(2, importId)
                .setParameter(3, state.name().toLowerCase(Locale.ROOT))
                .setParameter(4, clock.now())
                .executeUpdate();
    }

    /** Reports of long ago, and what was not received to its end. */
    private void forget(UUID merchantId) {
        var old = clock.now().minusDays(DAYS_KEPT);
        var found = work.read(
                merchantId,
                () -> em.createNativeQuery(
                                "select 1 from catalog_import where merchant_id = ?1 and created_at < ?2 limit 1")
                        .setParameter(1, merchantId)
                        .setParameter(2, old)
                        .getResultList());
        if (found.isEmpty()) return;
        work.write(
                merchantId,
                () -> em.createNativeQuery("delete from catalog_import where merchant_id = ?1 and created_at < ?2")
                        .setParameter(1, merchantId)
                        .setParameter(2, old)
                        .executeUpdate());
    }
}
