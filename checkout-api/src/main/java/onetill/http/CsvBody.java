package onetill.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Tables as CSV (RFC 4180), for whoever asks for that by Accept. */
@Provider
@Produces("text/csv")
@ApplicationScoped
public class CsvBody implements MessageBodyWriter<Table> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Table.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Table table,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        var csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format(table.csvColumns()));
        for (var row : table.csvRows()) csv.printRecord(row.stream().map(CsvBody::asText));
        csv.flush();
    }

    static CSVFormat format(List<String> columns) {
        return CSVFormat.RFC4180
                .builder()
                .setHeader(columns.toArray(String[]::new))
                .get();
    }

    /** What people or others have written is no formula, whatever it begins with. */
    static @Nullable Object asText(@Nullable Object value) {
        return value instanceof String words && words.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + words : value;
    }
}
