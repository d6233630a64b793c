package onetill.launch;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who may do what in the database: the owner changes the schema, the application works on the rows of one merchant at a
 * time, the auditor reads the check_* views. An external database gets the same three by hand (docs/settings.md).
 */
final class Roles {

    static final String OWNER = "onetill_owner";
    static final String APPLICATION = "onetill_app";
    static final String AUDITOR = "onetill_check";
    static final String DATABASE = "onetill";

    private Roles() {}

    static void create(Connection connection, Secrets secrets) throws SQLException, IOException {
        for (var role : new String[] {OWNER, APPLICATION, AUDITOR}) {
            createRole(connection, role, secrets.of(role + "_password"));
        }
        if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
            execute(connection, "create database " + DATABASE + " owner " + OWNER);
        }
    }

    /** Lets the owner see which statements were made, how often and at what cost. */
    static void showStatements(Connection connection) throws SQLException {
        execute(connection, "create extension if not exists pg_stat_statements");
        execute(connection, "grant pg_read_all_stats to " + OWNER);
        execute(connection, "grant execute on function pg_stat_statements_reset to " + OWNER);
    }

    private static void createRole(Connection connection, String role, String password) throws SQLException {
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
            execute(connection, "create role " + role + " login nosuperuser nobypassrls nocreatedb nocreaterole");
        }
        execute(connection, "alter role " + role + " password '" + password + "'");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
