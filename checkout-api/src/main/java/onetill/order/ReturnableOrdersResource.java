package onetill.order;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An order as somebody needs it who takes goods back: by the number on the receipt, without its buyer. */
@Path("returnable-orders")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Orders")
public class ReturnableOrdersResource {

    @Inject
    OrderMoney money;

    @Inject
    Call call;

    /**
     * One line.
     *
     * @param returned how many came back already
     * @param paidMinor what was paid for all of the line, with its share of discounts and its tax
     */
    @Schema(name = "ReturnableLine")
    public record Line(int line, String sku, String name, long quantity, long returned, long paidMinor) {}

    /**
     * What of an order can come back.
     *
     * @param refundableMinor what is left to give back, with delivery and tip
     */
    @Schema(name = "ReturnableOrder")
    public record Returnable(
            UUID orderId,
            String number,
            UUID sessionId,
            String channelId,
            String currency,
            long totalMinor,
            long refundableMinor,
            List<String> tenders,
            List<Line> lines,
            OffsetDateTime placedAt) {}

    @Schema(name = "ReturnableOrderList")
    public record ReturnableList(List<Returnable> data) {}

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "findReturnableOrder",
            summary = "Find what can come back, by the number of an order",
            description = "An empty list when no order has this number.")
    public ReturnableList find(@QueryParam("number") @NotBlank @Size(max = 40) String number) {
        return new ReturnableList(money.returnable(call.principal().merchantId(), number.strip()).stream()
                .toList());
    }
}
