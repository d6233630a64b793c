package onetill.launch;

import java.nio.file.Files;
import java.util.List;

/** The launcher's own database for the tests, with the passwords that the tests' environment names. */
public final class TestDatabase {

    private static EmbeddedDatabase running;
    private static Home home;

    private TestDatabase() {}

    public static synchronized void start() throws Exception {
        if (running != null) {
            return;
        }
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        home = Home.open(Files.createTempDirectory("onetill-it"));
        Files.write(
                home.file("secrets.properties"),
                List.of(
                        "onetill_app_password=" + System.getenv("DB_PASSWORD"),
                        "onetill_owner_password=" + System.getenv("DB_OWNER_PASSWORD")));
        var secrets = new Secrets(home.file("secrets.properties"));
        running = EmbeddedDatabase.start(home, secrets, new Leftovers(home), Integer.getInteger("it.db.port"));
        Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stopQuietly));
    }

    public static synchronized void stop() throws Exception {
        if (running == null) {
            return;
        }
        running.stop();
        running = null;
        home.close();
        EmbeddedDatabase.delete(home.folder());
    }

    private static void stopQuietly() {
        try {
            stop();
        } catch (Exception e) {
            System.err.println("the tests' database was not stopped: " + e);
        }
    }
}
