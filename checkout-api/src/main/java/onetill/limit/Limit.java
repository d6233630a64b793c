package onetill.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * So many in a time.
 *
 * @param name for metrics and headers, of few values: {@code payments-address}
 * @param quota how many; 0 is no limit
 * @param strict whether there are never more than the quota in any window of this length. A bucket that is full at the begin of a
 *     window and fills up within it would let nearly twice as many pass: a strict one is smaller and fills more slowly
 */
record Limit(String name, long quota, Duration window, boolean strict) {

    static final Limit NONE = new Limit("none", 0, Duration.ofMinutes(1), false);

    private static final int TENTHS = 10;
    private static final int AT_ONCE = 6;

    /**
     * @param text {@code 600/PT1M}, or 0 for no limit
     * @throws IllegalArgumentException with a sentence that names what is wrong
     */
    static Limit parse(String name, String text, boolean strict) {
        var parts = text.strip().split("/", 2);
        try {
            var quota = Long.parseLong(parts[0]);
            if (quota == 0 && parts.length == 1) return new Limit(name, 0, Duration.ofMinutes(1), strict);
            var window = Duration.parse(parts.length == 2 ? parts[1] : "");
            if (quota >= 0 && !window.isNegative() && !window.isZero()) return new Limit(name, quota, window, strict);
        } catch (NumberFormatException | DateTimeParseException e) {
            // the sentence below says it
        }
        throw new IllegalArgumentException(
                "the limit %s is written like 600/PT1M (600 in a minute) or 0 (none), and is %s".formatted(name, text));
    }

    boolean isOff() {
        return quota == 0;
    }

    /** How many may come at once. */
    long burst() {
        return strict ? Math.max(1, (quota * AT_ONCE + TENTHS - 1) / TENTHS) : quota;
    }

    BucketConfiguration bucket() {
        var refill = strict ? Math.max(1, quota - burst()) : quota;
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst())
                        .refillGreedy(refill, window)
                        .build())
                .build();
    }
}
