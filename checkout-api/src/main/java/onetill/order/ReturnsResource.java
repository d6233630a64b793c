package onetill.order;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

/** Goods that come back. */
@Path("orders/{id}/returns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Orders")
public class ReturnsResource {

    private static final int CREATED = 201;

    @Inject
    Returns returns;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param condition {@code sellable} when absent */
    @Schema(name = "ReturnOrderLine")
    public record BackRequest(
            @NotNull @Positive Integer line,
            @NotNull @Positive Long quantity,
            Returns.@Nullable Condition condition) {}

    /**
     * What comes back, and why.
     *
     * @param channel where; otherwise the till that calls, or the channel that has sold it
     * @param locationId which location has the goods now; otherwise that of the channel
     * @param tenderId which tender gives money back first; otherwise the one asked for last
     * @param approval the token of a manager's approval of a refund; a cashier needs one
     */
    @Schema(name = "ReturnOrder")
    public record ReturnRequest(
            @NotEmpty @Valid @Size(max = 200) List<@NotNull BackRequest> lines,
            @NotBlank @Size(max = 200) String reason,
            @Nullable @Size(max = 100) String channel,
            @Nullable @Size(max = 100) String locationId,
            @Nullable UUID tenderId,
            @Nullable @Size(max = 100) String approval) {

        public Returns.Wish wish() {
            var back = lines.stream()
                    .map(it -> new Returns.Back(
                            it.line(),
                            it.quantity(),
                            it.condition() == null ? Returns.Condition.SELLABLE : it.condition()))
                    .toList();
            return new Returns.Wish(back, reason, channel, locationId, tenderId, approval);
        }
    }

    @Schema(name = "ReturnList")
    public record ReturnList(List<Returns.View> data) {}

    @POST
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "returnOrder",
            summary = "Take goods back, in any channel",
            description =
                    "What was paid for them goes back to where it came from, cash from the drawer of the till that calls. What is sellable and counted is in stock "
                            + "again at the location. At a register a manager has to agree (approval), unless one is signed in there.")
    @APIResponse(
            responseCode = "201",
            description = "What came back, with its refunds",
            content = @Content(schema = @Schema(implementation = Returns.View.class)))
    public Response take(@PathParam("id") UUID id, @NotNull @Valid ReturnRequest request) {
        return Answers.of(once.inSteps(
                call.principal(),
                "return:" + id,
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(CREATED, Map.of(), returns.take(call.principal(), id, run, request.wish()))));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listReturns", summary = "What came back of an order, the oldest first")
    public ReturnList list(@PathParam("id") UUID id) {
        return new ReturnList(returns.all(call.principal().merchantId(), id));
    }
}
