package onetill.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import onetill.launch.Settings.Database;
import onetill.launch.Settings.Provider;
import onetill.launch.Settings.SignIn;

/** Starts everything, says where it is, and stops everything. */
public final class Main {

    private static final String STORE_KEY = "STORE_PUBLISHABLE_KEY";

    private static final String PAYMENTS_PER_ADDRESS = "LIMIT_PAYMENTS_PER_ADDRESS";

    private static final String PRIVATE_NETWORKS = "WEBHOOK_ALLOW_PRIVATE_NETWORKS";

    private final Settings settings;
    private final Path build;
    private final Home home;
    private final Secrets secrets;
    private final Leftovers leftovers;
    private final Parts parts;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private Main(Settings settings, Path build, Home home, Parts parts) throws IOException {
        this.settings = settings;
        this.build = build;
        this.home = home;
        this.parts = parts;
        this.secrets = new Secrets(home.file("secrets.properties"));
        this.leftovers = new Leftovers(home);
    }

    /** The argument is the folder of liberty-config, where the build has put the server. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        var parts = new Parts();
        Runtime.getRuntime().addShutdownHook(new Thread(parts::stop, "stop"));
        try {
            var settings = Settings.read(new Environment(System.getenv()));
            var build = Path.of(arguments.length > 0 ? arguments[0] : "liberty-config")
                    .toAbsolutePath();
            var home = Home.open(settings.home());
            new Main(settings, build, home, parts).start();
            var ended = parts.firstToEnd().join();
            if (!parts.stopping()) {
                say("The " + ended.name() + " has ended by itself, so everything stops.");
                System.exit(1);
            }
        } catch (WrongSetting e) {
            say(e.sentence());
            System.exit(2);
        } catch (Exception e) {
            if (!parts.stopping()) {
                say("OneTill could not be started: " + e.getMessage());
                System.exit(1);
            }
        }
    }

    static void say(String line) {
        System.out.println("onetill: " + line);
    }

    private void start() throws Exception {
        var began = System.nanoTime();
        leftovers.end(Server.NAME);
        leftovers.end(Sandbox.NAME);
        EmbeddedDatabase.endLeftover(leftovers);
        refusePortsInUse();

        common();
        var owner = startDatabase();
        startProvider();
        var tokens = startSignIn();
        giveTheStoreAKey();
        var server = startServer();
        server.awaitReady();
        seed(owner, tokens);
        say("Ready after %.1f seconds.".formatted((System.nanoTime() - began) / 1e9));
        System.out.println(Signpost.of(settings, home));
    }

    private void common() {
        variables.put("HTTP_HOST", settings.httpHost());
        variables.put("HTTP_PORT", Integer.toString(settings.httpPort()));
        variables.put("MANAGEMENT_PORT", Integer.toString(settings.managementPort()));
        variables.put("PUBLIC_URL", settings.publicUrlWithoutSlash());
        variables.put("PUBLIC_PORT", Integer.toString(settings.publicPort()));
        variables.put(
                "NODE_ID",
                settings.environment()
                        .text("NODE_ID")
                        .orElseGet(() -> "node-" + ProcessHandle.current().pid()));
    }

    private DataSource startDatabase() throws Exception {
        if (settings.database() instanceof Database.External external) {
            variables.put("DB_URL", external.url());
            return EmbeddedDatabase.dataSource(external.url(), external.ownerUser(), external.ownerPassword());
        }
        var port = ((Database.Embedded) settings.database()).port();
        say("Starting the database on port " + port + ".");
        var database = parts.start(() -> EmbeddedDatabase.start(home, secrets, leftovers, port));
        variables.put("DB_URL", database.url());
        variables.put("DB_USER", Roles.APPLICATION);
        variables.put("DB_PASSWORD", secrets.of(Roles.APPLICATION + "_password"));
        variables.put("DB_OWNER_USER", Roles.OWNER);
        variables.put("DB_OWNER_PASSWORD", secrets.of(Roles.OWNER + "_password"));
        keepDataKeys();
        return EmbeddedDatabase.dataSource(database.url(), Roles.OWNER, secrets.of(Roles.OWNER + "_password"));
    }

    /** A database of our own has a key of our own, and what we write into it ourselves is encrypted soon. */
    private void keepDataKeys() throws IOException {
        if (settings.environment().text("DATA_KEYS").isEmpty()) {
            variables.put("DATA_KEYS", secrets.of("data_keys", () -> "k1:" + Secrets.randomKey()));
        }
        if (settings.demo() && settings.environment().text("DATA_KEYS_INTERVAL").isEmpty()) {
            variables.put("DATA_KEYS_INTERVAL", "PT1M");
        }
    }

