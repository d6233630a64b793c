package onetill.payment.adyen;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import onetill.access.Allow;
import onetill.payment.Means;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a buyer comes back from a bank's page; what Adyen gave them decides the payment, and they go on to the shop. */
@Path("payments/adyen/return/{merchant_id}/{attempt_id}")
@RequestScoped
@Tag(name = "Provider webhooks")
public class AdyenReturnResource {

    @Inject
    AdyenProvider provider;

    @Inject
    Payments payments;

    @Inject
    Event<PaymentAnswered> answered;

    @GET
    @Allow(anyone = true)
    @Operation(operationId = "returnFromAdyen", summary = "Come back from a page of the buyer's bank")
    @APIResponse(responseCode = "303", description = "On to the page of the shop")
    public Response comeBack(
            @PathParam("merchant_id") UUID merchantId,
            @PathParam("attempt_id") UUID attemptId,
            @QueryParam("redirectResult") @Nullable String redirectResult) {
        var attempt = payments.get(merchantId, attemptId);
        var authorization = attempt.authorization();
        if (!AdyenProvider.NAME.equals(attempt.provider())
                || !(authorization.means() instanceof Means.ProviderData means)) {
            throw ProblemException.notFound("payment attempt", attemptId);
        }
        if (redirectResult != null && attempt.state().isOpen() && !attempt.isUnwanted()) {
            var outcome = provider.finish(authorization, redirectResult);
            answered.fire(new PaymentAnswered(merchantId, attempt.reference(), attemptId, outcome));
        }
        return Response.seeOther(URI.create(means.returnUrl())).build();
    }
}
