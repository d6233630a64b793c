package onetill.webhook;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How webhooks are delivered. */
@Dependent
public class WebhookConfig {

    /** For development on one's own machine: http and addresses that are not public are allowed. */
    @Inject
    @ConfigProperty(name = "webhook.allow-private-networks", defaultValue = "false")
    boolean allowPrivateNetworks;

    /** How often each node looks for deliveries that are due. */
    @Inject
    @ConfigProperty(name = "webhook.interval", defaultValue = "PT0.5S")
    Duration interval;

    /** The pauses between the tries; after the last one a delivery has failed. */
    @Inject
    @ConfigProperty(name = "webhook.retries", defaultValue = "PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H,PT24H")
    List<Duration> retries;

    /** From connecting to the end of the answer. */
    @Inject
    @ConfigProperty(name = "webhook.timeout", defaultValue = "PT10S")
    Duration timeout;

    @Inject
    @ConfigProperty(name = "webhook.lease", defaultValue = "PT1M")
    Duration lease;

    /** After so long with nothing but failures an endpoint is disabled. */
    @Inject
    @ConfigProperty(name = "webhook.disable.after", defaultValue = "P5D")
    Duration disableAfter;

    /** How long the old secret still signs beside the new one. */
    @Inject
    @ConfigProperty(name = "webhook.secret.overlap", defaultValue = "PT24H")
    Duration secretOverlap;

    /** How long deliveries are shown. */
    @Inject
    @ConfigProperty(name = "webhook.delivery.kept", defaultValue = "P30D")
    Duration kept;
}
