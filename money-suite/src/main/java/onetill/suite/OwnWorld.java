package onetill.suite;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A OneTill of the suite's own: database, sandbox and one node by the launcher that users start, and a second node, the
 * victim, which reaches both through taps. The victim leaves all timed work to the survivor, so that each message that
 * passes the taps belongs to the request under test.
 */
final class OwnWorld implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(7);

    private final Path build;
    private final Path home;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Process launcher;
    private final World world;
    private final Properties secrets = new Properties();
    private final AtomicReference<@Nullable Thread> restarting = new AtomicReference<>();
    private final DatabaseTap databaseTap;
    private final ProviderTap providerTap;
    private final Node victim;

    /** @param build the folder of liberty-config */
    OwnWorld(Path build) throws IOException {
        this.build = build.toAbsolutePath().normalize();
        this.home = Files.createTempDirectory("onetill-suite");
        for (var name : new String[] {
            "HTTP_PORT",
            "MANAGEMENT_PORT",
            "ISSUER_PORT",
            "DB_PORT",
            "SANDBOX_PORT",
            "SANDBOX_CONTROL_PORT",
            "V_HTTP",
            "V_MGMT"
        }) {
            ports.put(name, freePort());
        }
        this.launcher = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        awaitLauncher();
        try (var in = Files.newInputStream(home.resolve("secrets.properties"))) {
            secrets.load(in);
        }
        this.world = new World(
                URI.create("http://127.0.0.1:" + ports.get("HTTP_PORT") + "/api/v1"),
                databaseUrl(port("DB_PORT")),
                "onetill_owner",
                secrets.getProperty("onetill_owner_password"),
                URI.create("http://127.0.0.1:" + ports.get("SANDBOX_PORT")),
                secrets.getProperty("sandbox_secret_key"),
                URI.create("http://127.0.0.1:" + ports.get("SANDBOX_CONTROL_PORT")));
        this.databaseTap = new DatabaseTap(port("DB_PORT"));
        this.providerTap = new ProviderTap(port("SANDBOX_PORT"));
        databaseTap.open();
        providerTap.open();
        this.victim = new Node(this.build, this.build.resolve("target/usr"), home.resolve("victim"), victimSettings());
    }

    World world() {
        return world;
    }

    Node victim() {
        return victim;
    }

    DatabaseTap databaseTap() {
        return databaseTap;
    }

    ProviderTap providerTap() {
        return providerTap;
    }

    Path survivorLog() {
        return home.resolve("launcher.log");
    }

    void startVictim() throws IOException {
        victim.start();
        victim.awaitReady();
    }

    /** Brings the victim back while the survivor works on. */
    void restartVictim() {
        var thread = new Thread(
                () -> {
                    try {
                        victim.kill();
                        victim.start();
                        victim.awaitReady();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "restart");
        restarting.set(thread);
        thread.start();
    }

    void awaitVictim() throws InterruptedException {
        var thread = restarting.get();
        if (thread != null) thread.join();
    }

    private Process launch() throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                build.resolve("target/classes") + ":" + build.resolve("target/launcher") + "/*",
                "onetill.launch.Main",
                build.toString());
        command.redirectErrorStream(true);
        command.redirectOutput(home.resolve("launcher.log").toFile());
        var environment = command.environment();
        ports.forEach((name, port) -> environment.put(name, port.toString()));
        environment.put("ONETILL_HOME", home.toString());
        environment.put("NODE_ID", "survivor");
        environment.put("PUBLIC_URL", "http://localhost:" + port("HTTP_PORT"));
        environment.put("SANDBOX_LATENCY", "PT0.005S");
        environment.putAll(SHORT_TIMES);
        return command.start();
    }

    /** Seconds in place of minutes, so that convergence can be watched. */
    private static final Map<String, String> SHORT_TIMES = Map.of(
            "RECONCILIATION_GRACE", "PT0.001S",
            "ATTEMPT_BUDGET", "PT3S",
            "RESOLVER_INTERVAL", "PT1S",
            "IDEMPOTENCY_LEASE", "PT3S",
            "DB_SILENCE_SECONDS", "4");

    private void awaitLauncher() {
        Until.isTrue(START, () -> isReady() || !launcher.isAlive());
        if (!isReady()) throw new IllegalStateException("OneTill did not start; its log is " + survivorLog());
    }

    private boolean isReady() {
        try {
            return Files.readString(survivorLog()).contains("Ready after");
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, String> victimSettings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("HTTP_HOST", "127.0.0.1");
        settings.put("HTTP_PORT", Integer.toString(port("V_HTTP")));
        settings.put("MANAGEMENT_PORT", Integer.toString(port("V_MGMT")));
        settings.put("PUBLIC_URL", "http://localhost:" + port("V_HTTP"));
        settings.put("PUBLIC_PORT", Integer.toString(port("V_HTTP")));
        settings.put("NODE_ID", "victim");
        settings.put("DB_URL", databaseUrl(databaseTap.port()));
        for (var role : new String[] {"app", "owner"}) {
            var prefix = role.equals("app") ? "DB_" : "DB_OWNER_";
            settings.put(prefix + "USER", "onetill_" + role);
            settings.put(prefix + "PASSWORD", secrets.getProperty("onetill_" + role + "_password"));
        }
        settings.put("DATA_KEYS", secrets.getProperty("data_keys"));
        settings.put("STRIPE_API_KEY", secrets.getProperty("sandbox_secret_key"));
        settings.put("STRIPE_PUBLISHABLE_KEY", secrets.getProperty("sandbox_publishable_key"));
        settings.put("STRIPE_WEBHOOK_SECRET", secrets.getProperty("sandbox_webhook_secret"));
        settings.put("STRIPE_API_BASE", "http://localhost:" + providerTap.port());
        settings.put("STRIPE_SCRIPT_URL", "http://localhost:" + providerTap.port() + "/v3/stripe.js");
        settings.put("OIDC_ISSUER", "http://localhost:" + port("ISSUER_PORT"));
        settings.putAll(SHORT_TIMES);
        for (var timer : new String[] {
            "RESOLVER_INTERVAL",
            "RELAY_INTERVAL",
            "PROVIDER_EVENT_INTERVAL",
            "WEBHOOK_INTERVAL",
            "NOTIFICATION_INTERVAL",
            "RECOVERY_INTERVAL",
            "GIFT_CARD_EXPIRY_INTERVAL",
            "TAX_REPORT_INTERVAL",
            "STOCK_HOLD_INTERVAL",
            "SAVED_TENDER_INTERVAL",
            "CATALOG_IMPORT_INTERVAL",
            "RECONCILIATION_INTERVAL",
            "DATA_KEYS_INTERVAL"
        }) {
            settings.put(timer, "PT10H");
        }
        return settings;
    }

    private static String databaseUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port
                + "/onetill?reWriteBatchedInserts=true&stringtype=unspecified&ApplicationName=onetill&sslmode=disable&gssEncMode=disable";
    }

    private int port(String name) {
        var port = ports.get(name);
        if (port == null) throw new IllegalArgumentException(name);
        return port;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(home)) return;
        if (victim != null) victim.close();
        launcher.destroy();
        Until.isTrue(Duration.ofSeconds(60), () -> !launcher.isAlive());
        if (launcher.isAlive()) {
            launcher.descendants().forEach(ProcessHandle::destroyForcibly);
            launcher.destroyForcibly();
        }
        if (Boolean.getBoolean("suite.keep")) return;
        try (var all = Files.walk(home)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (IOException e) {
            System.err.println("left behind: " + home);
        }
    }
}
