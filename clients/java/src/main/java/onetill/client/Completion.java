package onetill.client;

import org.jspecify.annotations.Nullable;

/**
 * The buyer's yes.
 *
 * @param confirmedTotalMinor what the buyer has seen and said yes to; when it costs something else by now, nothing is paid
 * @param tender null where nothing is due
 */
public record Completion(
        long revision, long confirmedTotalMinor, @Nullable TenderChoice tender) {

    /** Yes to the session as it was shown. */
    public static Completion of(Session shown, TenderChoice tender) {
        return new Completion(shown.revision(), shown.totalMinor(), tender);
    }
}
