package onetill.sandbox.adyen;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an Adyen-shaped sandbox runs.
 *
 * @param port 0 takes any free one
 * @param webhookUrl where webhooks go; null sends none
 * @param hmacKey what webhooks are signed with, hexadecimal
 * @param webhookDelay the longest a webhook waits; each waits a random part of it, so their order is not that of the facts
 * @param controlPort where faults and the clock are set; 0 takes any free one, null has none
 */
public record AdyenSandboxConfig(
        String host,
        int port,
        String apiKey,
        String merchantAccount,
        String hmacKey,
        @Nullable String webhookUrl,
        Duration webhookDelay,
        @Nullable Integer controlPort) {

    private static final Duration SHORT_DELAY = Duration.ofMillis(50);

    /** On any free port, telling nobody: for tests. */
    public static AdyenSandboxConfig inMemory() {
        return new AdyenSandboxConfig(
                "127.0.0.1",
                0,
                "AQE_sandbox",
                "OneTillSandbox",
                "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
                null,
                SHORT_DELAY,
                null);
    }

    public AdyenSandboxConfig withWebhook(String url) {
        return new AdyenSandboxConfig(host, port, apiKey, merchantAccount, hmacKey, url, webhookDelay, controlPort);
    }
}
