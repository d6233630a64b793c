package onetill.funnel;

import org.jspecify.annotations.Nullable;

/** Parts of a whole, to four places. */
public final class Shares {

    private static final double PLACES = 10_000;

    private Shares() {}

    /** @return null of nothing */
    public static @Nullable Double of(long part, long whole) {
        return whole == 0 ? null : Math.round(part * PLACES / whole) / PLACES;
    }
}
