package onetill.customer;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.customer.CustomersResource.CustomerView;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Customers by what is theirs. It is in the body, since addresses end up in logs. */
@Path("customer-lookups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Customers")
public class CustomerLookupsResource {

    private static final int MOST = 20;

    @Inject
    Customers customers;

    @Inject
    Call call;

    /**
     * By one of these, and exactly: nobody is listed who is only like it.
     *
     * @param email in any case
     * @param phone however it is written
     */
    @Schema(name = "CustomerLookup")
    public record Lookup(
            @Nullable @Size(min = 1, max = 254) String email,
            @Nullable @Size(min = 1, max = 40) String phone,
            @Nullable @Size(min = 1, max = 100) String loyaltyId) {}

    @Schema(name = "CustomerList")
    public record CustomerList(List<CustomerView> data) {}

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "lookUpCustomers",
            summary = "Find customers by e-mail address, number or loyalty card",
            description = "By exactly one of them. An address may be of several customers; the oldest comes first.")
    public CustomerList lookUp(@NotNull @Valid Lookup request) {
        var merchantId = call.principal().merchantId();
        var loyaltyId = request.loyaltyId();
        var contact = request.email() == null ? request.phone() : request.email();
        var isOne = (contact == null) != (loyaltyId == null) && (request.email() == null || request.phone() == null);
        if (!isOne) throw ProblemException.invalid("email", "give exactly one of email, phone and loyalty_id");
        List<Customer> found = List.of();
        if (loyaltyId != null) {
            found = customers.byLoyaltyId(merchantId, loyaltyId.strip()).stream()
                    .toList();
        } else if (contact != null && !contact.isBlank()) {
            found = customers.allByContact(merchantId, contact.strip(), MOST);
        }
        return new CustomerList(found.stream().map(CustomerView::of).toList());
    }
}
