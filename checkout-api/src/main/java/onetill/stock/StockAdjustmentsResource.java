package onetill.stock;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.stock.StockLevels.Adjustment;
import onetill.stock.StockLevels.Level;
import onetill.stock.StockLevels.Reason;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why there is more or less than there was, other than by selling. */
@Path("stock-adjustments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Stock")
public class StockAdjustmentsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;

    @Inject
    StockLevels levels;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * Puts in or takes out, or tells what was counted: one of the two.
     *
     * @param quantity what is put in; negative is taken out
     * @param counted what is there, with what is kept aside for buyers
     */
    @Schema(name = "AdjustStock")
    public record Adjust(
            @NotBlank @Size(max = 100) String sku,
            @NotBlank @Size(max = 100) String locationId,

            @Nullable @Min(-1_000_000_000) @Max(1_000_000_000)
            Long quantity,

            @Nullable @PositiveOrZero @Max(1_000_000_000) Long counted,
            @NotNull Reason reason,
            @Nullable @Size(max = 500) String note) {}

    /** @param adjustment null when what was counted is what we thought */
    @Schema(name = "StockAdjusted")
    public record Adjusted(@Nullable Adjustment adjustment, List<Level> levels) {}

    @Schema(name = "StockAdjustmentPage")
    public record AdjustmentPage(
            List<Adjustment> data, @Nullable String nextCursor) {}

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "adjustStock",
            summary = "Put in, take out or count",
            description =
                    "An item is counted from its first adjustment on. What is kept aside for buyers cannot be taken out.")
    @APIResponse(
            responseCode = "201",
            description = "What was changed, and what there is now",
            content = @Content(schema = @Schema(implementation = Adjusted.class)))
    public Response adjust(@NotNull @Valid Adjust request) {
        var quantity = request.quantity();
        var counted = request.counted();
        if ((quantity == null) == (counted == null) || quantity != null && quantity == 0) {
            throw ProblemException.invalid("quantity", "give a quantity other than 0, or what was counted");
        }
        return Answers.of(once.atOnce(call.principal(), "stock_adjustment", call.idempotencyKey(), request, () -> {
            var by = call.principal();
            Adjustment done = null;
            if (quantity != null) {
                done = levels.adjust(
                        by, request.sku(), request.locationId(), quantity, request.reason(), request.note());
            } else if (counted != null) {
                done = levels.counted(
                        by, request.sku(), request.locationId(), counted, request.reason(), request.note());
            }
            var now = levels.levels(by.merchantId(), List.of(request.sku()), request.locationId());
            return Once.Answer.of(CREATED, Map.of(), new Adjusted(done, now));
        }));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listStockAdjustments", summary = "List the adjustments of an item, newest first")
    public AdjustmentPage list(
            @QueryParam("sku") @Nullable String sku,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        if (sku == null || sku.isBlank()) throw ProblemException.invalid("sku", "say of which item, ?sku=A");
        var rows = levels.adjustments(call.principal().merchantId(), sku, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Adjustment::id, it -> it);
        return new AdjustmentPage(page.data(), page.nextCursor());
    }
}
