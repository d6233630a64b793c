package onetill.session;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import onetill.access.CodeTries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How codes that pass a session on are guarded, and how long they and their links are good. */
@Dependent
public class HandoffConfig {

    @Inject
    @ConfigProperty(name = "handoff.ttl", defaultValue = "PT1H")
    Duration ttl;

    @Inject
    @ConfigProperty(name = "handoff.code.ttl", defaultValue = "PT15M")
    Duration codeTtl;

    /** So many wrong codes may one till or person try while a code lives. */
    @Inject
    @ConfigProperty(name = "handoff.tries.per.caller", defaultValue = "5")
    int triesPerCaller;

    /** So many wrong codes may all of a merchant's try while a code lives. */
    @Inject
    @ConfigProperty(name = "handoff.tries.per.merchant", defaultValue = "100")
    int triesPerMerchant;

    CodeTries.Guard guard() {
        return new CodeTries.Guard("handoff", codeTtl, triesPerCaller, triesPerMerchant);
    }
}
