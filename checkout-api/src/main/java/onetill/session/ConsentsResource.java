package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.recognition.CustomerConsentsResource.ConsentList;
import onetill.recognition.CustomerConsentsResource.ConsentView;
import onetill.recognition.CustomerConsentsResource.GiveConsent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the buyer of a session has agreed to. */
@Path("checkout-sessions/{id}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Recognition")
public class ConsentsResource {

    private static final int CREATED = 201;

    @Inject
    BuyerConsents consents;

    @Inject
    Once once;

    @Inject
    Call call;

    @POST
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "giveConsent",
            summary = "The buyer agrees to something",
            description =
                    "purpose=card: to be recognized by the cards they pay with, from the next payment on, also that of this session. "
                            + "analytics, marketing_measurement and review need no customer and hold for this session and its order.")
    @APIResponse(
            responseCode = "201",
            description = "The consent",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    public Response give(@PathParam("id") UUID id, @NotNull @Valid GiveConsent request) {
        return Answers.of(once.atOnce(
                call.principal(),
                "consent:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        ConsentView.of(consents.give(call.principal(), id, request.purpose(), request.text())))));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(operationId = "listConsents", summary = "List what the buyer has agreed to")
    public ConsentList list(@PathParam("id") UUID id) {
        return ConsentList.of(consents.list(call.principal(), id));
    }

    @DELETE
    @Path("{consent_id}")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "withdrawConsent",
            summary = "The buyer takes a consent back",
            description =
                    "The device, passkeys and cards kept under it recognize nobody any more; ids for measuring are forgotten. "
                            + "Safe to repeat, also after the purchase.")
    public ConsentView withdraw(@PathParam("id") UUID id, @PathParam("consent_id") UUID consentId) {
        return ConsentView.of(consents.withdraw(call.principal(), id, consentId));
    }
}
