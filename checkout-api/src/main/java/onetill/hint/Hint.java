package onetill.hint;

import java.time.Duration;
import onetill.funnel.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What a page tells of one field.
 *
 * @param count how often
 * @param took how long it took to fill it in; null for what was not typed, and for all else
 * @param problem what was wrong; null where the page does not say
 */
record Hint(
        HintField field,
        HintKind kind,
        int count,
        @Nullable Duration took,
        @Nullable HintProblem problem) {

    /** What tells counts of one kind apart: a bucket of {@link Durations}, or what was wrong; empty when there is nothing to tell. */
    String detail() {
        if (took != null) return Durations.bucket(took);
        return problem == null ? "" : problem.stored();
    }
}
