package onetill.event;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/** A listener by server-sent events (HTML Living Standard, section 9.2). */
public final class SseResourceListener implements EventStreams.Listener {

    private final SseEventSink sink;
    private final Sse sse;

    public SseResourceListener(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
        sink.send(
                sse.newEventBuilder().comment("listening").reconnectDelay(2_000).build());
    }

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

    @Override
    public boolean isOpen() {
        return !sink.isClosed();
    }

    @Override
    public void tell(Event event) {
        sink.send(sse.newEventBuilder()
                        .id(String.valueOf(event.position()))
                        .name(event.type())
                        .data(String.class, Json.write(EventView.of(event)))
                        .build())
                .exceptionally(lost -> {
                    sink.close();
                    return null;
                });
    }

    @Override
    public void stillHere() {
        sink.send(sse.newEventBuilder().comment("still here").build()).exceptionally(lost -> {
            sink.close();
            return null;
        });
    }

    /** The position a client has seen, from its Last-Event-ID; what is not a number counts as nothing seen. */
    public static @Nullable Long seen(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("\\d{1,18}") ? Long.valueOf(lastEventId) : null;
    }
}
