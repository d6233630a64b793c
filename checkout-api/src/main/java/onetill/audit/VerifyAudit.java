package onetill.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import onetill.audit.Verification.Day;
import onetill.audit.Verification.Root;

/**
 * Checks the chains of all merchants from outside the server, as the auditor's role of the database, which can read the
 * views check_audit and check_audit_day and nothing else of it.
 *
 * <pre>DB_PASSWORD=… java -cp … onetill.audit.VerifyAudit &lt;jdbc address&gt; &lt;user&gt; [file with published roots]</pre>
 *
 * <p>A line of that file is the id of a merchant, a space, and a root as listAuditRoots has written it. Ends with 0 when all
 * is as it was sealed, with 1 when something is not, with 2 when it could not be read.
 */
public final class VerifyAudit {

    private static final int AT_ONCE = 1_000;

    private VerifyAudit() {}

    public static void main(String[] arguments) {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("verify-audit: give the JDBC address, the user, and perhaps a file with published roots;"
                    + " the password is in DB_PASSWORD");
            System.exit(2);
        }
        try (var connection = DriverManager.getConnection(
                arguments[0], arguments[1], Objects.toString(System.getenv("DB_PASSWORD"), ""))) {
            var published = arguments.length == 3 ? Files.readAllLines(Path.of(arguments[2])) : List.<String>of();
            System.exit(allIntact(connection, published, System.out) ? 0 : 1);
        } catch (SQLException | IOException e) {
            System.err.println("verify-audit: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Checks all merchants, and says of each what was found. */
    static boolean allIntact(Connection connection, List<String> published, PrintStream out) throws SQLException {
        var roots = new java.util.LinkedHashMap<UUID, List<Root>>();
        for (var merchant : merchants(connection)) roots.put(merchant, new ArrayList<>());
        for (var line : published) {
            if (line.isBlank()) continue;
            var parts = line.strip().split("\\s+");
            roots.computeIfAbsent(UUID.fromString(parts[0]), it -> new ArrayList<>())
                    .add(Root.read(parts[parts.length - 1]));
        }
        var intact = true;
        for (var each : roots.entrySet()) intact &= isIntact(connection, each, out);
        return intact;
    }

    private static boolean isIntact(Connection connection, Map.Entry<UUID, List<Root>> of, PrintStream out)
            throws SQLException {
        var result = verify(connection, of.getKey(), of.getValue());
        out.printf(
                "%s %s: %d entries, %d not sealed yet, now at %s%n",
                of.getKey(),
                result.intact() ? "intact" : "NOT INTACT",
                result.entries(),
                result.unsealed(),
                result.head());
        for (var finding : result.findings()) {
            out.printf("  %s at %s, number %d%n", finding.kind(), finding.day(), finding.seq());
        }
        return result.intact();
    }

    private static Verification.Result verify(Connection connection, UUID merchant, List<Root> published)
            throws SQLException {
        var days = days(connection, merchant);
        var first = beginning(connection, merchant);
        var start = days.stream()
                .filter(it -> it.day().isBefore(first))
                .reduce((one, next) -> next)
                .map(Day::root)
                .orElse(Link.genesis(merchant));
        var verification = new Verification(
                start,
                days.stream().filter(it -> !it.day().isBefore(first)).toList(),
                published.stream().filter(it -> !it.day().isBefore(first)).toList());
        connection.setAutoCommit(false); // so that the rows come some at a time
        try (var query = connection.prepareStatement("select " + AuditEntries.COLUMNS
                + ", hash from check_audit where merchant_id = ? and day is not null order by day, seq")) {
            query.setFetchSize(AT_ONCE);
            query.setObject(1, merchant);
            var rows = query.executeQuery();
            while (rows.next()) {
                var row = new Object[12];
                for (var i = 0; i < row.length; i++) row[i] = rows.getObject(i + 1);
                row[4] = rows.getObject(5, OffsetDateTime.class);
                verification.next(AuditEntries.link(row), rows.getString(13));
            }
        }
        return verification.result(count(connection, merchant));
    }

    private static LocalDate beginning(Connection connection, UUID merchant) throws SQLException {
        try (var query = connection.prepareStatement(
                "select least(current_date - %d, min(day)) from check_audit where merchant_id = ?"
                        .formatted(AuditEntries.DAYS_KEPT_AT_LEAST))) {
            query.setObject(1, merchant);
            var row = query.executeQuery();
            row.next();
            return row.getObject(1, LocalDate.class);
        }
    }

    private static List<UUID> merchants(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                "select merchant_id from check_audit union select merchant_id from check_audit_day order by 1")) {
            var rows = query.executeQuery();
            var all = new ArrayList<UUID>();
            while (rows.next()) all.add(rows.getObject(1, UUID.class));
            return all;
        }
    }

    private static List<Day> days(Connection connection, UUID merchant) throws SQLException {
        try (var query = connection.prepareStatement("select cast(day as text), entries, previous, root"
                + " from check_audit_day where merchant_id = ? order by day")) {
            query.setObject(1, merchant);
            var rows = query.executeQuery();
            var all = new ArrayList<Day>();
            while (rows.next()) {
                all.add(AuditEntries.day(
                        new Object[] {rows.getString(1), rows.getLong(2), rows.getString(3), rows.getString(4)}));
            }
            return all;
        }
    }

    private static long count(Connection connection, UUID merchant) throws SQLException {
        try (var query =
                connection.prepareStatement("select count(*) from check_audit where merchant_id = ? and day is null")) {
            query.setObject(1, merchant);
            var row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
