package onetill.payment.adyen;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import onetill.access.Allow;
import onetill.payment.inbox.Inbox;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where Adyen tells what became of payments, captures and refunds. */
@Path("webhooks/adyen")
@RequestScoped
@Tag(name = "Provider webhooks")
public class AdyenWebhookResource {

    /** The words Adyen wants to read. */
    static final String ACCEPTED = "[accepted]";

    @Inject
    AdyenEvents events;

    @Inject
    Inbox inbox;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.TEXT_PLAIN)
    @Allow(anyone = true, signed = true)
    @Operation(operationId = "receiveAdyenWebhook", summary = "Receive a signed webhook of Adyen")
    public String receive(byte[] body) {
        inbox.receive(events.arrived(body));
        return ACCEPTED;
    }
}
