package onetill.funnel;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an obstacle cost, in minor units: what those who met it would have paid, times the part of comparable sessions that did
 * buy; with the interval in which that part lies in 95 of 100 cases (Wilson). The formula is in docs/funnel.md.
 *
 * @param comparable sessions that were at the same place, are decided and did not meet it
 * @param won those of them that bought
 */
@Schema(name = "LossEstimate")
public record Estimate(long lostMinor, long lowMinor, long highMinor, long comparable, long won) {

    private static final double Z = 1.959964;

    static Estimate of(long valueMinor, long comparable, long won) {
        if (comparable <= 0) return new Estimate(0, 0, valueMinor, 0, 0);
        var n = (double) comparable;
        var p = Math.min(1, won / n);
        var square = Z * Z / n;
        var middle = (p + square / 2) / (1 + square);
        var half = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n)) / (1 + square);
        return new Estimate(
                Math.round(valueMinor * p),
                Math.round(valueMinor * Math.max(0, middle - half)),
                Math.round(valueMinor * Math.min(1, middle + half)),
                comparable,
                won);
    }
}
