package onetill.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Runs a sandbox as a process of its own; its settings come from the environment. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try {
            var sandbox = StripeSandbox.start(config(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox), "stop"));
            System.out.println("The Stripe-shaped sandbox is ready at " + sandbox.baseUrl());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static SandboxConfig config(Map<String, String> environment) {
        var none = SandboxConfig.inMemory();
        var folder = environment.get("SANDBOX_DATA");
        return new SandboxConfig(
                environment.getOrDefault("SANDBOX_HOST", none.host()),
                port(environment.getOrDefault("SANDBOX_PORT", "9180")),
                folder == null ? null : Path.of(folder),
                environment.get("SANDBOX_WEBHOOK_URL"),
                environment.getOrDefault("SANDBOX_WEBHOOK_SECRET", none.webhookSecret()),
                key(environment, "SANDBOX_SECRET_KEY", none.secretKey(), "sk_test_"),
                key(environment, "SANDBOX_PUBLISHABLE_KEY", none.publishableKey(), "pk_test_"),
                duration(environment, "SANDBOX_LATENCY", "PT0.05S"),
                duration(environment, "SANDBOX_WEBHOOK_DELAY", "PT0.3S"));
    }

    private static int port(String given) {
        if (given.matches("\\d{1,5}") && Integer.parseInt(given) < 65_536) return Integer.parseInt(given);
        throw new IllegalArgumentException("SANDBOX_PORT is not a port number: " + given);
    }

    private static String key(Map<String, String> environment, String name, String otherwise, String prefix) {
        var key = environment.getOrDefault(name, otherwise);
        if (key.startsWith(prefix)) return key;
        throw new IllegalArgumentException("%s must begin with %s, as Stripe's test keys do".formatted(name, prefix));
    }

    private static Duration duration(Map<String, String> environment, String name, String otherwise) {
        var given = environment.getOrDefault(name, otherwise);
        try {
            return Duration.parse(given);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "%s is not an ISO 8601 duration such as PT0.05S: %s".formatted(name, given), e);
        }
    }

    private static void close(StripeSandbox sandbox) {
        try {
            sandbox.close();
        } catch (IOException e) {
            System.err.println("the sandbox's file was not closed: " + e.getMessage());
        }
    }
}
