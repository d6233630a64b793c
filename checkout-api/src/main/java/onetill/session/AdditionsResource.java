package onetill.session;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.order.Additions;
import onetill.order.OrderAddition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is added to orders. */
@Path("orders/{id}/additions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Orders")
public class AdditionsResource {

    private static final int CREATED = 201;

    @Inject
    AdditionSessions sessions;

    @Inject
    Additions additions;

    @Inject
    Once once;

    @Inject
    Call call;

    /** What is added, and why. */
    @Schema(name = "AddToOrder")
    public record AdditionRequest(
            @NotEmpty @Valid @Size(max = 200) List<@NotNull LineChoice> lineItems,
            @NotBlank @Size(max = 200) String reason) {}

    /**
     * An addition that has begun.
     *
     * @param session that sells it: it is completed like any other
     * @param clientToken for the buyer's device; shown once
     */
    @Schema(name = "BegunAddition")
    public record BegunView(
            OrderAddition addition,
            SessionView session,
            @Nullable String clientToken) {}

    @Schema(name = "OrderAdditionList")
    public record AdditionList(List<OrderAddition> data) {}

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "addToOrder",
            summary = "Begin to add goods to an order that has not left",
            description =
                    "Opens a checkout session for them, at today's prices, for the buyer, the address and the way of the order. It is completed or canceled like any other; "
                            + "nothing is added until it is paid. Delivery costs what both parcels cost together more than the first, while nobody has picked that.")
    @APIResponse(
            responseCode = "201",
            description = "The addition and its session",
            content = @Content(schema = @Schema(implementation = BegunView.class)))
    public Response begin(@PathParam("id") UUID id, @NotNull @Valid AdditionRequest request) {
        var by = call.principal();
        return Answers.of(once.atOnce(by, "add-to-order:" + id, call.idempotencyKey(), request, () -> {
            var begun = sessions.begin(by, id, request.lineItems(), request.reason());
            var view = new BegunView(
                    begun.addition(),
                    SessionView.of(begun.opened().snapshot()),
                    begun.opened().clientToken());
            return Once.Answer.of(CREATED, Map.of(), view);
        }));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listOrderAdditions", summary = "What was added to an order, the oldest first")
    public AdditionList list(@PathParam("id") UUID id) {
        return new AdditionList(additions.all(call.principal().merchantId(), id));
    }
}
