package onetill.store.apple;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.payment.inbox.Inbox;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the App Store tells of renewals, ends and refunds. */
@Path("webhooks/app-store/{merchant_id}")
@RequestScoped
@Tag(name = "Provider webhooks")
public class AppStoreWebhookResource {

    @Inject
    AppStoreNotifications notifications;

    @Inject
    Inbox inbox;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(anyone = true, signed = true)
    @Operation(
            operationId = "receiveAppStoreNotification",
            summary = "Receive a server notification of the App Store (version 2)",
            description = "Its payload is signed by Apple for an app of this merchant, or refused.")
    public void receive(@PathParam("merchant_id") UUID merchantId, byte[] body) {
        inbox.receive(List.of(notifications.arrived(merchantId, body)));
    }
}
