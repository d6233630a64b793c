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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.stock.StockLevels.Backorder;
import onetill.stock.StockLevels.Level;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much there is of what, where. */
@Path("stock")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Stock")
public class StockResource {

    private static final int MOST = 200;
    private static final int MOST_BUCKETS = 64;

    @Inject
    StockLevels levels;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /** @param data by sku and location; items that are not counted have no rows */
    @Schema(name = "StockLevels")
    public record StockView(List<Level> data, List<Backorder> backorders) {}

    /**
     * How an item is sold when there is none, and when many want it at once.
     *
     * @param backorderLimit how many may be sold beyond what there is; absent is none
     * @param buckets 1 is usual; with more, as many buyers do not wait for each other
     */
    @Schema(name = "StockPolicy")
    public record Policy(
            @Nullable @PositiveOrZero @Max(1_000_000) Long backorderLimit,
            @Nullable @Min(1) @Max(MOST_BUCKETS) Integer buckets) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getStock", summary = "What there is of up to 200 items")
    public StockView get(
            @QueryParam("sku") List<@NotBlank @Size(max = 100) String> skus,
            @QueryParam("location_id") @Nullable String locationId) {
        if (skus.isEmpty() || skus.size() > MOST) {
            throw ProblemException.invalid("sku", "name 1 to %d items, ?sku=A&sku=B".formatted(MOST));
        }
        var merchantId = call.principal().merchantId();
        return new StockView(levels.levels(merchantId, skus, locationId), levels.backorders(merchantId, skus));
    }

    @PUT
    @Path("policies/{sku}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "putStockPolicy",
            summary = "Say how an item is sold when there is none, or when many want it",
            description = "What was promised before stays promised.")
    public StockView policy(@PathParam("sku") String sku, @NotNull @Valid Policy policy) {
        var buckets = policy.buckets();
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.PUT_STOCK_POLICY, sku), () -> policyOf(sku), () -> {
            levels.policy(by.merchantId(), sku, policy.backorderLimit(), buckets == null ? 1 : buckets);
            return get(List.of(sku), null);
        });
    }

    /** How many are sold meanwhile does not belong to it. */
    private Map<String, Object> policyOf(String sku) {
        var now = get(List.of(sku), null);
        return Map.of(
                "backorder_limit",
                        now.backorders().stream().map(Backorder::most).toList(),
                "buckets", now.data().stream().map(Level::buckets).toList());
    }
}
