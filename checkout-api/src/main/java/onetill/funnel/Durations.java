package onetill.funnel;

import java.time.Duration;
import java.util.SortedMap;

/**
 * Durations in buckets that grow by the eighth root of two, so that a quantile of any number of them is read from few rows. What is
 * answered is the middle of a bucket: at most 4.5 % from the truth.
 */
public final class Durations {

    private static final int PER_DOUBLING = 8;
    private static final double HALF = 0.5;

    private Durations() {}

    /** In a form that sorts; below a millisecond is the first. */
    public static String bucket(Duration length) {
        var ms = Math.max(1, length.toMillis());
        return "%03d".formatted((int) Math.floor(Math.log(ms) / Math.log(2) * PER_DOUBLING));
    }

    /** The middle of a bucket, in milliseconds. */
    static long middleMs(String bucket) {
        return Math.round(Math.pow(2, (Integer.parseInt(bucket) + HALF) / PER_DOUBLING));
    }

    /**
     * So long at most lasted this part of them, in milliseconds.
     *
     * @param buckets how many there are in each; not empty
     * @param part between 0 and 1
     */
    public static long quantileMs(SortedMap<String, Long> buckets, double part) {
        var all = buckets.values().stream().mapToLong(Long::longValue).sum();
        var wanted = Math.max(1, Math.ceil(all * part));
        var counted = 0L;
        for (var bucket : buckets.entrySet()) {
            counted += bucket.getValue();
            if (counted >= wanted) return middleMs(bucket.getKey());
        }
        return middleMs(buckets.lastKey());
    }
}
