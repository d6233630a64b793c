package onetill.event;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Set;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything that happens at this merchant, live. */
@Path("events")
@RequestScoped
@Tag(name = "Events")
public class EventsResource {

    private static final String TYPE = "[a-z_]{1,40}\\.([a-z_]{1,40}|\\*)";
    private static final String TYPES = TYPE + "(," + TYPE + "){0,49}";

    @Inject
    EventStreams streams;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "streamEvents",
            summary = "Follow all events of the merchant",
            description =
                    "Server-sent events; resumes after Last-Event-ID, begins with the next event without it. A stream"
                            + " ends when its credential does. With types only these are told, such as"
                            + " call.*,call_request.taken.")
    @APIResponse(
            responseCode = "200",
            description = "A stream of server-sent events",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public void stream(
            @Context SseEventSink sink,
            @Context Sse sse,
            @HeaderParam("Last-Event-ID") @Nullable String lastSeen,
            @QueryParam("types") @Nullable @Pattern(regexp = TYPES, message = "is like call.*,call_request.taken")
                    String types) {
        var wanted = types == null ? Set.<String>of() : Set.copyOf(List.of(types.split(",", -1)));
        var follower = new Follower(call.principal(), call.proof(), null, null, clock.now(), wanted);
        streams.listen(follower, SseResourceListener.seen(lastSeen), () -> {}, new SseResourceListener(sink, sse));
    }
}
