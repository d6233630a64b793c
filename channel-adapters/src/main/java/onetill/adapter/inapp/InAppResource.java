package onetill.adapter.inapp;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.session.Buyer;
import onetill.session.Change;
import onetill.session.Checkout;
import onetill.session.LineChoice;
import onetill.session.PaymentForms;
import onetill.session.SessionView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An app bootstraps its mobile payment sheet with one call. */
@Path("channels/{channel}/payment-sheets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "In-app")
public class InAppResource {

    private static final int CREATED = 201;

    @Inject
    Checkout checkout;

    @Inject
    Channels channels;

    @Inject
    PaymentForms forms;

    @Inject
    Once once;

    @Inject
    Call call;

    /** A session that is ready for complete, or everything to open one. */
    @Schema(name = "OpenPaymentSheet")
    public record SheetRequest(
            @Nullable UUID sessionId,
            @Nullable @Valid @Size(min = 1, max = 200) List<LineChoice> lineItems,
            @Nullable @Valid Buyer buyer,
            @Valid Change.@Nullable FulfillmentChoice fulfillment,

            @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "is a language such as de or en-GB")
            String locale) {}

    /**
     * All a payment sheet needs. The secrets are for this app only; the amount is fixed, and only this server captures.
     */
    @Schema(name = "PaymentSheet")
    public record SheetView(
            SessionView session,
            @Nullable String clientToken,
            String publishableKey,
            String customerId,
            String customerSessionClientSecret,
            String ephemeralKeySecret,
            String paymentIntentId,
            String paymentIntentClientSecret) {}

    @POST
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "openPaymentSheet",
            summary = "Get everything for the app's payment sheet",
            description = "When the sheet has finished, call payment/refresh of the session.")
    @APIResponse(
            responseCode = "201",
            description = "The session and the sheet's bootstrap",
            content = @Content(schema = @Schema(implementation = SheetView.class)))
    public Response open(@PathParam("channel") String channel, @NotNull @Valid SheetRequest request) {
        return Answers.of(once.inSteps(
                call.principal(), "payment-sheet:" + channel, call.idempotencyKey(), request, run -> {
                    channels.get(call.principal().merchantId(), channel, ChannelKind.IN_APP);
                    var opened = request.sessionId() == null ? opened(channel, run, request) : null;
                    var id = opened == null
                            ? known(request)
                            : opened.snapshot().session().id();
                    var sheet = forms.sheet(call.principal(), id);
                    var view = SessionView.of(sheet.snapshot());
                    var answer = new SheetView(
                            view,
                            opened == null ? null : opened.clientToken(),
                            sheet.publishableKey(),
                            sheet.customerRef(),
                            sheet.customerSessionClientSecret(),
                            sheet.ephemeralKeySecret(),
                            sheet.paymentRef(),
                            sheet.paymentClientSecret());
                    return Once.Answer.of(CREATED, Answers.etag(view.revision()), answer);
                }));
    }

    private Checkout.Opened opened(String channel, UUID run, SheetRequest request) {
        if (call.principal().is(CLIENT_TOKEN)) {
            throw ProblemException.invalid("session_id", "a client token works on the session it belongs to");
        }
        var change = new Change(request.lineItems(), request.buyer(), request.fulfillment(), request.locale());
        return checkout.open(call.principal(), run, channel, change);
    }

    private static UUID known(SheetRequest request) {
        var id = request.sessionId();
        if (id == null) throw ProblemException.invalid("session_id", "say which session");
        return id;
    }
}
