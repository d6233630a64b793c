package onetill.funnel;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a session in one step of one channel. Who comes back to a step has another stay there.
 *
 * @param leftAt null while it lasts
 */
record Stay(
        String step,
        String channelId,
        String channelKind,
        OffsetDateTime enteredAt,
        @Nullable OffsetDateTime leftAt) {

    Stay left(OffsetDateTime at) {
        return new Stay(step, channelId, channelKind, enteredAt, at.isBefore(enteredAt) ? enteredAt : at);
    }

    boolean isAt(String otherStep, String otherChannel) {
        return step.equals(otherStep) && channelId.equals(otherChannel);
    }

    /** How long it lasted; null while it does. */
    @Nullable
    Duration length() {
        return leftAt == null ? null : Duration.between(enteredAt, leftAt);
    }

    /** What became of it; each stay has exactly one fate. */
    enum Fate {
        /** The session went on from here: to another step or channel, or it is paid. */
        ADVANCED,
        WAITING,
        LOST
    }
}
