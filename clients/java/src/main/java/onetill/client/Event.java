package onetill.client;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact: something has happened. Never with personal data.
 *
 * @param aggregateId of what it is a fact of; {@code seq} counts the facts of one without a gap
 */
public record Event(
        String id,
        String type,
        String aggregateType,
        UUID aggregateId,
        long seq,
        @Nullable String channelId,
        @Nullable SessionStatus status,
        @Nullable Long totalMinor,
        @Nullable String currency,
        OffsetDateTime occurredAt,
        Map<String, Object> data) {}