    private void startProvider() throws Exception {
        if (settings.provider() instanceof Provider.Stripe stripe) {
            variables.put("STRIPE_API_BASE", stripe.base().toString());
            variables.put("STRIPE_SCRIPT_URL", stripe.scriptUrl());
            return;
        }
        var port = ((Provider.Sandbox) settings.provider()).port();
        say("Starting the provider sandbox on port " + port + ".");
        var base = "http://localhost:" + port;
        variables.put("STRIPE_API_KEY", secrets.of("sandbox_secret_key", () -> "sk_test_" + Secrets.random()));
        variables.put(
                "STRIPE_PUBLISHABLE_KEY", secrets.of("sandbox_publishable_key", () -> "pk_test_" + Secrets.random()));
        variables.put("STRIPE_WEBHOOK_SECRET", secrets.of("sandbox_webhook_secret", () -> "whsec_" + Secrets.random()));
        variables.put("STRIPE_API_BASE", base);
        variables.put("STRIPE_SCRIPT_URL", base + "/v3/stripe.js");
        // The merchant's own systems are on this machine, too: the telephony, and whatever is tried out.
        if (isForThisMachine()) variables.put(PRIVATE_NETWORKS, "true");
        // No money moves, and all who try it out come from one address.
        if (settings.environment().text(PAYMENTS_PER_ADDRESS).isEmpty())
            variables.put(PAYMENTS_PER_ADDRESS, "300/PT10M");
        var asked = new HashMap<>(Map.of(
                "SANDBOX_PORT", Integer.toString(port),
                "SANDBOX_DATA", home.file("sandbox").toString(),
                "SANDBOX_WEBHOOK_URL", "http://127.0.0.1:%d/api/v1/webhooks/stripe".formatted(settings.httpPort()),
                "SANDBOX_WEBHOOK_SECRET", variables.get("STRIPE_WEBHOOK_SECRET"),
                "SANDBOX_SECRET_KEY", variables.get("STRIPE_API_KEY"),
                "SANDBOX_PUBLISHABLE_KEY", variables.get("STRIPE_PUBLISHABLE_KEY")));
        sendMessagesTo(base, asked);
        sellInStores(base, home.file("app-stores"), asked);
        var command = Sandbox.command(home, asked);
        var sandbox = parts.start(() -> ChildProcess.start(Sandbox.NAME, command, Duration.ofSeconds(5), leftovers));
        Sandbox.awaitListening(sandbox, port);
    }

    /** Messages to buyers end up on a page of the sandbox, unless somebody has said what else sends them. */
    private void sendMessagesTo(String sandbox, Map<String, String> asked) throws IOException {
        if (settings.environment().text("SMTP_HOST").isEmpty()) {
            var port = freePort();
            asked.put("OUTBOX_SMTP_PORT", Integer.toString(port));
            variables.put("SMTP_HOST", "127.0.0.1");
            variables.put("SMTP_PORT", Integer.toString(port));
            variables.put("SMTP_SECURITY", "none");
            variables.put("MAIL_FROM", "OneTill <shop@localhost.localdomain>");
            if (settings.environment().text("SMS_WEBHOOK_URL").isEmpty()) {
                variables.put("SMS_WEBHOOK_URL", sandbox + "/outbox/sms");
            }
        }
    }

