package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;

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

/** People of the merchant's ask a buyer whether they may help, and the buyer answers. */
@Path("checkout-sessions/{id}/assistance-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Assistance")
public class AssistanceResource {

    private static final int CREATED = 201;

    @Inject
    Assistances assistances;

    @Inject
    Once once;

    @Inject
    Call call;

    /** What the buyer says. */
    @Schema(name = "AssistanceAnswerWord")
    public enum Word {
        ALLOW,
        NOT_NOW
    }

    @Schema(name = "AnswerAssistance")
    public record AnswerRequest(@NotNull Word answer) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Allow(staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "requestAssistance",
            summary = "Ask the buyer whether one may help",
            description =
                    "The buyer's device sees it at once in the session's assistance and its events. Until they allow it, "
                            + "the session shows nothing of the buyer (buyer_hidden), and its pen cannot be taken.")
    @APIResponse(
            responseCode = "201",
            description = "The question, or the answer that was given already",
            content = @Content(schema = @Schema(implementation = SessionView.AssistanceView.class)))
    public Response ask(@PathParam("id") UUID id) {
        return Answers.of(once.atOnce(
                call.principal(),
                "assist:" + id,
                call.idempotencyKey(),
                Map.of(),
                () -> Once.Answer.of(
                        CREATED, Map.of(), SessionView.AssistanceView.of(assistances.ask(call.principal(), id)))));
    }

    @POST
    @Path("{assistance_id}/answer")
    @Allow(CLIENT_TOKEN)
    @Operation(
            operationId = "answerAssistance",
            summary = "Let somebody help, or not now",
            description =
                    "For the buyer's device that holds the session, or any of theirs while somebody helps. Safe to repeat.")
    public SessionView answer(
            @PathParam("id") UUID id,
            @PathParam("assistance_id") UUID assistanceId,
            @NotNull @Valid AnswerRequest request) {
        return SessionView.of(assistances.answer(call.principal(), id, assistanceId, request.answer() == Word.ALLOW));
    }

    @POST
    @Path("{assistance_id}/end")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = CLIENT_TOKEN,
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "endAssistance",
            summary = "End the help",
            description = "By the buyer, who then has the pen again, or by whoever helps. Safe to repeat.")
    public SessionView end(@PathParam("id") UUID id, @PathParam("assistance_id") UUID assistanceId) {
        return SessionView.of(assistances.end(call.principal(), id, assistanceId));
    }
}
