package onetill.order;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.database.Work;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.ledger.LedgerEntries;
import onetill.ledger.LedgerEntry;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP. */
@Path("orders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Orders")
public class OrderResource {

    private static final int MOST = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;

    @Inject
    Orders orders;

    @Inject
    OrderMoney money;

    @Inject
    Edits edits;

    @Inject
    Additions additions;

    @Inject
    Payments payments;

    @Inject
    StatusLink statusLink;

    @Inject
    LedgerEntries books;

    @Inject
    Work work;

    @Inject
    Once once;

    @Inject
    Call call;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Schema(name = "OrderPage")
    public record OrderPage(
            List<OrderView.Summary> data, @Nullable String nextCursor) {}

    /**
     * Money to give back; without an amount and without lines all that is left.
     *
     * @param lines what comes back, and how many of each
     * @param tenderId from which tender; otherwise the one asked for last gives first
     * @param registerId from whose drawer cash is given back; otherwise from the till that has sold it
     */
    @Schema(name = "RefundOrder")
    public record RefundRequest(
            @Nullable @Positive Long amountMinor,
            @Nullable @Valid @Size(max = 200) List<RefundLines.Returned> lines,
            @Nullable UUID tenderId,
            @NotBlank @Size(max = 200) String reason,
            @Nullable UUID registerId) {

        OrderMoney.Wish wish() {
            return new OrderMoney.Wish(amountMinor, lines == null ? List.of() : lines, tenderId, reason, registerId);
        }
    }

    /**
     * Money to take; without an amount all that is authorized.
     *
     * @param isFinal whether what is left is released; true when absent
     * @param reason why, in the words of whoever decides; people have to say it, servers may
     */
    @Schema(name = "CaptureOrder")
    public record CaptureRequest(
            @Nullable @Positive Long amountMinor,
            @JsonProperty("final") @Nullable Boolean isFinal,
            @Nullable @Size(max = 200) String reason) {

        OrderMoney.Taking wish() {
            return new OrderMoney.Taking(amountMinor, isFinal == null || isFinal, reason);
        }
    }

    /**
     * @param reason why, in the words of whoever decides; people have to say it, servers may
     * @param approval the token of a manager's approval of void_sale; a cashier needs one
     */
    @Schema(name = "VoidOrder")
    public record VoidRequest(
            @Nullable @Size(max = 200) String reason,
            @Nullable @Size(max = 100) String approval) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listOrders", summary = "List orders, newest first")
    public OrderPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = orders.newest(by().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Order::id, OrderView.Summary::of);
        return new OrderPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getOrder", summary = "Get an order")
    public OrderView get(@PathParam("id") UUID id) {
        var order = orders.get(by().merchantId(), id);
        if (by().is(PrincipalKind.CLIENT_TOKEN) && !order.sessionId().equals(by().sessionId())) {
            throw ProblemException.notFound("order", id);
        }
        return view(order);
    }

    @POST
    @Path("{id}/refunds")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "refundOrder", summary = "Give money back to where it came from")
    @APIResponse(
            responseCode = "201",
            description = "The order with its refund",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Response refund(@PathParam("id") UUID id, @NotNull @Valid RefundRequest request) {
        return answer("refund:" + id, request, CREATED, run -> {
            money.refund(by(), id, run, request.wish());
            return orders.get(by().merchantId(), id);
        });
    }

    @POST
    @Path("{id}/captures")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "captureOrder", summary = "Take what is authorized")
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Response capture(@PathParam("id") UUID id, @Valid @NotNull CaptureRequest request) {
        return answer("capture:" + id, request, OK, run -> money.capture(by(), id, run, request.wish()));
    }

    @POST
    @Path("{id}/void")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "voidOrder",
            summary = "Release an authorization that was not captured",
            description =
                    "A register voids what it has sold itself, and a manager has to agree (approval), unless one is signed in there.")
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Response voidOrder(@PathParam("id") UUID id, @Valid @NotNull VoidRequest request) {
        return answer(
                "void:" + id,
                request,
                OK,
                run -> money.voidAuthorization(by(), id, run, request.reason(), request.approval()));
    }

    private Response answer(String operation, Object request, int status, Function<UUID, Order> work) {
        return Answers.of(once.inSteps(
                by(),
                operation,
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(status, Map.of(), view(work.apply(run)))));
    }

    private OrderView view(Order order) {
        return work.read(order.merchantId(), () -> {
            var refunds = em.createQuery(
                            "select r from Refund r where r.merchantId = :merchant and r.orderId = :order order by r.id",
                            Refund.class)
                    .setParameter("merchant", order.merchantId())
                    .setParameter("order", order.id())
                    .getResultList();
            var captures = em.createQuery(
                            "select c from Capture c where c.merchantId = :merchant and c.orderId = :order order by c.id",
                            Capture.class)
                    .setParameter("merchant", order.merchantId())
                    .setParameter("order", order.id())
                    .getResultList();
            var now = edits.now(order);
            var around = additions.around(order);
            return new OrderView(
                    order.id(),
                    order.number(),
                    order.sessionId(),
                    new OrderView.ChannelRef(order.channelId(), order.channelKind()),
                    order.state(),
                    order.total().currency().getCurrencyCode(),
                    order.total().minor(),
                    order.tip().minor(),
                    order.totals(),
                    order.taxes(),
                    orders.lines(order.merchantId(), order.id()),
                    order.buyer(),
                    order.fulfillment(),
                    order.fulfillments(),
                    order.fulfillmentStatus(),
                    payments.tenders(order.merchantId(), order.sessionId()),
                    captures.stream().map(OrderView.CaptureView::of).toList(),
                    refunds.stream().map(OrderView.RefundView::of).toList(),
                    mayShowStatus() ? statusLink.of(order) : null,
                    now.revision(),
                    OrderView.Current.of(now),
                    now.isEdited() ? edits.all(order.merchantId(), order.id()) : List.of(),
                    around.stream()
                            .filter(it -> it.orderId().equals(order.id()))
                            .toList(),
                    around.stream()
                            .filter(it -> order.id().equals(it.newOrderId()))
                            .map(OrderAddition::orderId)
                            .findFirst()
                            .orElse(null),
                    order.placedAt());
        });
    }

    /** What is picked up is handed out for a code that the buyer says: those at a counter are not shown where it stands. */
    private boolean mayShowStatus() {
        var by = by();
        return by.is(SECRET_KEY)
                || by.is(CLIENT_TOKEN)
                || by.is(PrincipalKind.STAFF) && (by.has(Role.AGENT) || by.has(Role.MANAGER) || by.has(Role.ADMIN));
    }

    @GET
    @Path("{id}/ledger")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "getOrderLedger",
            summary = "What an order means for the books",
            description = "From the sale, or the deposit before it, to refunds, disputes and the provider's fees.")
    public LedgerEntry.Books ledger(@PathParam("id") UUID id) {
        var order = orders.get(by().merchantId(), id);
        return books.of(order.merchantId(), money.transactions(order));
    }

    private Principal by() {
        return call.principal();
    }
}
