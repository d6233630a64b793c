package onetill.store;

import java.util.Locale;

/** Whether money moves there. */
public enum StoreEnvironment {
    PRODUCTION,
    /** Testers buy, nobody pays. */
    SANDBOX;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StoreEnvironment of(Object stored) {
        return valueOf(stored.toString().toUpperCase(Locale.ROOT));
    }
}
