package onetill.payment.reconciliation;

import java.util.UUID;
import java.util.stream.Stream;
import onetill.payment.reconciliation.Breaks.Found;
import onetill.payment.reconciliation.Breaks.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One attempt in our books and in the provider's list.
 *
 * @param captured what our books have taken
 * @param charged what the list says was taken
 */
record Compared(
        UUID merchantId,
        String provider,
        UUID attemptId,
        String providerRef,
        String currency,
        long captured,
        long refunded,
        long charged,
        long givenBack) {

    Compared(UUID merchantId, String provider, @Nullable Object[] row) {
        this(
                merchantId,
                provider,
                (UUID) row[0],
                String.valueOf(row[1]),
                String.valueOf(row[2]),
                number(row[3]),
                number(row[4]),
                number(row[5]),
                number(row[6]));
    }

    private static long number(@Nullable Object column) {
        return column == null ? 0 : ((Number) column).longValue();
    }

    boolean agrees() {
        return captured == charged && refunded == givenBack;
    }

    /** None when both sides agree. */
    Stream<Found> differences() {
        return Stream.concat(
                captured == charged ? Stream.empty() : Stream.of(found(kind(), captured, charged)),
                refunded == givenBack ? Stream.empty() : Stream.of(found(Kind.REFUND_DIFFERS, refunded, givenBack)));
    }

    private Kind kind() {
        if (captured == 0) return Kind.MISSING_HERE;
        return charged == 0 ? Kind.MISSING_THERE : Kind.AMOUNT_DIFFERS;
    }

    private Found found(Kind kind, long here, long there) {
        return new Found(merchantId, provider, kind, providerRef, attemptId, here, there, currency);
    }
}
