package onetill.session;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a buyer waits for a call at most, and from what the wait is estimated. */
@Dependent
public class CallConfig {

    /** So long a request waits in the queue; then it is over, and the number forgotten. */
    @Inject
    @ConfigProperty(name = "call.request.ttl", defaultValue = "PT2H")
    Duration requestTtl;

    /** So long an agent may be at one call before it counts as over. */
    @Inject
    @ConfigProperty(name = "call.ttl", defaultValue = "PT1H")
    Duration callTtl;

    /** Waits of this time are what new ones are estimated from. */
    @Inject
    @ConfigProperty(name = "call.estimate.window", defaultValue = "PT2H")
    Duration estimateWindow;

    /** From fewer calls than this nothing is estimated. */
    @Inject
    @ConfigProperty(name = "call.estimate.calls", defaultValue = "3")
    int estimateCalls;

    /** So much earlier somebody counts whose payment failed. */
    @Inject
    @ConfigProperty(name = "call.priority.payment.failed", defaultValue = "PT10M")
    Duration priorityPaymentFailed;

    /** So much earlier somebody counts for each euro, dollar or yen in the basket. */
    @Inject
    @ConfigProperty(name = "call.priority.value", defaultValue = "PT2S")
    Duration priorityValue;

    /** No basket counts for more than this. */
    @Inject
    @ConfigProperty(name = "call.priority.value.most", defaultValue = "PT10M")
    Duration priorityValueMost;

    @Inject
    @ConfigProperty(name = "call.request.interval", defaultValue = "PT5S")
    Duration interval;

    /** So long it is known that somebody wanted to be called; the number is not. */
    @Inject
    @ConfigProperty(name = "call.request.kept", defaultValue = "P30D")
    Duration kept;
}
