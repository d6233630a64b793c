package onetill.payment.reconciliation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often books are compared. */
@Dependent
public class ReconciliationConfig {

    /** How often a provider's list is read and compared with our books. */
    @Inject
    @ConfigProperty(name = "reconciliation.interval", defaultValue = "PT1H")
    Duration interval;

    /** How old a payment must be before a difference counts: an answer may still be on its way. */
    @Inject
    @ConfigProperty(name = "reconciliation.grace", defaultValue = "PT10M")
    Duration grace;

    /** How far the very first reading goes back. */
    @Inject
    @ConfigProperty(name = "reconciliation.first", defaultValue = "P30D")
    Duration first;
}
