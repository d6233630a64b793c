package onetill.session;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import onetill.access.CodeTries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often a buyer may be asked whether somebody may help, and how numbers of callers are guarded. */
@Dependent
public class AssistanceConfig {

    /** So long one person's question keeps others from asking. */
    @Inject
    @ConfigProperty(name = "assistance.ask.ttl", defaultValue = "PT2M")
    Duration askTtl;

    /** So long nobody asks again after the buyer has said: not now. */
    @Inject
    @ConfigProperty(name = "assistance.pause", defaultValue = "PT2M")
    Duration pause;

    @Inject
    @ConfigProperty(name = "assistance.call.window", defaultValue = "PT15M")
    Duration callWindow;

    /** So many numbers that do not fit may one person say within the window. */
    @Inject
    @ConfigProperty(name = "assistance.call.tries", defaultValue = "5")
    int callTries;

    @Inject
    @ConfigProperty(name = "assistance.call.tries.per.merchant", defaultValue = "100")
    int callTriesPerMerchant;

    CodeTries.Guard callGuard() {
        return new CodeTries.Guard("caller", callWindow, callTries, callTriesPerMerchant);
    }
}
