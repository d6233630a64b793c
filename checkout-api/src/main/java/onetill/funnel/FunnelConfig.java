package onetill.funnel;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How soon the funnel knows, and when a buyer counts as lost. */
@Dependent
public class FunnelConfig {

    /** How often each node looks for events that are not in the funnel yet. */
    @Inject
    @ConfigProperty(name = "funnel.interval", defaultValue = "PT1S")
    Duration interval;

    /** After such a rest a session counts as lost, where its channel does not say when buyers are written to. */
    @Inject
    @ConfigProperty(name = "funnel.lost.after", defaultValue = "PT1H")
    Duration lostAfter;
}
