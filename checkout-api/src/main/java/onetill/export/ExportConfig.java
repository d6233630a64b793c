package onetill.export;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How facts are exported, and where the receivers are. */
@Dependent
public class ExportConfig {

    /** How often each node looks for facts to tell and for deliveries that are due. */
    @Inject
    @ConfigProperty(name = "export.interval", defaultValue = "PT1S")
    Duration interval;

    /**
     * The pauses between the tries; after the last one a delivery is dead. Together less than two days: Meta recognizes what it was told
     * within 48 hours, and Google Analytics takes what is at most 72 hours old.
     */
    @Inject
    @ConfigProperty(name = "export.retries", defaultValue = "PT5S,PT1M,PT10M,PT1H,PT3H,PT6H,PT12H,PT20H")
    List<Duration> retries;

    /** From connecting to the end of the answer. */
    @Inject
    @ConfigProperty(name = "export.timeout", defaultValue = "PT10S")
    Duration timeout;

    /** How long one delivery may take before its node is taken for dead; longer than two timeouts. */
    @Inject
    @ConfigProperty(name = "export.lease", defaultValue = "PT1M")
    Duration lease;

    /** How long a fact waits for a buyer of whom it is not known yet what they agree to. */
    @Inject
    @ConfigProperty(name = "export.consent.wait", defaultValue = "PT10M")
    Duration consentWait;

    /** How long deliveries are shown. */
    @Inject
    @ConfigProperty(name = "export.delivery.kept", defaultValue = "P30D")
    Duration kept;

    /** How long it is kept by what browsers are known: as long as Google Ads looks back from a purchase to a click. */
    @Inject
    @ConfigProperty(name = "measurement.ids.kept", defaultValue = "P90D")
    Duration idsKept;

    /** How often each node looks for what is over. */
    @Inject
    @ConfigProperty(name = "retention.interval", defaultValue = "PT1H")
    Duration forgettingInterval;

    @Inject
    @ConfigProperty(name = "export.ga4.url", defaultValue = "https://www.google-analytics.com")
    String ga4Url;

    @Inject
    @ConfigProperty(name = "export.meta.url", defaultValue = "https://graph.facebook.com/v25.0")
    String metaUrl;

    @Inject
    @ConfigProperty(name = "export.google.ads.url", defaultValue = "https://googleads.googleapis.com/v26")
    String googleAdsUrl;

    @Inject
    @ConfigProperty(name = "export.google.token.url", defaultValue = "https://oauth2.googleapis.com/token")
    String googleTokenUrl;
}
