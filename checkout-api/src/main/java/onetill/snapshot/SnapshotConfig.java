package onetill.snapshot;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How fresh the snapshots of tills are. */
@Dependent
public class SnapshotConfig {

    /** So old a look at the catalog may be before a till that asks makes us look again. */
    @Inject
    @ConfigProperty(name = "snapshot.max.age", defaultValue = "PT30S")
    Duration maxAge;
}
