package onetill.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox runs.
 *
 * @param port 0 takes any free one
 * @param dataFolder where its state survives a restart; null keeps it in memory
 * @param webhookUrl where events go; null sends none
 * @param latency the shortest time an answer takes, for a real one is never instant
 * @param latencyAtMost the longest; each answer takes a random time between the two
 * @param webhookDelay the longest an event waits before it is sent; each waits a random part of it, so their order is not
 *     that of the facts
 * @param controlPort where faults and the clock are set; 0 takes any free one, null has none
 */
public record SandboxConfig(
        String host,
        int port,
        @Nullable Path dataFolder,
        @Nullable String webhookUrl,
        String webhookSecret,
        String secretKey,
        String publishableKey,
        Duration latency,
        Duration latencyAtMost,
        Duration webhookDelay,
        @Nullable Integer controlPort) {

    private static final String HOST = "127.0.0.1";
    private static final Duration SHORT_DELAY = Duration.ofMillis(50);

    /** On any free port, forgotten when closed, as fast as it can, telling nobody: for tests. */
    public static SandboxConfig inMemory() {
        return new SandboxConfig(
                HOST,
                0,
                null,
                null,
                "whsec_sandbox",
                "sk_test_sandbox",
                "pk_test_sandbox",
                Duration.ZERO,
                Duration.ZERO,
                SHORT_DELAY,
                null);
    }

    public SandboxConfig withPort(int number) {
        return new SandboxConfig(
                host,
                number,
                dataFolder,
                webhookUrl,
                webhookSecret,
                secretKey,
                publishableKey,
                latency,
                latencyAtMost,
                webhookDelay,
                controlPort);
    }

    public SandboxConfig withDataFolder(Path folder) {
        return new SandboxConfig(
                host,
                port,
                folder,
                webhookUrl,
                webhookSecret,
                secretKey,
                publishableKey,
                latency,
                latencyAtMost,
                webhookDelay,
                controlPort);
    }

    public SandboxConfig withWebhook(String url, String secret) {
        return new SandboxConfig(
                host,
                port,
                dataFolder,
                url,
                secret,
                secretKey,
                publishableKey,
                latency,
                latencyAtMost,
                webhookDelay,
                controlPort);
    }

    public SandboxConfig withWebhookDelay(Duration atMost) {
        return new SandboxConfig(
                host,
                port,
                dataFolder,
                webhookUrl,
                webhookSecret,
                secretKey,
                publishableKey,
                latency,
                latencyAtMost,
                atMost,
                controlPort);
    }

    public SandboxConfig withLatency(Duration time) {
        return withLatency(time, time);
    }

    public SandboxConfig withLatency(Duration atLeast, Duration atMost) {
        return new SandboxConfig(
                host,
                port,
                dataFolder,
                webhookUrl,
                webhookSecret,
                secretKey,
                publishableKey,
                atLeast,
                atMost,
                webhookDelay,
                controlPort);
    }

    /** With a control port, any free one. */
    public SandboxConfig withControl() {
        return withControl(0);
    }

    public SandboxConfig withControl(@Nullable Integer number) {
        return new SandboxConfig(
                host,
                port,
                dataFolder,
                webhookUrl,
                webhookSecret,
                secretKey,
                publishableKey,
                latency,
                latencyAtMost,
                webhookDelay,
                number);
    }
}
