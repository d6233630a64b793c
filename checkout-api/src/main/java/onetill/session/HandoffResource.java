package onetill.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import onetill.access.Allow;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Taking over a session with a token, such as the one in a pay link. */
@Path("handoff-claims")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Handoffs")
public class HandoffResource {

    @Inject
    Handoffs handoffs;

    /** The token is in the body, so that it is in no log. */
    @Schema(name = "HandoffClaim")
    public record Claim(@NotBlank @Size(max = 100) String token) {}

    @POST
    @Allow(anyone = true)
    @Operation(
            operationId = "claimHandoff",
            summary = "Take a session over on this device",
            description = "The token is good for one time; a second claim is 404.")
    public CheckoutResource.OpenedView claim(@NotNull @Valid Claim claim) {
        var claimed = handoffs.claim(claim.token());
        return new CheckoutResource.OpenedView(SessionView.of(claimed.snapshot()), claimed.clientToken());
    }
}
