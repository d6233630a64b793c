package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.SECRET_KEY;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.access.Allow;
import onetill.http.Call;
import onetill.recognition.Passkeys;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a buyer's authenticator is asked. */
@Path("checkout-sessions/{id}/passkey-challenges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Recognition")
public class PasskeyChallengesResource {

    private static final int CREATED = 201;

    @Inject
    BuyerPasskeys passkeys;

    @Inject
    Call call;

    /** For what an authenticator is asked. */
    @Schema(name = "PasskeyPurpose")
    public enum Purpose {
        RECOGNITION,
        REGISTRATION
    }

    /** @param purpose recognition, when it is left out */
    @Schema(name = "AskPasskey")
    public record AskPasskey(@Nullable Purpose purpose) {}

    /** @param publicKey for PublicKeyCredential.parseRequestOptionsFromJSON or parseCreationOptionsFromJSON */
    @Schema(name = "PasskeyChallenge")
    public record ChallengeView(
            Purpose purpose,
            OffsetDateTime expiresAt,

            @Schema(type = SchemaType.OBJECT, description = "WebAuthn options in their own JSON form")
            JsonNode publicKey) {

        static ChallengeView of(Purpose purpose, Passkeys.Question question) {
            return new ChallengeView(purpose, question.expiresAt(), question.options());
        }
    }

    @POST
    @Allow({SECRET_KEY, CLIENT_TOKEN})
    @Operation(
            operationId = "askPasskey",
            summary = "Get options for the buyer's authenticator",
            description =
                    "For the device that asks, once, for a few minutes. The options for a recognition name nobody.")
    @APIResponse(
            responseCode = "201",
            description = "The options",
            content = @Content(schema = @Schema(implementation = ChallengeView.class)))
    public Response ask(@PathParam("id") UUID id, @NotNull @Valid AskPasskey request) {
        var by = call.principal();
        var purpose = request.purpose() == null ? Purpose.RECOGNITION : request.purpose();
        var question = purpose == Purpose.RECOGNITION ? passkeys.toRecognize(by, id) : passkeys.toRegister(by, id);
        return Response.status(CREATED)
                .entity(ChallengeView.of(purpose, question))
                .build();
    }
}
