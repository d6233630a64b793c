package onetill.orderstatus;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import onetill.notification.Medium;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the buyer of an order was told, and telling them again: for those who may see the codes of what is picked up. */
@Path("orders/{id}/notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Notices")
public class OrderNoticesResource {

    private static final int CREATED = 201;
    private static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
    private static final String PHONE = "\\+[0-9]{6,15}";

    @Inject
    Notices notices;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param to an e-mail address, or a number such as +493012345; where the order says, when absent */
    @Schema(name = "SendOrderNotice")
    public record Send(
            @NotNull Medium medium,

            @Nullable
            @Pattern(
                    regexp = EMAIL + "|" + PHONE,
                    message = "is no address to write to; write it like ada@example.com or +493012345")
            @Size(max = 254)
            String to) {

        /** @throws ProblemException VALIDATION_FAILED for an address of the other medium */
        Send checked() {
            if (to == null || (medium == Medium.EMAIL) == to.contains("@")) return this;
            throw ProblemException.invalid("to", "cannot be reached by " + medium.stored());
        }
    }

    @Schema(name = "OrderNotices")
    public record OrderNotices(List<Notices.Notice> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listOrderNotices", summary = "List what the buyer of an order was told, the oldest first")
    public OrderNotices list(@PathParam("id") UUID id) {
        return new OrderNotices(notices.all(call.principal().merchantId(), id));
    }

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "sendOrderNotice",
            summary = "Send the buyer the link to how it is with their order",
            description = "An order from before there were such links gets one by this.")
    @APIResponse(
            responseCode = "201",
            description = "That it is sent",
            content = @Content(schema = @Schema(implementation = Notices.Notice.class)))
    public Response send(@PathParam("id") UUID id, @NotNull @Valid Send request) {
        var wanted = request.checked();
        return Answers.of(once.atOnce(
                call.principal(),
                "order-notice:" + id,
                call.idempotencyKey(),
                wanted,
                () -> Once.Answer.of(
                        CREATED, Map.of(), notices.send(call.principal(), id, wanted.medium(), wanted.to()))));
    }
}
