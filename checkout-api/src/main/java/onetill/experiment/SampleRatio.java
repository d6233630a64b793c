package onetill.experiment;

import java.util.List;

/** Whether the arms got as many as they should: when not, something loses buyers of one arm, and no result is to be believed. */
final class SampleRatio {

    /** Less likely than that is no chance. */
    static final double LEAST = 0.001;

    private SampleRatio() {}

    /**
     * By the chi-squared test of what was dealt against the weights.
     *
     * @return how likely so uneven a deal, or a more uneven one, is by chance; 1 while nobody was dealt anything
     */
    static double pValue(List<Long> counts, List<Integer> weights) {
        var all = counts.stream().mapToLong(Long::longValue).sum();
        var weight = weights.stream().mapToInt(Integer::intValue).sum();
        if (all == 0) return 1;
        var squares = 0.0;
        for (var i = 0; i < counts.size(); i++) {
            var expected = (double) all * weights.get(i) / weight;
            squares += (counts.get(i) - expected) * (counts.get(i) - expected) / expected;
        }
        return chiSquaredAbove(squares, counts.size() - 1);
    }

    /** The upper tail, by the recurrence of the incomplete gamma function from one or two degrees of freedom. */
    static double chiSquaredAbove(double x, int degrees) {
        var half = x / 2;
        var isOdd = degrees % 2 == 1;
        var tail = isOdd ? erfc(Math.sqrt(half)) : Math.exp(-half);
        var term = isOdd ? Math.sqrt(half) * Math.exp(-half) * 2 / Math.sqrt(Math.PI) : Math.exp(-half) * half;
        for (var k = isOdd ? 1 : 2; k + 2 <= degrees; k += 2) {
            tail += term;
            term *= half / (k / 2.0 + 1);
        }
        return Math.min(1, tail);
    }

    /** The complementary error function, with a relative error below 1.2e-7 (Numerical Recipes in C, second edition, 6.2). */
    private static double erfc(double x) {
        var t = 1 / (1 + x / 2);
        var of = -1.26551223
                + t
                        * (1.00002368
                                + t
                                        * (0.37409196
                                                + t
                                                        * (0.09678418
                                                                + t
                                                                        * (-0.18628806
                                                                                + t
                                                                                        * (0.27886807
                                                                                                + t
                                                                                                        * (-1.13520398
                                                                                                                + t
                                                                                                                        * (1.48851587
                                                                                                                                + t
                                                                                                                                        * (-0.82215223
                                                                                                                                                + t
                                                                                                                                                        * 0.17087277))))))));
        return t * Math.exp(-x * x + of);
    }
}
