package onetill.unreceipted;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.order.Returns;
import onetill.problem.ProblemException;
import onetill.unreceipted.UnreceiptedReturn.Refund;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Goods that come back without a receipt, over HTTP. */
@Path("unreceipted-returns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Point of sale")
public class UnreceiptedReturnsResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;
    private static final long MOST_PIECES = 10_000;

    @Inject
    UnreceiptedReturns returns;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * @param sku or a barcode
     * @param condition {@code sellable} when absent
     */
    @Schema(name = "ReturnItem")
    public record BackRequest(
            @NotBlank @Size(max = 100) String sku,
            @NotNull @Positive @Max(MOST_PIECES) Long quantity,
            Returns.@Nullable Condition condition) {}

    /**
     * What comes back, and why.
     *
     * @param refund how the money goes back
     * @param customerId who brings it; needed for store_credit
     * @param approval the token of a manager's approval of a refund; a cashier needs one
     */
    @Schema(name = "ReturnWithoutReceipt")
    public record ReturnRequest(
            @NotEmpty @Valid @Size(max = 200) List<@NotNull BackRequest> lines,
            @NotNull Refund refund,
            @Nullable UUID customerId,
            @NotBlank @Size(max = 200) String reason,
            @Nullable @Size(max = 100) String approval) {

        UnreceiptedReturns.Wish wish() {
            if (refund == UnreceiptedReturn.Refund.STORE_CREDIT && customerId == null) {
                throw ProblemException.invalid("customer_id", "store credit belongs to a customer; say whose it is");
            }
            var back = lines.stream()
                    .map(it -> new UnreceiptedReturns.Back(
                            it.sku().strip(),
                            it.quantity(),
                            it.condition() == null ? Returns.Condition.SELLABLE : it.condition()))
                    .toList();
            return new UnreceiptedReturns.Wish(back, refund, customerId, reason, approval);
        }
    }

    @Schema(name = "UnreceiptedReturnPage")
    public record ReturnPage(
            List<UnreceiptedReturn> data, @Nullable String nextCursor) {}

    @POST
    @Allow(REGISTER)
    @Operation(
            operationId = "returnWithoutReceipt",
            summary = "Take goods back of which no receipt is there",
            description =
                    "At the lowest price they had in the till's channel lately, as a gift card, store credit or, up to a limit, cash. A manager has to agree "
                            + "(approval), unless one is signed in at the register. The code of a gift card is shown once.")
    @APIResponse(
            responseCode = "201",
            description = "What came back, as its receipt shows it",
            content = @Content(schema = @Schema(implementation = UnreceiptedReturn.class)))
    public Response take(@NotNull @Valid ReturnRequest request) {
        var fresh = new ArrayList<UnreceiptedReturn>();
        var kept = once.atOnce(call.principal(), "return_without_receipt", call.idempotencyKey(), request, () -> {
            fresh.clear();
            fresh.add(returns.take(call.principal(), request.wish()));
            return Once.Answer.of(CREATED, Map.of(), fresh.get(0).withCode(null));
        });
        // The kept answer has no code, so that no code is ever stored.
        return Answers.of(kept.replayed() ? kept : Once.Answer.of(CREATED, Map.of(), fresh.get(0)));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listReturnsWithoutReceipt",
            summary = "What came back without a receipt, newest first",
            description = "A register sees what came back at its own till.")
    public ReturnPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var by = call.principal();
        var own = by.is(PrincipalKind.REGISTER) ? by.channelId() : null;
        var rows = returns.newest(by.merchantId(), own, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, UnreceiptedReturn::id, it -> it);
        return new ReturnPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getReturnWithoutReceipt", summary = "Get what came back without a receipt")
    public UnreceiptedReturn get(@PathParam("id") UUID id) {
        var by = call.principal();
        var found = returns.get(by.merchantId(), id);
        if (by.is(PrincipalKind.REGISTER) && !found.channelId().equals(by.channelId())) {
            throw ProblemException.notFound("return", id);
        }
        return found;
    }
}
