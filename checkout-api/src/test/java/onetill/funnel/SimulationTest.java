package onetill.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the reason that is found is the one they went for. {@code -Dfunnel.simulation=50000} for the number of
 * docs/measurements.md.
 */
class SimulationTest {

    private static final int SESSIONS = Integer.getInteger("funnel.simulation", 4_000);
    private static final double WANTED = 0.90;

    /** Of those who went for a reason: how many are known, and right; of those said to have it: how many had. */
    private static final class Score {
        long had;
        long found;
        long said;
        long right;

        double recall() {
            return (double) right / had;
        }

        double precision() {
            return (double) right / said;
        }
    }

    @ParameterizedTest
    @CsvSource({"tuned, 1", "held back, 2"})
    void reasons_cover_and_are_right_nine_times_in_ten(String which, long seed) {
        var scenarios = which.equals("tuned") ? Scenario.TUNED : HeldBack.SCENARIOS;
        var scores = score(new Simulation(new Random(seed), scenarios));
        print(which, scores);

        var known = scores.entrySet().stream()
                .filter(it -> it.getKey() != LossReason.UNKNOWN)
                .map(Map.Entry::getValue)
                .toList();
        var had = known.stream().mapToLong(it -> it.had).sum();
        var found = known.stream().mapToLong(it -> it.found).sum();
        assertThat((double) found / had).as("coverage").isGreaterThanOrEqualTo(WANTED);
        for (var reason : List.of(LossReason.values())) {
            var score = scores.get(reason);
            assertThat(score.said).as(reason + " is said").isPositive();
            assertThat(score.precision()).as("precision of " + reason).isGreaterThanOrEqualTo(WANTED);
        }
    }

    private static Map<LossReason, Score> score(Simulation simulation) {
        var scores = new EnumMap<LossReason, Score>(LossReason.class);
        for (var reason : LossReason.values()) scores.put(reason, new Score());
        for (var i = 0; i < SESSIONS; i++) {
            var labelled = simulation.next();
            var said = Reasons.of(labelled.walk().givenUp()).reason();
            var truth = scores.get(labelled.truth());
            truth.had++;
            if (said != LossReason.UNKNOWN) truth.found++;
            scores.get(said).said++;
            if (said == labelled.truth()) truth.right++;
        }
        return scores;
    }

    private static void print(String which, Map<LossReason, Score> scores) {
        System.out.printf(
                "%n%s, %d sessions%n| reason | went for it | recall | precision |%n|---|---|---|---|%n",
                which, SESSIONS);
        scores.forEach((reason, score) -> System.out.printf(
                "| `%s` | %d | %.1f %% | %.1f %% |%n",
                reason.stored(), score.had, 100 * score.recall(), 100 * score.precision()));
        var had = scores.values().stream().mapToLong(it -> it.had).sum() - scores.get(LossReason.UNKNOWN).had;
        var found = scores.values().stream().mapToLong(it -> it.found).sum() - scores.get(LossReason.UNKNOWN).found;
        System.out.printf("coverage: %.1f %%%n", 100.0 * found / had);
    }
}
