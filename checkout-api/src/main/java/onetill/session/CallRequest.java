package onetill.session;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A buyer wants to be called about their session.
 *
 * @param number known until the call is over, and to nobody but the agent who calls
 * @param tries how often nobody answered
 * @param agent who has taken it: {@code staff:alex}
 * @param seq how many events have told of it
 */
record CallRequest(
        UUID id,
        UUID sessionId,
        State state,
        @Nullable Outcome outcome,
        int tries,
        @Nullable String agent,
        @Nullable String number,
        OffsetDateTime requestedAt,
        OffsetDateTime queuedAt,
        @Nullable OffsetDateTime takenAt,
        @Nullable OffsetDateTime endedAt,
        OffsetDateTime expiresAt,
        long seq) {

    @Schema(name = "CallRequestState")
    public enum State {
        WAITING,
        /** An agent calls. */
        TAKEN,
        FINISHED,
        CANCELED,
        /** Nobody came to it, or nobody said how it went. */
        EXPIRED;

        boolean isOpen() {
            return this == WAITING || this == TAKEN;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the call went. */
    @Schema(name = "CallOutcome")
    public enum Outcome {
        REACHED,
        NOT_REACHED,
        WRONG_NUMBER,
        /** The buyer does not want it any more. */
        NOT_WANTED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
