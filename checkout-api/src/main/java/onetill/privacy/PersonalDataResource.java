package onetill.privacy;

import static onetill.access.PrincipalKind.SECRET_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A customer's data, to see and to erase. */
@Path("customers/{id}/personal-data")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Customers")
public class PersonalDataResource {

    @Inject
    PersonalData data;

    @Inject
    Call call;

    /** @param ordersKept how many orders stay as they are, because the law wants the merchant to keep its books */
    @Schema(name = "ErasedCustomer")
    public record ErasedView(UUID customerId, OffsetDateTime erasedAt, long ordersKept) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "exportPersonalData",
            summary = "Get all that is stored of a customer",
            description = "Also what was bought as a guest with an address that is proven to be theirs.")
    @APIResponse(
            responseCode = "200",
            description = "One member for each kind of data",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public JsonNode export(@PathParam("id") UUID id) {
        return data.export(call.principal(), id);
    }

    @POST
    @Path("erase")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "erasePersonalData",
            summary = "Erase a customer",
            description =
                    "Devices, passkeys, known cards, addresses, consents, what they wrote after a purchase, messages, sessions and saved tenders, at the payment provider too. Orders stay. "
                            + "Cannot be undone; 404 once it is done.")
    public ErasedView erase(@PathParam("id") UUID id) {
        var erased = data.erase(call.principal(), id);
        return new ErasedView(erased.customerId(), erased.erasedAt(), erased.ordersKept());
    }
}
