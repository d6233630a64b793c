package onetill.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onetill.event.Event;

/** What those who measure want to know of. */
public enum Occasion {
    /** A session was opened. */
    CHECKOUT_BEGUN("session.opened"),
    /** A buyer gave a tender; once for each session, however often they try. */
    PAYMENT_INFO_ADDED("session.submitted", "session.deposit_submitted"),
    /** An order was placed. */
    PURCHASE("order.placed"),
    /** Money went back; each part of it once. */
    REFUND("order.refunded");

    private final Set<String> eventTypes;

    Occasion(String... eventTypes) {
        this.eventTypes = Set.of(eventTypes);
    }

    /** Empty for events that nobody measures. */
    static Optional<Occasion> of(Event event) {
        return Arrays.stream(values())
                .filter(it -> it.eventTypes.contains(event.type()))
                .findFirst();
    }

    static Optional<Occasion> named(String stored) {
        return Arrays.stream(values()).filter(it -> it.stored().equals(stored)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Occasion::stored).collect(Collectors.joining(", "));
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
