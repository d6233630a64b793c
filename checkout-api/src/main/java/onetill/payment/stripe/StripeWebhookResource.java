package onetill.payment.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Allow;
import onetill.json.Json;
import onetill.payment.PaymentAnswered;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe tells us by itself. An event is only a hint that something happened: the payment is read again, so that
 * late, doubled and disordered events do no harm.
 */
@Path("webhooks/stripe")
@RequestScoped
@Tag(name = "Provider webhooks")
public class StripeWebhookResource {

    private static final Logger LOG = Logger.getLogger(StripeWebhookResource.class.getName());

    private static final Set<String> WORTH_A_LOOK = Set.of(
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.amount_capturable_updated",
            "payment_intent.canceled",
            "payment_intent.processing");

    @Inject
    StripeConfig config;

    @Inject
    Payments payments;

    @Inject
    Event<PaymentAnswered> answered;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(anyone = true)
    @Operation(operationId = "receiveStripeEvent", summary = "Receive a signed event of Stripe")
    public Response receive(byte[] body, @HeaderParam("Stripe-Signature") @Nullable String signature) {
        verify(body, signature);
        try {
            var event = Json.MAPPER.readTree(body);
            if (WORTH_A_LOOK.contains(event.path("type").asText())) {
                look(event.path("data").path("object"));
            }
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a signed event is JSON");
        }
        return Response.noContent().build();
    }

    private void look(JsonNode intent) {
        var metadata = intent.path("metadata");
        if (!metadata.hasNonNull("merchant_id") || !metadata.hasNonNull("attempt_id")) return;
        var merchantId = UUID.fromString(metadata.path("merchant_id").asText());
        var attemptId = UUID.fromString(metadata.path("attempt_id").asText());
        try {
            var attempt = payments.get(merchantId, attemptId);
            if (!attempt.state().isOpen() && !attempt.isCaptureDue()) return;
            var outcome = payments.reread(attempt, intent.path("id").asText());
            answered.fire(new PaymentAnswered(merchantId, attempt.reference(), attemptId, outcome));
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) throw e;
            LOG.log(Level.WARNING, "Stripe told of an attempt we do not have: {0}", attemptId);
        }
    }

    private void verify(byte[] body, @Nullable String signature) {
        try {
            if (signature == null) throw new SignatureVerificationException("no signature", null);
            Webhook.Signature.verifyHeader(
                    new String(body, StandardCharsets.UTF_8), signature, config.webhookSecret, 300);
        } catch (SignatureVerificationException e) {
            LOG.log(Level.WARNING, "an event was refused: {0}", e.getMessage());
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "the Stripe-Signature does not fit this body and our secret");
        }
    }
}
