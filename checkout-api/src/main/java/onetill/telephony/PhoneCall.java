package onetill.telephony;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A call, as far as its events have told.
 *
 * @param number of the other side; null when it is unknown, withheld or forgotten
 * @param agent whose it is: {@code staff:alex}
 * @param holdSeconds of holds that are over
 * @param note what its agent has written
 * @param keystrokes how many the agent needed, as their page has counted
 * @param seq how many events of the log have told of it
 */
record PhoneCall(
        UUID id,
        String channelId,
        Direction direction,
        State state,
        @Nullable String number,
        @Nullable String extension,
        @Nullable String agent,
        @Nullable UUID sessionId,
        @Nullable UUID callRequestId,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime answeredAt,
        @Nullable OffsetDateTime heldSince,
        long holdSeconds,
        @Nullable OffsetDateTime endedAt,
        CallEvent.@Nullable Ending ending,
        @Nullable OffsetDateTime wrappedUpAt,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Integer keystrokes,
        long seq) {

    @Schema(name = "CallDirection")
    public enum Direction {
        INBOUND,
        OUTBOUND;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Schema(name = "CallState")
    public enum State {
        RINGING,
        ACTIVE,
        HELD,
        /** It has ended, and its agent has not said yet how it went. */
        WRAP_UP,
        DONE,
        /** It has ended, and nobody answered. */
        MISSED;

        boolean hasEnded() {
            return this == WRAP_UP || this == DONE || this == MISSED;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean belongsTo(String device) {
        return device.equals(agent);
    }
}
