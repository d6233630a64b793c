package onetill.funnel;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a person who was there says about why a buyer did not buy: while the session is open or after it is over. */
@Path("checkout-sessions/{id}/loss-reasons")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Reports")
public class LossReasonsResource {

    private static final int CREATED = 201;

    @Inject
    Losses losses;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param code from a closed list, so that it can be counted */
    @Schema(name = "CodeLoss")
    public record Coded(@NotNull LossCode code) {}

    @Schema(name = "LossReasonCoded")
    public record CodedView(UUID sessionId, LossCode code) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER})
    @Operation(
            operationId = "codeLoss",
            summary = "Say why the buyer did not buy",
            description = "The last word counts, and stands before all other evidence when the session is lost.")
    @APIResponse(
            responseCode = "201",
            description = "What was said",
            content = @Content(schema = @Schema(implementation = CodedView.class)))
    public Response code(@PathParam("id") UUID id, @NotNull @Valid Coded coded) {
        return Answers.of(once.atOnce(
                call.principal(),
                "loss-reason:" + id,
                call.idempotencyKey(),
                coded,
                () -> Once.Answer.of(CREATED, Map.of(), record(id, coded.code()))));
    }

    private CodedView record(UUID id, LossCode code) {
        losses.code(call.principal(), id, code);
        return new CodedView(id, code);
    }
}
