package onetill.payment.dispute;

import java.util.Locale;

/** Where a dispute is. What is over never opens again. */
public enum DisputeState {
    /** Somebody has to answer before {@code respond_by}, or the money is lost. */
    NEEDS_RESPONSE,
    UNDER_REVIEW,
    WON,
    LOST,
    /** It ended without a decision: a question of the bank that no money was taken for. */
    CLOSED;

    public boolean isOver() {
        return this == WON || this == LOST || this == CLOSED;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DisputeState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
