package onetill.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRatioTest {

    /** From the tables. */
    @ParameterizedTest
    @CsvSource({
        "3.841459, 1, 0.05",
        "10.827566, 1, 0.001",
        "5.991465, 2, 0.05",
        "13.815511, 2, 0.001",
        "7.814728, 3, 0.05",
        "16.266236, 3, 0.001",
        "9.487729, 4, 0.05",
        "18.466827, 4, 0.001",
        "0.710723, 4, 0.95"
    })
    void the_tail_is_that_of_the_tables(double x, int degrees, double tail) {
        assertThat(SampleRatio.chiSquaredAbove(x, degrees)).isCloseTo(tail, within(tail * 1e-4));
    }

    @Test
    void an_even_deal_is_no_problem_and_a_lost_tenth_is_one() {
        assertThat(SampleRatio.pValue(List.of(5_030L, 4_970L), List.of(1, 1))).isGreaterThan(0.5);
        assertThat(SampleRatio.pValue(List.of(5_000L, 4_500L), List.of(1, 1))).isLessThan(SampleRatio.LEAST);
        assertThat(SampleRatio.pValue(List.of(9_000L, 1_000L), List.of(9, 1))).isEqualTo(1, within(1e-6));
        assertThat(SampleRatio.pValue(List.of(0L, 0L), List.of(1, 1))).isEqualTo(1);
    }

    @Test
    void it_cries_wolf_once_in_a_thousand_deals() {
        var random = new Random(7);
        var cries = 0;
        for (var run = 0; run < 5_000; run++) {
            var counts = new long[3];
            for (var unit = 0; unit < 600; unit++) counts[random.nextInt(3)]++;
            var p = SampleRatio.pValue(List.of(counts[0], counts[1], counts[2]), List.of(1, 1, 1));
            if (p < SampleRatio.LEAST) cries++;
        }

        assertThat(cries).isLessThanOrEqualTo(15);
    }
}
