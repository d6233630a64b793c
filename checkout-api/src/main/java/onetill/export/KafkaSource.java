package onetill.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the channel of facts leads: to Kafka when KAFKA_SERVERS says where that is, else nowhere. Whatever else begins with {@code
 * KAFKA_} is given to Kafka's client under its own name: KAFKA_SECURITY_PROTOCOL is security.protocol.
 */
public class KafkaSource implements ConfigSource {

    private static final String PREFIX = "mp.messaging.outgoing." + KafkaTopic.CHANNEL + ".";
    private static final String SERVERS = "KAFKA_SERVERS";
    private static final String STRINGS = "org.apache.kafka.common.serialization.StringSerializer";
    private static final Set<String> OURS = Set.of(SERVERS, "KAFKA_TOPIC");

    private final Map<String, String> properties;

    public KafkaSource() {
        this(System.getenv());
    }

    KafkaSource(Map<String, String> environment) {
        var channel = new LinkedHashMap<String, String>();
        var servers = environment.getOrDefault(SERVERS, "");
        channel.put("connector", servers.isBlank() ? Nowhere.NAME : "liberty-kafka");
        if (!servers.isBlank()) toKafka(channel, servers, environment);
        var all = new LinkedHashMap<String, String>();
        channel.forEach((name, value) -> all.put(PREFIX + name, value));
        properties = Map.copyOf(all);
    }

    /** What all replicas have is taken, in order, and once by a client that repeats itself; who waits is told within its timeout. */
    private static void toKafka(Map<String, String> channel, String servers, Map<String, String> environment) {
        channel.put("bootstrap.servers", servers);
        channel.put("topic", environment.getOrDefault("KAFKA_TOPIC", "onetill.facts"));
        channel.put("key.serializer", STRINGS);
        channel.put("value.serializer", STRINGS);
        channel.put("acks", "all");
        channel.put("enable.idempotence", "true");
        channel.put("max.block.ms", "5000");
        channel.put("request.timeout.ms", "4000");
        channel.put("delivery.timeout.ms", "8000");
        channel.put("reconnect.backoff.max.ms", "10000");
        environment.forEach((name, value) -> {
            if (name.startsWith("KAFKA_") && !OURS.contains(name)) {
                channel.put(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "Kafka";
    }
}
