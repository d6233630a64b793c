package onetill.event;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many may listen, and how it is noticed that somebody does not any more. */
@Dependent
public class StreamConfig {

    /** After so long without an event a comment shows both sides that the other is still there. */
    @Inject
    @ConfigProperty(name = "streams.heartbeat", defaultValue = "PT15S")
    Duration heartbeat;

    /** How often it is looked whether those who listen still may. */
    @Inject
    @ConfigProperty(name = "streams.check", defaultValue = "PT10S")
    Duration check;

    /** How long a client is asked to wait before it comes back; each is told up to half more or less. */
    @Inject
    @ConfigProperty(name = "streams.retry", defaultValue = "PT2S")
    Duration retry;

    /** So many streams may one credential have open at one node. */
    @Inject
    @ConfigProperty(name = "streams.per.credential", defaultValue = "1000")
    int perCredential;

    /** So many may be open for one session at one node. */
    @Inject
    @ConfigProperty(name = "streams.per.session", defaultValue = "50")
    int perSession;

    /** And so many all together at one node. */
    @Inject
    @ConfigProperty(name = "streams.per.node", defaultValue = "10000")
    int perNode;

    /** How often it is looked who came and went. */
    @Inject
    @ConfigProperty(name = "presence.interval", defaultValue = "PT1S")
    Duration presenceInterval;

    /** How long after its last word a node counts as dead, and those who listen to it as gone. */
    @Inject
    @ConfigProperty(name = "presence.ttl", defaultValue = "PT15S")
    Duration presenceTtl;
}
