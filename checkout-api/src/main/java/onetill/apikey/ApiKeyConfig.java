package onetill.apikey;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How keys are replaced and looked after. */
@Dependent
public class ApiKeyConfig {

    /** How long a key is good beside the one that replaces it, unless the call says otherwise. */
    @Inject
    @ConfigProperty(name = "key.rotation.overlap", defaultValue = "PT24H")
    Duration overlap;

    /** How often each node writes down when keys and registers were used last. */
    @Inject
    @ConfigProperty(name = "key.use.interval", defaultValue = "PT1M")
    Duration useInterval;
}
