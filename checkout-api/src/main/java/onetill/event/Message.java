package onetill.event;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/** One thing that is said on a stream. Its text is made once, however many hear it. */
public sealed interface Message {

    /** The first of each stream. */
    record Greeting(Duration comeBackAfter) implements Message {}

    /** What has happened; a client that comes back names the position it has seen last. */
    record Happened(long position, String type, String json) implements Message {}

    /** How things are at the moment. It has no position: who comes back is told how they are then. */
    record Now(String name, String json) implements Message {}

    /** Nothing has happened for a while. */
    record StillHere() implements Message {}

    /** An event as the wire has it. */
    record EventView(
            UUID id,
            String type,
            String aggregateType,
            UUID aggregateId,
            long seq,
            @Nullable String channelId,
            @Nullable String channelKind,
            @Nullable String step,
            @Nullable Object status,
            @Nullable Object totalMinor,
            @Nullable Object currency,
            String actor,
            OffsetDateTime occurredAt,
            Map<String, Object> data) {

        static EventView of(Event event) {
            return new EventView(
                    event.id(),
                    event.type(),
                    event.aggregateType(),
                    event.aggregateId(),
                    event.seq(),
                    event.channelId(),
                    event.channelKind(),
                    event.step(),
                    event.data().get("status"),
                    event.data().get("total_minor"),
                    event.data().get("currency"),
                    event.actor(),
                    event.occurredAt(),
                    event.data());
        }
    }

    /** Only what has a position can be told. */
    static Happened of(Event event) {
        var position = event.position();
        if (position == null) throw new IllegalArgumentException("the relay has not seen event " + event.id());
        return new Happened(position, event.type(), Json.write(EventView.of(event)));
    }
}
