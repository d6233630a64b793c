package onetill.telephony;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * How long the parts of a call took, in whole seconds; up to now for what goes on.
 *
 * @param talk from the answer to the end, without holds
 * @param wrapUp from the end until its agent has said how it went
 */
record CallTimes(long talk, long hold, long wrapUp) {

    static CallTimes of(PhoneCall call, OffsetDateTime now) {
        var answered = call.answeredAt();
        if (answered == null) return new CallTimes(0, 0, 0);
        var ended = call.endedAt();
        var end = ended == null ? now : ended;
        var heldSince = call.heldSince();
        var hold = call.holdSeconds() + (heldSince == null ? 0 : seconds(heldSince, now));
        return new CallTimes(Math.max(0, seconds(answered, end) - hold), hold, wrapUp(call, now));
    }

    private static long wrapUp(PhoneCall call, OffsetDateTime now) {
        var ended = call.endedAt();
        if (ended == null) return 0;
        var wrappedUp = call.wrappedUpAt();
        if (wrappedUp != null) return seconds(ended, wrappedUp);
        return call.state() == PhoneCall.State.WRAP_UP ? seconds(ended, now) : 0;
    }

    private static long seconds(OffsetDateTime from, OffsetDateTime to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }

    long handle() {
        return talk + hold + wrapUp;
    }
}
