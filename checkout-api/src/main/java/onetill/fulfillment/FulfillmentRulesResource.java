package onetill.fulfillment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a merchant prefers or leaves out among the ways of fulfillment. */
@Path("fulfillment-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class FulfillmentRulesResource {

    @Inject
    FulfillmentSetup setup;

    @Inject
    Audit audit;

    @Inject
    Call call;

    @Schema(name = "FulfillmentRules")
    public record Rules(@NotNull @Valid @Size(max = 100) List<FulfillmentRule> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listFulfillmentRules", summary = "List the rules in their order")
    public Rules list() {
        return new Rules(setup.rules(call.principal().merchantId()));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replaceFulfillmentRules",
            summary = "Replace all rules",
            description =
                    "Rules that hide come first, and none hides the last option. Of those that prefer, the first that holds for an "
                            + "option decides; that option is chosen for a start and tells why.")
    public Rules replace(@NotNull @Valid Rules wanted) {
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_FULFILLMENT_RULES), this::list, () -> {
            setup.rules(by.merchantId(), wanted.data());
            return list();
        });
    }
}
