package onetill.event;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.runtime.Chance;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what has happened. One question to the database and beat finds out whether anything has, anywhere, and one more
 * for each merchant somebody listens to; a listener that comes back is served from the position it has seen.
 */
@ApplicationScoped
public class EventStreams implements RecurringWork {

    private static final int BATCH = 500;
    private static final int PAGE = 200;
    private static final double HALF = 0.5;
    private static final Logger LOG = Logger.getLogger(EventStreams.class.getName());

    @Inject
    Events events;

    @Inject
    StreamConfig config;

    @Inject
    Settings settings;

    @Inject
    Chance chance;

    private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final Thread atTheEnd = new Thread(this::endAll, "streams-end");
    private @Nullable Seats seats;
    private volatile boolean ended;
    private volatile long end;

    /** Somebody who listens, by whatever protocol. */
    public interface Listener {

        /** Begins to send and does not wait. Done when it is on its way, exceptionally when nobody is there. */
        CompletionStage<?> send(Message message);

        void close();
    }

    /** A process that is told to end says goodbye at once: clients come back at another node while this one finishes. */
    @PostConstruct
    void begin() {
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    @PreDestroy
    void finish() {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            // the process ends, and the hook has done or will do the same
        }
        endAll();
    }

    private void endAll() {
        ended = true;
        for (var room : rooms.values()) room.all().toList().forEach(Listening::end);
    }

    /**
     * Listens from now on, or from the position after the one that was seen last.
     *
     * @param seen the position after which to begin; null to begin with what happens next
     * @param guard throws the problem when they may not listen; asked once nothing can be missed any more
     */
    public void listen(Follower follower, @Nullable Long seen, Runnable guard, Listener listener) {
        var now = events.end();
        guard.run();
        seats().take(follower);
        var room = rooms.computeIfAbsent(follower.merchantId(), Room::new);
        var newcomer = new Listening(follower, listener, seen == null ? now : Math.min(seen, now), now, gone -> {
            room.leave(gone);
            seats().giveBack(follower);
        });
        newcomer.tell(new Message.Greeting(chance.about(config.retry, HALF)));
        if (ended) {
            newcomer.end();
        } else if (newcomer.position() < now || !room.enter(newcomer)) {
            comeIn(room, newcomer);
        }
    }

    /** What was missed is told to the one who missed it. What does not fit at once is told by the beats that follow. */
    private void comeIn(Room room, Listening newcomer) {
        room.behind.add(newcomer);
        if (newcomer.isOver()) room.leave(newcomer);
        try {
            catchUp(room, newcomer);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.FINE,
                    "the next beat tells what was missed",
                    e); // the answer has begun, and cannot be a problem
        }
    }

    private void catchUp(Room room, Listening it) {
        var covered = events.end();
        var sessionId = it.follower.sessionId();
        var missed = sessionId == null
                ? events.after(room.merchantId, it.position(), PAGE)
                : events.ofSession(room.merchantId, sessionId, it.position(), PAGE);
        for (var event : missed) it.tell(event, Message.of(event));
        if (missed.size() == PAGE) return;
        it.told(covered);
        room.enter(it);
    }

    @Override
    public Duration pause() {
        return settings.relayInterval();
    }

    /** Positions are counted for all merchants together: when the count stands still, nothing has happened to anybody. */
    @Override
    public void runOutsideMerchants() {
        if (rooms.values().stream().anyMatch(room -> !room.isEmpty())) end = events.end();
    }

    @Override
    public void run(UUID merchantId) {
        var room = rooms.get(merchantId);
        if (room == null) return;
        room.behind.stream().filter(Listening::isDrained).toList().forEach(it -> catchUp(room, it));
        for (var told = room.toldOr(end); told < end; told = room.toldOr(end)) {
            var news = events.after(merchantId, told, BATCH);
            room.tell(news, news.size() == BATCH ? last(news) : Math.max(end, last(news)));
        }
    }

    /** What was given its position here need not wait for the next beat. */
    void relayed(UUID merchantId) {
        var room = rooms.get(merchantId);
        if (room == null || room.isEmpty()) return;
        end = events.end();
        run(merchantId);
    }

    private static long last(List<Event> news) {
        var last = news.isEmpty() ? null : news.get(news.size() - 1).position();
        return last == null ? 0 : last;
    }

    private synchronized Seats seats() {
        if (seats == null) seats = new Seats(config);
        return seats;
    }

    Collection<Room> rooms() {
        return rooms.values();
    }

    @Nullable
    Room room(UUID merchantId) {
        return rooms.get(merchantId);
    }

    /** How many listen on this node. */
    public int size() {
        return seats().taken();
    }
}
