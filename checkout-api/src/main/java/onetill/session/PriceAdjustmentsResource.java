package onetill.session;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
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

/** Another price for an item of this sale, or money off the whole of it. */
@Path("checkout-sessions/{id}/price-adjustments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Point of sale")
public class PriceAdjustmentsResource {

    private static final int OK = 200;

    /** Far more than anything costs, and far from what a sum of sums could overflow. */
    private static final long MOST_MINOR = 1_000_000_000_000L;

    @Inject
    PriceAdjustments adjustments;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * What is agreed to.
     *
     * @param sku price_override: whose price
     * @param unitPriceMinor price_override: what one of it costs instead, including tax where the channel's prices do
     * @param percent discount: off the whole sale, or
     * @param amountMinor discount: so much off the whole sale
     * @param approval the token of a manager's approval; a cashier needs one
     * @param reason why; left out, it is that of the approval
     */
    @Schema(name = "AdjustPrice")
    public record Adjust(
            @NotNull PriceAdjustment.Kind kind,
            @Nullable @Size(min = 1, max = 100) String sku,
            @Nullable @PositiveOrZero @Max(MOST_MINOR) Long unitPriceMinor,
            @Nullable @Digits(integer = 3, fraction = 2) BigDecimal percent,
            @Nullable @Positive @Max(MOST_MINOR) Long amountMinor,
            @Nullable @Size(max = 100) String approval,
            @Nullable @Size(max = 200) String reason) {

        PriceAdjustments.Wish wish() {
            return new PriceAdjustments.Wish(kind, sku, unitPriceMinor, percent, amountMinor, approval, reason);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "adjustPrice",
            summary = "Give an item another price, or the whole sale a discount",
            description =
                    "At a register a manager has to agree (approval), unless one is signed in there. It covers what is in the sale now: for more of the "
                            + "item the usual price is back, and a discount does not grow with the sale. A second one of the same kind replaces the first.")
    @APIResponse(
            responseCode = "200",
            description = "The session at its new prices",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response adjust(@PathParam("id") UUID id, @NotNull @Valid Adjust request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "adjust_price:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        OK, Map.of(), SessionView.of(adjustments.adjust(call.principal(), id, request.wish())))));
    }

    @DELETE
    @Path("{adjustment_id}")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "withdrawPriceAdjustment", summary = "Take the usual price again")
    public SessionView withdraw(@PathParam("id") UUID id, @PathParam("adjustment_id") UUID adjustmentId) {
        return SessionView.of(adjustments.withdraw(call.principal(), id, adjustmentId));
    }
}
