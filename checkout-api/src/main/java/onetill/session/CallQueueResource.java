package onetill.session;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.session.CallRequest.Outcome;
import onetill.session.CallRequestResource.CallRequestList;
import onetill.session.CallRequestResource.CallRequestView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The desk's queue of calls. New ones are told in the merchant's events, {@code call_request.requested}. */
@Path("call-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Call me")
public class CallQueueResource {

    private static final int MOST = 100;
    private static final int OK = 200;

    @Inject
    CallRequests requests;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * A call that was taken.
     *
     * @param number to call; known to this agent only, and only until the call is over
     */
    @Schema(name = "TakenCall")
    public record TakenView(
            CallRequestView callRequest, @Nullable String number, SessionView session) {

        static TakenView of(CallRequests.Taken taken) {
            return new TakenView(
                    CallRequestView.of(new CallRequests.Waiting(taken.request(), 0, null, null)),
                    taken.request().number(),
                    SessionView.of(taken.snapshot()));
        }
    }

    /**
     * How it went.
     *
     * @param again with {@code not_reached}: back into the queue, at its end
     */
    @Schema(name = "FinishCall")
    public record Finish(@NotNull Outcome outcome, @Nullable Boolean again) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listCallRequests",
            summary = "List who waits for a call, the most urgent first",
            description = "state is waiting, or taken for calls that go on. Without numbers.")
    public CallRequestList list(
            @QueryParam("state") @DefaultValue("waiting") String state,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        return CallRequestList.ofDesk(requests.queue(call.principal(), state(state), limit));
    }

    private static CallRequest.State state(String given) {
        for (var state : new CallRequest.State[] {CallRequest.State.WAITING, CallRequest.State.TAKEN}) {
            if (state.name().toLowerCase(Locale.ROOT).equals(given)) return state;
        }
        throw ProblemException.invalid("state", "is waiting or taken");
    }

    /** Kept by no idempotency key, for its answer has the number; the same agent may repeat it. */
    @POST
    @Path("{id}/take")
    @Consumes(MediaType.WILDCARD)
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "takeCall",
            summary = "Take a call",
            description =
                    "One agent gets it, and sees the session from then on; all others get 409. Safe to repeat for that"
                            + " one.")
    public TakenView take(@PathParam("id") UUID id) {
        return TakenView.of(requests.take(call.principal(), id));
    }

    /** Kept by no idempotency key, as {@link #take}: an agent who has a call gets the same one again. */
    @POST
    @Path("next")
    @Consumes(MediaType.WILDCARD)
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "takeNextCall",
            summary = "Take the most urgent call",
            description =
                    "Agents who ask at once each get another one. Until it is finished the same agent gets the same"
                            + " one again.")
    @APIResponse(
            responseCode = "200",
            description = "The call",
            content = @Content(schema = @Schema(implementation = TakenView.class)))
    @APIResponse(responseCode = "204", description = "Nobody waits")
    public Response next() {
        return requests.next(call.principal())
                .map(it -> Response.ok(TakenView.of(it)))
                .orElseGet(Response::noContent)
                .build();
    }

    @POST
    @Path("{id}/finish")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "finishCall",
            summary = "Say how the call went",
            description = "The number is forgotten, and the agent is out of the session unless they hold it.")
    @APIResponse(
            responseCode = "200",
            description = "The request",
            content = @Content(schema = @Schema(implementation = CallRequestView.class)))
    public Response finish(@PathParam("id") UUID id, @NotNull @Valid Finish request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "finish-call:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        OK,
                        Map.of(),
                        CallRequestView.of(requests.finish(
                                call.principal(), id, request.outcome(), Boolean.TRUE.equals(request.again()))))));
    }
}
