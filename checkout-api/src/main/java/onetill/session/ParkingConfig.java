package onetill.session;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long sales that were put aside are waited for. */
@Dependent
public class ParkingConfig {

    /** So long a parked session rests before it expires. */
    @Inject
    @ConfigProperty(name = "parked.ttl", defaultValue = "PT12H")
    Duration ttl;
}
