package onetill.adapter.web;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.channel.Channels;
import onetill.http.Call;
import onetill.session.PaymentForms;
import onetill.session.PaymentForms.PaymentForm;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The page draws the provider's card fields. */
@Path("channels/{channel}/payment-forms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Web")
public class PaymentFormResource {

    @Inject
    PaymentForms forms;

    @Inject
    Channels channels;

    @Inject
    Call call;

    /** Which session reached payment. */
    @Schema(name = "OpenPaymentForm")
    public record FormRequest(@NotNull UUID sessionId) {}

    @POST
    @Allow(CLIENT_TOKEN)
    @Operation(
            operationId = "openPaymentForm",
            summary = "Get what draws the provider's card fields",
            description = "Called by the page when payment is reached. Safe to repeat.")
    public PaymentForm form(@PathParam("channel") String channel, @NotNull @Valid FormRequest request) {
        channels.get(call.principal().merchantId(), channel);
        return forms.open(call.principal(), request.sessionId());
    }
}
