package onetill.encryption;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import onetill.json.Json;
import org.jspecify.annotations.Nullable;

/** By what of an encrypted value its row is found again. */
enum Index {
    NONE,
    CONTACT,
    CONTACT_OF_BUYER,
    ADDRESS;

    /** What is hashed, in the one form all writings of it have; null when there is nothing to find the row by. */
    @Nullable
    String key(Place place, String clear) {
        return switch (this) {
            case NONE -> null;
            case CONTACT -> contact(clear);
            case CONTACT_OF_BUYER -> {
                var email = Json.read(clear, JsonNode.class).path("email");
                yield email.isTextual() ? contact(email.asText()) : null;
            }
            case ADDRESS -> {
                var parts = new TreeMap<>(Json.read(clear, new TypeReference<Map<String, String>>() {}));
                yield "address\n" + place.row().split("\n", -1)[0] + "\n" + Json.write(parts);
            }
        };
    }

    /** E-mail addresses are the same in any case, numbers however they are written. */
    static String contact(String written) {
        var same = written.indexOf('@') >= 0
                ? written.strip().toLowerCase(Locale.ROOT)
                : written.replaceAll("[\\s().\\-/]", "");
        return "contact\n" + same;
    }
}
