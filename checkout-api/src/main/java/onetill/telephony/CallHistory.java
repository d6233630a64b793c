package onetill.telephony;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How a call stands, as a function of all that was told of it: in whatever order that came, and however often. Who answered is
 * believed also when the clocks of two machines say that the call had ended by then.
 */
final class CallHistory {

    private static final Comparator<CallEvent> ORDER =
            Comparator.comparing(CallEvent::at).thenComparing(CallEvent::type).thenComparing(CallEvent::id);

    private @Nullable OffsetDateTime startedAt;
    private @Nullable OffsetDateTime answeredAt;
    private @Nullable OffsetDateTime heldSince;
    private @Nullable OffsetDateTime endedAt;
    private CallEvent.@Nullable Ending ending;
    private @Nullable String agent;
    private @Nullable String extension;
    private Duration held = Duration.ZERO;

    private CallHistory() {}

    static CallHistory of(Collection<CallEvent> events) {
        var history = new CallHistory();
        events.stream().sorted(ORDER).forEach(history::take);
        return history;
    }

    private void take(CallEvent event) {
        if (startedAt == null) startedAt = event.at();
        switch (event.type()) {
            case RINGING -> reach(event);
            case ANSWERED -> answer(event);
            case HELD -> hold(event);
            case RESUMED -> resume(event.at());
            case ENDED -> end(event);
        }
    }

    private void reach(CallEvent event) {
        if (event.extension() != null) extension = event.extension();
    }

    /** The last who answers has the call: it may be passed on. */
    private void answer(CallEvent event) {
        reach(event);
        if (answeredAt == null) answeredAt = endedAt == null ? event.at() : endedAt;
        if (event.agent() != null) agent = event.agent();
    }

    private void hold(CallEvent event) {
        if (endedAt == null && heldSince == null) heldSince = event.at();
    }

    private void resume(OffsetDateTime at) {
        if (heldSince == null) return;
        held = held.plus(Duration.between(heldSince, at));
        heldSince = null;
    }

    private void end(CallEvent event) {
        if (endedAt != null) return;
        resume(event.at());
        endedAt = event.at();
        ending = event.ending();
    }

    @Nullable
    OffsetDateTime startedAt() {
        return startedAt;
    }

    @Nullable
    OffsetDateTime answeredAt() {
        return answeredAt;
    }

    @Nullable
    OffsetDateTime heldSince() {
        return heldSince;
    }

    @Nullable
    OffsetDateTime endedAt() {
        return endedAt;
    }

    /** Null while it goes on, and where the telephony did not say. */
    CallEvent.@Nullable Ending ending() {
        return ending;
    }

    @Nullable
    String agent() {
        return agent;
    }

    @Nullable
    String extension() {
        return extension;
    }

    /** How long the caller was on hold, without a hold that goes on. */
    Duration held() {
        return held;
    }

    /** @param isWrappedUp whether its agent has said how it went, or has had their time */
    PhoneCall.State state(boolean isWrappedUp) {
        if (endedAt != null) {
            if (answeredAt == null) return PhoneCall.State.MISSED;
            return isWrappedUp || agent == null ? PhoneCall.State.DONE : PhoneCall.State.WRAP_UP;
        }
        if (answeredAt == null) return PhoneCall.State.RINGING;
        return heldSince == null ? PhoneCall.State.ACTIVE : PhoneCall.State.HELD;
    }
}
