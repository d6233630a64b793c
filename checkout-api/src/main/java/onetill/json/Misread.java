package onetill.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a JSON text could not be read, in words for who wrote it: the reader's own name our classes.
 *
 * @param field where, such as {@code line_items[0].quantity}; null when the text as a whole is no JSON
 */
public record Misread(String text, @Nullable String field) {

    /** What the reader has against it. */
    public static Misread of(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException tooMuch) return bounded(tooMuch);
        if (e instanceof JsonMappingException misfit) return of(misfit);
        var where = e.getLocation();
        return new Misread(
                "this is not JSON, line %d column %d: %s"
                        .formatted(where.getLineNr(), where.getColumnNr(), e.getOriginalMessage()),
                null);
    }

    private static Misread of(JsonMappingException e) {
        if (e.getCause() instanceof StreamConstraintsException tooMuch) return bounded(tooMuch);
        return new Misread(said(e), path(e, 0));
    }

    private static String said(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "%s has no member \"%s\"; it has %s"
                    .formatted(path(e, 1), unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        if (e instanceof InvalidFormatException odd) {
            return "%s cannot be \"%s\"; it takes %s"
                    .formatted(path(e, 0), odd.getValue(), wanted(odd.getTargetType()));
        }
        return "%s does not fit: %s".formatted(path(e, 0), why(e));
    }

    private static String path(JsonMappingException e, int withoutLast) {
        var steps = e.getPath();
        var path = steps.subList(0, Math.max(0, steps.size() - withoutLast)).stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "the body" : path.startsWith(".") ? path.substring(1) : path;
    }

    private static String why(JsonMappingException e) {
        if (e instanceof MismatchedInputException other && other.getTargetType() != null) {
            return "it takes " + wanted(other.getTargetType());
        }
        return e.getOriginalMessage().matches("(?s).*\\b(java|onetill|com)\\..*")
                ? "it is of another kind than the API says"
                : e.getOriginalMessage();
    }

    private static String wanted(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(it -> ((Enum<?>) it).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == String.class) return "a text";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a number";
        if (type == OffsetDateTime.class) return "a time such as 2026-11-23T10:00:00Z";
        if (type == LocalDate.class) return "a date such as 2026-11-23";
        if (type == UUID.class) return "an id, which is a UUID";
        if (Collection.class.isAssignableFrom(type)) return "a list";
        if (Map.class.isAssignableFrom(type) || type.isRecord()) return "an object";
        return "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Misread bounded(StreamConstraintsException e) {
        return new Misread(
                "this is more than we read, which is %s: %s".formatted(Json.BOUNDS, e.getOriginalMessage()), null);
    }
}
