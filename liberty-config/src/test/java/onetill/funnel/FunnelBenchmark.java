package onetill.funnel;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onetill.json.Json;

/**
 * What reports by an attribute cost beside very many events, and what counting by attributes adds to folding. No test: it is run by
 * hand, with the number of events as its argument. Journeys of 120,000 of them are folded by the product's own classes, written by its own
 * statements into a PostgreSQL of its own, and copied as often as it takes; there is no server and no table of events.
 */
final class FunnelBenchmark {

    private static final UUID MERCHANT = new UUID(1, 1);
    private static final int EVENTS_PER_SESSION = 6;
    private static final int DAYS = 90;
    private static final int BATCH = 2_000;
    private static final int EVENTS_PER_FOLD = 1_000;
    private static final int FOLDED = 12_000;
    private static final int FILLED = 120_000;
    private static final int CALLS = 20;
    private static final double NANOS_IN_MS = 1e6;
    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d)");
    private static final List<String> CHANNELS = List.of("web", "app", "till-1", "phone");
    private static final List<String> OPTIONS =
            List.of("standard", "express", "pickup-mitte", "pickup-nord", "abroad", "same-day");
    private static final List<String> TENDERS = List.of("card", "apple_pay", "ideal", "cash", "saved");
    private static final List<String> DECLINES = List.of(
            "insufficient_funds", "do_not_honor", "expired_card", "generic_decline", "incorrect_cvc", "lost_card");
    private static final List<String> OPENERS = List.of("client_token:1", "secret_key:1", "register:1", "staff:1");

    /** How it was before there were counts by attributes: journeys one by one. */
    private static final String BEFORE = """
            with stays as (
                select coalesce(s.attributes ->> cast(?2 as text), '') as value, s.outcome, p.channel, p.step, p.fate, p.first
                from funnel_session s,
                     jsonb_to_recordset(s.path) as p(step text, channel text, at bigint, fate text, first boolean)
                where s.merchant_id = ?1 and s.opened_at < ?4 and s.active_at >= ?3 and p.at >= ?5 and p.at < ?6
            ), sums as (
                select value, channel, step, count(*) as entered, count(*) filter (where fate = 'advanced') as advanced,
                       count(*) filter (where fate = 'waiting') as waiting, count(*) filter (where fate = 'lost') as lost,
                       count(*) filter (where first) as sessions,
                       count(*) filter (where first and outcome = 'completed') as won
                from stays group by value, channel, step
            )
            select value, channel, step, entered, advanced, waiting, lost, sessions, won from sums
            where value in (select value from sums group by value order by sum(entered) desc, value limit 50)
            order by value, channel, step""";

    private final Random random = new Random(11);
    private final OffsetDateTime end =
            OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusHours(10);
    private final Connection connection;

    private FunnelBenchmark(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        var events = Integer.parseInt(arguments[0]);
        try (var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("work_mem", "4MB")
                        .setServerConfig("max_wal_size", "8GB")
                        .start();
                var connection = postgres.getPostgresDatabase().getConnection()) {
            var benchmark = new FunnelBenchmark(connection);
            benchmark.tables();
            benchmark.folding("few events in each hour", FOLDED);
            benchmark.folding("as dense as all of them", Math.max(events, FOLDED));
            benchmark.fill(events);
            benchmark.reports();
        }
    }

    /** The tables of the migrations, without what only a whole database has. */
    private void tables() throws SQLException {
        run("create table merchant (merchant_id uuid primary key)");
        run("insert into merchant values ('" + MERCHANT + "')");
        for (var script : List.of("V60__funnel.sql", "V92__funnel_by_attribute.sql")) {
            var statements = text(script).replaceAll("--[^\n]*", "").split(";");
            for (var each : statements) {
                if (each.strip().startsWith("create table") || each.strip().startsWith("create index")) run(each);
            }
        }
    }

    private static String text(String script) {
        try (var in = FunnelBenchmark.class.getResourceAsStream("/db/migration/" + script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the projection does it, a thousand events in a transaction, with and without the counts by attributes. */
    private void folding(String density, int inNinetyDays) throws SQLException {
        var ms = new double[2];
        for (var round = 0; round < 4; round++) {
            var isByAttribute = round % 2 == 1;
            random.setSeed(5);
            run("truncate funnel_session, funnel_count, funnel_attribute_count, funnel_attribute_value");
            var began = System.nanoTime();
            fold(inNinetyDays, isByAttribute);
            ms[isByAttribute ? 1 : 0] = (System.nanoTime() - began) / NANOS_IN_MS;
        }
        System.out.printf(
                "folding %,d events, %s: %.1f s without counts by attributes, %.1f s with them, ratio %.2f%n",
                FOLDED, density, ms[0] / 1_000, ms[1] / 1_000, ms[1] / ms[0]);
        run("truncate funnel_session, funnel_count, funnel_attribute_count, funnel_attribute_value");
    }

    private void fold(int inNinetyDays, boolean isByAttribute) throws SQLException {
        var all = new ArrayList<Happened>();
        for (var i = 0; i < FOLDED / EVENTS_PER_SESSION; i++) {
            all.addAll(session((double) i * EVENTS_PER_SESSION / inNinetyDays));
        }
        all.sort(Comparator.comparing(Happened::at));
        var known = new LinkedHashMap<UUID, Journey>();
        var values = new AttributeValues(List.of());
        connection.setAutoCommit(false);
        for (var from = 0; from < all.size(); from += EVENTS_PER_FOLD) {
            var news = all.subList(from, Math.min(all.size(), from + EVENTS_PER_FOLD));
            var touched = new LinkedHashMap<UUID, Journey>();
            var before = new Counts();
            var beforeByAttribute = new AttributeCounts();
            for (var event : news) {
                var journey = known.get(event.sessionId());
                if (journey == null || touched.containsKey(event.sessionId())) continue;
                before.add(journey);
                if (isByAttribute) beforeByAttribute.add(journey, values);
                touched.put(event.sessionId(), journey);
            }
            for (var event : news) {
                var journey = known.computeIfAbsent(event.sessionId(), id -> Journey.of(event));
                journey.take(event);
                if (isByAttribute) values.see(journey);
                touched.put(event.sessionId(), journey);
            }
            var after = new Counts();
            var afterByAttribute = new AttributeCounts();
            for (var journey : touched.values()) {
                after.add(journey);
                if (isByAttribute) afterByAttribute.add(journey, values);
            }
            write(
                    touched.values(),
                    Counts.difference(before, after),
                    AttributeCounts.difference(beforeByAttribute, afterByAttribute));
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    private void write(Iterable<Journey> journeys, Counts counts, AttributeCounts byAttribute) throws SQLException {
        var rows = new ArrayList<Map<String, Object>>();
        journeys.forEach(it -> rows.add(Journeys.row(MERCHANT, it)));
        rows(Journeys.KEEP, rows);
        rows(
                Journeys.COUNT,
                counts.cells().entrySet().stream()
                        .map(it -> Journeys.row(MERCHANT, it.getKey(), it.getValue()))
                        .toList());
        rows(
                Journeys.COUNT_BY_ATTRIBUTE,
                byAttribute.inOrder().stream()
                        .map(it -> Journeys.row(MERCHANT, it.getKey(), it.getValue()))
                        .toList());
    }

    private void rows(String sql, List<Map<String, Object>> rows) throws SQLException {
        for (var from = 0; from < rows.size(); from += BATCH) {
            var some = rows.subList(from, Math.min(rows.size(), from + BATCH));
            try (var statement = connection.prepareStatement(sql.replace("?1", "?"))) {
                statement.setString(1, Json.write(some));
                statement.executeUpdate();
            }
        }
    }

    /** Some are folded; their journeys are copied as often as it takes, and their counts are as full as they can be. */
    private void fill(int events) throws SQLException {
        var values = new AttributeValues(List.of());
        var counts = new Counts();
        var byAttribute = new AttributeCounts();
        var journeys = new ArrayList<Journey>();
        for (var i = 0; i < FILLED / EVENTS_PER_SESSION; i++) {
            var happened = session(random.nextDouble());
            var journey = Journey.of(happened.get(0));
            happened.forEach(journey::take);
            journey.giveUp();
            values.see(journey);
            counts.add(journey);
            byAttribute.add(journey, values);
            journeys.add(journey);
        }
        write(journeys, counts, byAttribute);
        run("analyze");
        same(new Interval(end.minusDays(7), end));
        copy(events / FILLED);
        for (var table : List.of("funnel_session", "funnel_count", "funnel_attribute_count")) {
            run("vacuum analyze " + table);
            System.out.printf(
                    "%s: %s rows, %s%n",
                    table,
                    one("select to_char(count(*), 'FM999,999,999') from " + table),
                    one("select pg_size_pretty(pg_total_relation_size('" + table + "'))"));
        }
    }

    private void copy(int times) throws SQLException {
        run("""
                insert into funnel_session select merchant_id, gen_random_uuid(), opened_at, active_at, entered_at, channel_id, step, outcome,
                    may_be_given_up, reason, total_minor, currency, attributes, path, journey
                from funnel_session, generate_series(2, %d)""".formatted(times));
        // Each value in each hour and day of each channel and step: more rows than so many events can have.
        run("""
                insert into funnel_attribute_count
                select v.merchant_id, v.attribute, g.grain, g.at, v.value, v.channel_id, v.step, 20, 10, 0, 0, 0, 10, 20, 10
                from (select distinct merchant_id, attribute, value, channel_id, step from funnel_attribute_count) v,
                     (select distinct grain, at from funnel_attribute_count) g
                order by g.at on conflict do nothing""");
        run("""
                insert into funnel_count
                select v.merchant_id, g.grain, g.at, v.measure, v.channel_id, v.step, v.detail, 20, 0
                from (select distinct merchant_id, measure, channel_id, step, detail from funnel_count where measure <> 'time') v,
                     (select distinct grain, at from funnel_count) g
                order by g.at on conflict do nothing""");
    }

    /** Most buy, some are declined, some leave; which country, option and tender is not evenly spread. */
    private List<Happened> session(double when) {
        var id = new UUID(random.nextLong(), random.nextLong());
        var at = end.minusDays(DAYS)
                .plusSeconds((long) (when * Duration.ofDays(DAYS).toSeconds()));
        var channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        var country = "C" + skewed(30);
        var option = OPTIONS.get(skewed(OPTIONS.size()));
        var tender = TENDERS.get(skewed(TENDERS.size()));
        var actor = OPENERS.get(skewed(OPENERS.size()));
        var end = random.nextInt(10);
        var events = new ArrayList<Happened>();
        for (var seq = 1; seq <= EVENTS_PER_SESSION; seq++) {
            at = at.plusSeconds(5 + random.nextInt(50));
            var data = new LinkedHashMap<String, Object>();
            var type = type(seq, end, data);
            if (seq > 3) data.put("tender", tender);
            data.put("total_minor", 2_000 + random.nextInt(9_000));
            data.put("currency", "EUR");
            data.put("basket", "b");
            data.put("country", country);
            data.put("fulfillment_option", option);
            data.put("costs", Map.of("subtotal", 1_510, "fulfillment", 490));
            events.add(new Happened(id, true, seq, type, channel, channel, step(seq, end), actor, data, at));
        }
        return events;
    }

    private int skewed(int values) {
        return (int) (values * random.nextDouble() * random.nextDouble());
    }

    private String type(int seq, int end, Map<String, Object> data) {
        data.put("status", seq < 4 ? "incomplete" : "complete_in_progress");
        switch (seq) {
            case 1 -> asks(data, "buyer.email", "fulfillment.address", "payment.tender");
            case 2 -> asks(data, "fulfillment.address", "payment.tender");
            case 3 -> asks(data, "payment.tender");
            default -> {
                /* nothing is asked while it is being paid */
            }
        }
        if (seq == 1) return "session.opened";
        if (seq < 4) return "session.changed";
        if (seq == 4) return "session.submitted";
        if (seq == 5 && end < 3) {
            data.put("status", "ready_for_complete");
            data.put("decline_code", DECLINES.get(skewed(DECLINES.size())));
            return "session.declined";
        }
        if (seq == 5) {
            data.put("status", "requires_escalation");
            return "session.escalated";
        }
        data.put("status", end < 4 ? "canceled" : "completed");
        return end < 4 ? "session.canceled" : "session.completed";
    }

    private static void asks(Map<String, Object> data, String... asks) {
        data.put("asks", List.of(asks));
        data.put("skipped", Map.of("billing.address", "same_as_delivery"));
    }

    private static String step(int seq, int end) {
        return switch (seq) {
            case 1 -> "contact";
            case 2 -> "delivery";
            case 6 -> end < 4 ? "payment" : "paid";
            default -> "payment";
        };
    }

    private void reports() throws SQLException {
        var day = end.truncatedTo(ChronoUnit.DAYS);
        var intervals = new LinkedHashMap<String, Interval>();
        intervals.put("7 days until this hour", new Interval(end.minusDays(7), end));
        intervals.put("7 whole days", new Interval(day.minusDays(7), day));
        intervals.put("31 days", new Interval(day.minusDays(31), day));
        intervals.put("89 days", new Interval(day.minusDays(89), day));
        System.out.println(
                "| by | interval | before p50 / p95 | now p50 / p95 | ratio of p95 |\n|---|---|---|---|---|");
        for (var each : intervals.entrySet()) {
            var interval = each.getValue();
            var before = times(each.getKey().startsWith("7") ? CALLS / 2 : 3, () -> {
                asked(BEFORE, before(interval, "country"));
                asked(BEFORE, before(interval.previous(), "country"));
            });
            var now = times(CALLS, () -> {
                asked(Reports.BY_ATTRIBUTE, now(interval, "country"));
                asked(Reports.BY_ATTRIBUTE, now(interval.previous(), "country"));
            });
            System.out.printf(
                    "| country | %s | %.0f / %.0f ms | %.0f / %.0f ms | %.0f |%n",
                    each.getKey(), before[0], before[1], now[0], now[1], before[1] / now[1]);
        }
    }

    /** Both ways say the same of those who have the attribute. */
    private void same(Interval interval) throws SQLException {
        var sums = new ArrayList<String>();
        for (var sql : List.of(BEFORE, Reports.BY_ATTRIBUTE)) {
            var parameters = sql.equals(BEFORE) ? before(interval, "country") : now(interval, "country");
            var rows = new TreeMap<String, Long>();
            try (var statement = prepared(sql, parameters);
                    var found = statement.executeQuery()) {
                while (found.next()) {
                    if (found.getString(1) != null) {
                        rows.put(
                                found.getString(1) + " " + found.getString(2) + " " + found.getString(3),
                                found.getLong(4));
                    }
                }
            }
            sums.add(rows.toString());
        }
        System.out.println("both ways count the same: " + sums.get(0).equals(sums.get(1)));
    }

    private static Object[] before(Interval interval, String attribute) {
        return new Object[] {
            MERCHANT,
            attribute,
            interval.from(),
            interval.to(),
            interval.from().toInstant().toEpochMilli(),
            interval.to().toInstant().toEpochMilli()
        };
    }

    private static Object[] now(Interval interval, String attribute) {
        var head = interval.firstDay().isBefore(interval.to()) ? interval.firstDay() : interval.to();
        var tail = interval.lastDay().isAfter(head) ? interval.lastDay() : head;
        return new Object[] {
            MERCHANT, attribute, interval.firstDay(), interval.lastDay(), interval.from(), head, tail, interval.to()
        };
    }

    private void asked(String sql, Object[] parameters) throws SQLException {
        try (var statement = prepared(sql, parameters);
                var found = statement.executeQuery()) {
            while (found.next()) found.getString(1);
        }
    }

    private PreparedStatement prepared(String sql, Object[] parameters) throws SQLException {
        var order = PARAMETER
                .matcher(sql)
                .results()
                .map(it -> Integer.parseInt(it.group(1)))
                .toList();
        var statement = connection.prepareStatement(PARAMETER.matcher(sql).replaceAll(Matcher.quoteReplacement("?")));
        for (var i = 0; i < order.size(); i++) statement.setObject(i + 1, parameters[order.get(i) - 1]);
        return statement;
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** The median and the 95th percentile, in milliseconds. */
    private static double[] times(int calls, Work work) throws SQLException {
        var times = new double[calls];
        for (var i = -1; i < calls; i++) {
            var began = System.nanoTime();
            work.run();
            if (i >= 0) times[i] = (System.nanoTime() - began) / NANOS_IN_MS;
        }
        Arrays.sort(times);
        return new double[] {times[calls / 2], times[(int) Math.ceil(calls * 0.95) - 1]};
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }
}
