package onetill.event;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Proof;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be told, and of what.
 *
 * @param sessionId only this session and what belongs to it; null for everything at the merchant
 * @param channelId where they are, as others may see it; null when they are in none
 * @param types of events to be told of, {@code call.ringing} or {@code call.*}; empty for all
 */
public record Follower(
        Principal by,
        Proof proof,
        @Nullable UUID sessionId,
        @Nullable String channelId,
        OffsetDateTime since,
        Set<String> types) {

    public Follower(
            Principal by, Proof proof, @Nullable UUID sessionId, @Nullable String channelId, OffsetDateTime since) {
        this(by, proof, sessionId, channelId, since, Set.of());
    }

    boolean wants(String type) {
        if (types.isEmpty() || types.contains(type)) return true;
        var family = type.indexOf('.');
        return family > 0 && types.contains(type.substring(0, family) + ".*");
    }

    UUID merchantId() {
        return by.merchantId();
    }

    /** A till sees what is in its own channel; this event says that the session has left it. */
    boolean losesSightBy(Event event) {
        return by.is(PrincipalKind.REGISTER)
                && event.aggregateId().equals(sessionId)
                && !Objects.equals(event.channelId(), by.channelId());
    }

    /** The same person or device is one participant, however many pages it has open. Their own id is nobody's business. */
    Participant participant() {
        var id = UUID.nameUUIDFromBytes((sessionId + "/" + by.device()).getBytes(StandardCharsets.UTF_8));
        return new Participant(id, Participant.Kind.of(by), channelId, since);
    }
}
