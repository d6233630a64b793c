package onetill.telephony;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A card that a caller types on the keys of their phone, into the telephony and past us.
 *
 * @param agent who has asked for it, and on whose pen it pays: {@code staff:alex}
 * @param revision of the session the caller agreed to pay
 * @param amountMinor what they agreed to pay, in the minor unit of the currency
 * @param consent the words they agreed to
 * @param token of the payment provider, until it has paid
 * @param problem why nothing was paid: {@code provider_unavailable}, {@code hung_up}, a code of a message, a type of problem
 * @param seq how many events have told of it
 */
record KeypadEntry(
        UUID id,
        UUID sessionId,
        @Nullable UUID callId,
        UUID connectionId,
        String agent,
        State state,
        long revision,
        long amountMinor,
        String currency,
        String consent,
        List<KeypadField> fields,
        @Nullable String token,
        @Nullable String problem,
        OffsetDateTime startedAt,
        OffsetDateTime expiresAt,
        @Nullable OffsetDateTime endedAt,
        long seq) {

    @Schema(name = "KeypadEntryState")
    public enum State {
        /** The telephony is asked to begin. */
        STARTING,
        TYPING,
        /** All is typed, and the payment is under way. */
        CAPTURED,
        PAID,
        DECLINED,
        CANCELED,
        /** Nobody typed in time. */
        EXPIRED,
        /** It came to nothing; {@code problem} says why. */
        FAILED;

        boolean isTyped() {
            return this == STARTING || this == TYPING;
        }

        boolean isLive() {
            return isTyped() || this == CAPTURED;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
