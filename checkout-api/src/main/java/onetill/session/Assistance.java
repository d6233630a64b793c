package onetill.session;

import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person of the merchant's who helps in a session of a buyer, or asks whether they may.
 *
 * @param actor who it is, as in {@code holder}: {@code staff:alex}
 * @param by how they came in
 * @param since when it came to this state
 * @param told how many events have told of it
 */
@Schema(hidden = true)
public record Assistance(UUID id, String actor, Role role, State state, By by, OffsetDateTime since, long told) {

    /** What the buyer has said. */
    @Schema(name = "AssistanceState")
    public enum State {
        /** The buyer has not answered yet. */
        ASKED,
        /** They see all that the buyer sees, and may take the pen. */
        ALLOWED,
        /** Not now. */
        DECLINED,
        ENDED
    }

    /** How somebody comes into a session. */
    @Schema(name = "AssistanceBy")
    public enum By {
        /** They asked, and the buyer answers. */
        REQUEST,
        /** It was theirs before it was the buyer's: they opened it. */
        OPENED,
        /** The buyer said a code of a handoff. */
        CODE,
        /** The buyer calls, from the number that is in the session. */
        CALL,
        /** The buyer wants to be called. */
        CALL_REQUEST
    }

    static Assistance of(UUID id, Principal by, State state, By how, OffsetDateTime now) {
        if (!by.is(PrincipalKind.STAFF)) throw new IllegalArgumentException(by.actor() + " is nobody who can help");
        var role = by.has(Role.AGENT) ? Role.AGENT : Role.CASHIER;
        return new Assistance(id, by.device(), role, state, how, now, 0);
    }

    Assistance to(State next, OffsetDateTime now) {
        return new Assistance(id, actor, role, next, by, now, told);
    }

    Assistance toldOnce() {
        return new Assistance(id, actor, role, state, by, since, told + 1);
    }

    boolean isOf(String someone) {
        return actor.equals(someone);
    }

    boolean isAllowed() {
        return state == State.ALLOWED;
    }

    boolean isAsked() {
        return state == State.ASKED;
    }

    /** Whether it still matters to the buyer. */
    boolean isPresent() {
        return isAllowed() || isAsked();
    }
}
