package onetill.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import onetill.experiment.Sequential.Sample;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialTest {

    private static final double EFFECT = 0.03;

    @Test
    void a_difference_that_is_plain_is_sure() {
        var found = Sequential.compare(
                Sample.ofShare(5_000, 10_000), Sample.ofShare(5_600, 10_000), EFFECT, Sequential.ALPHA);

        assertThat(found.difference()).isCloseTo(0.06, within(1e-9));
        assertThat(found.low()).isPositive().isLessThan(0.06);
        assertThat(found.pValue()).isLessThan(1e-9);
    }

    /** By hand: V = 2 * 0.25 / 10,000 = 0.00005, V + t^2 = 0.00095. */
    @Test
    void is_what_the_formula_says() {
        var control = new Sample(10_000, 0.50, 0.25);
        var arm = new Sample(10_000, 0.53, 0.25);

        var found = Sequential.compare(control, arm, EFFECT, Sequential.ALPHA);

        var ratio = Math.sqrt(0.00005 / 0.00095) * Math.exp(0.0009 * 0.0009 / (2 * 0.00005 * 0.00095));
        assertThat(found.pValue()).isCloseTo(1 / ratio, within(1e-9));
        var half = Math.sqrt(0.00005 * 0.00095 / 0.0009 * (2 * Math.log(20) + Math.log(19)));
        assertThat(found.high() - found.low()).isCloseTo(2 * half, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"200, 0.02", "1000, 0.02", "5000, 0.01", "50000, 0.005"})
    void the_interval_leaves_zero_out_exactly_when_the_p_value_is_small(long n, double step) {
        for (var shift = -0.2; shift <= 0.2; shift += step / 7) {
            var found = Sequential.compare(
                    new Sample(n, 0.5, 0.25), new Sample(n, 0.5 + shift, 0.25), EFFECT, Sequential.ALPHA);

            assertThat(found.low() > 0 || found.high() < 0)
                    .as("%s at %d", found, n)
                    .isEqualTo(found.pValue() < Sequential.ALPHA);
        }
    }

    @Test
    void nobody_and_everybody_are_no_certainty() {
        var found = Sequential.compare(Sample.ofShare(0, 100), Sample.ofShare(3, 100), EFFECT, Sequential.ALPHA);

        assertThat(found.low()).isNegative();
        assertThat(Sample.ofShare(0, 0).mean()).isZero();
    }

    @Test
    void smaller_effects_need_more_buyers() {
        var three = Sequential.unitsNeeded(0.6, 0.03, Sequential.ALPHA);
        var one = Sequential.unitsNeeded(0.6, 0.01, Sequential.ALPHA);

        assertThat(three).isBetween(5_000L, 12_000L);
        assertThat(one / (double) three).isBetween(8.0, 10.0);
    }

    /** What docs/experiments.md promises, with a look after each pair of buyers. The seeds are fixed, so that it never depends on luck. */
    @Nested
    class Simulated {

        private static final int RUNS = 1_000;
        private static final int UNITS = 10_000;

        @ParameterizedTest
        @CsvSource({"0.05, 1", "0.30, 2", "0.60, 3"})
        void at_most_one_in_twenty_experiments_without_an_effect_looks_as_if_it_had_one(double rate, long seed) {
            var found = found(rate, rate, RUNS, seed);

            System.out.printf("A/A at %.2f: %d of %d looked different at some time%n", rate, found, RUNS);
            assertThat(found).isLessThanOrEqualTo(RUNS / 20);
        }

        @ParameterizedTest
        @CsvSource({"0.30, 4", "0.60, 5"})
        void three_points_more_are_found_nine_times_in_ten(double rate, long seed) {
            var runs = RUNS / 2;
            var found = found(rate, rate + 0.03, runs, seed);

            System.out.printf("+3 points at %.2f: found in %d of %d within %d in each arm%n", rate, found, runs, UNITS);
            assertThat((double) found / runs).isGreaterThanOrEqualTo(0.9);
        }

        /** How many runs are ever sure of a difference, in the right direction where there is one. */
        private int found(double control, double arm, int runs, long seed) {
            var random = new Random(seed);
            var found = 0;
            for (var run = 0; run < runs; run++) {
                if (isFound(control, arm, random)) found++;
            }
            return found;
        }

        private boolean isFound(double control, double arm, Random random) {
            long ofControl = 0;
            long ofArm = 0;
            var found = false;
            for (var n = 1; n <= UNITS && !found; n++) {
                if (random.nextDouble() < control) ofControl++;
                if (random.nextDouble() < arm) ofArm++;
                if (n < Sequential.LEAST_UNITS) continue;
                var now = Sequential.compare(
                        Sample.ofShare(ofControl, n), Sample.ofShare(ofArm, n), EFFECT, Sequential.ALPHA);
                found = now.low() > 0 || now.high() < 0 && control == arm;
            }
            return found;
        }
    }
}
