package onetill.export;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The operator's Kafka. */
@Dependent
public class KafkaConfig {

    /** {@code host:port} of some of the brokers, with commas; none when there is no Kafka. */
    @Inject
    @ConfigProperty(name = "kafka.servers")
    Optional<String> servers;

    @Inject
    @ConfigProperty(name = "kafka.topic", defaultValue = "onetill.facts")
    String topic;
}
