package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.reassurance.Reassured;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** That a buyer who lingered was shown what reassures. */
@Path("checkout-sessions/{id}/trust-messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Checkout sessions")
public class TrustMessagesResource {

    @Inject
    Reassurances reassurances;

    @Inject
    Call call;

    /** @param ask beside which question it was shown */
    @Schema(name = "ShowTrustMessage")
    public record Shown(@NotBlank @Size(max = 60) String ask) {}

    @POST
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "tellTrustMessageShown",
            summary = "Tell that the buyer was shown a trust message",
            description =
                    "Safe to repeat: the first time counts, and other devices need not show it again. "
                            + "The session's revision stays, so that whoever is about to pay is not told that it is out of date.")
    public Reassured shown(@PathParam("id") UUID id, @NotNull @Valid Shown shown) {
        return reassurances.shown(call.principal(), id, shown.ask());
    }
}
