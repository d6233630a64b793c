package onetill.telephony;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a call.
 *
 * @param id the same however often it is told
 * @param agent whose call it is from then on: {@code staff:alex}
 */
record CallEvent(
        String id,
        Kind type,
        @Nullable String agent,
        @Nullable String extension,
        @Nullable Ending ending,
        OffsetDateTime at) {

    /** In the order in which they follow each other when they are said to have happened at once. */
    @Schema(name = "CallEventType")
    public enum Kind {
        RINGING,
        ANSWERED,
        HELD,
        RESUMED,
        ENDED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a call ended. */
    @Schema(name = "CallEnding")
    public enum Ending {
        COMPLETED,
        BUSY,
        NO_ANSWER,
        FAILED,
        CANCELED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
