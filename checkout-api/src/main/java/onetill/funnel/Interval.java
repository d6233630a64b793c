package onetill.funnel;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import onetill.json.Years;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about: from the beginning of one hour to the beginning of another.
 *
 * @param to not included
 */
public record Interval(OffsetDateTime from, OffsetDateTime to) {

    private static final Duration LONGEST = Duration.ofDays(732);
    private static final int USUAL_DAYS = 7;

    /** What was asked for; the last seven days and the hour that runs when nothing was. */
    public static Interval of(@Nullable String from, @Nullable String to, OffsetDateTime now) {
        var end = to == null || to.isBlank() ? now.truncatedTo(ChronoUnit.HOURS).plusHours(1) : hour("to", to);
        var begin = from == null || from.isBlank() ? end.minusDays(USUAL_DAYS) : hour("from", from);
        if (!begin.isBefore(end)) {
            throw ProblemException.invalid("from", "from is before to; this is from %s to %s".formatted(begin, end));
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid("from", "a report is about two years at most; ask for less at once");
        }
        return new Interval(begin, end);
    }

    private static OffsetDateTime hour(String name, String given) {
        var time = parse(name, given).withOffsetSameInstant(ZoneOffset.UTC);
        if (!time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
            throw ProblemException.invalid(name, "reports begin and end on the hour, such as 2026-11-01T10:00:00Z");
        }
        return time;
    }

    private static OffsetDateTime parse(String name, String given) {
        if (given.length() == "2026-11-01".length()) {
            var day = Years.day(name, given);
            if (day != null) return day.atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        var time = Years.time(name, given);
        if (time != null) return time;
        throw ProblemException.invalid(name, "it is a day such as 2026-11-01, or a time such as 2026-11-01T10:00:00Z");
    }

    /** As long, just before. */
    Interval previous() {
        return new Interval(from.minus(Duration.between(from, to)), from);
    }

    /** All days it touches, from midnight to midnight by UTC: for what is counted by days alone. */
    public Interval wholeDays() {
        return new Interval(
                from.truncatedTo(ChronoUnit.DAYS),
                lastDay().equals(to) ? to : lastDay().plusDays(1));
    }

    /** The first whole day in it begins here. */
    OffsetDateTime firstDay() {
        var day = from.truncatedTo(ChronoUnit.DAYS);
        return day.equals(from) ? day : day.plusDays(1);
    }

    /** The last whole day in it has ended here. */
    OffsetDateTime lastDay() {
        return to.truncatedTo(ChronoUnit.DAYS);
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
