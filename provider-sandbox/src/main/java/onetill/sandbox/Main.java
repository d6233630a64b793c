package onetill.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import onetill.sandbox.adyen.AdyenSandbox;
import onetill.sandbox.adyen.AdyenSandboxConfig;
import onetill.sandbox.nexo.NexoSandbox;
import onetill.sandbox.nexo.NexoSandboxConfig;
import onetill.sandbox.outbox.Outbox;
import onetill.sandbox.stores.AppStores;
import onetill.sandbox.telephony.KeypadTelephony;
import org.jspecify.annotations.Nullable;

/** Runs a sandbox as a process of its own; its settings come from the environment. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        try {
            var config = config(System.getenv());
            var sandbox = start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox), "stop"));
            startAdyen(System.getenv());
            startNexo(System.getenv());
            startOutbox(System.getenv(), sandbox);
            openStores(System.getenv(), sandbox);
            var telephony = new KeypadTelephony(sandbox.baseUrl(), config.publishableKey());
            sandbox.alsoServe(KeypadTelephony.PATH, telephony::handle);
            System.out.println("The Stripe-shaped sandbox is ready at " + sandbox.baseUrl());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static StripeSandbox start(SandboxConfig config) {
        try {
            return StripeSandbox.start(config);
        } catch (BindException e) {
            throw new IllegalArgumentException(
                    "SANDBOX_PORT %d on %s%s cannot be used: %s"
                            .formatted(config.port(), config.host(), control(config), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "SANDBOX_DATA %s cannot be used: %s".formatted(config.dataFolder(), e.getMessage()), e);
        }
    }

    /** The Adyen-shaped one beside it, where it has a port. */
    private static void startAdyen(Map<String, String> environment) {
        var config = adyen(environment);
        if (config == null) return;
        try {
            var sandbox = AdyenSandbox.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop-adyen"));
            System.out.println("The Adyen-shaped sandbox is ready at " + sandbox.baseUrl());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ADYEN_SANDBOX_PORT %d cannot be used: %s".formatted(config.port(), e.getMessage()), e);
        }
    }

    /** The card terminals beside it, where they have a port. */
    private static void startNexo(Map<String, String> environment) {
        var config = nexo(environment);
        if (config == null) return;
        try {
            var sandbox = NexoSandbox.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop-nexo"));
            System.out.println("The simulated nexo terminals are ready at " + sandbox.baseUrl() + NexoSandbox.PATH);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "NEXO_SANDBOX_PORT %d cannot be used: %s".formatted(config.port(), e.getMessage()), e);
        }
    }

    static @Nullable NexoSandboxConfig nexo(Map<String, String> environment) {
        var port = environment.get("NEXO_SANDBOX_PORT");
        if (port == null || port.isBlank()) return null;
        var tests = NexoSandboxConfig.inMemory();
        return new NexoSandboxConfig(
                environment.getOrDefault("SANDBOX_HOST", tests.host()),
                port("NEXO_SANDBOX_PORT", port),
                environment.getOrDefault("NEXO_SANDBOX_USER", tests.user()),
                environment.getOrDefault("NEXO_SANDBOX_PASSWORD", tests.password()));
    }

    /** The outbox, where it has a port for mails. */
    private static void startOutbox(Map<String, String> environment, StripeSandbox sandbox) {
        var given = environment.get("OUTBOX_SMTP_PORT");
        if (given == null || given.isBlank()) return;
        try {
            var outbox = Outbox.start(port("OUTBOX_SMTP_PORT", given));
            sandbox.alsoServe(Outbox.PATH, outbox::handle);
            Runtime.getRuntime().addShutdownHook(new Thread(outbox::close, "stop-outbox"));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "OUTBOX_SMTP_PORT %s cannot be used: %s".formatted(given, e.getMessage()), e);
        }
    }

    /** The app stores, where they have a folder. */
    private static void openStores(Map<String, String> environment, StripeSandbox sandbox) {
        var given = folder(environment.get("APP_STORES_FOLDER"));
        if (given == null) return;
        try {
            var stores = AppStores.open(given, sandbox.baseUrl());
            sandbox.alsoServe(AppStores.PATH, stores::handle);
            sandbox.alsoServe(AppStores.PLAY, stores::handle);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "APP_STORES_FOLDER %s cannot be used: %s".formatted(given, e.getMessage()), e);
        }
    }

    static @Nullable AdyenSandboxConfig adyen(Map<String, String> environment) {
        var port = environment.get("ADYEN_SANDBOX_PORT");
        if (port == null || port.isBlank()) return null;
        var tests = AdyenSandboxConfig.inMemory();
        return new AdyenSandboxConfig(
                environment.getOrDefault("SANDBOX_HOST", tests.host()),
                port("ADYEN_SANDBOX_PORT", port),
                environment.getOrDefault("ADYEN_SANDBOX_API_KEY", tests.apiKey()),
                environment.getOrDefault("ADYEN_SANDBOX_MERCHANT_ACCOUNT", tests.merchantAccount()),
                hmacKey(environment.getOrDefault("ADYEN_SANDBOX_HMAC_KEY", tests.hmacKey())),
                url("ADYEN_SANDBOX_WEBHOOK_URL", environment.get("ADYEN_SANDBOX_WEBHOOK_URL")),
                duration("SANDBOX_WEBHOOK_DELAY", environment.getOrDefault("SANDBOX_WEBHOOK_DELAY", "PT0.3S")),
                null);
    }

    private static String hmacKey(String given) {
        if (given.matches("([0-9A-Fa-f]{2})+")) return given;
        throw new IllegalArgumentException("ADYEN_SANDBOX_HMAC_KEY is not hexadecimal");
    }

    private static String control(SandboxConfig config) {
        return config.controlPort() == null ? "" : " or SANDBOX_CONTROL_PORT " + config.controlPort();
    }

    static SandboxConfig config(Map<String, String> environment) {
        var tests = SandboxConfig.inMemory();
        var latency = environment.getOrDefault("SANDBOX_LATENCY", "PT0.05S").split("/", 2);
        return new SandboxConfig(
                environment.getOrDefault("SANDBOX_HOST", tests.host()),
                port("SANDBOX_PORT", environment.getOrDefault("SANDBOX_PORT", "9180")),
                folder(environment.get("SANDBOX_DATA")),
                url("SANDBOX_WEBHOOK_URL", environment.get("SANDBOX_WEBHOOK_URL")),
                environment.getOrDefault("SANDBOX_WEBHOOK_SECRET", tests.webhookSecret()),
                key(environment, "SANDBOX_SECRET_KEY", tests.secretKey(), "sk_test_"),
                key(environment, "SANDBOX_PUBLISHABLE_KEY", tests.publishableKey(), "pk_test_"),
                duration("SANDBOX_LATENCY", latency[0]),
                duration("SANDBOX_LATENCY", latency[latency.length - 1]),
                duration("SANDBOX_WEBHOOK_DELAY", environment.getOrDefault("SANDBOX_WEBHOOK_DELAY", "PT0.3S")),
                controlPort(environment.get("SANDBOX_CONTROL_PORT")));
    }

    private static @Nullable Integer controlPort(@Nullable String given) {
        return given == null || given.isBlank() ? null : port("SANDBOX_CONTROL_PORT", given);
    }

    private static int port(String name, String given) {
        if (given.matches("\\d{1,5}") && Integer.parseInt(given) < 65_536) return Integer.parseInt(given);
        throw new IllegalArgumentException(name + " is not a port number: " + given);
    }

    private static @Nullable Path folder(@Nullable String given) {
        return given == null || given.isBlank() ? null : Path.of(given);
    }

    private static @Nullable String url(String name, @Nullable String given) {
        if (given == null || given.isBlank()) return null;
        try {
            var url = new URI(given);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null)
                return given;
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " is not an http or https address: " + given);
    }

    private static String key(Map<String, String> environment, String name, String otherwise, String prefix) {
        var key = environment.getOrDefault(name, otherwise);
        if (key.startsWith(prefix)) return key;
        throw new IllegalArgumentException("%s must begin with %s, as Stripe's test keys do".formatted(name, prefix));
    }

    private static Duration duration(String name, String given) {
        try {
            var duration = Duration.parse(given);
            if (!duration.isNegative()) return duration;
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new IllegalArgumentException("%s is not an ISO 8601 duration such as PT0.05S: %s".formatted(name, given));
    }

    private static void close(StripeSandbox sandbox) {
        try {
            sandbox.close();
        } catch (IOException e) {
            System.err.println("the sandbox's file was not closed: " + e.getMessage());
        }
    }
}
