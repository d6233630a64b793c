package onetill.launch;

import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The launcher's own database and provider sandbox for the tests, with the ports, passwords and keys that the tests'
 * environment names. They start once and end with the JVM of the tests.
 */
public final class TestSurroundings {

    private static Parts running;

    private TestSurroundings() {}

    public static synchronized void start() throws Exception {
        if (running != null) {
            return;
        }
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        var folder = Files.createTempDirectory("onetill-it");
        var home = Home.open(folder);
        Files.write(
                home.file("secrets.properties"),
                List.of(
                        "onetill_app_password=" + System.getenv("DB_PASSWORD"),
                        "onetill_owner_password=" + System.getenv("DB_OWNER_PASSWORD")));
        var secrets = new Secrets(home.file("secrets.properties"));
        var leftovers = new Leftovers(home);
        var parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            parts.stop();
            try {
                home.close();
                EmbeddedDatabase.delete(folder);
            } catch (Exception e) {
                System.err.println("left behind: " + folder + " (" + e + ")");
            }
        }));
        parts.start(() -> EmbeddedDatabase.start(home, secrets, leftovers, Integer.getInteger("it.db.port")));
        var sandboxPort = Integer.getInteger("it.sandbox.port");
        var webhooks = "http://127.0.0.1:" + System.getenv("HTTP_PORT") + "/api/v1/webhooks/";
        var settings = new HashMap<>(Map.of(
                "SANDBOX_PORT", sandboxPort.toString(),
                "SANDBOX_DATA", home.file("sandbox").toString(),
                "SANDBOX_WEBHOOK_URL", webhooks + "stripe",
                "SANDBOX_WEBHOOK_SECRET", System.getenv("STRIPE_WEBHOOK_SECRET"),
                "SANDBOX_SECRET_KEY", System.getenv("STRIPE_API_KEY"),
                "SANDBOX_PUBLISHABLE_KEY", System.getenv("STRIPE_PUBLISHABLE_KEY")));
        settings.put("OUTBOX_SMTP_PORT", System.getenv("SMTP_PORT"));
        settings.put(
                "APP_STORES_FOLDER",
                java.nio.file.Path.of(System.getenv("APP_STORE_ROOTS"))
                        .getParent()
                        .toString());
        settings.putAll(Map.of(
                "ADYEN_SANDBOX_PORT", System.getProperty("it.adyen.port"),
                "ADYEN_SANDBOX_API_KEY", System.getenv("ADYEN_API_KEY"),
                "ADYEN_SANDBOX_MERCHANT_ACCOUNT", System.getenv("ADYEN_MERCHANT_ACCOUNT"),
                "ADYEN_SANDBOX_HMAC_KEY", System.getenv("ADYEN_HMAC_KEY"),
                "ADYEN_SANDBOX_WEBHOOK_URL", webhooks + "adyen"));
        settings.putAll(Map.of(
                "NEXO_SANDBOX_PORT", System.getProperty("it.nexo.port"),
                "NEXO_SANDBOX_USER", System.getenv("NEXO_USER"),
                "NEXO_SANDBOX_PASSWORD", System.getenv("NEXO_PASSWORD")));
        var command = Sandbox.command(home, settings);
        var sandbox = parts.start(() -> ChildProcess.start(Sandbox.NAME, command, Duration.ofSeconds(5), leftovers));
        Sandbox.awaitListening(sandbox, sandboxPort);
        running = parts;
    }
}
