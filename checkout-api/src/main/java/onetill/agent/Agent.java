package onetill.agent;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the desk.
 *
 * @param agent as in events: {@code staff:alex}
 * @param extension where the telephony reaches them
 * @param since when they have said so
 * @param expiresAt until when it holds, unless they say it again; null for one who has said nothing
 * @param callId the call they are at, or have to wrap up
 * @param callRequestId whom they have taken to call
 */
@Schema(name = "Agent")
public record Agent(
        String agent,
        State state,
        @Nullable String extension,
        @Nullable OffsetDateTime since,
        @Nullable OffsetDateTime expiresAt,
        @Nullable UUID callId,
        @Nullable UUID callRequestId) {

    @Schema(name = "AgentState")
    public enum State {
        AVAILABLE,
        /** At a call, or about to call somebody. */
        BUSY,
        /** The call has ended, and how it went is not said yet. */
        WRAP_UP,
        AWAY
    }

    static Agent unknown(String agent) {
        return new Agent(agent, State.AWAY, null, null, null, null, null);
    }
}
