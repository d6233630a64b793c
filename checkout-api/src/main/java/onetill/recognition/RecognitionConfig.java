package onetill.recognition;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How codes are guarded, and how long a device is remembered. */
@Dependent
public class RecognitionConfig {

    @Inject
    @ConfigProperty(name = "verification.ttl", defaultValue = "PT10M")
    Duration ttl;

    /** So many wrong codes end one verification. */
    @Inject
    @ConfigProperty(name = "verification.tries", defaultValue = "5")
    int tries;

    /** In which codes that were sent are counted. */
    @Inject
    @ConfigProperty(name = "verification.window", defaultValue = "PT15M")
    Duration window;

    /** So many codes one address or number gets within the window, whoever asks for them. */
    @Inject
    @ConfigProperty(name = "verification.per.recipient", defaultValue = "3")
    int perRecipient;

    /** So many codes are sent for one session within the window. */
    @Inject
    @ConfigProperty(name = "verification.per.session", defaultValue = "5")
    int perSession;

    /** So many codes one merchant sends within the window. */
    @Inject
    @ConfigProperty(name = "verification.per.merchant", defaultValue = "600")
    int perMerchant;

    /** How long a device is recognized after it was used last. */
    @Inject
    @ConfigProperty(name = "device.ttl", defaultValue = "P180D")
    Duration deviceTtl;
}
