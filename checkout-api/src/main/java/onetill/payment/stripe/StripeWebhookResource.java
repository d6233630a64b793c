package onetill.payment.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Allow;
import onetill.json.Json;
import onetill.payment.inbox.Arrived;
import onetill.payment.inbox.Inbox;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What Stripe tells us by itself: its signature is checked, it is kept, and Stripe is told so. No more. */
@Path("webhooks/stripe")
@RequestScoped
@Tag(name = "Provider webhooks")
public class StripeWebhookResource {

    private static final Logger LOG = Logger.getLogger(StripeWebhookResource.class.getName());
    private static final int OLDEST_SECONDS = 300;

    @Inject
    StripeConfig config;

    @Inject
    Inbox inbox;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(anyone = true, signed = true)
    @Operation(operationId = "receiveStripeEvent", summary = "Receive a signed event of Stripe")
    public void receive(byte[] body, @HeaderParam("Stripe-Signature") @Nullable String signature) {
        var text = new String(body, StandardCharsets.UTF_8);
        verify(text, signature);
        inbox.receive(List.of(arrived(text, signature)));
    }

    private static Arrived arrived(String text, @Nullable String signature) {
        try {
            var event = Json.MAPPER.readTree(text);
            var id = event.path("id").asText();
            if (id.isEmpty()) throw malformed("a signed event has an id");
            var about = event.path("data").path("object");
            return new Arrived(
                    StripeEvents.id(about, "merchant_id"),
                    "stripe",
                    id,
                    event.path("type").asText(),
                    about.path("id").asText(),
                    Map.of("Stripe-Signature", String.valueOf(signature)),
                    text);
        } catch (IOException e) {
            throw malformed("a signed event is JSON");
        }
    }

    private void verify(String text, @Nullable String signature) {
        try {
            if (config.webhookSecret.isBlank()) throw new SignatureVerificationException("no secret is set", null);
            if (signature == null) throw new SignatureVerificationException("no signature", null);
            Webhook.Signature.verifyHeader(text, signature, config.webhookSecret, OLDEST_SECONDS);
        } catch (SignatureVerificationException | NumberFormatException e) {
            LOG.log(Level.WARNING, "an event was refused: {0}", e.getMessage());
            throw malformed("the Stripe-Signature does not fit this body and our secret");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }
}
