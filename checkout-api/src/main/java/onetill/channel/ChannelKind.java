package onetill.channel;

import java.util.Locale;

/** How a channel meets its buyers. A kind is code: the adapter that speaks its protocol. */
public enum ChannelKind {
    WEB,
    IN_APP,
    POS,
    PHONE;

    public static ChannelKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
