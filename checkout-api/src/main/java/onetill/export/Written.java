package onetill.export;

import java.util.Map;

/** How a fact is told, or why it is not. */
public sealed interface Written {

    /** @param headers without those that are asked for elsewhere */
    record Letter(String url, Map<String, String> headers, String body) implements Written {

        /** Addresses and headers may hold secrets. */
        @Override
        public String toString() {
            return "letter of " + body.length() + " characters";
        }
    }

    /** @param why for the merchant */
    record Withheld(String why) implements Written {}
}
