package onetill.order;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.Page;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The work list of those who pick, pack and hand out. */
@Path("fulfillments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class FulfillmentsResource {

    private static final int MOST = 100;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Call call;

    @Schema(name = "FulfillmentPage")
    public record FulfillmentPage(
            List<FulfillmentView> data, @Nullable String nextCursor) {}

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listFulfillments",
            summary = "List what is to be handed over, the oldest first",
            description =
                    "All that is open, or what is in one status. A till is shown what is at its own place. Nothing of who the buyers are.")
    public FulfillmentPage list(
            @QueryParam("location") @Nullable String location,
            @QueryParam("status") @Nullable String status,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var wanted = new Fulfillments.Wanted(
                location == null || location.isBlank() ? null : location,
                read("status", status, FulfillmentStatus::valueOf),
                read("kind", kind, Fulfillment.Kind::valueOf));
        var rows = fulfillments.workList(call.principal(), wanted, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, FulfillmentView::id, Function.identity());
        return new FulfillmentPage(page.data(), page.nextCursor());
    }

    private static <T> @Nullable T read(String name, @Nullable String written, Function<String, T> of) {
        if (written == null || written.isBlank()) return null;
        try {
            return of.apply(written.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(name, "there is no %s \"%s\"".formatted(name, written));
        }
    }
}
