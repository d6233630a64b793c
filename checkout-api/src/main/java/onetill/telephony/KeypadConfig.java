package onetill.telephony;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long callers may type, and how a telephony is told to let them. */
@Dependent
public class KeypadConfig {

    /** So long a caller may take for all fields; a field that is begun anew begins it anew. */
    @Inject
    @ConfigProperty(name = "keypad.ttl", defaultValue = "PT3M")
    Duration ttl;

    /** So long a telephony may take to answer. */
    @Inject
    @ConfigProperty(name = "keypad.timeout", defaultValue = "PT5S")
    Duration timeout;

    /** A payment that was not finished in this time after all was typed is taken up again. */
    @Inject
    @ConfigProperty(name = "keypad.payment.again", defaultValue = "PT20S")
    Duration payAgain;

    @Inject
    @ConfigProperty(name = "keypad.interval", defaultValue = "PT5S")
    Duration interval;
}
