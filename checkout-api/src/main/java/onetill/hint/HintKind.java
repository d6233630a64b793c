package onetill.hint;

import java.util.Locale;

/** What happened in a field. */
enum HintKind {
    /** The buyer came to it. */
    FOCUSED,
    /** There is an answer in it now that was not there before. */
    FILLED,
    /** It was said to be wrong. */
    ERROR_SHOWN,
    /** The buyer went away from it and there was nothing in it. */
    LEFT_EMPTY,
    /** It was clicked again and again, as one does when nothing happens. */
    RAGE_CLICKED,
    /** The buyer rested in it without typing. */
    HESITATED;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
