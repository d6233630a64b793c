package onetill.session;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.UUID;
import onetill.money.Money;

/**
 * How urgent it is to call somebody: as if they had come earlier than they have. So the order of two never turns around by
 * time alone, and whoever waits longer than the largest head start comes before everybody who comes now.
 *
 * @param queuedAt since when they wait
 * @param headStart how much earlier they count
 * @param value what the basket costs
 */
record Urgency(UUID requestId, OffsetDateTime queuedAt, Duration headStart, boolean paymentFailed, Money value) {

    /** The most urgent first; of two alike the one who came first, and then in the order of ids. */
    static final Comparator<Urgency> ORDER = Comparator.comparing(Urgency::asIfSince)
            .thenComparing(Urgency::queuedAt)
            .thenComparing(Urgency::requestId);

    static Urgency of(UUID requestId, OffsetDateTime queuedAt, boolean paymentFailed, Money value, CallConfig config) {
        var units = value.major().longValue();
        var forValue = least(config.priorityValue.multipliedBy(units), config.priorityValueMost);
        var forFailure = paymentFailed ? config.priorityPaymentFailed : Duration.ZERO;
        return new Urgency(requestId, queuedAt, forValue.plus(forFailure), paymentFailed, value);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private OffsetDateTime asIfSince() {
        return queuedAt.minus(headStart);
    }
}
