package onetill.register;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that works as a till, or waits to be one.
 *
 * @param channelId the only one it sells in
 * @param codeExpiresAt until when its device can be enrolled; null once it was
 * @param lastSeenAt to the minute
 */
public record Register(
        UUID id,
        String name,
        String channelId,
        @Nullable String locationId,
        @Nullable OffsetDateTime codeExpiresAt,
        String createdBy,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime enrolledAt,
        @Nullable OffsetDateTime lastSeenAt,
        @Nullable OffsetDateTime revokedAt) {

    State state(OffsetDateTime now) {
        if (revokedAt != null) return State.REVOKED;
        if (enrolledAt != null) return State.ENROLLED;
        return codeExpiresAt != null && codeExpiresAt.isAfter(now) ? State.WAITING : State.EXPIRED;
    }

    /** Where a register is. */
    public enum State {
        /** For its device, which has to send the code. */
        WAITING,
        /** No device came in time: create another. */
        EXPIRED,
        ENROLLED,
        REVOKED
    }
}
