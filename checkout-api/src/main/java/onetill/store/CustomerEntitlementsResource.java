package onetill.store;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.store.EntitlementsResource.EntitlementList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a customer may use because of what they bought in stores. */
@Path("customers/{id}/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "In-app")
public class CustomerEntitlementsResource {

    @Inject
    Entitlements entitlements;

    @Inject
    Call call;

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listCustomerEntitlements", summary = "List what a customer may use, newest first")
    public EntitlementList ofCustomer(@PathParam("id") UUID id) {
        return new EntitlementList(entitlements.ofCustomer(call.principal().merchantId(), id));
    }
}
