package onetill.event;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened, before it is written.
 *
 * @param seq the number of this fact within its aggregate, without gaps: a session's revision
 * @param data details as JSON values; never personal
 */
public record Fact(
        UUID merchantId,
        String aggregateType,
        UUID aggregateId,
        long seq,
        String type,
        @Nullable String channelId,
        @Nullable String channelKind,
        @Nullable String step,
        String actor,
        Map<String, Object> data) {}
