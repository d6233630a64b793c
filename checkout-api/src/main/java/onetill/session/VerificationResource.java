package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
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
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.customer.PhoneNumbers;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.notification.Medium;
import onetill.problem.ProblemException;
import onetill.recognition.Verifications;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Codes that prove an e-mail address or a number. */
@Path("checkout-sessions/{id}/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Recognition")
public class VerificationResource {

    private static final int ACCEPTED = 202;

    @Inject
    Recognitions recognitions;

    @Inject
    Once once;

    @Inject
    Call call;

    /** Where the code shall go; the buyer's own address or number when neither is given. */
    @Schema(name = "SendCode")
    public record SendCode(
            @NotNull Medium medium,

            @Nullable @Email(message = "is not an e-mail address; write it like ada@example.com") @Size(max = 254)
            String email,

            @Nullable @Pattern(regexp = PhoneNumbers.PATTERN, message = PhoneNumbers.HELP)
            String phone) {

        @Nullable
        String to() {
            if (medium == Medium.EMAIL ? phone != null : email != null) {
                throw ProblemException.invalid("medium", "an e-mail goes to an email, a text message to a phone");
            }
            return medium == Medium.EMAIL ? email : phone;
        }
    }

    /** @param sentTo where it went, mostly hidden: {@code a•••@example.com} */
    @Schema(name = "Verification")
    public record VerificationView(UUID id, Medium medium, String sentTo, OffsetDateTime expiresAt) {

        static VerificationView of(Verifications.Sent sent) {
            return new VerificationView(sent.id(), sent.medium(), hidden(sent), sent.expiresAt());
        }

        private static String hidden(Verifications.Sent sent) {
            var recipient = sent.recipient();
            var at = recipient.indexOf('@');
            return sent.medium() == Medium.EMAIL && at > 0
                    ? recipient.charAt(0) + "•••" + recipient.substring(at)
                    : "•••" + recipient.substring(Math.max(0, recipient.length() - 2));
        }
    }

    @POST
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "sendVerificationCode",
            summary = "Send a code to the buyer",
            description = "To any address or number, whether somebody is known there or not: the answer does not tell.")
    @APIResponse(
            responseCode = "202",
            description = "The code is on its way",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    public Response send(@PathParam("id") UUID id, @NotNull @Valid SendCode request) {
        var to = request.to();
        return Answers.of(once.atOnce(
                call.principal(),
                "verify:" + id,
                call.idempotencyKey(),
                request,
                () -> Once.Answer.of(
                        ACCEPTED,
                        Map.of(),
                        VerificationView.of(recognitions.verify(call.principal(), id, request.medium(), to)))));
    }
}
