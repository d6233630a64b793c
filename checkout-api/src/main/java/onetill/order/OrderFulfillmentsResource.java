package onetill.order;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import onetill.order.Fulfillment.Kind;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What becomes of the goods of one order. */
@Path("orders/{id}/fulfillments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Fulfillment")
public class OrderFulfillmentsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    @Inject
    Fulfillments fulfillments;

    @Inject
    Once once;

    @Inject
    Call call;

    /** By which parcel; for {@code ship}. */
    @Schema(name = "TrackingRequest")
    public record TrackingRequest(
            @Nullable @Size(max = 100) String carrier,
            @Nullable @Size(max = 100) String number,

            @Nullable
            @Size(max = 500)
            @Pattern(regexp = "https?://\\S+", message = "is an address such as https://carrier.example/track/123")
            String url) {}

    /**
     * What happened to the goods.
     *
     * @param code collect: what the buyer says at the counter
     * @param reason fail: why; collect: why it is handed out without the code
     * @param locationId allocate: where what was promised has arrived
     */
    @Schema(name = "RecordFulfillmentEvent")
    public record EventRequest(
            @NotNull FulfillmentEvent event,
            @Nullable @Valid TrackingRequest tracking,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 200) String reason,
            @Nullable @Size(max = 100) String locationId) {

        /** @throws ProblemException VALIDATION_FAILED for what says nothing about this event */
        Fulfillments.Happened checked() {
            if (event == FulfillmentEvent.CANCEL) {
                throw ProblemException.invalid(
                        "event", "cancel by POST …/cancel, which gives the goods back to the stock");
            }
            guard("tracking", tracking, event == FulfillmentEvent.SHIP);
            guard("code", code, event == FulfillmentEvent.COLLECT);
            guard("location_id", locationId, event == FulfillmentEvent.ALLOCATE);
            var by = tracking == null
                    ? null
                    : new Fulfillment.Tracking(tracking.carrier(), tracking.number(), tracking.url());
            return new Fulfillments.Happened(event, by, code, reason, locationId);
        }

        private void guard(String field, @Nullable Object value, boolean isOfIt) {
            if (value == null || isOfIt) return;
            throw ProblemException.invalid(field, "says nothing about %s; leave it out".formatted(event.word()));
        }
    }

    /**
     * A fulfillment for what is in none.
     *
     * @param kind {@code shipping}, {@code pickup} or {@code local_delivery}
     */
    @Schema(name = "AddFulfillment")
    public record AddRequest(
            @NotNull Kind kind,
            @Nullable @Size(max = 100) String locationId,
            @NotEmpty @Valid @Size(max = 200) List<RefundLines.@NotNull Returned> lines) {}

    /** @param locationId where the part leaves from; otherwise from where the whole would */
    @Schema(name = "SplitFulfillment")
    public record SplitRequest(
            @Nullable @Size(max = 100) String locationId,
            @NotEmpty @Valid @Size(max = 200) List<RefundLines.@NotNull Returned> lines) {}

    /**
     * What shall not be handed over.
     *
     * @param lines all of it when absent
     * @param refund whether what was paid for it is given back in the same call
     */
    @Schema(name = "CancelFulfillment")
    public record CancelRequest(
            @Nullable @Valid @Size(max = 200) List<RefundLines.@NotNull Returned> lines,
            @NotBlank @Size(max = 200) String reason,
            @Nullable Boolean refund) {

        Fulfillments.Cancellation wish() {
            return new Fulfillments.Cancellation(
                    lines == null ? List.of() : lines, reason, Boolean.TRUE.equals(refund));
        }
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listOrderFulfillments", summary = "What becomes of the goods of an order")
    public Fulfillments.OfOrder list(@PathParam("id") UUID id) {
        return fulfillments.of(call.principal().merchantId(), id);
    }

    @GET
    @Path("{fulfillment_id}")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getOrderFulfillment", summary = "Get one fulfillment of an order")
    public FulfillmentView get(@PathParam("id") UUID id, @PathParam("fulfillment_id") UUID fulfillmentId) {
        return fulfillments.get(call.principal().merchantId(), id, fulfillmentId);
    }

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "addFulfillment",
            summary = "Add a fulfillment for lines that are in none",
            description =
                    "An order has its fulfillments when it is placed. This is for orders from before, and for lines that were added later.")
    @APIResponse(
            responseCode = "201",
            description = "All fulfillments of the order",
            content = @Content(schema = @Schema(implementation = Fulfillments.OfOrder.class)))
    public Response add(@PathParam("id") UUID id, @NotNull @Valid AddRequest request) {
        return answer(
                "add-fulfillment:" + id,
                request,
                CREATED,
                () -> fulfillments.add(call.principal(), id, request.kind(), request.locationId(), request.lines()));
    }

    @POST
    @Path("{fulfillment_id}/events")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "recordFulfillmentEvent",
            summary = "Say what happened to the goods",
            description =
                    "allocate, pick, pack, ship, ready, collect, dispatch, deliver or fail. Tills and cashiers do what happens at the counter "
                            + "(pick, pack, ready, collect), tills at their own place.")
    @APIResponse(
            responseCode = "200",
            description = "The fulfillment",
            content = @Content(schema = @Schema(implementation = FulfillmentView.class)))
    public Response record(
            @PathParam("id") UUID id,
            @PathParam("fulfillment_id") UUID fulfillmentId,
            @NotNull @Valid EventRequest request) {
        var by = call.principal();
        var what = request.checked();
        // Outside of what may be rolled back: a wrong code is counted.
        if (what.code() != null) fulfillments.checkCode(by, id, fulfillmentId, what.code());
        return answer(
                "fulfillment-event:" + fulfillmentId,
                request,
                OK,
                () -> fulfillments.happened(by, id, fulfillmentId, what));
    }

    @POST
    @Path("{fulfillment_id}/split")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "splitFulfillment",
            summary = "Put a part of the goods into a fulfillment of its own",
            description = "So that it can leave earlier, later or from another location.")
    @APIResponse(
            responseCode = "201",
            description = "All fulfillments of the order",
            content = @Content(schema = @Schema(implementation = Fulfillments.OfOrder.class)))
    public Response split(
            @PathParam("id") UUID id,
            @PathParam("fulfillment_id") UUID fulfillmentId,
            @NotNull @Valid SplitRequest request) {
        return answer(
                "split-fulfillment:" + fulfillmentId,
                request,
                CREATED,
                () -> fulfillments.split(call.principal(), id, fulfillmentId, request.lines(), request.locationId()));
    }

    @POST
    @Path("{fulfillment_id}/cancel")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "cancelFulfillment",
            summary = "Cancel what is not handed over yet",
            description =
                    "The goods can be sold again. The answer says what may be refunded; with refund, what was paid for them goes back at once.")
    @APIResponse(
            responseCode = "200",
            description = "All fulfillments of the order",
            content = @Content(schema = @Schema(implementation = Fulfillments.OfOrder.class)))
    public Response cancel(
            @PathParam("id") UUID id,
            @PathParam("fulfillment_id") UUID fulfillmentId,
            @NotNull @Valid CancelRequest request) {
        var by = call.principal();
        var operation = "cancel-fulfillment:" + fulfillmentId;
        var what = request.wish();
        if (!what.refund()) {
            return answer(operation, request, OK, () -> fulfillments.cancel(by, id, fulfillmentId, what));
        }
        return Answers.of(once.inSteps(
                by,
                operation,
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(OK, Map.of(), fulfillments.cancelAndRefund(by, id, fulfillmentId, run, what))));
    }

    private Response answer(String operation, Object request, int status, java.util.function.Supplier<Object> effect) {
        return Answers.of(once.atOnce(
                call.principal(),
                operation,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(status, Map.of(), effect.get())));
    }
}
