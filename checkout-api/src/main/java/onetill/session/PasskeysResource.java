package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.recognition.CustomerPasskeysResource.PasskeyList;
import onetill.recognition.CustomerPasskeysResource.PasskeyView;
import onetill.recognition.CustomerPasskeysResource.RenamePasskey;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Passkeys, from the buyer's own device. */
@Path("checkout-sessions/{id}/passkeys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Recognition")
public class PasskeysResource {

    private static final int CREATED = 201;
    private static final String SOME_PASSKEY = "Passkey";

    @Inject
    BuyerPasskeys passkeys;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * A passkey the buyer's device has made.
     *
     * @param credential as {@code credential.toJSON()} gives it
     * @param label what the buyer calls it
     * @param consentText the words to which the buyer has agreed
     */
    @Schema(name = "AddPasskey")
    public record AddPasskey(
            @NotNull @Schema(type = SchemaType.OBJECT, description = "A WebAuthn RegistrationResponseJSON")
            JsonNode credential,

            @Nullable @Size(min = 1, max = 100) String label,
            @NotBlank @Size(max = 1000) String consentText) {}

    @POST
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "addPasskey",
            summary = "Add a passkey to the buyer",
            description = "For a buyer who was recognized, or who has paid as a guest and becomes a customer with it.")
    @APIResponse(
            responseCode = "201",
            description = "The passkey",
            content = @Content(schema = @Schema(implementation = PasskeyView.class)))
    public Response add(@PathParam("id") UUID id, @NotNull @Valid AddPasskey request) {
        var label = request.label() == null ? SOME_PASSKEY : request.label();
        return Answers.of(once.atOnce(
                call.principal(),
                "passkey:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        PasskeyView.of(passkeys.add(
                                call.principal(), id, request.credential(), label, request.consentText())))));
    }

    @GET
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(operationId = "listPasskeys", summary = "List the buyer's passkeys")
    public PasskeyList list(@PathParam("id") UUID id) {
        return PasskeyList.of(passkeys.list(call.principal(), id));
    }

    @PATCH
    @Path("{passkey_id}")
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(operationId = "renamePasskey", summary = "Rename one of the buyer's passkeys")
    public PasskeyView rename(
            @PathParam("id") UUID id, @PathParam("passkey_id") UUID passkeyId, @NotNull @Valid RenamePasskey request) {
        return PasskeyView.of(passkeys.rename(call.principal(), id, passkeyId, request.label()));
    }

    @DELETE
    @Path("{passkey_id}")
    @Consumes(MediaType.WILDCARD)
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "removePasskey",
            summary = "Remove one of the buyer's passkeys",
            description = "It opens nothing from now on. Safe to repeat.")
    @APIResponse(responseCode = "204", description = "It is done")
    public Response remove(@PathParam("id") UUID id, @PathParam("passkey_id") UUID passkeyId) {
        passkeys.remove(call.principal(), id, passkeyId);
        return Response.noContent().build();
    }
}