    /** App stores are the sandbox's, unless somebody has said whose signatures and which account count. */
    private void sellInStores(String sandbox, Path folder, Map<String, String> asked) {
        var environment = settings.environment();
        if (environment.text("APP_STORE_ROOTS").isPresent()
                || environment.text("GOOGLE_PLAY_CREDENTIALS").isPresent()) return;
        asked.put("APP_STORES_FOLDER", folder.toString());
        variables.put("APP_STORE_ROOTS", folder.resolve("app-store-root.pem").toString());
        variables.put(
                "GOOGLE_PLAY_CREDENTIALS", folder.resolve("google-play.json").toString());
        variables.put("GOOGLE_PLAY_API_BASE", sandbox + "/");
        variables.put("GOOGLE_PUSH_KEYS", sandbox + "/app-stores/google-play/certs");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Optional<DemoTokens> startSignIn() throws Exception {
        variables.put(
                "OIDC_CLIENT_ID", settings.environment().text("OIDC_CLIENT_ID").orElse(DemoIssuer.CLIENT));
        if (!(settings.signIn() instanceof SignIn.Demo demo)) {
            return Optional.empty();
        }
        say("Starting the demo sign-in on port " + demo.port() + ".");
        var issuer = DemoIssuer.address(demo.port());
        var tokens = new DemoTokens(DemoTokens.key(secrets), issuer, Clock.systemUTC());
        var secret = secrets.of("demo_client_secret");
        parts.start(() ->
                DemoIssuer.start(demo.port(), settings.publicUrlWithoutSlash(), tokens, secret, Clock.systemUTC()));
        variables.put("OIDC_ISSUER", issuer);
        variables.put("OIDC_CLIENT_ID", DemoTokens.AUDIENCE);
        return Optional.of(tokens);
    }

    /** The store's key is needed when the server starts, and its merchant is made when the server has started. */
    private void giveTheStoreAKey() throws IOException {
        if (!settings.demo() || settings.environment().text(STORE_KEY).isPresent()) {
            return;
        }
        var file = new DemoEnvFile(home.file("demo.env"));
        var known = file.value(STORE_KEY);
        var key = known.isPresent() ? known.get() : "pk_" + Secrets.random();
        file.put(STORE_KEY, key);
        variables.put(STORE_KEY, key);
    }

    private void seed(DataSource owner, Optional<DemoTokens> tokens) throws Exception {
        if (!settings.demo()) {
            return;
        }
        var base = URI.create(variables.getOrDefault("STRIPE_API_BASE", ""));
        var apiKey = variables.getOrDefault(
                "STRIPE_API_KEY", settings.environment().text("STRIPE_API_KEY").orElse(""));
        var keys = DemoMerchant.seed(owner, home.folder(), base, apiKey);
        var file = new DemoEnvFile(home.file("demo.env"));
        file.put("BASE_URL", settings.publicUrlWithoutSlash());
        file.put(
                "TILL_URL",
                DemoTillCode.url(
                        settings.publicUrlWithoutSlash(),
                        file.value(DemoTillCode.NAME).orElseThrow()));
        if (settings.provider() instanceof Provider.Sandbox) {
            file.put("SANDBOX_URL", base.toString());
            file.put("PHONE_URL", base + "/pages/phone.html");
            if (isForThisMachine()) connectTelephony(keys.secretKey(), base.toString());
        }
        if (tokens.isPresent()) {
            tokens.get().signInFor(keys.merchantId());
            file.put("DEMO_ISSUER", variables.getOrDefault("OIDC_ISSUER", ""));
            file.put("DEMO_CLIENT_SECRET", secrets.of("demo_client_secret"));
        }
    }

    /** Nobody elsewhere reaches it, and nobody has said that it may not call what is here. */
    private boolean isForThisMachine() {
        var host = URI.create(settings.publicUrlWithoutSlash()).getHost();
        return List.of("localhost", "127.0.0.1").contains(host)
                && settings.environment().text(PRIVATE_NETWORKS).orElse("true").equals("true");
    }

    /** A desk without a telephony is still a desk: a number that is typed is a call. */
    private void connectTelephony(String secretKey, String sandbox) throws InterruptedException {
        try {
            new DemoTelephony("http://127.0.0.1:" + settings.httpPort(), secretKey, sandbox).connect();
        } catch (IOException e) {
            say("The demo's desk has no telephony: %s. Start again for it.".formatted(e.getMessage()));
        }
    }

    private Server startServer() throws Exception {
        say("Starting the server on port " + settings.httpPort() + "; this takes half a minute or more.");
        var command = Server.command(build, home, variables);
        var child = parts.start(() -> ChildProcess.start(Server.NAME, command, Server.PATIENCE, leftovers));
        return new Server(child, URI.create("http://127.0.0.1:" + settings.managementPort()));
    }

    private void refusePortsInUse() throws IOException {
        refuseIfInUse("HTTP_PORT", settings.httpHost(), settings.httpPort());
        refuseIfInUse("MANAGEMENT_PORT", "127.0.0.1", settings.managementPort());
        if (settings.database() instanceof Database.Embedded embedded) {
            refuseIfInUse("DB_PORT", "127.0.0.1", embedded.port());
        }
        if (settings.provider() instanceof Provider.Sandbox sandbox) {
            refuseIfInUse("SANDBOX_PORT", "127.0.0.1", sandbox.port());
        }
        if (settings.signIn() instanceof SignIn.Demo demo) {
            refuseIfInUse("ISSUER_PORT", "127.0.0.1", demo.port());
        }
    }

    private static void refuseIfInUse(String setting, String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host.equals("*") ? null : InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new WrongSetting(
                    "%s is %d, and that port is in use; set %s to a free one.".formatted(setting, port, setting));
        }
    }
}
