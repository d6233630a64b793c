package onetill.payment.saved;

import java.util.Locale;

/** Where a wish to keep a tender is. */
public enum SetupState {
    /** The provider was asked, or is about to be. */
    SENT,
    /** The buyer has to enter something, or to confirm it at the bank. */
    REQUIRES_ACTION,
    KEPT,
    DECLINED,
    CANCELED;

    boolean isOpen() {
        return this == SENT || this == REQUIRES_ACTION;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SetupState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
