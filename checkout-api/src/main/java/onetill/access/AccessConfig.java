package onetill.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long what we give out is good for. */
@Dependent
public class AccessConfig {

    /** The longest a shopper's device may use its token, however long its session lives. */
    @Inject
    @ConfigProperty(name = "client.token.ttl", defaultValue = "P30D")
    Duration clientTokenTtl;

    /** How long a shopper's device may read on after its session has ended or gone to another device. */
    @Inject
    @ConfigProperty(name = "client.token.grace", defaultValue = "PT24H")
    Duration clientTokenGrace;
}
