package onetill.experiment;

/**
 * Compares an arm with the control in a way that stays true however often one looks: the mixture sequential probability ratio test for
 * the difference of two means, and the confidence sequence that belongs to it. See docs/experiments.md for the method, its sources and
 * how it was checked. Pure arithmetic.
 */
final class Sequential {

    /** How often an experiment without any effect may look as if it had one, over its whole life. */
    static final double ALPHA = 0.05;

    /** Below so many units in either arm nothing is said: the normal approximation is not good enough yet. */
    static final long LEAST_UNITS = 100;

    /** Of the normal distribution; with it the wanted effect is found four times in five. */
    private static final double Z_OF_POWER = 0.8416;

    private static final long MOST_UNITS = 1_000_000_000L;

    private Sequential() {}

    /**
     * What was measured in an arm.
     *
     * @param n how many
     * @param variance of a single one
     */
    record Sample(long n, double mean, double variance) {

        /** Yes or no. Nobody and everybody also vary a little: as many as with one more of each. */
        static Sample ofShare(long yes, long n) {
            var smoothed = (yes + 1.0) / (n + 2.0);
            return new Sample(n, n == 0 ? 0 : (double) yes / n, smoothed * (1 - smoothed));
        }

        /** Of the mean, as an estimate. */
        private double varianceOfMean() {
            return variance / n;
        }
    }

    /**
     * An arm beside the control.
     *
     * @param difference arm less control
     * @param low the confidence sequence of the difference, at any time
     * @param pValue always valid: at most {@code ALPHA} with a probability of {@code ALPHA}, however often one looks
     */
    record Comparison(double difference, double low, double high, double pValue) {}

    /**
     * @param expected the size of the effects to look for: the standard deviation of the mixture. The test is valid with any, and
     *     quickest when it is about right
     * @param alpha how often nothing may look like something
     */
    static Comparison compare(Sample control, Sample arm, double expected, double alpha) {
        var difference = arm.mean() - control.mean();
        var variance = control.varianceOfMean() + arm.varianceOfMean();
        var half = halfWidth(variance, expected, alpha);
        return new Comparison(difference, difference - half, difference + half, pValue(difference, variance, expected));
    }

    /** One by the likelihood ratio of the mixture against no difference. */
    private static double pValue(double difference, double variance, double expected) {
        var mixed = variance + expected * expected;
        var logRatio = 0.5 * Math.log(variance / mixed)
                + expected * expected * difference * difference / (2 * variance * mixed);
        return Math.min(1, Math.exp(-logRatio));
    }

    /** Where that ratio reaches 1 ÷ alpha. */
    private static double halfWidth(double variance, double expected, double alpha) {
        var mixed = variance + expected * expected;
        return Math.sqrt(
                variance * mixed / (expected * expected) * (2 * Math.log(1 / alpha) + Math.log(mixed / variance)));
    }

    /**
     * How many units each arm needs until an effect of this size is found four times in five.
     *
     * @param rate how many of the control complete
     */
    static long unitsNeeded(double rate, double effect, double alpha) {
        var variance = 2 * Math.max(rate * (1 - rate), 0.01);
        var low = LEAST_UNITS;
        var high = MOST_UNITS;
        while (low < high) {
            var n = (low + high) / 2;
            var ofMean = variance / n;
            var found = halfWidth(ofMean, effect, alpha) + Z_OF_POWER * Math.sqrt(ofMean) <= effect;
            if (found) high = n;
            else low = n + 1;
        }
        return low;
    }
}
