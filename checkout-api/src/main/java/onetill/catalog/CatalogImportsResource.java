package onetill.catalog;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.catalog.CatalogImports.Import;
import onetill.catalog.CatalogImports.Mode;
import onetill.catalog.CatalogImports.WrongRow;
import onetill.catalog.ItemFile.Row;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files of items, of any length. */
@Path("catalog/imports")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Items")
public class CatalogImportsResource {

    private static final String CSV = "text/csv";
    private static final String LINES = "application/x-ndjson";
    private static final MediaType CSV_TYPE = MediaType.valueOf(CSV);
    private static final MediaType LINES_TYPE = MediaType.valueOf(LINES);
    private static final int MOST_ROWS = 1_000_000;
    private static final int SHOWN = 100;
    private static final int PAGE = 1_000;
    private static final int ACCEPTED = 202;

    @Inject
    CatalogImports imports;

    @Inject
    Call call;

    /** @param wrong the first 100 rows that are wrong */
    @Schema(name = "CatalogImport")
    public record ImportView(Import progress, List<WrongRow> wrong) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "importItems",
            summary = "Import a file of items",
            description =
                    "CSV with the names of columns in its first line (sku, name, description, image_url, category, tax_category, digital, "
                            + "active, weight_grams, min_age, group, barcodes, price.EUR, variant.size, store.app_store, fee.BOTTLE), or one JSON object per line. "
                            + "mode=all writes nothing when a row is wrong, mode=report writes the others. The file is taken in, "
                            + "then written; ask for its progress. Safe to repeat: the same rows give the same items.")
    @APIResponse(
            responseCode = "202",
            description = "How far it is",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @RequestBody(content = {@Content(mediaType = CSV), @Content(mediaType = LINES)})
    public Response start(
            @QueryParam("mode") @Nullable String mode,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            InputStream body)
            throws IOException {
        var isCsv = CSV_TYPE.isCompatible(type);
        if (!isCsv && !LINES_TYPE.isCompatible(type)) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "send %s or %s, and say so in Content-Type".formatted(CSV, LINES));
        }
        var by = call.principal();
        var id = imports.begin(by, mode(mode));
        var whole = false;
        try {
            receive(by.merchantId(), id, isCsv, body);
            whole = true;
        } finally {
            if (!whole) imports.dropped(by.merchantId(), id);
        }
        imports.received(by, id);
        return Response.status(ACCEPTED).entity(view(id)).build();
    }

    private void receive(UUID merchantId, UUID id, boolean isCsv, InputStream body) throws IOException {
        var batch = new ArrayList<Row>();
        Consumer<Row> keep = row -> {
            if (row.number() > MOST_ROWS) {
                throw ProblemException.invalid("body", "at most %d rows at once".formatted(MOST_ROWS));
            }
            batch.add(row);
            if (batch.size() == CatalogImports.BATCH) {
                imports.keep(merchantId, id, batch);
                batch.clear();
            }
        };
        if (isCsv) ItemFile.csv(body, keep);
        else ItemFile.lines(body, keep);
        if (!batch.isEmpty()) imports.keep(merchantId, id, batch);
    }

    private static Mode mode(@Nullable String mode) {
        try {
            if (mode != null) return Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw ProblemException.invalid("mode", "say ?mode=all or ?mode=report");
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getCatalogImport", summary = "How far an import is, and what is wrong")
    public ImportView get(@PathParam("id") UUID id) {
        return view(id);
    }

    private ImportView view(UUID id) {
        var merchantId = call.principal().merchantId();
        return new ImportView(imports.get(merchantId, id), imports.wrong(merchantId, id, 0, SHOWN));
    }

    @GET
    @Path("{id}/wrong-rows")
    @Produces(CSV)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getWrongRows", summary = "All rows that are wrong, as CSV")
    @APIResponse(
            responseCode = "200",
            description = "The rows: row, sku, message",
            content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
    public Response wrong(@PathParam("id") UUID id, @QueryParam("after") @DefaultValue("0") long after) {
        var merchantId = call.principal().merchantId();
        imports.get(merchantId, id);
        StreamingOutput stream = out -> {
            try (var csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
                csv.printRecord("row", "sku", "message");
                var page = imports.wrong(merchantId, id, after, PAGE);
                while (!page.isEmpty()) {
                    for (var row : page) csv.printRecord(row.row(), row.sku(), row.message());
                    page = imports.wrong(
                            merchantId, id, page.get(page.size() - 1).row(), PAGE);
                }
            }
        };
        return Response.ok(stream, CSV).build();
    }
}
