package onetill.tax;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How others are asked who compute taxes. */
@Dependent
public class TaxConfig {

    /** How long one that did not answer is left alone. */
    @Inject
    @ConfigProperty(name = "tax.pause", defaultValue = "PT30S")
    Duration pause;

    /** How often each node tells them what was sold and given back. */
    @Inject
    @ConfigProperty(name = "tax.report.interval", defaultValue = "PT1M")
    Duration reportInterval;
}
