package onetill.session;

import static onetill.access.PrincipalKind.REGISTER;
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
import onetill.order.Exchange;
import onetill.order.Exchanges;
import onetill.order.Returns;
import onetill.order.ReturnsResource;
import onetill.session.Change.FulfillmentChoice;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Goods that come back for others. */
@Path("orders/{id}/exchanges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Orders")
public class ExchangesResource {

    private static final int CREATED = 201;

    @Inject
    ExchangeSessions sessions;

    @Inject
    Exchanges exchanges;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * What comes back, why, and what goes out.
     *
     * @param lines what comes back
     * @param lineItems what goes out
     * @param channel where; otherwise the till that calls, or the channel that has sold it
     * @param locationId which location has what comes back; otherwise that of the channel
     * @param approval the token of a manager's approval of a refund; a cashier needs one
     */
    @Schema(name = "ExchangeOrder")
    public record ExchangeRequest(
            @NotEmpty @Valid @Size(max = 200) List<ReturnsResource.@NotNull BackRequest> lines,
            @NotEmpty @Valid @Size(max = 200) List<@NotNull LineChoice> lineItems,
            @NotBlank @Size(max = 200) String reason,
            @Nullable @Size(max = 100) String channel,
            @Nullable @Size(max = 100) String locationId,
            @Nullable @Valid Buyer buyer,
            @Nullable @Valid FulfillmentChoice fulfillment,
            @Nullable @Size(max = 100) String approval) {

        Returns.Wish back() {
            return new ReturnsResource.ReturnRequest(lines, reason, channel, locationId, null, approval).wish();
        }

        Change out() {
            return new Change(lineItems, buyer, fulfillment, null);
        }
    }

    /**
     * An exchange that has begun.
     *
     * @param session of what goes out: it is completed like any other, and what comes back pays first
     * @param clientToken for the buyer's device; shown once
     */
    @Schema(name = "BegunExchange")
    public record BegunView(
            Exchange exchange,
            SessionView session,
            @Nullable String clientToken) {}

    @Schema(name = "ExchangeList")
    public record ExchangeList(List<Exchange> data) {}

    @POST
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "exchangeOrder",
            summary = "Begin to exchange goods for others",
            description =
                    "Opens a checkout session for what goes out. What comes back pays there first, as exchange_credit; the buyer pays the rest, or gets back what "
                            + "is left over. Nothing has come back until the session is completed, and nothing does when it is canceled. At a register a manager has to agree "
                            + "(approval), unless one is signed in there.")
    @APIResponse(
            responseCode = "201",
            description = "The exchange and its session",
            content = @Content(schema = @Schema(implementation = BegunView.class)))
    public Response begin(@PathParam("id") UUID id, @NotNull @Valid ExchangeRequest request) {
        return Answers.of(once.atOnce(call.principal(), "exchange:" + id, call.idempotencyKey(), request, () -> {
            var begun = sessions.begin(call.principal(), id, request.back(), request.out());
            var view = new BegunView(
                    begun.exchange(),
                    SessionView.of(begun.opened().snapshot()),
                    begun.opened().clientToken());
            return Once.Answer.of(CREATED, Map.of(), view);
        }));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listExchanges", summary = "What of an order was exchanged, the oldest first")
    public ExchangeList list(@PathParam("id") UUID id) {
        return new ExchangeList(exchanges.all(call.principal().merchantId(), id));
    }
}
