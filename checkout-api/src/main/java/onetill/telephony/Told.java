package onetill.telephony;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a telephony tells of a call, in whatever form it came.
 *
 * @param eventId the same however often it is told
 * @param callId the telephony's name for the call
 * @param subject of the person who answers, as the issuer of staff names them
 * @param at null for now
 */
record Told(
        String eventId,
        String callId,
        CallEvent.Kind type,
        PhoneCall.Direction direction,
        @Nullable String number,
        @Nullable String subject,
        @Nullable String extension,
        CallEvent.@Nullable Ending ending,
        @Nullable OffsetDateTime at) {}
