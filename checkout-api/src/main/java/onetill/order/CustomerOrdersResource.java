package onetill.order;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.customer.Customers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.order.OrderResource.OrderPage;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a customer has bought, in whichever channel. */
@Path("customers/{id}/orders")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Customers")
public class CustomerOrdersResource {

    private static final int MOST = 100;

    @Inject
    Orders orders;

    @Inject
    Customers customers;

    @Inject
    Call call;

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listOrdersOfCustomer", summary = "List the orders of a customer, newest first")
    public OrderPage list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var merchantId = call.principal().merchantId();
        if (customers.get(merchantId, id).isEmpty()) throw ProblemException.notFound("customer", id);
        var rows = orders.ofCustomer(merchantId, id, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Order::id, OrderView.Summary::of);
        return new OrderPage(page.data(), page.nextCursor());
    }
}
