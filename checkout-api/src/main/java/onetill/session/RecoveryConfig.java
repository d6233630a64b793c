package onetill.session;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often it is looked for buyers who have left. */
@Dependent
public class RecoveryConfig {

    @Inject
    @ConfigProperty(name = "recovery.interval", defaultValue = "PT30S")
    Duration interval;
}
