package onetill.funnel;

import java.util.List;
import java.util.Random;

/** Buyers who are lost for reasons that are known, because they were made up. */
final class Simulation {

    /** A history, and why its buyer went. */
    record Labelled(Walk walk, LossReason truth) {}

    private final Random random;
    private final List<Scenario> scenarios;
    private final int weights;

    Simulation(Random random, List<Scenario> scenarios) {
        this.random = random;
        this.scenarios = scenarios;
        this.weights = scenarios.stream().mapToInt(Scenario::weight).sum();
    }

    Labelled next() {
        var at = random.nextInt(weights);
        for (var scenario : scenarios) {
            at -= scenario.weight();
            if (at < 0) return new Labelled(scenario.walk().apply(random), scenario.truth());
        }
        throw new IllegalStateException("weights do not add up");
    }
}
