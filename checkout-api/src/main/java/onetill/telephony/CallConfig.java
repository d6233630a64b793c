package onetill.telephony;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long calls may take where nobody tells of their end, and how long what is known of them. */
@Dependent
public class CallConfig {

    /** How long the old secret of a telephony is accepted beside the new one. */
    @Inject
    @ConfigProperty(name = "telephony.secret.overlap", defaultValue = "PT24H")
    Duration secretOverlap;

    /** A call that has rung for so long was missed. */
    @Inject
    @ConfigProperty(name = "call.ringing.longest", defaultValue = "PT10M")
    Duration longestRinging;

    /** A call that goes on for so long has ended, and the telephony did not say so. */
    @Inject
    @ConfigProperty(name = "call.longest", defaultValue = "PT6H")
    Duration longest;

    /** So long an agent may take to say how a call went; then it is done without. */
    @Inject
    @ConfigProperty(name = "call.wrap.up.longest", defaultValue = "PT30M")
    Duration longestWrapUp;

    /** So long after its wrap-up the agent may say it anew. */
    @Inject
    @ConfigProperty(name = "call.wrap.up.changes", defaultValue = "PT1H")
    Duration wrapUpChanges;

    /** So long after its end numbers and notes of a call are known. */
    @Inject
    @ConfigProperty(name = "call.number.kept", defaultValue = "P30D")
    Duration numberKept;

    @Inject
    @ConfigProperty(name = "call.upkeep.interval", defaultValue = "PT1M")
    Duration interval;
}
