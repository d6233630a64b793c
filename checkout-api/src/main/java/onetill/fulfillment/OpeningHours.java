package onetill.fulfillment;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When a location is open, in its own time.
 *
 * @param hours for each day of the week from when to when, such as {@code [["09:00","13:00"],["14:00","18:00"]]}; with no day at
 *     all it is always open
 * @param closedOn single days on which it is closed
 */
public record OpeningHours(Map<Week, List<List<LocalTime>>> hours, Set<LocalDate> closedOn) {

    private static final int A_YEAR = 366;

    boolean isOpen(ZonedDateTime at) {
        if (hours.isEmpty()) return !closedOn.contains(at.toLocalDate());
        return on(at.toLocalDate()).entrySet().stream()
                .anyMatch(it -> !at.toLocalTime().isBefore(it.getKey())
                        && at.toLocalTime().isBefore(it.getValue()));
    }

    /** When something that takes this much work can be picked up; people work only while it is open. */
    ZonedDateTime ready(ZonedDateTime ordered, Duration work) {
        var left = work;
        for (var day = 0; day < A_YEAR; day++) {
            var date = ordered.toLocalDate().plusDays(day);
            for (var span : on(date).entrySet()) {
                var opens = date.atTime(span.getKey()).atZone(ordered.getZone());
                var closes = date.atTime(span.getValue()).atZone(ordered.getZone());
                var begins = opens.isBefore(ordered) ? ordered : opens;
                if (!begins.isBefore(closes)) continue;
                var available = Duration.between(begins, closes);
                if (left.compareTo(available) < 0) return begins.plus(left);
                left = left.minus(available);
            }
        }
        return ordered.plusDays(A_YEAR);
    }

    private Map<LocalTime, LocalTime> on(LocalDate date) {
        var spans = new TreeMap<LocalTime, LocalTime>();
        if (closedOn.contains(date)) return spans;
        if (hours.isEmpty()) spans.put(LocalTime.MIN, LocalTime.MAX);
        for (var span : hours.getOrDefault(Week.of(date.getDayOfWeek()), List.of())) {
            spans.put(span.get(0), span.get(1));
        }
        return spans;
    }
}
