package onetill.event;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who look at a session who else does. It follows from the open streams and is no event: it has no position and
 * changes nothing. A node writes down only who came and who went; a lease of its own says that the rest is still true.
 */
@ApplicationScoped
public class Presence implements RecurringWork {

    private static final Logger LOG = Logger.getLogger(Presence.class.getName());
    private static final int RENEWALS_PER_LEASE = 3;
    private static final String UNKNOWN = "?";

    @Inject
    EventStreams streams;

    @Inject
    Participants participants;

    @Inject
    StreamConfig config;

    @Inject
    Clocks clock;

    private final Map<UUID, Known> known = new HashMap<>();
    private @Nullable OffsetDateTime renewAt;
    private String elsewhere = "";
    private boolean resting = true;

    /** What this node has written and told about the sessions of one merchant. */
    private static final class Known {
        private Map<Key, Participant> written = new HashMap<>();
        private final Map<UUID, List<Participant>> told = new HashMap<>();
        private String elsewhere = "";
    }

    private record Key(UUID sessionId, UUID participantId) {}

    /** What is told: everybody who is there, so that nothing has to be added up. */
    record View(UUID sessionId, List<Participant> participants) {}

    @Override
    public Duration pause() {
        return config.presenceInterval;
    }

    /** Nothing at all while nobody listens to a session; else one question, and three times in a lease its renewal. */
    @Override
    public void runOutsideMerchants() {
        var idle = known.values().stream().allMatch(it -> it.written.isEmpty())
                && streams.rooms().stream().noneMatch(Room::hasSessions);
        resting = idle;
        if (idle) return;
        var now = clock.now();
        if (renewAt == null || !now.isBefore(renewAt)) {
            if (!participants.renew(config.presenceTtl)) writeAnew();
            renewAt = now.plus(config.presenceTtl.dividedBy(RENEWALS_PER_LEASE));
        }
        elsewhere = participants.elsewhere();
    }

    private void writeAnew() {
        known.values().forEach(it -> it.written.clear());
        streams.rooms().forEach(room -> room.movement.set(true));
    }

    @Override
    public void run(UUID merchantId) {
        var room = streams.room(merchantId);
        if (room == null || resting) return;
        var here = known.computeIfAbsent(merchantId, id -> new Known());
        try {
            look(room, here);
        } catch (RuntimeException e) {
            here.elsewhere = UNKNOWN;
            room.movement.set(true);
            throw e;
        }
    }

    private void look(Room room, Known here) {
        var moved = room.movement.getAndSet(false) ? writeMovement(room, here) : Set.<UUID>of();
        if (!here.elsewhere.equals(elsewhere)) {
            tell(room, here, room.sessions().keySet());
            here.elsewhere = elsewhere;
        } else if (!moved.isEmpty()) {
            tell(room, here, moved);
        }
    }

    /** @return the sessions to which somebody came, or from which somebody went */
    private Set<UUID> writeMovement(Room room, Known here) {
        var now = new HashMap<Key, Participant>();
        var changed = new HashSet<UUID>();
        room.sessions().forEach((sessionId, all) -> {
            for (var each : all) {
                var participant = each.follower.participant();
                now.merge(new Key(sessionId, participant.id()), participant, Presence::whoCameFirst);
                if (each.asksWhoIsHere()) changed.add(sessionId);
            }
        });
        var came = difference(now, here.written);
        var went = difference(here.written, now);
        came.forEach(it -> changed.add(it.sessionId()));
        went.forEach(it -> changed.add(it.sessionId()));
        if (!came.isEmpty() || !went.isEmpty()) {
            participants.write(room.merchantId, came, went);
        }
        here.written = now;
        return changed;
    }

    private static Participant whoCameFirst(Participant one, Participant other) {
        return one.since().isAfter(other.since()) ? other : one;
    }

    private static Collection<Participants.Seen> difference(Map<Key, Participant> all, Map<Key, Participant> without) {
        var left = new ArrayList<Participants.Seen>();
        all.forEach((key, participant) -> {
            if (!without.containsKey(key)) left.add(new Participants.Seen(key.sessionId(), participant));
        });
        return left;
    }

    private void tell(Room room, Known here, Set<UUID> sessionIds) {
        if (sessionIds.isEmpty()) return;
        var present = participants.of(room.merchantId, sessionIds);
        for (var sessionId : sessionIds) {
            var now = present.getOrDefault(sessionId, List.of());
            var listening = room.toSession(sessionId);
            var before = listening.isEmpty() ? here.told.remove(sessionId) : here.told.put(sessionId, now);
            var changed = !now.equals(before);
            Message message = null;
            for (var each : listening) {
                if (!changed && !each.asksWhoIsHere()) continue;
                if (message == null) message = new Message.Now("presence", Json.write(new View(sessionId, now)));
                each.tellWhoIsHere(message);
            }
        }
    }

    @PreDestroy
    void leave() {
        try {
            participants.leave();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "who was here is forgotten when the lease of this node ends", e);
        }
    }
}
