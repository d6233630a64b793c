package onetill.client;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What OneTill has told a merchant's server. It comes at least once: {@code id} is the same each time, keep it to notice doubles.
 *
 * @param id of the message, as in its header
 */
public record WebhookMessage(String id, String type, OffsetDateTime timestamp, Fact data) {

    /** @param aggregateId of the session, order or whatever it is about; {@code data} is what belongs to this type */
    public record Fact(
            String id,
            String aggregateType,
            UUID aggregateId,
            long seq,
            @Nullable String channelId,
            Map<String, Object> data) {}

    record Body(String type, OffsetDateTime timestamp, Fact data) {}
}
