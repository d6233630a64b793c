package onetill.session;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
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
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.order.Edits;
import onetill.order.OrderEdit;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders that change before their goods leave. */
@Path("orders/{id}/edits")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Orders")
public class OrderEditsResource {

    private static final int CREATED = 201;

    @Inject
    OrderEdits orderEdits;

    @Inject
    Edits edits;

    @Inject
    Once once;

    @Inject
    Call call;

    /** How many there shall be of a line of the order; 0 takes it out. */
    @Schema(name = "WantedOrderLine")
    public record WantedLine(
            @NotNull @Positive Integer line,
            @NotNull @PositiveOrZero Long quantity) {}

    /**
     * What shall be otherwise.
     *
     * @param lines what is not named stays
     * @param address where to, all of it; otherwise it stays
     * @param keepDelivery whether delivery costs what it did, wherever it goes
     */
    @Schema(name = "PreviewOrderEdit")
    public record PreviewRequest(
            @Nullable @Valid @Size(max = 200) List<@NotNull WantedLine> lines,
            @Nullable @Valid Address address,
            @Nullable Boolean keepDelivery) {

        OrderEdits.Wish wish() {
            return OrderEditsResource.wish(lines, address, keepDelivery);
        }
    }

    /**
     * What shall be otherwise, why, and what was seen of it in a preview.
     *
     * @param revision that of the order
     * @param differenceMinor by how much it costs more; negative when money goes back
     * @param lines what is not named stays
     * @param address where to, all of it; otherwise it stays
     * @param keepDelivery whether delivery costs what it did, wherever it goes
     */
    @Schema(name = "EditOrder")
    public record EditRequest(
            @NotNull @Positive Long revision,
            @NotNull Long differenceMinor,
            @Nullable @Valid @Size(max = 200) List<@NotNull WantedLine> lines,
            @Nullable @Valid Address address,
            @Nullable Boolean keepDelivery,
            @NotBlank @Size(max = 200) String reason) {

        OrderEdits.Seen seen() {
            return new OrderEdits.Seen(revision, differenceMinor);
        }

        OrderEdits.Wish wish() {
            return OrderEditsResource.wish(lines, address, keepDelivery);
        }
    }

    @Schema(name = "OrderEditList")
    public record EditList(List<OrderEdit> data) {}

    private static OrderEdits.Wish wish(
            @Nullable List<WantedLine> lines, @Nullable Address address, @Nullable Boolean keepDelivery) {
        var quantities = new TreeMap<Integer, Long>();
        for (var it : lines == null ? List.<WantedLine>of() : lines) {
            if (quantities.put(it.line(), it.quantity()) != null) {
                throw ProblemException.invalid("lines", "line %d is there twice".formatted(it.line()));
            }
        }
        return new OrderEdits.Wish(quantities, address, Boolean.TRUE.equals(keepDelivery));
    }

    @POST
    @Path("preview")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "previewOrderEdit",
            summary = "See what would come of an edit",
            description = "Nothing is changed. The answer has the revision and the difference that the edit names.")
    public OrderEdits.Preview preview(@PathParam("id") UUID id, @NotNull @Valid PreviewRequest request) {
        return orderEdits.preview(call.principal(), id, request.wish());
    }

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "editOrder",
            summary = "Edit an order before its goods leave",
            description =
                    "Fewer of a line, none of it, or another address, all at once. What is taken out can be sold again, and its money goes back to where it came from.")
    @APIResponse(
            responseCode = "201",
            description = "The edit",
            content = @Content(schema = @Schema(implementation = OrderEdit.class)))
    public Response edit(@PathParam("id") UUID id, @NotNull @Valid EditRequest request) {
        var by = call.principal();
        return Answers.of(once.inSteps(
                by,
                "edit-order:" + id,
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        orderEdits.commit(by, id, run, request.seen(), request.wish(), request.reason()))));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listOrderEdits", summary = "What of an order was edited, the oldest first")
    public EditList list(@PathParam("id") UUID id) {
        return new EditList(edits.all(call.principal().merchantId(), id));
    }
}
