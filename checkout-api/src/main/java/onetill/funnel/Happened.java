package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.event.Event;
import org.jspecify.annotations.Nullable;

/** An event, as far as the funnel reads it. */
record Happened(
        UUID sessionId,
        boolean isOfSession,
        long seq,
        String type,
        @Nullable String channelId,
        @Nullable String channelKind,
        @Nullable String step,
        String actor,
        Map<String, Object> data,
        OffsetDateTime at) {

    /** @return null when it belongs to no session */
    static @Nullable Happened of(Event event) {
        var isOfSession = "session".equals(event.aggregateType());
        var sessionId = isOfSession ? event.aggregateId() : id(event.data().get("session_id"));
        if (sessionId == null) return null;
        return new Happened(
                sessionId,
                isOfSession,
                event.seq(),
                event.type(),
                event.channelId(),
                event.channelKind(),
                event.step(),
                event.actor(),
                event.data(),
                event.occurredAt());
    }

    private static @Nullable UUID id(@Nullable Object text) {
        try {
            return text == null ? null : UUID.fromString(text.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Nullable
    String text(String name) {
        var value = data.get(name);
        return value == null ? null : value.toString();
    }

    long number(String name) {
        return data.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** The strings of a list; null when there is no such list. */
    @Nullable
    List<String> texts(String name) {
        return data.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : null;
    }

    /** Amounts or words by name; null when there is no such object. */
    @Nullable
    Map<?, ?> map(String name) {
        return data.get(name) instanceof Map<?, ?> map ? map : null;
    }

    /** Whether it is a sign of life, rather than something we did by ourselves. */
    boolean isActivity() {
        return switch (type) {
            case "session.reminded",
                    "session.expired",
                    "session.canceled",
                    "session.payment_returned",
                    "session.payment_unexpected",
                    "session.deposit_returned" -> false;
            // A payment that waits for its buyer is looked up each minute: that it still waits is no news of the buyer.
            case "session.attempt_withdrawn", "session.escalated" -> !actor.startsWith("system");
            default -> true;
        };
    }
}
