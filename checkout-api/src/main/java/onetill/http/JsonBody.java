package onetill.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

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
            var read = Json.MAPPER.readValue(bytes, Json.MAPPER.constructType(generic));
            if (read == null) throw malformed("this call needs a JSON object");
            return read;
        } catch (StreamConstraintsException e) {
            throw bounded(e);
        } catch (UnrecognizedPropertyException e) {
            throw malformed("%s has no member \"%s\"; it has %s"
                            .formatted(path(e, 1), e.getPropertyName(), e.getKnownPropertyIds()))
                    .with("field", path(e, 0));
        } catch (InvalidFormatException e) {
            throw malformed("%s cannot be \"%s\"%s".formatted(path(e, 0), e.getValue(), choices(e.getTargetType())))
                    .with("field", path(e, 0));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof StreamConstraintsException tooMuch) throw bounded(tooMuch);
            throw malformed("%s does not fit: %s".formatted(path(e, 0), e.getOriginalMessage()))
                    .with("field", path(e, 0));
        } catch (JsonParseException e) {
            throw malformed("this is not JSON, line %d column %d: %s"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage()));
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

    private static String choices(Class<?> type) {
        if (!type.isEnum()) return "; it takes " + type.getSimpleName().toLowerCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .map(it -> ((Enum<?>) it).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "; it takes one of ", ""));
    }

    private static ProblemException bounded(StreamConstraintsException e) {
        return malformed("this is more than we read, which is %s: %s".formatted(Json.BOUNDS, e.getOriginalMessage()));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
