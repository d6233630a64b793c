package onetill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what has happened. One query per merchant and beat serves all who listen on this node; a listener that
 * comes back is served from the position it has seen.
 */
@ApplicationScoped
public class EventStreams implements RecurringWork {

    private static final int BATCH = 500;
    private static final int BEATS_OF_SILENCE = 75;

    @Inject
    Events events;

    @Inject
    Settings settings;

    private final Map<UUID, List<Listening>> listening = new ConcurrentHashMap<>();

    /** Somebody who listens, by whatever protocol. */
    public interface Listener {

        boolean isOpen();

        void tell(Event event);

        /** Nothing has happened for a while; shows both sides that the other is still there. */
        void stillHere();
    }

    private static final class Listening {

        private final Listener listener;
        private final @Nullable UUID sessionId;
        private long position;
        private int silentBeats;

        Listening(Listener listener, @Nullable UUID sessionId, long position) {
            this.listener = listener;
            this.sessionId = sessionId;
            this.position = position;
        }

        void tell(List<Event> news) {
            silentBeats++;
            for (var event : news) {
                var at = event.position();
                if (at == null || at <= position) continue;
                position = at;
                if (!isAbout(event)) continue;
                silentBeats = 0;
                listener.tell(event);
            }
            if (silentBeats >= BEATS_OF_SILENCE) {
                silentBeats = 0;
                listener.stillHere();
            }
        }

        private boolean isAbout(Event event) {
            return sessionId == null
                    || sessionId.equals(event.aggregateId())
                    || sessionId.toString().equals(event.data().get("session_id"));
        }
    }

    /**
     * Listens from now on, or from the position after the one that was seen last.
     *
     * @param sessionId only this session and its order; null for all of the merchant
     */
    public void listen(UUID merchantId, @Nullable UUID sessionId, @Nullable Long seen, Listener listener) {
        var end = events.lastPosition(merchantId);
        var added = new Listening(listener, sessionId, seen == null ? end : seen);
        if (seen != null) catchUp(merchantId, sessionId, added, end);
        listening
                .computeIfAbsent(merchantId, id -> new CopyOnWriteArrayList<>())
                .add(added);
    }

    /** What was missed is told to the one who missed it, before the beat that serves all. */
    private void catchUp(UUID merchantId, @Nullable UUID sessionId, Listening added, long end) {
        if (sessionId != null) {
            added.tell(events.ofSession(merchantId, sessionId, added.position));
            added.position = Math.max(added.position, end);
            return;
        }
        List<Event> missed;
        do {
            missed = events.after(merchantId, added.position, BATCH);
            added.tell(missed);
        } while (missed.size() == BATCH);
    }

    @Override
    public Duration pause() {
        return settings.relayInterval();
    }

    @Override
    public void run(UUID merchantId) {
        var all = listening.get(merchantId);
        if (all == null) return;
        all.removeIf(it -> !it.listener.isOpen());
        if (all.isEmpty()) return;
        var present = new ArrayList<>(all);
        List<Event> news;
        do {
            var from = present.stream().mapToLong(it -> it.position).min().orElse(0);
            news = events.after(merchantId, from, BATCH);
            for (var each : present) each.tell(news);
        } while (news.size() == BATCH);
    }

    /** How many listen on this node. */
    public int size() {
        return listening.values().stream().mapToInt(List::size).sum();
    }
}
