package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import onetill.customer.PhoneNumbers;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A buyer wants to be called, and sees how long that may take. */
@Path("checkout-sessions/{id}/call-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Call me")
public class CallRequestResource {

    private static final int CREATED = 201;

    @Inject
    CallRequests requests;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param number the buyer's own when absent */
    @Schema(name = "RequestCall")
    public record Request(
            @Nullable @Pattern(regexp = PhoneNumbers.PATTERN, message = PhoneNumbers.HELP)
            String number) {}

    /**
     * A request for a call. Never with the number: only the agent who takes it gets that.
     *
     * @param outcome how the call went; of a request that waits again, how it went the last time
     * @param ahead how many are before it in the queue
     * @param expectedWaitSeconds from how long calls take and who is at the desk; null when too little is known, or nothing is waited for
     * @param priority why it stands where it does; for the desk alone, and only while it waits
     */
    @Schema(name = "CallRequest")
    public record CallRequestView(
            UUID id,
            UUID sessionId,
            CallRequest.State state,
            CallRequest.@Nullable Outcome outcome,
            int tries,
            int ahead,
            @Nullable Long expectedWaitSeconds,
            @Nullable PriorityView priority,
            @Nullable String agent,
            OffsetDateTime requestedAt,
            OffsetDateTime queuedAt,
            @Nullable OffsetDateTime takenAt,
            @Nullable OffsetDateTime endedAt,
            OffsetDateTime expiresAt) {

        /** As its buyer sees it. */
        static CallRequestView of(CallRequests.Waiting waiting) {
            return of(waiting, null);
        }

        static CallRequestView ofDesk(CallRequests.Waiting waiting) {
            var urgency = waiting.urgency();
            return of(waiting, urgency == null ? null : PriorityView.of(urgency));
        }

        private static CallRequestView of(CallRequests.Waiting waiting, @Nullable PriorityView priority) {
            var request = waiting.request();
            return new CallRequestView(
                    request.id(),
                    request.sessionId(),
                    request.state(),
                    request.outcome(),
                    request.tries(),
                    waiting.ahead(),
                    waiting.expectedWaitSeconds(),
                    priority,
                    request.agent(),
                    request.requestedAt(),
                    request.queuedAt(),
                    request.takenAt(),
                    request.endedAt(),
                    request.expiresAt());
        }
    }

    /** @param headStartSeconds how much earlier it counts than it came */
    @Schema(name = "CallRequestPriority")
    public record PriorityView(long headStartSeconds, boolean paymentFailed, long valueMinor, String currency) {

        static PriorityView of(Urgency urgency) {
            return new PriorityView(
                    urgency.headStart().toSeconds(),
                    urgency.paymentFailed(),
                    urgency.value().minor(),
                    urgency.value().currency().getCurrencyCode());
        }
    }

    @Schema(name = "CallRequestList")
    public record CallRequestList(List<CallRequestView> data) {

        static CallRequestList of(List<CallRequests.Waiting> all) {
            return new CallRequestList(all.stream().map(CallRequestView::of).toList());
        }

        static CallRequestList ofDesk(List<CallRequests.Waiting> all) {
            return new CallRequestList(all.stream().map(CallRequestView::ofDesk).toList());
        }
    }

    @POST
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "requestCall",
            summary = "Let the buyer be called",
            description =
                    "One at a time for each session. The agent who takes it sees the session, so that nothing is asked"
                            + " again.")
    @APIResponse(
            responseCode = "201",
            description = "The place in the queue",
            content = @Content(schema = @Schema(implementation = CallRequestView.class)))
    public Response request(@PathParam("id") UUID id, @NotNull @Valid Request request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "call-request:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        CallRequestView.of(requests.request(call.principal(), id, request.number())))));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listCallRequestsOfSession", summary = "List the calls a buyer wanted, newest first")
    public CallRequestList list(@PathParam("id") UUID id) {
        return CallRequestList.of(requests.ofSession(call.principal(), id));
    }

    @GET
    @Path("{call_request_id}")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getCallRequest", summary = "Get how long a call may still take")
    public CallRequestView get(@PathParam("id") UUID id, @PathParam("call_request_id") UUID requestId) {
        return CallRequestView.of(requests.ofSession(call.principal(), id, requestId));
    }

    @POST
    @Path("{call_request_id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "cancelCallRequest",
            summary = "Do not call any more",
            description =
                    "The number is forgotten, and an agent who had taken it is out of the session. Safe to repeat.")
    public CallRequestView cancel(@PathParam("id") UUID id, @PathParam("call_request_id") UUID requestId) {
        return CallRequestView.of(requests.cancel(call.principal(), id, requestId));
    }
}
