package onetill.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;

/** What a rule does to a call or to an event. */
public enum Effect {
    /** The answer is late by {@code ms}; with {@code after} the work is done at once and only the answer is late. */
    LATENCY(false),
    /** Nothing is done and nothing is answered. */
    TIMEOUT_BEFORE(false),
    /** It is done and not answered. */
    TIMEOUT_AFTER(false),
    /** Nothing is done and the connection is cut. */
    RESET_BEFORE(false),
    /** It is done and the connection is cut before the answer. */
    RESET_AFTER(false),
    /** Answered with {@code status}; with {@code after} it is done all the same, and the provider remembers that answer. */
    STATUS(false),
    /** It is done, and half of the answer arrives. */
    TRUNCATE(false),
    /** The event arrives {@code copies} times, twice unless said otherwise. */
    DUPLICATE(true),
    /** The event is late by {@code seconds} of the sandbox's clock. */
    DELAY(true),
    /** The event waits until a later one has been sent to the same receiver, or for {@code seconds}. */
    REORDER(true),
    /** The event is never sent, and counts as sent. */
    LOSE(true),
    /** The event says it is of {@code version}. */
    WRONG_VERSION(true);

    private final boolean ofEvents;

    Effect(boolean ofEvents) {
        this.ofEvents = ofEvents;
    }

    boolean isOfEvents() {
        return ofEvents;
    }

    static Effect parse(String name) {
        return Arrays.stream(values())
                .filter(it -> it.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "effect is \"%s\" and must be one of %s".formatted(name, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
