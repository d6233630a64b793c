package onetill.telephony;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A telephony that tells of the calls of a channel.
 *
 * @param captureUrl where it is told to take a caller's keys; null for one that does not
 * @param secret what its callbacks are signed with
 * @param oldSecret accepted too, until then
 */
record Connection(
        UUID merchantId,
        UUID id,
        String channelId,
        Kind kind,
        @Nullable String captureUrl,
        String secret,
        @Nullable String oldSecret,
        @Nullable OffsetDateTime oldSecretUntil,
        OffsetDateTime createdAt) {

    @Schema(name = "TelephonyKind")
    public enum Kind {
        GENERIC,
        TWILIO;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What may have signed a callback that comes now. */
    List<String> secrets(OffsetDateTime now) {
        var until = oldSecretUntil;
        var old = oldSecret;
        return old != null && until != null && until.isAfter(now) ? List.of(secret, old) : List.of(secret);
    }

    String path() {
        return kind == Kind.TWILIO ? "webhooks/twilio-voice/" + id : "webhooks/telephony/" + id;
    }
}
