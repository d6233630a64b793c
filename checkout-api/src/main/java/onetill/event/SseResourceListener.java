package onetill.event;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A listener by server-sent events (HTML Living Standard, section 9.2). */
public final class SseResourceListener implements EventStreams.Listener {

    private final SseEventSink sink;
    private final Sse sse;

    public SseResourceListener(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    @Override
    public CompletionStage<?> send(Message message) {
        return sink.send(written(message));
    }

    private OutboundSseEvent written(Message message) {
        var event = sse.newEventBuilder();
        if (message instanceof Message.Happened it) {
            return event.id(String.valueOf(it.position()))
                    .name(it.type())
                    .data(String.class, it.json())
                    .build();
        }
        if (message instanceof Message.Now it) {
            return event.name(it.name()).data(String.class, it.json()).build();
        }
        if (message instanceof Message.Greeting it) {
            return event.comment("listening")
                    .reconnectDelay(it.comeBackAfter().toMillis())
                    .build();
        }
        return event.comment("still here").build();
    }

    @Override
    public void close() {
        sink.close();
    }

    /** The position a client has seen, from its Last-Event-ID; what is not a number counts as nothing seen. */
    public static @Nullable Long seen(@Nullable String lastEventId) {
        return lastEventId != null && lastEventId.matches("\\d{1,18}") ? Long.valueOf(lastEventId) : null;
    }
}
