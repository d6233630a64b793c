package onetill.session;

import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.customer.Customer;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.payment.saved.SavedTender;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Recognizing the buyer of a session. */
@Path("checkout-sessions/{id}/recognitions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Recognition")
public class RecognitionResource {

    private static final int OK = 200;

    @Inject
    Recognitions recognitions;

    @Inject
    Once once;

    @Inject
    Call call;

    /**
     * By what the buyer is recognized; one of these.
     *
     * @param verificationId with {@code code}: the code that was sent
     * @param deviceToken of a device that was remembered
     * @param passkey what the buyer's authenticator answered to a challenge of this session, as {@code credential.toJSON()}
     *     gives it
     * @param customerId from the merchant's server, which knows whom it talks to; from staff as somebody the buyer may be
     * @param loyaltyId at a till, from staff or a server: somebody the buyer may be
     * @param fact with {@code value}, from staff or a server: what a caller says of the customer they seem to be
     * @param remember alone, or with a code: the buyer wants to be recognized by this device next time
     */
    @Schema(name = "Recognize")
    public record Recognize(
            @Nullable UUID verificationId,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 100) String deviceToken,

            @Nullable @Schema(type = SchemaType.OBJECT, description = "A WebAuthn AuthenticationResponseJSON")
            JsonNode passkey,

            @Nullable UUID customerId,
            @Nullable @Size(max = 100) String loyaltyId,

            @Nullable @Pattern(regexp = "postal_code|order_number", message = "is postal_code or order_number")
            String fact,

            @Nullable @Size(max = 100) String value,
            @Nullable @Valid Remember remember) {

        public Recognize {
            passkey = passkey == null || passkey.isNull() ? null : passkey;
        }

        void guardOneOf() {
            var given = Stream.of(verificationId, deviceToken, passkey, customerId, loyaltyId, fact)
                    .filter(Objects::nonNull)
                    .count();
            if (given + (given == 0 && remember != null ? 1 : 0) == 1) return;
            throw ProblemException.invalid(
                    "code",
                    "give one of verification_id with code, device_token, passkey, customer_id, loyalty_id, fact with value, or remember");
        }
    }

    /** @param consentText the words to which the buyer has agreed */
    @Schema(name = "RememberDevice")
    public record Remember(@NotBlank @Size(max = 1000) String consentText) {}

    /** @param deviceToken the device to forget as well, if it was remembered */
    @Schema(name = "ForgetBuyer")
    public record Forget(@Nullable @Size(max = 100) String deviceToken) {}

    /**
     * The session, and what is stored of its buyer.
     *
     * @param customer null for a guest, and for a buyer who has not proven to be a customer
     * @param deviceToken by which the device is recognized next time; shown once
     */
    @Schema(name = "Recognition")
    public record RecognitionView(
            SessionView session,
            @Nullable RecognizedCustomer customer,
            @Nullable String deviceToken) {

        static RecognitionView of(Recognitions.Recognized recognized) {
            var customer = recognized.customer();
            return new RecognitionView(
                    SessionView.of(recognized.snapshot()),
                    customer == null ? null : RecognizedCustomer.of(customer, recognized.savedTenders()),
                    recognized.deviceToken());
        }
    }

    /** @param addresses where something was delivered, the latest first */
    @Schema(name = "RecognizedCustomer")
    public record RecognizedCustomer(
            UUID id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String loyaltyId,
            List<Address> addresses,
            List<TenderChoice> savedTenders) {

        static RecognizedCustomer of(Customer customer, List<SavedTender> tenders) {
            return new RecognizedCustomer(
                    customer.id(),
                    customer.name(),
                    customer.email(),
                    customer.phone(),
                    customer.loyaltyId(),
                    customer.addresses().stream().map(Address::of).toList(),
                    tenders.stream()
                            .map(it -> new TenderChoice(it.id(), it.label()))
                            .toList());
        }
    }

    /** A saved tender that can be paid with: {@code {"type": "saved", "saved_tender_id": ...}}. */
    @Schema(name = "SavedTenderChoice")
    public record TenderChoice(UUID id, String label) {}

    @POST
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "recognizeBuyer",
            summary = "Recognize the buyer",
            description =
                    "What is stored fills in what nobody has said yet, and is shown when the buyer has proven to be the customer.")
    @APIResponse(
            responseCode = "200",
            description = "The session, and what is stored of its buyer",
            content = @Content(schema = @Schema(implementation = RecognitionView.class)))
    public Response recognize(@PathParam("id") UUID id, @NotNull @Valid Recognize request) {
        request.guardOneOf();
        return Answers.of(once.atOnce(call.principal(), "recognize:" + id, call.idempotencyKey(), request, () -> {
            var view = RecognitionView.of(recognized(id, request));
            return Once.Answer.of(OK, Answers.etag(view.session().revision()), view);
        }));
    }

    private Recognitions.Recognized recognized(UUID id, Recognize request) {
        var by = call.principal();
        var remember = request.remember();
        var consent = remember == null ? null : remember.consentText();
        var verificationId = request.verificationId();
        var deviceToken = request.deviceToken();
        var passkey = request.passkey();
        var customerId = request.customerId();
        var loyaltyId = request.loyaltyId();
        var fact = request.fact();
        if (verificationId != null) {
            return recognitions.byCode(by, id, verificationId, given("code", request.code()), consent);
        }
        if (deviceToken != null) return recognitions.byDevice(by, id, deviceToken);
        if (passkey != null) return recognitions.byPasskey(by, id, passkey);
        if (customerId != null) return recognitions.byWord(by, id, customerId);
        if (loyaltyId != null) return recognitions.byLoyaltyId(by, id, loyaltyId);
        if (fact != null) return recognitions.byFact(by, id, fact, given("value", request.value()));
        return recognitions.remember(by, id, String.valueOf(consent));
    }

    private static String given(String member, @Nullable String value) {
        if (value != null && !value.isBlank()) return value;
        throw ProblemException.invalid(member, "is missing");
    }

    @GET
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(operationId = "getRecognition", summary = "Get what is stored of the session's buyer")
    public RecognitionView get(@PathParam("id") UUID id) {
        return RecognitionView.of(recognitions.get(call.principal(), id));
    }

    @POST
    @Path("forget")
    @Allow(
            value = {SECRET_KEY, CLIENT_TOKEN, REGISTER},
            staff = {Role.AGENT, Role.CASHIER})
    @Operation(
            operationId = "forgetBuyer",
            summary = "It is somebody else",
            description = "Nothing that was stored stays in the session. Safe to repeat.")
    public SessionView forget(@PathParam("id") UUID id, @NotNull @Valid Forget request) {
        return SessionView.of(recognitions.forget(call.principal(), id, request.deviceToken()));
    }
}
