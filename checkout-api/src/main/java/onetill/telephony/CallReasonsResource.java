package onetill.telephony;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** From what a channel's agents choose when they say how a call went. */
@Path("channels/{channel}/call-reasons")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Phone")
public class CallReasonsResource {

    private static final int MOST = 40;

    @Inject
    CallReasons reasons;

    @Inject
    Call call;

    @Schema(name = "CallReasonList")
    public record ReasonList(
            @NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid CallReason> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listCallReasons", summary = "List what agents may say about how a call went")
    public ReasonList list(@PathParam("channel") String channel) {
        return new ReasonList(reasons.of(call.principal().merchantId(), channel));
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "putCallReasons", summary = "Replace what agents may say about how a call went")
    public ReasonList put(@PathParam("channel") String channel, @NotNull @Valid ReasonList list) {
        return new ReasonList(reasons.put(call.principal(), channel, list.data()));
    }
}
