package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import onetill.recognition.Consents;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * The operator's Kafka topic, where there is one: facts of all merchants that have such a destination, as {@link MerchantServer} gets
 * them. The key is the session, so that its facts stay in order; the headers say which fact it is and whose. Which brokers are asked
 * is the operator's to set and not a merchant's: the client goes wherever brokers send it.
 */
@ApplicationScoped
public class KafkaTopic implements Receiver {

    /** The channel of MicroProfile Reactive Messaging; {@link KafkaConfig} says where it leads. */
    static final String CHANNEL = "facts";

    @Inject
    @Channel(CHANNEL)
    Emitter<ProducerRecord<String, String>> emitter;

    @Inject
    KafkaConfig config;

    @Override
    public String kind() {
        return "kafka";
    }

    @Override
    public Optional<String> missing() {
        return config.servers.isPresent() ? Optional.empty() : Optional.of("this server has no Kafka (KAFKA_SERVERS)");
    }

    @Override
    public Set<String> purposes() {
        return Set.of(Consents.ANALYTICS, Consents.MARKETING_MEASUREMENT);
    }

    @Override
    public Set<Occasion> occasions() {
        return EnumSet.allOf(Occasion.class);
    }

    @Override
    public List<Need> settings() {
        return List.of();
    }

    @Override
    public List<Need> credentials() {
        return List.of();
    }

    @Override
    public Written write(Occurrence fact, Account account) {
        return new Written.Entry(fact.id(), fact.sessionId(), fact.occasion(), MerchantServer.document(fact));
    }

    /**
     * Puts a fact on the topic and waits until the brokers have it.
     *
     * @throws IOException when they do not say so in time; then they may have it all the same
     */
    void put(UUID merchantId, Written.Entry entry, Duration timeout) throws IOException {
        var headers = new RecordHeaders()
                .add("event_id", bytes(entry.eventId()))
                .add("merchant_id", bytes(merchantId))
                .add("type", bytes(entry.occasion().stored()));
        var record = new ProducerRecord<>(config.topic, null, entry.sessionId().toString(), entry.body(), headers);
        var taken = new CompletableFuture<Void>();
        emitter.send(Message.of(record, () -> done(taken), why -> failed(taken, why)));
        await(taken, timeout);
    }

    private static CompletionStage<Void> done(CompletableFuture<Void> taken) {
        taken.complete(null);
        return CompletableFuture.completedFuture(null);
    }

    private static CompletionStage<Void> failed(CompletableFuture<Void> taken, Throwable why) {
        taken.completeExceptionally(why);
        return CompletableFuture.completedFuture(null);
    }

    private static void await(CompletableFuture<Void> taken, Duration timeout) throws IOException {
        try {
            taken.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no broker has taken it within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static byte[] bytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
