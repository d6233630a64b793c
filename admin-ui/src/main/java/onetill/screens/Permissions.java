package onetill.screens;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which abilities of a browser a page may use (Permissions-Policy). None needs to see, hear or find anybody; the checkout alone
 * asks for payment, for itself and for the provider's frames in it. Passkeys stay what they are by default: for the page, not for frames.
 */
final class Permissions {

    private static final List<String> NEVER =
            List.of("camera", "microphone", "geolocation", "display-capture", "usb", "serial", "hid", "midi");

    /** For all that is not the checkout. */
    static final String NONE = never() + ", payment=()";

    private Permissions() {}

    static String withPayment(List<String> frames) {
        var who = new ArrayList<>(List.of("self"));
        frames.forEach(it -> who.add("\"" + it + "\""));
        return never() + ", payment=(" + String.join(" ", who) + ")";
    }

    private static String never() {
        return NEVER.stream().map(it -> it + "=()").collect(Collectors.joining(", "));
    }
}
