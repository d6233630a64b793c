package onetill.screens;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether a browser reads brotli. */
final class Brotli {

    private Brotli() {}

    /** {@code br} in a list such as {@code gzip, deflate, br;q=0.9}; a weight of zero is a no. */
    static boolean isAccepted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) return false;
        return Arrays.stream(acceptEncoding.split(","))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding ->
                        coding.equals("br") || coding.startsWith("br;q=") && !coding.matches("br;q=0(\\.0*)?"));
    }
}
