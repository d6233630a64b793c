package onetill.hint;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much of what pages tell is held, and for how long, before it is written. */
@Dependent
public class HintConfig {

    /** How often each node writes what it has counted. */
    @Inject
    @ConfigProperty(name = "client.hints.interval", defaultValue = "PT10S")
    Duration interval;

    /** So many different counts a node holds at most; about 200 bytes each. */
    @Inject
    @ConfigProperty(name = "client.hints.buffer", defaultValue = "20000")
    int buffer;
}
