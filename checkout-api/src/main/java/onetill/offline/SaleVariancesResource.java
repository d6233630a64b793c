package onetill.offline;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.Page;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What of offline sales somebody has to look at. */
@Path("sale-variances")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Offline sales")
public class SaleVariancesResource {

    private static final int MOST = 100;

    @Inject
    Variances variances;

    @Inject
    Call call;

    @Schema(name = "SaleVariancePage")
    public record VariancePage(
            List<SaleVariance> data, @Nullable String nextCursor) {}

    @Schema(name = "ExplainSaleVariance")
    public record Explain(@NotBlank @Size(max = 500) String explanation) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listSaleVariances",
            summary = "List what of offline sales is not as we would have had it, newest first",
            description = "state is open or explained.")
    public VariancePage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var wanted = new Variances.Wanted(isOpen(state), kind(kind));
        var rows = variances.newest(call.principal().merchantId(), wanted, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, SaleVariance::id, it -> it);
        return new VariancePage(page.data(), page.nextCursor());
    }

    @POST
    @Path("{id}/explain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "explainSaleVariance",
            summary = "Say what it was",
            description = "The first explanation stays. Safe to repeat.")
    public SaleVariance explain(@PathParam("id") UUID id, @NotNull @Valid Explain request) {
        return variances.explain(call.principal(), id, request.explanation());
    }

    private static @Nullable Boolean isOpen(@Nullable String state) {
        if (state == null) return null;
        return switch (state) {
            case "open" -> true;
            case "explained" -> false;
            default -> throw ProblemException.invalid("state", "it is open or explained");
        };
    }

    private static Variance.@Nullable Kind kind(@Nullable String given) {
        if (given == null) return null;
        return Arrays.stream(Variance.Kind.values())
                .filter(it -> it.stored().equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "kind",
                        "it is one of "
                                + Arrays.stream(Variance.Kind.values())
                                        .map(Variance.Kind::stored)
                                        .toList()));
    }
}
