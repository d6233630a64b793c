package onetill.agent;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long an agent is at the desk by one word of theirs. */
@Dependent
public class AgentConfig {

    @Inject
    @ConfigProperty(name = "agent.ttl", defaultValue = "PT2M")
    Duration ttl;
}
