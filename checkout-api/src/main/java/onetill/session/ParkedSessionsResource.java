package onetill.session;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sales that wait at the tills of a place. */
@Path("parked-sessions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Point of sale")
public class ParkedSessionsResource {

    private static final int MOST = 200;

    @Inject
    Parking parking;

    @Inject
    Call call;

    /** @param label how the people there tell it from others; nobody's name */
    @Schema(name = "ParkSession")
    public record Park(
            @NotNull UUID sessionId,
            @Nullable @Size(max = 60) String label) {}

    @Schema(name = "ParkedSessionList")
    public record ParkedList(List<Parking.Parked> data) {}

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listParkedSessions",
            summary = "List what was put aside, the oldest first",
            description = "A register sees what waits at its own place, whichever till has put it aside.")
    public ParkedList list() {
        return new ParkedList(parking.waiting(call.principal(), MOST));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(REGISTER)
    @Operation(
            operationId = "parkSession",
            summary = "Put a session aside",
            description = "Nobody holds it then, and its goods are kept by the rule of the channel. Safe to repeat.")
    public SessionView park(@NotNull @Valid Park request) {
        return SessionView.of(parking.park(call.principal(), request.sessionId(), request.label()));
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @Allow(REGISTER)
    @Operation(
            operationId = "resumeSession",
            summary = "Take up what was put aside, at this till",
            description =
                    "Of several tills that do so at once one gets it. The session goes on at the prices of the till.")
    public SessionView resume(@PathParam("id") UUID id) {
        return SessionView.of(parking.resume(call.principal(), id));
    }
}
