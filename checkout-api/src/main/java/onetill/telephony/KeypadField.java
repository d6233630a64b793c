package onetill.telephony;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a caller is with one field: never what they type.
 *
 * @param digits how many keys were pressed in it
 */
@Schema(name = "KeypadField")
public record KeypadField(Name name, int digits, State state) {

    /** In the order in which they are asked. */
    @Schema(name = "KeypadFieldName")
    public enum Name {
        NUMBER,
        EXPIRY,
        SECURITY_CODE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Schema(name = "KeypadFieldState")
    public enum State {
        EMPTY,
        TYPING,
        VALID,
        INVALID
    }

    static List<KeypadField> untouched() {
        return Stream.of(Name.values()).map(KeypadField::empty).toList();
    }

    static KeypadField empty(Name name) {
        return new KeypadField(name, 0, State.EMPTY);
    }
}
