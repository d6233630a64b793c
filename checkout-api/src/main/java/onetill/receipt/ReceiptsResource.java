package onetill.receipt;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
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
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Handing receipts out over HTTP: for those who sell, not for buyers' devices, which could have mail sent to anybody. */
@Path("orders/{id}/receipts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Receipts")
public class ReceiptsResource {

    private static final int CREATED = 201;

    @Inject
    Receipts receipts;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param to where an e-mail goes; nothing for paper */
    @Schema(name = "IssueReceipt")
    public record Issue(
            @NotNull Medium medium,

            @Nullable @Email(message = "is not an e-mail address; write it like ada@example.com") @Size(max = 254)
            String to) {

        /** @throws ProblemException VALIDATION_FAILED unless there is an address for e-mail, and for that alone */
        Issue checked() {
            var isAddressed = to != null && !to.isBlank();
            if (medium == Medium.EMAIL && !isAddressed) {
                throw ProblemException.invalid("to", "say where the e-mail shall go");
            }
            if (medium == Medium.PRINT && to != null) {
                throw ProblemException.invalid("to", "what is printed goes to no address; leave it out, or say email");
            }
            return this;
        }
    }

    @Schema(name = "IssuedReceipts")
    public record IssuedReceipts(List<Issued> data) {}

    @POST
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "issueReceipt",
            summary = "Hand a receipt out, on paper or by e-mail",
            description =
                    "The first one is the original, each later one says that it is a copy. The event receipt.issued has the medium and "
                            + "the copy, and no address.")
    @APIResponse(
            responseCode = "201",
            description = "That it was handed out, and the receipt",
            content = @Content(schema = @Schema(implementation = Receipts.HandedOut.class)))
    public Response issue(@PathParam("id") UUID id, @NotNull @Valid Issue request) {
        var wanted = request.checked();
        return Answers.of(once.atOnce(
                call.principal(),
                "receipt:" + id,
                call.idempotencyKey(),
                wanted,
                () -> Once.Answer.of(
                        CREATED, Map.of(), receipts.issue(call.principal(), id, wanted.medium(), wanted.to()))));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listReceipts", summary = "List what was handed out of an order, the original first")
    public IssuedReceipts list(@PathParam("id") UUID id) {
        return new IssuedReceipts(receipts.all(call.principal(), id));
    }

    @GET
    @Path("{receipt_id}")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "getIssuedReceipt",
            summary = "Get a receipt that was handed out, to print it",
            description = "With its own copy, and with the refunds made by now. Accept as in getReceipt.")
    public Receipt get(@PathParam("id") UUID id, @PathParam("receipt_id") UUID receiptId) {
        return receipts.get(call.principal(), id, receiptId);
    }
}
