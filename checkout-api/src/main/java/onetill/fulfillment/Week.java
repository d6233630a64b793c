package onetill.fulfillment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.util.Locale;

/** The days of a week, as they are written: {@code mon} to {@code sun}. */
public enum Week {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    static Week of(DayOfWeek day) {
        return values()[day.getValue() - 1];
    }

    @JsonCreator
    public static Week of(String written) {
        return valueOf(written.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
