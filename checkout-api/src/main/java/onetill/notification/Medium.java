package onetill.notification;

import java.util.Locale;

/** How a person is reached. */
public enum Medium {
    EMAIL,
    SMS;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Medium of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
