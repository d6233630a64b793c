package onetill.order;

import java.util.ArrayList;
import java.util.List;
import onetill.pricing.CashRounding;

/**
 * How an amount is given back by the payments of an order, the first one first. Cash is rounded to what coins can pay, on the sum of
 * all that it gave back so far: however often a part comes back, it is never more than half a coin off, and never more than was paid.
 */
record RefundPlan(List<Source> sources) {

    /**
     * One payment.
     *
     * @param leftMinor what it took and has not given back
     * @param roundedMinor by how much more it has given back than was asked for
     * @param coinMinor the smallest amount it can give; 1 for what is no cash
     */
    record Source(long leftMinor, long roundedMinor, long coinMinor) {

        /** What can be asked for: it gives all that is left for it. */
        long exactMinor() {
            return Math.max(0, leftMinor + roundedMinor);
        }

        private long giving(long exact) {
            var coins = CashRounding.round(exact - roundedMinor, coinMinor);
            var most = leftMinor - leftMinor % coinMinor;
            return Math.max(0, Math.min(coins, most));
        }
    }

    /**
     * What one payment gives.
     *
     * @param source which one, by its place
     * @param roundingMinor by how much more it is than its part of what was asked for
     */
    record Part(int source, long amountMinor, long roundingMinor) {}

    /** Whether nothing is left, but for what coins could not pay. */
    boolean isEmpty() {
        return sources.stream().allMatch(it -> it.leftMinor() == 0);
    }

    /** What can be asked for. */
    long leftMinor() {
        return sources.stream().mapToLong(Source::exactMinor).reduce(0, Math::addExact);
    }

    /** Who gives how much; nobody where coins cannot pay so little. */
    List<Part> share(long amountMinor) {
        var parts = new ArrayList<Part>();
        var rest = amountMinor;
        for (var i = 0; i < sources.size(); i++) {
            var source = sources.get(i);
            var exact = Math.min(rest, source.exactMinor());
            if (exact == 0) continue;
            var given = source.giving(exact);
            if (given > 0) parts.add(new Part(i, given, given - exact));
            rest -= exact;
        }
        return parts;
    }
}
