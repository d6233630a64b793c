package onetill.hint;

import java.util.Locale;

/** Why a field was said to be wrong, as far as a page can tell. */
enum HintProblem {
    /** Nothing was there. */
    MISSING,
    /** It is not written as such a thing is. */
    MALFORMED,
    /** It is written well, and was not accepted. */
    REFUSED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
