package onetill.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/**
 * The one place where amounts are rounded, to whole steps. All amounts are in minor units; the step is that of the currency,
 * see {@link Money#step}.
 */
public final class Shares {

    /** Half up: 0.5 of a cent is a cent. */
    public static final RoundingMode ROUNDING = RoundingMode.HALF_UP;

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal THOUSAND = new BigDecimal(1_000);

    private Shares() {}

    /** So many percent of an amount: 19 % of 100 is 19. */
    public static long percent(long minor, BigDecimal percent, long step) {
        return quotient(BigDecimal.valueOf(minor).multiply(percent), HUNDRED, step);
    }

    /** What so many thousandths cost: 742 grams at 1,000 for a kilogram are 742. */
    public static long perThousand(long minor, long thousandths, long step) {
        return quotient(BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(thousandths)), THOUSAND, step);
    }

    /** What of an amount is tax, when the tax is in it: of 119 at 19 % it is 19. */
    public static long inside(long minor, BigDecimal percent, long step) {
        return quotient(BigDecimal.valueOf(minor).multiply(percent), HUNDRED.add(percent), step);
    }

    private static long quotient(BigDecimal dividend, BigDecimal divisor, long step) {
        var steps = dividend.divide(divisor.multiply(BigDecimal.valueOf(step)), 0, ROUNDING);
        return Math.multiplyExact(steps.longValueExact(), step);
    }

    /** An amount in proportion to these weights, each part in whole steps. */
    public static long[] of(long amount, long[] weights, long step) {
        var parts = of(amount / step, weights);
        for (var i = 0; i < parts.length; i++) parts[i] *= step;
        return parts;
    }

    /**
     * An amount in proportion to these weights, by the largest remainders: the parts always add up to the amount, and equal
     * remainders favor the first.
     *
     * @param weights none negative; when all are zero the amount has to be zero
     */
    public static long[] of(long amount, long[] weights) {
        var sum = BigInteger.ZERO;
        for (var weight : weights) sum = sum.add(BigInteger.valueOf(weight));
        var parts = new long[weights.length];
        if (sum.signum() == 0) {
            if (amount != 0) throw new IllegalArgumentException("there is nothing to spread %d over".formatted(amount));
            return parts;
        }
        var remainders = new BigInteger[weights.length];
        var rest = amount;
        for (var i = 0; i < weights.length; i++) {
            var exact = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(sum);
            parts[i] = exact[0].longValueExact();
            remainders[i] = exact[1];
            rest -= parts[i];
        }
        var byRemainder = IntStream.range(0, weights.length)
                .boxed()
                .sorted((a, b) -> remainders[b].compareTo(remainders[a]))
                .toList();
        for (var i = 0; i < rest; i++) parts[byRemainder.get(i)]++;
        return parts;
    }
}
