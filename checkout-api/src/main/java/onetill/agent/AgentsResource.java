package onetill.agent;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is at the desk. */
@Path("agents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Phone")
public class AgentsResource {

    @Inject
    Agents agents;

    @Inject
    Call call;

    /** What can be said; the rest is known from the calls. */
    @Schema(name = "AgentAvailability")
    public enum Availability {
        AVAILABLE,
        AWAY
    }

    /** @param extension where the telephony reaches them; as before when absent */
    @Schema(name = "SayAvailability")
    public record Said(
            @NotNull Availability state,

            @Nullable @Pattern(regexp = "[A-Za-z0-9+._-]{1,40}", message = "is an extension such as 201")
            String extension) {}

    @Schema(name = "AgentList")
    public record AgentList(List<Agent> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listAgents", summary = "List the agents who are signed in")
    public AgentList list() {
        return new AgentList(agents.all(call.principal().merchantId()));
    }

    @GET
    @Path("me")
    @Allow(staff = Role.AGENT)
    @Operation(operationId = "getAgent", summary = "Get how it is with oneself")
    public Agent get() {
        return agents.get(call.principal());
    }

    @PUT
    @Path("me")
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "putAgent",
            summary = "Say whether one is available",
            description = "It holds until expires_at: say it again before. Busy and wrap-up are known from the calls.")
    public Agent put(@NotNull @Valid Said said) {
        return agents.say(call.principal(), said.state() == Availability.AVAILABLE, said.extension());
    }
}
