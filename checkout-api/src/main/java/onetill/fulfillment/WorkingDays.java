package onetill.fulfillment;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When goods leave and when they arrive: orders after the cutoff count for the next day, handling takes working days of the
 * sender, the way takes working days of the carrier.
 *
 * @param rest days of the week on which nothing is sent or brought
 * @param holidaysHere days on which the sender rests
 * @param holidaysThere days on which nobody brings anything to the buyer
 */
record WorkingDays(Set<Week> rest, Set<LocalDate> holidaysHere, Set<LocalDate> holidaysThere) {

    private static final int A_YEAR = 366;

    /** The day on which something ordered now is handed to the carrier. */
    LocalDate leaves(ZonedDateTime ordered, LocalTime cutoff, int handlingDays) {
        var late = ordered.toLocalTime().isAfter(cutoff);
        var first = late ? ordered.toLocalDate().plusDays(1) : ordered.toLocalDate();
        return add(onOrAfter(first, holidaysHere), handlingDays, holidaysHere);
    }

    /** The day on which it is with the buyer. */
    LocalDate arrives(LocalDate left, int days) {
        return add(left, days, holidaysThere);
    }

    private LocalDate add(LocalDate from, int days, Set<LocalDate> holidays) {
        var day = from;
        for (var left = days; left > 0; left--) day = onOrAfter(day.plusDays(1), holidays);
        return day;
    }

    private LocalDate onOrAfter(LocalDate from, Set<LocalDate> holidays) {
        var day = from;
        for (var tries = 0; isOff(day, holidays) && tries < A_YEAR; tries++) day = day.plusDays(1);
        return day;
    }

    private boolean isOff(LocalDate day, Set<LocalDate> holidays) {
        return rest.contains(Week.of(day.getDayOfWeek())) || holidays.contains(day);
    }
}
