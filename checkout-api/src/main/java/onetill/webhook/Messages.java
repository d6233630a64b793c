package onetill.webhook;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import onetill.event.Event;
import onetill.json.Json;
import onetill.webhook.WebhookDelivery.Message;
import org.jspecify.annotations.Nullable;

/** What endpoints are told: {@code type}, {@code timestamp} and {@code data}, ids and amounts only. */
final class Messages {

    static final String TEST = "webhook_endpoint.test";

    private Messages() {}

    record Body(String type, OffsetDateTime timestamp, Data data) {}

    record Data(
            UUID id,
            String aggregateType,
            UUID aggregateId,
            long seq,
            @Nullable String channelId,
            @Nullable String channelKind,
            @Nullable String step,
            String actor,
            Map<String, Object> data) {}

    static Message of(Event event) {
        var data = new Data(
                event.id(),
                event.aggregateType(),
                event.aggregateId(),
                event.seq(),
                event.channelId(),
                event.channelKind(),
                event.step(),
                event.actor(),
                event.data());
        return new Message(
                event.id(),
                event.type(),
                event.aggregateId(),
                Json.write(new Body(event.type(), event.occurredAt(), data)));
    }

    /** Of no aggregate, so that it waits for nothing. */
    static Message test(UUID id, UUID endpointId, String actor, OffsetDateTime now) {
        var data = new Data(id, "webhook_endpoint", endpointId, 0, null, null, null, actor, Map.of());
        return new Message(id, TEST, id, Json.write(new Body(TEST, now, data)));
    }
}
