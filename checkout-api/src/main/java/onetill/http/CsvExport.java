package onetill.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A table of any length as CSV (RFC 4180): read a page at a time while it is sent, so that neither memory nor a transaction has to
 * hold all of it.
 *
 * @param columns the names in the first line
 * @param pages the rows after the one given, or the first ones; the last page is the one that is not full
 * @param most how many rows a full page has
 * @param cells what a row shows, in the order of the columns
 */
public record CsvExport<T>(
        List<String> columns, Function<@Nullable T, List<T>> pages, int most, Function<T, List<@Nullable Object>> cells)
        implements StreamingOutput {

    public static final String MEDIA_TYPE = "text/csv";

    /** The answer that saves itself under a name. */
    public Response as(String fileName) {
        return Response.ok(this, MEDIA_TYPE + ";charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .build();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try (var csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CsvBody.format(columns))) {
            T last = null;
            List<T> page;
            do {
                page = pages.apply(last);
                for (var row : page) {
                    csv.printRecord(cells.apply(row).stream().map(CsvBody::asText));
                    last = row;
                }
            } while (page.size() == most);
        }
    }
}
