package onetill.orderstatus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.function.Supplier;
import onetill.access.Allow;
import onetill.http.Call;
import onetill.http.Printable;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.receipt.Receipt;
import onetill.receipt.Receipts;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The page that a buyer opens by a link, and the same as data for apps. The link is all it takes. */
@Path("order-status")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
@RequestScoped
@Tag(name = "Notices")
public class OrderStatusResource {

    @Inject
    OrderStatuses statuses;

    @Inject
    Receipts receipts;

    @Inject
    Call call;

    @GET
    @Path("{token}")
    @Allow(anyone = true)
    @Operation(
            operationId = "getOrderStatus",
            summary = "How it is with an order, for its buyer",
            description =
                    "By the token of the link in a message or in an order. In the language of the sale: with Accept: text/html a page, "
                            + "with Accept: text/plain lines of text. It says nothing about who the buyer is.")
    @APIResponse(
            responseCode = "200",
            description = "What was bought, where it is, and what went back",
            content = @Content(schema = @Schema(implementation = OrderStatus.class)))
    public Response get(@PathParam("token") String token, @Context HttpHeaders headers) {
        return shown(headers, () -> statuses.of(statuses.shown(call.caller(), token)));
    }

    @GET
    @Path("{token}/receipt")
    @Allow(anyone = true)
    @Operation(
            operationId = "getReceiptByStatus",
            summary = "The receipt of an order, for its buyer",
            description = "As getReceipt has it, by the token of the link.")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    public Response receipt(@PathParam("token") String token, @Context HttpHeaders headers) {
        return shown(headers, () -> receipts.of(statuses.shown(call.caller(), token)));
    }

    /** A person whose link leads nowhere is told so on a page. */
    private static Response shown(HttpHeaders headers, Supplier<Printable> answer) {
        try {
            return Response.ok(answer.get())
                    .header("X-Robots-Tag", "noindex, nofollow")
                    .build();
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND || !wantsPage(headers)) throw e;
            return Response.status(e.type().status())
                    .type(MediaType.TEXT_HTML_TYPE)
                    .entity(new GonePage(language(headers)))
                    .build();
        }
    }

    /** What is asked for first decides, as for the answer itself; whoever takes anything gets data. */
    private static boolean wantsPage(HttpHeaders headers) {
        for (var type : headers.getAcceptableMediaTypes()) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) return false;
            if (type.isCompatible(MediaType.TEXT_HTML_TYPE)) return true;
        }
        return false;
    }

    private static Locale language(HttpHeaders headers) {
        var languages = headers.getAcceptableLanguages();
        return languages.isEmpty() || "*".equals(languages.get(0).getLanguage()) ? Locale.ENGLISH : languages.get(0);
    }
}
