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
 * @param latency how long an answer takes, for a real one is never instant
 * @param webhookDelay the longest an event waits before it is sent; each waits a random part of it, so their order is not
 *     that of the facts
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
        Duration webhookDelay) {

    public static SandboxConfig inMemory() {
        return new SandboxConfig(
                "127.0.0.1",
                0,
                null,
                null,
                "whsec_sandbox",
                "sk_test_sandbox",
                "pk_test_sandbox",
                Duration.ZERO,
                Duration.ofMillis(50));
    }

    public SandboxConfig withDataFolder(Path folder) {
        return new SandboxConfig(
                host, port, folder, webhookUrl, webhookSecret, secretKey, publishableKey, latency, webhookDelay);
    }

    public SandboxConfig withWebhook(String url, String secret) {
        return new SandboxConfig(host, port, dataFolder, url, secret, secretKey, publishableKey, latency, webhookDelay);
    }

    public SandboxConfig withPort(int number) {
        return new SandboxConfig(
                host, number, dataFolder, webhookUrl, webhookSecret, secretKey, publishableKey, latency, webhookDelay);
    }

    public SandboxConfig withLatency(Duration time) {
        return new SandboxConfig(
                host, port, dataFolder, webhookUrl, webhookSecret, secretKey, publishableKey, time, webhookDelay);
    }
}
