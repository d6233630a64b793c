package onetill.catalog;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.catalog.Items.ItemRow;
import onetill.catalog.Items.Wrong;
import onetill.http.Bulk;
import onetill.http.Call;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The catalog for those who keep it: whole items in, whole items out. */
@Path("catalog/items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Items")
public class CatalogResource {

    private static final int MOST = 1_000;
    private static final String LINES = "application/x-ndjson";
    private static final String CSV = "text/csv";

    @Inject
    Items items;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * An item, whole: what is left out is taken away.
     *
     * @param taxCategory {@code standard} when absent
     * @param active true when absent; an inactive one is not sold and stays in old orders
     * @param minAge how old its buyer has to be; absent for everybody
     * @param group items of one group are kinds of the same thing
     * @param variant what makes it another than the rest of its group, such as {@code {"size":"M"}}
     * @param storeProductIds by app store, such as {@code {"app_store":"com.example.tea"}}
     * @param fees what is paid with each one, such as the deposit on its bottle: how many, by the sku of another item
     * @param barcodes EAN, UPC or the shop's own
     * @param prices in minor units, by currency; where a currency has none, the item is not sold in it
     */
    @Schema(name = "PutItem")
    public record PutItem(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]+", message = "has no control characters")
            String sku,

            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 5_000) String description,
            @Nullable @Size(max = 2_000) String imageUrl,
            @Nullable @Size(max = 100) String category,
            @Nullable @Size(max = 100) String taxCategory,
            @Nullable Boolean digital,
            @Nullable Boolean active,
            @Nullable @PositiveOrZero Long weightGrams,
            @Nullable @Min(1) @Max(99) Integer minAge,
            @Nullable @Size(max = 100) String group,
            @Nullable @Size(max = 20) Map<@Size(max = 40) String, @NotBlank @Size(max = 100) String> variant,
            @Nullable @Size(max = 10) Map<@Size(max = 40) String, @NotBlank @Size(max = 200) String> storeProductIds,

            @Nullable @Size(max = 5) Map<@NotBlank @Size(max = 100) String, @NotNull @Min(1) @Max(1_000) Integer> fees,

            @Nullable @Size(max = 50)
            List<@NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]+") String> barcodes,

            @NotNull Map<@Pattern(regexp = "[A-Z]{3}") String, @NotNull @PositiveOrZero Long> prices) {

        ItemRow row() {
            return new ItemRow(
                    sku.strip(),
                    name.strip(),
                    description == null ? "" : description,
                    imageUrl,
                    category == null ? "" : category.strip(),
                    taxCategory == null ? "standard" : taxCategory,
                    digital != null && digital,
                    active == null || active,
                    weightGrams == null ? 0 : weightGrams,
                    minAge,
                    group,
                    variant == null ? Map.of() : variant,
                    storeProductIds == null ? Map.of() : storeProductIds,
                    fees == null ? Map.of() : fees,
                    barcodes == null
                            ? List.of()
                            : barcodes.stream()
                                    .map(Barcodes::normalized)
                                    .distinct()
                                    .toList(),
                    prices);
        }
    }

    @Schema(name = "PutItems")
    public record PutItems(
            @NotEmpty @Valid @Size(max = MOST) List<PutItem> data) {}

    /** @param written how many items were added or replaced */
    @Schema(name = "PutItemsDone")
    public record Done(int written) {}

    @PUT
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "putItems",
            summary = "Add or replace up to 1,000 items",
            description =
                    "All of them or none: when something is wrong, the problem lists each row and why. Safe to repeat.")
    public Done put(@Bulk @NotNull @Valid PutItems request) {
        var wrong = new ArrayList<Wrong>();
        for (var row = 0; row < request.data().size(); row++) {
            var item = request.data().get(row);
            var message = ItemCheck.meaning(item);
            if (message != null) wrong.add(new Wrong(row, item.sku(), message));
        }
        if (wrong.isEmpty()) {
            var rows = request.data().stream().map(PutItem::row).toList();
            var by = call.principal();
            var skus = rows.stream().map(ItemRow::sku).toList();
            wrong.addAll(audit.change(
                    by,
                    Deed.of(AuditAction.PUT_ITEMS),
                    () -> items.of(by.merchantId(), skus),
                    () -> items.put(by.merchantId(), rows)));
        }
        if (!wrong.isEmpty()) {
            throw new ProblemException(
                            ProblemType.VALIDATION_FAILED,
                            "%d of %d items cannot be written, so none was; the first: %s"
                                    .formatted(
                                            wrong.size(),
                                            request.data().size(),
                                            wrong.get(0).message()))
                    .with("rows", wrong);
        }
        return new Done(request.data().size());
    }

    @GET
    @Produces(LINES)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "exportItems",
            summary = "All items, one JSON object per line",
            description = "A stream in the order of skus, for catalogs of any size. Each line is what putItems takes.")
    @APIResponse(
            responseCode = "200",
            description = "One item per line",
            content = @Content(mediaType = LINES, schema = @Schema(type = SchemaType.STRING)))
    public Response export() {
        var merchantId = call.principal().merchantId();
        StreamingOutput stream = out -> write(merchantId, out);
        return Response.ok(stream, LINES).build();
    }

    private void write(UUID merchantId, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            each(merchantId, item -> {
                writer.write(Json.write(item));
                writer.write('\n');
            });
        }
    }

    @GET
    @Produces(CSV + ";qs=0.5") // whoever does not say gets lines of JSON
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "exportItemsAsCsv",
            summary = "All items as CSV",
            description = "With Accept: text/csv. The columns are those that importItems takes.")
    @APIResponse(
            responseCode = "200",
            description = "One item per row",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response exportCsv() {
        var merchantId = call.principal().merchantId();
        StreamingOutput stream = out -> {
            try (var csv = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
                var members = items.members(merchantId);
                csv.printRecord(ItemFile.names(members));
                each(merchantId, item -> csv.printRecord(ItemFile.cells(item, members)));
            }
        };
        return Response.ok(stream, CSV).build();
    }

    private interface Writing {
        void of(ItemRow item) throws IOException;
    }

    private void each(UUID merchantId, Writing writing) throws IOException {
        String last = null;
        List<ItemRow> page;
        do {
            page = items.page(merchantId, last, MOST);
            for (var item : page) {
                writing.of(item);
                last = item.sku();
            }
        } while (page.size() == MOST);
    }
}
