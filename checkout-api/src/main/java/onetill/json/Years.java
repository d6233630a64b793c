package onetill.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.ToIntFunction;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Times and days as RFC 3339 has them: a year has four digits. Java knows others, which the database does not keep. */
public final class Years {

    private static final int LAST = 9999;

    private Years() {}

    /**
     * A time that somebody put into a query.
     *
     * @throws ProblemException VALIDATION_FAILED when it is none
     */
    public static @Nullable OffsetDateTime time(String name, @Nullable String given) {
        if (given == null || given.isBlank()) return null;
        try {
            // a plus that nobody encoded comes as a blank
            var time = OffsetDateTime.parse(given.replace(' ', '+'));
            if (isKept(time.getYear())) return time;
        } catch (DateTimeException e) {
            // told below
        }
        throw ProblemException.invalid(name, "it is a time such as 2026-11-01T00:00:00Z");
    }

    /**
     * A day that somebody put into a query.
     *
     * @throws ProblemException VALIDATION_FAILED when it is none
     */
    public static @Nullable LocalDate day(String name, @Nullable String given) {
        if (given == null || given.isBlank()) return null;
        try {
            var day = LocalDate.parse(given);
            if (isKept(day.getYear())) return day;
        } catch (DateTimeException e) {
            // told below
        }
        throw ProblemException.invalid(name, "it is a day such as 2026-11-01");
    }

    static Module bounded() {
        return new SimpleModule("years")
                .addDeserializer(
                        OffsetDateTime.class,
                        new Bounded<>(
                                OffsetDateTime.class, InstantDeserializer.OFFSET_DATE_TIME, OffsetDateTime::getYear))
                .addDeserializer(
                        LocalDate.class,
                        new Bounded<>(LocalDate.class, LocalDateDeserializer.INSTANCE, LocalDate::getYear));
    }

    private static boolean isKept(int year) {
        return year > 0 && year <= LAST;
    }

    private static final class Bounded<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1;

        private final transient JsonDeserializer<T> reader;
        private final transient ToIntFunction<T> year;

        Bounded(Class<T> type, JsonDeserializer<T> reader, ToIntFunction<T> year) {
            super(type);
            this.reader = reader;
            this.year = year;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var given = parser.getText();
            var value = reader.deserialize(parser, context);
            if (value == null || isKept(year.applyAsInt(value))) return value;
            throw InvalidFormatException.from(parser, "a year has four digits", given, handledType());
        }
    }
}
