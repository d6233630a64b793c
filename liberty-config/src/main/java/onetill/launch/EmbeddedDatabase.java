package onetill.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of our own that keeps what it is told, through a restart and through a power cut. */
final class EmbeddedDatabase implements Part {

    static final String NAME = "database";

    private final EmbeddedPostgres postgres;
    private final ProcessHandle process;
    private final Leftovers leftovers;

    private EmbeddedDatabase(EmbeddedPostgres postgres, ProcessHandle process, Leftovers leftovers) {
        this.postgres = postgres;
        this.process = process;
        this.leftovers = leftovers;
    }

    static EmbeddedDatabase start(Home home, Secrets secrets, Leftovers leftovers, int port)
            throws IOException, SQLException, InterruptedException {
        var data = home.file("postgres");
        var complete = home.file("postgres.complete");
        if (Files.exists(data) && !Files.exists(complete)) {
            delete(data); // its very first start was cut short: there is nothing in it yet
        }
        var password = secrets.of("postgres_password");
        Files.createDirectories(home.file("logs"));
        var postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(home.file("postgres-binaries").toFile())
                // Its own hook would stop it beside us, while the server still answers its last requests.
                .setRegisterShutdownHook(false)
                // It is made for tests and forgets on a power cut unless told otherwise.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // Which statements cost what: the first question of whoever runs this.
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setConnectConfig("password", password)
                .setPGStartupWait(Duration.ofSeconds(90))
                .setOutputRedirector(
                        Redirect.appendTo(home.file("logs/postgres.log").toFile()))
                .start();
        // the process it offers itself is that of pg_ctl, which is over by now
        var process = ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                        .get(0)
                        .strip()))
                .orElseThrow();
        leftovers.remember(NAME, process);
        var database = new EmbeddedDatabase(postgres, process, leftovers);
        try (var connection = postgres.getPostgresDatabase().getConnection()) {
            Roles.create(connection, secrets);
            try (var ours = postgres.getDatabase("postgres", Roles.DATABASE).getConnection()) {
                Roles.showStatements(ours);
            }
            if (!Files.exists(complete)) {
                database.closeTheDoor(connection, data, password);
                Files.createFile(complete);
            }
        } catch (IOException | SQLException e) {
            database.stop();
            throw e;
        }
        return database;
    }

    /** A new one lets everybody on this machine in as anybody; ours asks for the password. */
    private void closeTheDoor(Connection connection, Path data, String password) throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"), """
                    local all all scram-sha-256
                    host  all all 127.0.0.1/32 scram-sha-256
                    host  all all ::1/128      scram-sha-256
                    """);
            statement.execute("select pg_reload_conf()");
        }
    }

    /** With SIGINT PostgreSQL does not wait for its clients; Java can only send SIGTERM, with which it would. */
    static void endLeftover(Leftovers leftovers) throws IOException, InterruptedException {
        leftovers.end(
                NAME,
                process -> new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }

    String url() {
        return url(postgres.getPort());
    }

    static String url(int port) {
        return Settings.withParameters("jdbc:postgresql://127.0.0.1:%d/onetill".formatted(port));
    }

    static PGSimpleDataSource dataSource(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CompletableFuture<?> ended() {
        return process.onExit();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        postgres.close();
        // close() itself waits for 5 seconds only, and a last checkpoint may take longer
        if (!Leftovers.gone(process, Duration.ofSeconds(20))) {
            throw new IOException("it is still running as process " + process.pid());
        }
        leftovers.forget(NAME);
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
