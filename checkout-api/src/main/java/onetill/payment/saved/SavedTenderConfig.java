package onetill.payment.saved;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How saved tenders are looked after. */
@Dependent
public class SavedTenderConfig {

    /** How long before the end of its last month the merchant is told that a card expires. */
    @Inject
    @ConfigProperty(name = "saved.tender.warning", defaultValue = "P30D")
    Duration warning;

    /** How often each node looks for cards that expire, for setups without an answer and for tenders to let go of. */
    @Inject
    @ConfigProperty(name = "saved.tender.interval", defaultValue = "PT1M")
    Duration interval;

    /** How long a customer may take to enter a card before the setup is given up. */
    @Inject
    @ConfigProperty(name = "tender.setup.ttl", defaultValue = "PT24H")
    Duration setupTtl;
}
