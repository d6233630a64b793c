package onetill.adapter.web;

import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
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
import onetill.access.Allow;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.runtime.Settings;
import onetill.session.Buyer;
import onetill.session.Change;
import onetill.session.Checkout;
import onetill.session.LineChoice;
import onetill.session.SessionView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A shop sends its shopper to the hosted checkout page. */
@Path("channels/{channel}/hosted-checkouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Web")
public class HostedCheckoutResource {

    private static final int CREATED = 201;

    @Inject
    Checkout checkout;

    @Inject
    Channels channels;

    @Inject
    Once once;

    @Inject
    Call call;

    @Inject
    Settings settings;

    /** What the shopper wants, as far as the shop knows. */
    @Schema(name = "OpenHostedCheckout")
    public record HostedCheckout(
            @NotNull @Valid @Size(min = 1, max = 200) List<LineChoice> lineItems,
            @Nullable @Valid Buyer buyer,
            @Valid Change.@Nullable FulfillmentChoice fulfillment,

            @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "is a language such as de or en-GB")
            String locale) {

        Change change() {
            return new Change(lineItems, buyer, fulfillment, locale);
        }
    }

    /**
     * The session, and the page to send the shopper to. The token is in the fragment, which browsers keep to themselves.
     */
    @Schema(name = "HostedCheckout")
    public record HostedCheckoutView(SessionView session, String clientToken, String url) {}

    @POST
    @Allow({SECRET_KEY, PUBLISHABLE_KEY})
    @Operation(operationId = "openHostedCheckout", summary = "Open a session for the hosted checkout page")
    @APIResponse(
            responseCode = "201",
            description = "The session and the page's URL",
            content = @Content(schema = @Schema(implementation = HostedCheckoutView.class)))
    public Response open(@PathParam("channel") String channel, @NotNull @Valid HostedCheckout request) {
        return Answers.of(once.atOnce(
                call.principal(), "hosted-checkout:" + channel, call.idempotencyKey(), request, () -> {
                    channels.get(call.principal().merchantId(), channel, ChannelKind.WEB);
                    var opened = checkout.open(call.principal(), channel, request.change());
                    var view = SessionView.of(opened.snapshot());
                    var token = String.valueOf(opened.clientToken());
                    return Once.Answer.of(
                            CREATED,
                            Answers.etag(view.revision()),
                            new HostedCheckoutView(view, token, settings.publicUrl() + "/checkout/#" + token));
                }));
    }
}
