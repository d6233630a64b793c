package onetill.recognition;

import static onetill.access.PrincipalKind.SECRET_KEY;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.customer.Customers;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The passkeys of a customer, for servers and staff: somebody has lost their phone. */
@Path("customers/{id}/passkeys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Customers")
public class CustomerPasskeysResource {

    @Inject
    Passkeys passkeys;

    @Inject
    Customers customers;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * A passkey.
     *
     * @param backedUp whether it lives in an account that has several devices
     * @param suspectedAt since when it opens nothing, because somebody may have copied it
     */
    @Schema(name = "Passkey")
    public record PasskeyView(
            UUID id,
            String label,
            boolean backedUp,
            @Nullable String channelId,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime lastUsedAt,
            @Nullable OffsetDateTime suspectedAt) {

        public static PasskeyView of(Passkey passkey) {
            return new PasskeyView(
                    passkey.id(),
                    passkey.label(),
                    passkey.backedUp(),
                    passkey.channelId(),
                    passkey.createdAt(),
                    passkey.lastUsedAt(),
                    passkey.suspectedAt());
        }
    }

    @Schema(name = "Passkeys")
    public record PasskeyList(List<PasskeyView> data) {

        public static PasskeyList of(List<Passkey> passkeys) {
            return new PasskeyList(passkeys.stream().map(PasskeyView::of).toList());
        }
    }

    @Schema(name = "RenamePasskey")
    public record RenamePasskey(@NotBlank @Size(max = 100) String label) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listPasskeysOfCustomer", summary = "List a customer's passkeys")
    public PasskeyList list(@PathParam("id") UUID id) {
        guard(id);
        return PasskeyList.of(passkeys.of(call.principal().merchantId(), id));
    }

    @PATCH
    @Path("{passkey_id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "renamePasskeyOfCustomer", summary = "Rename a customer's passkey")
    public PasskeyView rename(
            @PathParam("id") UUID id, @PathParam("passkey_id") UUID passkeyId, @NotNull @Valid RenamePasskey request) {
        return PasskeyView.of(passkeys.rename(call.principal().merchantId(), id, passkeyId, request.label()));
    }

    @DELETE
    @Path("{passkey_id}")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "removePasskeyOfCustomer",
            summary = "Remove a customer's passkey",
            description = "It opens nothing from now on. Safe to repeat.")
    @APIResponse(responseCode = "204", description = "It is done")
    public Response remove(@PathParam("id") UUID id, @PathParam("passkey_id") UUID passkeyId) {
        guard(id);
        var by = call.principal();
        audit.change(by, Deed.of(AuditAction.REMOVE_PASSKEY_OF_CUSTOMER, id), () -> there(id), () -> {
            passkeys.remove(by, id, passkeyId);
            return id;
        });
        return Response.noContent().build();
    }

    private void guard(UUID id) {
        if (customers.get(call.principal().merchantId(), id).isEmpty()) throw ProblemException.notFound("customer", id);
    }

    private List<Map<String, UUID>> there(UUID id) {
        return passkeys.of(call.principal().merchantId(), id).stream()
                .map(it -> Map.of("id", it.id()))
                .toList();
    }
}
