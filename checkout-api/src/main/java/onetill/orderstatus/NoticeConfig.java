package onetill.orderstatus;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How soon buyers hear of their orders, and how long they can look. */
@Dependent
public class NoticeConfig {

    /** How often each node looks for what buyers are to be told of. */
    @Inject
    @ConfigProperty(name = "notice.interval", defaultValue = "PT1S")
    Duration interval;

    /** What is older when it is looked at is old news, and nobody is told of it any more. */
    @Inject
    @ConfigProperty(name = "notice.most.late", defaultValue = "P1D")
    Duration mostLate;

    /** How long after it was placed an order is shown by its link. */
    @Inject
    @ConfigProperty(name = "order.status.shown", defaultValue = "P365D")
    Duration shown;
}
