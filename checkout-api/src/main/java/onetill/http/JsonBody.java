package onetill.http;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import onetill.json.Json;
import onetill.json.Misread;
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
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ProblemException problem) throw problem;
            var fault = Misread.of(e);
            var problem = malformed(fault.text());
            throw fault.field() == null ? problem : problem.with("field", fault.field());
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

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
