package onetill.payment.inbox;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How patient we are with events of providers. */
@Dependent
public class InboxConfig {

    private static final int DOUBLINGS = 20;

    /** How often each node looks for events that are due. */
    @Inject
    @ConfigProperty(name = "provider.event.interval", defaultValue = "PT1S")
    Duration interval;

    /** How long one application may take before the node is taken for dead. */
    @Inject
    @ConfigProperty(name = "provider.event.lease", defaultValue = "PT1M")
    Duration lease;

    @Inject
    @ConfigProperty(name = "provider.event.tries", defaultValue = "14")
    int tries;

    /** The first pause; each further one is twice as long, up to the longest. */
    @Inject
    @ConfigProperty(name = "provider.event.pause", defaultValue = "PT1S")
    Duration pause;

    @Inject
    @ConfigProperty(name = "provider.event.longest.pause", defaultValue = "PT1H")
    Duration longestPause;

    /** How long what is done is kept: as long as a provider may send it again. */
    @Inject
    @ConfigProperty(name = "provider.event.kept", defaultValue = "P30D")
    Duration kept;

    Duration pauseAfter(int tries) {
        var doubled = pause.multipliedBy(1L << Math.min(Math.max(0, tries - 1), DOUBLINGS));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
