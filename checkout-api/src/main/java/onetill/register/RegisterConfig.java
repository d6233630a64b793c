package onetill.register;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import onetill.access.CodeTries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How enrolling a register is guarded. */
@Dependent
public class RegisterConfig {

    /** How long a code waits for its device. */
    @Inject
    @ConfigProperty(name = "enrollment.ttl", defaultValue = "PT15M")
    Duration enrollmentTtl;

    /** So many wrong codes may come from one address while a code lives. */
    @Inject
    @ConfigProperty(name = "enrollment.tries.per.address", defaultValue = "10")
    int triesPerAddress;

    /** So many wrong codes may come from everywhere while a code lives. */
    @Inject
    @ConfigProperty(name = "enrollment.tries", defaultValue = "1000")
    int tries;

    CodeTries.Guard guard() {
        return new CodeTries.Guard("enrollment", enrollmentTtl, triesPerAddress, tries);
    }
}
