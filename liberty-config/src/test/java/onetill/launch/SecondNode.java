package onetill.launch;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Another server on the database and the provider of the tests, as behind a load balancer. */
public final class SecondNode implements AutoCloseable {

    private static final List<String> SHARED = List.of(
            "DB_URL",
            "DB_USER",
            "DB_PASSWORD",
            "DB_OWNER_USER",
            "DB_OWNER_PASSWORD",
            "DATA_KEYS",
            "STRIPE_API_KEY",
            "STRIPE_PUBLISHABLE_KEY",
            "STRIPE_WEBHOOK_SECRET",
            "STRIPE_API_BASE");

    private final Path home;
    private final Launch launch;
    private boolean killed;

    private SecondNode(Path home) throws Exception {
        this.home = home;
        this.launch = new Launch(home);
    }

    public static SecondNode start(Map<String, String> settings) throws Exception {
        var node = new SecondNode(Files.createTempDirectory("onetill-second"));
        for (var name : SHARED) node.launch.settings.put(name, System.getenv(name));
        node.launch.settings.put("OIDC_ISSUER", "http://localhost:1");
        node.launch.settings.put("DEMO", "false");
        node.launch.settings.putAll(settings);
        try {
            node.launch.start().awaitReady();
        } catch (Exception | AssertionError e) {
            node.close();
            throw e;
        }
        return node;
    }

    public URI publicDoor() {
        return URI.create("http://127.0.0.1:" + launch.port("HTTP_PORT"));
    }

    /** Pulls the plug. */
    public void kill() throws Exception {
        killed = true;
        var server = launch.child(Server.NAME);
        launch.kill();
        server.destroyForcibly();
    }

    @Override
    public void close() throws Exception {
        if (!killed) launch.close();
        EmbeddedDatabase.delete(home);
    }
}
