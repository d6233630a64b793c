package onetill.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All who listen to one merchant on this node, found by what they listen to. */
final class Room {

    final UUID merchantId;

    /** Not yet told everything they have missed; they come in when they have been. */
    final Set<Listening> behind = ConcurrentHashMap.newKeySet();

    /** Somebody came or went since it was looked at. */
    final AtomicBoolean movement = new AtomicBoolean();

    private final Set<Listening> toEverything = ConcurrentHashMap.newKeySet();
    private final Map<UUID, CopyOnWriteArrayList<Listening>> toSession = new ConcurrentHashMap<>();
    private long told;

    Room(UUID merchantId) {
        this.merchantId = merchantId;
    }

    boolean isEmpty() {
        return toEverything.isEmpty() && toSession.isEmpty() && behind.isEmpty();
    }

    boolean hasSessions() {
        return !toSession.isEmpty();
    }

    /**
     * Lets in who has been told everything up to a position.
     *
     * @return false when others have been told more meanwhile: catch up first
     */
    synchronized boolean enter(Listening newcomer) {
        var silent = toEverything.isEmpty() && toSession.isEmpty();
        if (!silent && newcomer.position() < told) return false;
        if (silent) told = newcomer.position();
        var sessionId = newcomer.follower.sessionId();
        if (sessionId == null) {
            toEverything.add(newcomer);
        } else {
            toSession
                    .computeIfAbsent(sessionId, id -> new CopyOnWriteArrayList<>())
                    .addIfAbsent(newcomer);
            movement.set(true);
        }
        behind.remove(newcomer);
        if (newcomer.isOver()) leave(newcomer);
        return true;
    }

    synchronized void leave(Listening gone) {
        behind.remove(gone);
        var sessionId = gone.follower.sessionId();
        if (sessionId == null) {
            toEverything.remove(gone);
            return;
        }
        toSession.computeIfPresent(sessionId, (id, all) -> {
            all.remove(gone);
            return all.isEmpty() ? null : all;
        });
        movement.set(true);
    }

    /** Up to where those in here have been told everything; the given end when nobody is in here. */
    synchronized long toldOr(long end) {
        return toEverything.isEmpty() && toSession.isEmpty() ? end : told;
    }

    /** Tells an event to those who asked for it, and to nobody else. */
    synchronized void tell(List<Event> news, long through) {
        for (var event : news) tell(event);
        told = Math.max(told, through);
    }

    private void tell(Event event) {
        var about = toSession(event.aggregateId());
        var alsoAbout = alsoAbout(event);
        if (about.isEmpty() && alsoAbout.isEmpty() && toEverything.isEmpty()) return;
        var message = Message.of(event);
        for (var each : about) each.tell(event, message);
        for (var each : alsoAbout) each.tell(event, message);
        for (var each : toEverything) each.tell(event, message);
    }

    /** Events of orders, disputes and payments name the session they belong to. */
    private List<Listening> alsoAbout(Event event) {
        if (!(event.data().get("session_id") instanceof String named)) return List.of();
        var sessionId = uuid(named);
        return sessionId == null ? List.of() : toSession(sessionId);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Stream<Listening> all() {
        return Stream.of(
                        toEverything.stream(),
                        behind.stream(),
                        toSession.values().stream().flatMap(List::stream))
                .flatMap(each -> each);
    }

    /** Who listens to which session. */
    Map<UUID, List<Listening>> sessions() {
        return new HashMap<>(toSession);
    }

    List<Listening> toSession(UUID sessionId) {
        var all = toSession.get(sessionId);
        return all == null ? List.of() : all;
    }
}
