package onetill.encryption;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import onetill.access.Merchants;
import onetill.database.Work;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Brings everything that is stored under the first key: what is in clear from before, and what is under an older key. A walk begins when
 * the node has started, and again after each interval. It goes through the tables of all merchants in the order of their keys, in
 * small transactions. A value is replaced only if it is still the one that was read, so nobody's change is lost and no reader ever
 * finds a value that cannot be read; whoever is interrupted begins anew and passes over what is done.
 */
@ApplicationScoped
public class Resealing implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Resealing.class.getName());
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final UUID NOBODY = new UUID(0, 0);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Merchants merchants;

    @Inject
    MetricRegistry metrics;

    @Inject
    Clocks clock;

    @Inject
    @ConfigProperty(name = "data.keys.interval", defaultValue = "PT6H")
    Duration interval;

    private @Nullable OffsetDateTime next;
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();

    @Override
    public Duration pause() {
        return PAUSE.compareTo(interval) < 0 ? PAUSE : interval;
    }

    /** Nothing: those who have left and what is nobody's are walked through too, {@link #runOutsideMerchants() all in one}. */
    @Override
    public void run(UUID merchantId) {}

    @Override
    public void runOutsideMerchants() {
        metrics.gauge("data_key_walks", finished::get);
        metrics.gauge("data_rows_unreadable", unreadable::get);
        if (next != null && clock.now().isBefore(next)) return;
        var replaced = 0L;
        unreadable.set(0);
        for (var merchantId : everybody()) {
            for (var table : work.read(merchantId, () -> withStaleRows(merchantId)))
                replaced += walk(merchantId, table);
        }
        var first = finished.incrementAndGet() == 1;
        next = clock.now().plus(interval);
        LOG.log(
                replaced > 0 || first ? Level.INFO : Level.FINE,
                "all stored data is under the key {0}: {1} rows were brought there, {2} cannot be read",
                new Object[] {Keyring.current().first(), replaced, unreadable.get()});
    }

    /** One question for each merchant, so that those of whom nothing is stale cost no more. */
    private List<Table> withStaleRows(UUID merchantId) {
        var statement = new Statement(merchantId);
        var questions = Arrays.stream(Table.values())
                .map(it -> "select '%s' where exists (select from %s where merchant_id = ?1 and (%s))"
                        .formatted(it.name(), it.stored(), stale(it, statement)))
                .toList();
        List<?> found = statement.query(String.join(" union all ", questions)).getResultList();
        return found.stream().map(it -> Table.valueOf(it.toString())).toList();
    }

    private static String stale(Table table, Statement statement) {
        return table.fields().stream()
                .map(it -> "not starts_with(cast(%s as text), %s)"
                        .formatted(
                                it.column(),
                                statement.with((it.isJson() ? "\"" : "")
                                        + Keyring.current().mark())))
                .collect(Collectors.joining(" or "));
    }

    private List<UUID> everybody() {
        var all = new ArrayList<>(merchants.all());
        all.add(NOBODY);
        return all;
    }

    private long walk(UUID merchantId, Table table) {
        var replaced = 0L;
        List<Object[]> batch;
        @Nullable List<Object> after = null;
        do {
            var from = after;
            batch = work.read(merchantId, () -> stale(merchantId, table, from));
            var rows = batch;
            if (!rows.isEmpty()) {
                replaced += work.write(
                        merchantId,
                        () -> rows.stream()
                                .mapToLong(row -> replaceIfReadable(merchantId, table, row))
                                .sum());
                after = key(table, rows.get(rows.size() - 1));
            }
        } while (batch.size() == BATCH);
        if (replaced > 0) {
            metrics.counter("data_rows_encrypted", new Tag("table", table.stored()))
                    .inc(replaced);
            LOG.log(Level.INFO, "{0} rows of {1} of merchant {2} are under the key {3} now", new Object[] {
                replaced, table.stored(), merchantId, Keyring.current().first()
            });
        }
        return replaced;
    }

    private static List<Object> key(Table table, Object[] row) {
        return Arrays.asList(row).subList(0, table.key().size());
    }

    /** The next rows with a value that is not under the first key: their key, and then their values. */
    private List<Object[]> stale(UUID merchantId, Table table, @Nullable List<Object> after) {
        var statement = new Statement(merchantId);
        var columns = table.fields().stream()
                .map(it -> "cast(" + it.column() + " as text)")
                .toList();
        var isStale = stale(table, statement);
        var keys = String.join(", ", table.key());
        var beyond = after == null
                ? ""
                : " and (%s) > (%s)"
                        .formatted(
                                keys,
                                String.join(
                                        ", ",
                                        after.stream().map(statement::with).toList()));
        List<?> rows = statement
                .query("select %s, %s from %s where merchant_id = ?1%s and (%s) order by %s limit %d"
                        .formatted(keys, String.join(", ", columns), table.stored(), beyond, isStale, keys, BATCH))
                .getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    /** One that cannot be read must not keep the others from being brought under the key. */
    private long replaceIfReadable(UUID merchantId, Table table, Object[] row) {
        try {
            return replace(merchantId, table, row);
        } catch (Unreadable e) {
            LOG.log(Level.SEVERE, "a row of merchant " + merchantId + " stays as it is: " + e.getMessage());
            unreadable.incrementAndGet();
            return 0;
        }
    }

    /** @return 1, or 0 when somebody has changed the row meanwhile: then it was written under the first key */
    private long replace(UUID merchantId, Table table, Object[] row) {
        var statement = new Statement(merchantId);
        var set = new ArrayList<String>();
        var where = new ArrayList<String>();
        for (var i = 0; i < table.key().size(); i++) where.add(table.key().get(i) + " = " + statement.with(row[i]));
        for (var i = 0; i < table.fields().size(); i++) {
            var stored = row[table.key().size() + i];
            if (stored == null) continue;
            var field = table.fields().get(i);
            var place = field.of(merchantId, key(table, row).toArray());
            var clear = Keyring.current().open(place, stored.toString());
            set.add(field.column() + " = " + statement.as(field, sealed(field, place, clear)));
            where.add(field.column() + " = " + statement.as(field, stored.toString()));
            var index = Keyring.current().index(place, clear);
            if (index != null) set.add(field.indexColumn() + " = " + statement.with(index));
            if (index != null && field == Field.CUSTOMER_ADDRESS) dropDouble(merchantId, row, index);
        }
        return statement
                .query("update %s set %s where merchant_id = ?1 and %s"
                        .formatted(table.stored(), String.join(", ", set), String.join(" and ", where)))
                .executeUpdate();
    }

    private static String sealed(Field field, Place place, String clear) {
        return field.isJson()
                ? Keyring.current().sealJson(place, clear)
                : Keyring.current().seal(place, clear);
    }

    /** The same address may have come once more, under the first key. */
    private void dropDouble(UUID merchantId, Object[] row, String index) {
        var statement = new Statement(merchantId);
        statement
                .query(
                        "delete from customer_address where merchant_id = ?1 and customer_id = %s and address_id <> %s and address_index = %s"
                                .formatted(statement.with(row[0]), statement.with(row[1]), statement.with(index)))
                .executeUpdate();
    }

    /** Numbers its values as they come; the first is the merchant. */
    private final class Statement {

        private final List<Object> values = new ArrayList<>();

        Statement(UUID merchantId) {
            values.add(merchantId);
        }

        String with(Object value) {
            values.add(value);
            return "?" + values.size();
        }

        String as(Field field, String value) {
            return field.isJson() ? "cast(" + with(value) + " as jsonb)" : with(value);
        }

        Query query(String sql) {
            var query = em.createNativeQuery(sql);
            for (var i = 0; i < values.size(); i++) query.setParameter(i + 1, values.get(i));
            return query;
        }
    }
}
