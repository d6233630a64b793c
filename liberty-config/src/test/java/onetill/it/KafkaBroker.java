package onetill.it;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;

/** A Kafka of one broker that can go away and come back. */
final class KafkaBroker implements AutoCloseable {

    static final String TOPIC = "onetill.facts";

    private final Path folder;
    private final int port;
    private final Properties settings = new Properties();
    private KafkaRaftServer server;

    KafkaBroker() throws IOException {
        folder = Files.createTempDirectory("onetill-kafka");
        port = freePort();
        var quorum = freePort();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + quorum);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, quorum));
        settings.setProperty("advertised.listeners", servers("PLAINTEXT://"));
        settings.setProperty("log.dirs", folder.resolve("log").toString());
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("num.partitions", "1");
        var file = folder.resolve("server.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        format(file);
    }

    private static void format(Path file) {
        var said = new PrintStream(PrintStream.nullOutputStream());
        var status = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, said);
        if (status != 0) throw new IllegalStateException("the broker's folder cannot be made: " + status);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String servers(String scheme) {
        return scheme + "127.0.0.1:" + port;
    }

    String servers() {
        return servers("");
    }

    void start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** All that was ever put on the topic, in order. */
    List<ConsumerRecord<String, String>> all() {
        var reader = new Properties();
        reader.setProperty("bootstrap.servers", servers());
        reader.setProperty("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(reader, new StringDeserializer(), new StringDeserializer())) {
            var only = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            var end = consumer.endOffsets(List.of(only)).get(only);
            var all = new ArrayList<ConsumerRecord<String, String>>();
            while (consumer.position(only) < end)
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            return all;
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) stop();
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
