package onetill.export;

import java.util.Map;
import java.util.UUID;

/** How a fact is told, or why it is not. */
public sealed interface Written {

    /** Something that goes out. */
    sealed interface Told extends Written {}

    /** @param headers without those that are asked for elsewhere */
    record Letter(String url, Map<String, String> headers, String body) implements Told {

        /** Addresses and headers may hold secrets. */
        @Override
        public String toString() {
            return "letter of " + body.length() + " characters";
        }
    }

    /** One line on a topic, for whoever reads it there. */
    record Entry(UUID eventId, UUID sessionId, Occasion occasion, String body) implements Told {}

    /** @param why for the merchant */
    record Withheld(String why) implements Written {}
}
