package onetill.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import onetill.access.Credentials;
import onetill.runtime.Clocks;
import onetill.timer.RecurringWork;

/** Shows those who listen that the stream lives, and ends the streams of those who may not listen any more. */
@ApplicationScoped
public class StreamUpkeep implements RecurringWork {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Message STILL_HERE = new Message.StillHere();

    @Inject
    EventStreams streams;

    @Inject
    StreamConfig config;

    @Inject
    Credentials credentials;

    @Inject
    Clocks clock;

    private final Map<UUID, OffsetDateTime> checked = new HashMap<>();

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void runOutsideMerchants() {
        for (var room : streams.rooms()) room.all().forEach(it -> it.tellIfSilent(config.heartbeat, STILL_HERE));
    }

    /** One question for all credentials that listen. */
    @Override
    public void run(UUID merchantId) {
        var room = streams.room(merchantId);
        if (room == null || room.isEmpty()) return;
        var before = checked.get(merchantId);
        var now = clock.now();
        if (before != null && now.isBefore(before.plus(config.check))) return;
        var all = room.all().toList();
        var hashes = all.stream()
                .map(it -> it.follower.proof().hash())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        endWhoMayNot(all, hashes.isEmpty() ? Set.of() : credentials.stillGood(merchantId, hashes), now);
        checked.put(merchantId, now);
    }

    private static void endWhoMayNot(List<Listening> all, Set<String> good, OffsetDateTime now) {
        for (var each : all) {
            var hash = each.follower.proof().hash();
            var until = each.follower.proof().goodUntil();
            if (hash != null && !good.contains(hash) || until != null && until.isBefore(now)) each.end();
        }
    }
}
