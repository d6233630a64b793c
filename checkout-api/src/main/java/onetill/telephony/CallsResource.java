package onetill.telephony;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.agent.Agent;
import onetill.agent.Agents;
import onetill.customer.PhoneNumbers;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.telephony.CallEvent.Kind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Calls, as the desk sees them. */
@Path("calls")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Phone")
public class CallsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;
    private static final int MOST_KEYSTROKES = 100_000;

    @Inject
    PhoneCalls calls;

    @Inject
    WrapUps wrapUps;

    @Inject
    ScreenPops pops;

    @Inject
    Agents agents;

    @Inject
    Connections connections;

    @Inject
    Once once;

    @Inject
    Call call;

    @Inject
    Clocks clock;

    /** @param direction inbound when absent */
    @Schema(name = "TellOfCall")
    public record Open(
            @NotBlank @Size(max = 100) String channel,
            PhoneCall.@Nullable Direction direction,

            @Nullable @Pattern(regexp = PhoneNumbers.PATTERN, message = PhoneNumbers.HELP)
            String callerNumber,

            @Nullable UUID sessionId,
            @Nullable UUID callRequestId) {

        PhoneCalls.Opening opening() {
            var way = direction == null ? PhoneCall.Direction.INBOUND : direction;
            return new PhoneCalls.Opening(channel, way, callerNumber, sessionId, callRequestId);
        }
    }

    @Schema(name = "TellCallEvent")
    public record Said(@NotNull Kind type) {}

    /** What is absent stays; an empty note takes it away. */
    @Schema(name = "ChangeCall")
    public record Update(
            @Nullable UUID sessionId,
            @Nullable @Size(max = 2000) String note) {}

    @Schema(name = "WrapUpCall")
    public record Wrap(
            @NotNull @Size(max = 40) String reason,
            @Nullable @Size(max = 2000) String note,
            @Nullable @PositiveOrZero @Max(MOST_KEYSTROKES) Integer keystrokes) {}

    /**
     * A call.
     *
     * @param callerNumber of the other side; null when it is unknown, withheld or forgotten
     * @param end how it ended
     * @param talkSeconds without holds; all seconds count up to now while they run
     */
    @Schema(name = "Call")
    public record CallView(
            UUID id,
            String channelId,
            PhoneCall.Direction direction,
            PhoneCall.State state,
            @Nullable String callerNumber,
            @Nullable String extension,
            @Nullable String agent,
            @Nullable UUID sessionId,
            @Nullable UUID callRequestId,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime answeredAt,
            @Nullable OffsetDateTime heldSince,
            @Nullable OffsetDateTime endedAt,
            @Nullable OffsetDateTime wrappedUpAt,
            CallEvent.@Nullable Ending end,
            long talkSeconds,
            long holdSeconds,
            long wrapUpSeconds,
            @Nullable String reason,
            @Nullable String note,
            @Nullable Integer keystrokes) {

        static CallView of(PhoneCall it, OffsetDateTime now) {
            var times = CallTimes.of(it, now);
            return new CallView(
                    it.id(),
                    it.channelId(),
                    it.direction(),
                    it.state(),
                    it.number(),
                    it.extension(),
                    it.agent(),
                    it.sessionId(),
                    it.callRequestId(),
                    it.startedAt(),
                    it.answeredAt(),
                    it.heldSince(),
                    it.endedAt(),
                    it.wrappedUpAt(),
                    it.ending(),
                    times.talk(),
                    times.hold(),
                    times.wrapUp(),
                    it.reason(),
                    it.note(),
                    it.keystrokes());
        }
    }

    @Schema(name = "CallPage")
    public record CallPage(List<CallView> data, @Nullable String nextCursor) {}

    @Schema(name = "PoppedCall")
    public record PoppedCall(CallView call, ScreenPops.Pop pop) {}

    /**
     * What is on an agent's screen.
     *
     * @param keypadChannels where a caller can type a card on the keys of their phone
     */
    @Schema(name = "CurrentCalls")
    public record CurrentCalls(Agent agent, List<PoppedCall> calls, List<String> keypadChannels) {}

    @GET
    @Path("current")
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "getCurrentCalls",
            summary = "Get the calls on an agent's screen, and who may be calling",
            description =
                    "Until a pop is verified, nothing of it is to be read to the caller: a number proves nothing.")
    public CurrentCalls current() {
        var by = call.principal();
        var popped = calls.current(by).stream()
                .map(it -> new PoppedCall(view(it), pops.of(by, it)))
                .toList();
        return new CurrentCalls(agents.get(by), popped, connections.channelsTakingKeys(by.merchantId()));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listCalls",
            summary = "List calls, newest first",
            description = "Agents see their own and those nobody has answered; with agent=me only their own.")
    public CallPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("agent") @Nullable @Pattern(regexp = "me", message = "is me, or left out") String agent,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = calls.list(call.principal(), state(state), agent != null, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, PhoneCall::id, this::view);
        return new CallPage(page.data(), page.nextCursor());
    }

    private static PhoneCall.@Nullable State state(@Nullable String given) {
        if (given == null) return null;
        for (var state : PhoneCall.State.values()) if (state.stored().equals(given)) return state;
        throw ProblemException.invalid("state", "is ringing, active, held, wrap_up, done or missed");
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getPhoneCall", summary = "Get a call")
    public CallView get(@PathParam("id") UUID id) {
        return view(calls.get(call.principal(), id));
    }

    @POST
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "tellOfCall",
            summary = "Tell of a call that no telephony tells of",
            description = "It is the agent's, and goes on.")
    @APIResponse(
            responseCode = "201",
            description = "The call",
            content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response open(@NotNull @Valid Open request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "call",
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(CREATED, Map.of(), view(calls.open(call.principal(), request.opening())))));
    }

    @POST
    @Path("{id}/events")
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "tellCallEvent",
            summary = "Say that a call was answered, is held, goes on or has ended",
            description = "Answering one that rings takes it. Safe to repeat, so it needs no key.")
    public CallView say(@PathParam("id") UUID id, @NotNull @Valid Said said) {
        if (said.type() == CallEvent.Kind.RINGING) {
            throw ProblemException.invalid("type", "is answered, held, resumed or ended");
        }
        return view(calls.say(call.principal(), id, said.type()));
    }

    @PATCH
    @Path("{id}")
    @Allow(staff = Role.AGENT)
    @Operation(operationId = "changeCall", summary = "Say which session a call is about, or keep a draft of the note")
    public CallView change(@PathParam("id") UUID id, @NotNull @Valid Update update) {
        return view(calls.change(call.principal(), id, update.sessionId(), update.note()));
    }

    @POST
    @Path("{id}/wrap-up")
    @Allow(staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "wrapUpCall",
            summary = "Say how a call went",
            description = "By one of the channel's call-reasons, once the call has ended. The last word counts.")
    @APIResponse(
            responseCode = "200",
            description = "The call",
            content = @Content(schema = @Schema(implementation = CallView.class)))
    public Response wrapUp(@PathParam("id") UUID id, @NotNull @Valid Wrap request) {
        var said = new WrapUps.WrapUp(request.reason(), request.note(), request.keystrokes());
        return Answers.of(once.atOnce(
                call.principal(),
                "wrap-up:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        Response.Status.OK.getStatusCode(),
                        Map.of(),
                        view(wrapUps.wrapUp(call.principal(), id, said)))));
    }

    private CallView view(PhoneCall it) {
        return CallView.of(it, clock.now());
    }
}
