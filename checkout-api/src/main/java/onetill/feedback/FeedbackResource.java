package onetill.feedback;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
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
import org.jspecify.annotations.Nullable;

/** The one question after a purchase, for whoever has the order. */
@Path("orders/{id}/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Feedback")
public class FeedbackResource {

    private static final int CREATED = 201;
    private static final int HARD = 1;
    private static final int EASY = 5;

    @Inject
    Feedback feedback;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * An answer.
     *
     * @param score 1 (hard) to 5 (easy)
     * @param text why, in the buyer's words
     */
    @Schema(name = "GiveFeedback")
    public record Give(
            @NotNull @Min(HARD) @Max(EASY) Integer score,
            @Nullable @Size(max = 1000) String text) {}

    /**
     * The question and, once it is given, the answer.
     *
     * @param asks whether the question is to be shown; it was not answered yet
     */
    @Schema(name = "OrderFeedback")
    public record View(
            UUID orderId,
            boolean asks,
            String question,
            @Nullable Integer score,
            @Nullable String text,
            @Nullable OffsetDateTime givenAt) {

        static View of(UUID orderId, Feedback.Given given) {
            return new View(orderId, false, given.question(), given.score(), given.text(), given.givenAt());
        }

        static View of(Feedback.Asked asked) {
            var orderId = asked.order().id();
            var given = asked.given();
            return given == null
                    ? new View(orderId, asked.asks(), asked.question(), null, null, null)
                    : of(orderId, given);
        }
    }

    @GET
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getFeedback", summary = "Get the question about an order, or its answer")
    public View get(@PathParam("id") UUID id) {
        return View.of(feedback.ask(call.principal(), id));
    }

    @POST
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "giveFeedback",
            summary = "The buyer says how easy it was",
            description = "Once for each order. The event feedback.given has the score alone.")
    @APIResponse(
            responseCode = "201",
            description = "The answer",
            content = @Content(schema = @Schema(implementation = View.class)))
    public Response give(@PathParam("id") UUID id, @NotNull @Valid Give request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "feedback:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        View.of(id, feedback.give(call.principal(), id, request.score(), request.text())))));
    }
}
