package onetill.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.text.CheckedText;
import org.jspecify.annotations.Nullable;

/** Bodies in and out. What cannot be read is answered with the place and the reason, not with a stack trace. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json"})
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
@ApplicationScoped
public class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type != String.class && type != byte[].class && !InputStream.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        var bytes = in.readAllBytes(); // BodyFilter has bounded it
        if (bytes.length == 0) throw malformed("this call needs a JSON body");
        try {
            var read = read(bytes, generic);
            if (read == null) throw malformed("this call needs a JSON object");
            return read;
        } catch (StreamConstraintsException e) {
            throw bounded(e);
        } catch (UnrecognizedPropertyException e) {
            throw malformed("%s has no member \"%s\"; it has %s"
                            .formatted(path(e, 1), e.getPropertyName(), e.getKnownPropertyIds()))
                    .with("field", path(e, 0));
        } catch (InvalidFormatException e) {
            throw malformed("%s cannot be \"%s\"; it takes %s"
                            .formatted(path(e, 0), e.getValue(), wanted(e.getTargetType())))
                    .with("field", path(e, 0));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof ProblemException problem) throw problem;
            if (e.getCause() instanceof StreamConstraintsException tooMuch) throw bounded(tooMuch);
            throw malformed("%s does not fit: %s".formatted(path(e, 0), why(e))).with("field", path(e, 0));
        } catch (JsonParseException e) {
            throw malformed("this is not JSON, line %d column %d: %s"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()));
        } catch (CharConversionException e) {
            throw malformed("this is not JSON in UTF-8");
        }
    }

    private static @Nullable Object read(byte[] bytes, Type generic) throws IOException {
        try (var body = new CheckedText(Json.MAPPER.createParser(bytes))) {
            return Json.MAPPER.readValue(body, Json.MAPPER.constructType(generic));
        }
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type != String.class
                && type != byte[].class
                && !jakarta.ws.rs.core.StreamingOutput.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(Json.MAPPER.writeValueAsBytes(value));
    }

    private static String path(JsonMappingException e, int withoutLast) {
        var steps = e.getPath();
        var path = steps.subList(0, Math.max(0, steps.size() - withoutLast)).stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "the body" : path.startsWith(".") ? path.substring(1) : path;
    }

    /** Never in the words of the reader, which names our classes. */
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

    private static ProblemException bounded(StreamConstraintsException e) {
        return malformed("this is more than we read, which is %s: %s".formatted(Json.BOUNDS, e.getOriginalMessage()));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
