package onetill.customer;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
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
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The people a merchant knows, for servers and staff. */
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Customers")
public class CustomersResource {

    private static final int CREATED = 201;

    @Inject
    Customers customers;

    @Inject
    Once once;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /** Somebody new; at least one of these is needed to find them again. */
    @Schema(name = "AddCustomer")
    public record AddCustomer(
            @Nullable @Size(max = 200) String name,
            @Nullable @Email @Size(max = 254) String email,

            @Nullable @Pattern(regexp = PhoneNumbers.PATTERN, message = PhoneNumbers.HELP)
            String phone,

            @Nullable @Size(max = 100) String loyaltyId) {}

    /** @param loyaltyId the number of their card in the merchant's own programme */
    @Schema(name = "Customer")
    public record CustomerView(
            UUID id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String loyaltyId) {

        static CustomerView of(Customer customer) {
            return new CustomerView(
                    customer.id(), customer.name(), customer.email(), customer.phone(), customer.loyaltyId());
        }
    }

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "addCustomer", summary = "Add a customer")
    @APIResponse(
            responseCode = "201",
            description = "The customer",
            content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Response add(@NotNull @Valid AddCustomer request) {
        if (request.name() == null
                && request.email() == null
                && request.phone() == null
                && request.loyaltyId() == null) {
            throw ProblemException.invalid("name", "give at least one of name, email, phone and loyalty_id");
        }
        var merchantId = call.principal().merchantId();
        return Answers.of(once.atOnce(call.principal(), "customer", call.idempotencyKey(), request, () -> {
            var id = customers.add(merchantId, request.name(), request.email(), request.phone(), request.loyaltyId());
            audit.record(call.principal(), Deed.of(AuditAction.ADD_CUSTOMER, id), Map.of());
            return Once.Answer.of(CREATED, Map.of(), view(merchantId, id));
        }));
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getCustomer", summary = "Get a customer")
    public CustomerView get(@PathParam("id") UUID id) {
        return view(call.principal().merchantId(), id);
    }

    private CustomerView view(UUID merchantId, UUID id) {
        return customers
                .get(merchantId, id)
                .map(CustomerView::of)
                .orElseThrow(() -> ProblemException.notFound("customer", id));
    }
}
