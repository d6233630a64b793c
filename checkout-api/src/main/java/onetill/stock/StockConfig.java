package onetill.stock;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long goods are kept aside. */
@Dependent
public class StockConfig {

    /** Where goods are kept aside as soon as they are chosen: for so long after the last change. */
    @Inject
    @ConfigProperty(name = "stock.hold.ttl", defaultValue = "PT15M")
    Duration holdTtl;

    /** How often each node looks for goods whose time is over. */
    @Inject
    @ConfigProperty(name = "stock.hold.interval", defaultValue = "PT10S")
    Duration interval;

    public Duration holdTtl() {
        return holdTtl;
    }
}
