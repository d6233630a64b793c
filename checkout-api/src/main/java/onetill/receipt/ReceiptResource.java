package onetill.receipt;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The receipt of an order over HTTP, as data and on paper. */
@Path("orders/{id}/receipt")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
@RequestScoped
@Tag(name = "Receipts")
public class ReceiptResource {

    @Inject
    Receipts receipts;

    @Inject
    Call call;

    @GET
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "getReceipt",
            summary = "Get the receipt of an order, as it would be handed out next",
            description =
                    "In the language of the sale. With Accept: text/html a page for paper of 80 mm, with Accept: text/plain lines of "
                            + "42 columns. Nothing is written down: issueReceipt hands it out.")
    public Receipt get(@PathParam("id") UUID id) {
        return receipts.next(call.principal(), id);
    }
}
