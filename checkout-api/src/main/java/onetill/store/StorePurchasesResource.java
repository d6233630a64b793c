package onetill.store;

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
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.Page;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was bought in stores, for those who compare. */
@Path("store-purchases")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "In-app")
public class StorePurchasesResource {

    @Inject
    StorePurchases purchases;

    @Inject
    Call call;

    @Schema(name = "StorePurchasePage")
    public record PurchasePage(
            List<StorePurchase> data, @Nullable String nextCursor) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listStorePurchases",
            summary = "List what was bought in app stores, newest first",
            description = "With what was paid, what our catalog asked, and the difference.")
    public PurchasePage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        var rows = purchases.newest(call.principal().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, StorePurchase::id, it -> it);
        return new PurchasePage(page.data(), page.nextCursor());
    }
}
