package onetill.store.google;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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
import org.jspecify.annotations.Nullable;

/** Where Google Play tells of renewals, ends and refunds, by a Pub/Sub push subscription. */
@Path("webhooks/google-play/{merchant_id}")
@RequestScoped
@Tag(name = "Provider webhooks")
public class GooglePlayWebhookResource {

    @Inject
    GooglePlayNotifications notifications;

    @Inject
    Inbox inbox;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(anyone = true, signed = true)
    @Operation(
            operationId = "receiveGooglePlayNotification",
            summary = "Receive a real-time developer notification of Google Play",
            description = "Pushed by Pub/Sub with an OpenID Connect token of the subscription that is set for the app.")
    public void receive(
            @PathParam("merchant_id") UUID merchantId,
            @HeaderParam("Authorization") @Nullable String authorization,
            byte[] body) {
        inbox.receive(List.of(notifications.arrived(merchantId, authorization, body)));
    }
}
