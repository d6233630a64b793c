package onetill.session;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.Role;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Taking a session over, by the token of a link or by a spoken code. */
@Path("handoff-claims")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Handoffs")
public class HandoffResource {

    @Inject
    Handoffs handoffs;

    @Inject
    Call call;

    /**
     * With what another device or person takes the session over; shown once.
     *
     * @param code four characters to say to somebody at a till or on the phone
     * @param url to open on another device; also what a QR code holds. The token is behind the #, so that it is in no log
     */
    @Schema(name = "Handoff")
    public record HandoffView(String code, OffsetDateTime codeExpiresAt, String url, OffsetDateTime expiresAt) {}

    /**
     * One of both, in the body, so that it is in no log.
     *
     * @param token what stands behind the # of a link
     * @param code what the buyer has said; for tills and people of the merchant's
     * @param channel where it goes on; of a till always its own, and where it is when absent
     */
    @Schema(name = "HandoffClaim")
    public record Claim(
            @Nullable @Size(max = 100) String token,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 100) String channel) {}

    /** @param channel where it goes on; where it is when absent */
    @Schema(name = "TakePen")
    public record TakePen(@Nullable @Size(max = 100) String channel) {}

    @POST
    @Allow(anyone = true)
    @Operation(
            operationId = "claimHandoff",
            summary = "Take a session over",
            description =
                    "By the token of a link from any device, which gets a client token; by a spoken code from a till or a person of "
                            + "the merchant's. Each is good for one time; a second claim is 404.")
    public CheckoutResource.OpenedView claim(@NotNull @Valid Claim claim) {
        var token = claim.token();
        var code = claim.code();
        if (token != null && code == null) {
            var claimed = handoffs.claim(call.caller(), token, claim.channel());
            return new CheckoutResource.OpenedView(SessionView.of(claimed.snapshot()), claimed.clientToken());
        }
        if (code == null || token != null)
            throw ProblemException.invalid("token", "send a token or a code, one of both");
        var by = call.principal();
        if (!hearsCodes(by)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "codes are for tills and people of the merchant's; other devices open the link");
        }
        return new CheckoutResource.OpenedView(SessionView.of(handoffs.claimByCode(by, code, claim.channel())), null);
    }

    private static boolean hearsCodes(Principal by) {
        return by.is(SECRET_KEY) || by.is(REGISTER) || by.has(Role.AGENT) || by.has(Role.CASHIER);
    }
}
