package onetill.suite;

import java.time.Duration;
import java.util.List;

/**
 * What came of one experiment.
 *
 * @param fired whether the harm was done at all; an experiment that did not fire proves nothing
 * @param convergence from the harm until nothing was on its way any more
 */
record Finding(String experiment, boolean fired, Duration convergence, List<String> violations) {

    boolean isGood() {
        return violations.isEmpty();
    }
}
