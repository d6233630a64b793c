package onetill.payment;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import onetill.payment.Outcome.Result;

/** The life of an attempt. Money only moves forward: a late or repeated answer never takes a step back. */
public enum AttemptState {
    /** Known at the provider, not confirmed: it cannot take money. */
    CREATED,
    /** The call is on its way, or its answer was lost. */
    SENT,
    REQUIRES_ACTION,
    PENDING,
    UNKNOWN,
    AUTHORIZED,
    CAPTURED,
    DECLINED,
    VOIDED,
    REFUNDED;

    private static final Set<AttemptState> OPEN = EnumSet.of(CREATED, SENT, REQUIRES_ACTION, PENDING, UNKNOWN);

    /** Whether the truth is still out. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** Whether the buyer's money is held or taken. */
    public boolean holdsMoney() {
        return this == AUTHORIZED || this == CAPTURED;
    }

    /**
     * Whether this answer may still change such an attempt. An end is an end, with one exception: money that was held or
     * taken after all is a fact, whatever was believed before.
     */
    boolean takes(Result result) {
        return switch (this) {
            case CREATED, SENT -> result != Result.REFUNDED && result != Result.ASKED;
            case REQUIRES_ACTION, PENDING, UNKNOWN ->
                result != Result.REFUNDED && result != Result.ASKED && result != Result.NOT_SENT;
            case AUTHORIZED -> result == Result.CAPTURED || result == Result.PARTLY_CAPTURED || result == Result.VOIDED;
            case CAPTURED -> result == Result.REFUNDED;
            case DECLINED, VOIDED -> result == Result.AUTHORIZED || result == Result.CAPTURED;
            case REFUNDED -> false;
        };
    }

    static AttemptState after(Result result) {
        return switch (result) {
            case AUTHORIZED, PARTLY_CAPTURED -> AUTHORIZED;
            case CAPTURED -> CAPTURED;
            case ACTION_REQUIRED -> REQUIRES_ACTION;
            case PENDING -> PENDING;
            case DECLINED, NOT_SENT -> DECLINED;
            case VOIDED -> VOIDED;
            case REFUNDED -> REFUNDED;
            case UNKNOWN -> UNKNOWN;
            case ASKED -> throw new IllegalStateException("what was only asked changes no attempt");
        };
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AttemptState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
