package onetill.session;

import static onetill.session.SessionEvent.ATTEMPT_WITHDRAWN;
import static onetill.session.SessionEvent.AUTHORIZED;
import static onetill.session.SessionEvent.CARD_DECLINED;
import static onetill.session.SessionEvent.CHANGED;
import static onetill.session.SessionEvent.DECLINED;
import static onetill.session.SessionEvent.DEPOSITED;
import static onetill.session.SessionEvent.DEPOSIT_SUBMITTED;
import static onetill.session.SessionEvent.ESCALATED;
import static onetill.session.SessionEvent.EXPIRED;
import static onetill.session.SessionEvent.FILLED;
import static onetill.session.SessionEvent.SUBMITTED;
import static onetill.session.SessionEvent.TENDER_AUTHORIZED;
import static onetill.session.SessionEvent.UNANSWERED;
import static onetill.session.SessionEvent.UNWINDING;

import java.util.Locale;
import java.util.Map;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** Where a session is; the six names of the Universal Commerce Protocol. */
public enum SessionStatus {
    INCOMPLETE,
    READY_FOR_COMPLETE,
    COMPLETE_IN_PROGRESS,
    REQUIRES_ESCALATION,
    COMPLETED,
    CANCELED;

    /** The whole life in one table; what is not in it cannot happen. */
    static final Map<SessionStatus, Map<SessionEvent, SessionStatus>> TABLE = Map.of(
            INCOMPLETE,
            Map.of(
                    CHANGED,
                    INCOMPLETE,
                    FILLED,
                    READY_FOR_COMPLETE,
                    DEPOSIT_SUBMITTED,
                    COMPLETE_IN_PROGRESS,
                    SessionEvent.CANCELED,
                    SessionStatus.CANCELED,
                    EXPIRED,
                    SessionStatus.CANCELED),
            READY_FOR_COMPLETE,
            Map.of(
                    CHANGED,
                    INCOMPLETE,
                    FILLED,
                    READY_FOR_COMPLETE,
                    SUBMITTED,
                    COMPLETE_IN_PROGRESS,
                    DEPOSIT_SUBMITTED,
                    COMPLETE_IN_PROGRESS,
                    SessionEvent.CANCELED,
                    SessionStatus.CANCELED,
                    EXPIRED,
                    SessionStatus.CANCELED),
            COMPLETE_IN_PROGRESS,
            Map.of(
                    AUTHORIZED, COMPLETED,
                    DECLINED, READY_FOR_COMPLETE,
                    ESCALATED, REQUIRES_ESCALATION,
                    CARD_DECLINED, REQUIRES_ESCALATION,
                    UNANSWERED, COMPLETE_IN_PROGRESS,
                    TENDER_AUTHORIZED, COMPLETE_IN_PROGRESS,
                    UNWINDING, COMPLETE_IN_PROGRESS,
                    DEPOSITED, READY_FOR_COMPLETE,
                    ATTEMPT_WITHDRAWN, READY_FOR_COMPLETE),
            REQUIRES_ESCALATION,
            Map.of(
                    AUTHORIZED, COMPLETED,
                    DECLINED, READY_FOR_COMPLETE,
                    ESCALATED, REQUIRES_ESCALATION,
                    CARD_DECLINED, REQUIRES_ESCALATION,
                    UNANSWERED, REQUIRES_ESCALATION,
                    TENDER_AUTHORIZED, COMPLETE_IN_PROGRESS,
                    UNWINDING, COMPLETE_IN_PROGRESS,
                    DEPOSITED, READY_FOR_COMPLETE,
                    ATTEMPT_WITHDRAWN, READY_FOR_COMPLETE),
            COMPLETED,
            Map.of(),
            SessionStatus.CANCELED,
            Map.of());

    SessionStatus on(SessionEvent event) {
        var next = TABLE.getOrDefault(this, Map.of()).get(event);
        if (next == null) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_TRANSITION,
                    "a session that is %s cannot be %s".formatted(stored(), event.word()));
        }
        return next;
    }

    /** Whether buyers may still change what they want. */
    public boolean isOpen() {
        return this == INCOMPLETE || this == READY_FOR_COMPLETE;
    }

    /** Whether money may be moving. */
    public boolean isPaying() {
        return this == COMPLETE_IN_PROGRESS || this == REQUIRES_ESCALATION;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SessionStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
