package onetill.payment.saved;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Means of payment that customers agreed to keep. For servers and staff, who know whom they talk to. */
@Path("saved-tenders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Saved tenders")
public class SavedTendersResource {

    private static final int CREATED = 201;

    @Inject
    SavedTenders tenders;

    @Inject
    SavedTenderConfig config;

    @Inject
    Clocks clock;

    @Inject
    Once once;

    @Inject
    Call call;

    /** What the customer agreed to, in the words that were shown or read out. */
    @Schema(name = "ConsentToKeep")
    public record Consent(
            @NotBlank @Size(max = 1000) String text,
            @AssertTrue(message = "must be given") boolean given) {}

    /**
     * A tender to keep.
     *
     * @param paymentMethod what a server already has of the provider; without it the provider's fields in a page or app
     *     ask, with the client secret of the answer
     * @param channelId where the customer was asked
     */
    @Schema(name = "KeepTender")
    public record KeepRequest(
            @NotNull UUID customerId,
            @Nullable @Size(max = 255) String paymentMethod,
            @Nullable @Size(max = 100) String channelId,
            @NotNull @Valid Consent consent) {

        SavedTenders.Wish wish() {
            return new SavedTenders.Wish(customerId, paymentMethod, consent.text(), channelId);
        }
    }

    /** @param expiresSoon within the time of SAVED_TENDER_WARNING; tell the customer */
    @Schema(name = "KeptTender")
    public record TenderView(
            UUID id,
            UUID customerId,
            String provider,
            String type,
            String label,
            @Nullable String brand,
            @Nullable String last4,
            @Nullable Integer expMonth,
            @Nullable Integer expYear,
            boolean expired,
            boolean expiresSoon,
            String consentText,
            @Nullable String consentChannel,
            OffsetDateTime consentedAt) {}

    @Schema(name = "KeptTenders")
    public record TenderList(List<TenderView> data) {}

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "keepTender",
            summary = "Begin to keep a means of payment",
            description = "The consent is stored with its words. Nothing is charged.")
    @APIResponse(
            responseCode = "201",
            description = "How far it has come; ask for it again until it is kept, declined or canceled",
            content = @Content(schema = @Schema(implementation = TenderSetupsResource.SetupView.class)))
    public Response keep(@NotNull @Valid KeepRequest request) {
        return Answers.of(once.inSteps(
                call.principal(),
                "keep_tender",
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        TenderSetupsResource.SetupView.of(tenders.begin(call.principal(), run, request.wish())))));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listSavedTenders", summary = "List what a customer has agreed to keep")
    public TenderList list(@QueryParam("customer_id") @Nullable UUID customerId) {
        if (customerId == null) throw ProblemException.invalid("customer_id", "say whose tenders to list");
        return new TenderList(tenders.of(call.principal().merchantId(), customerId).stream()
                .map(this::view)
                .toList());
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "removeSavedTender",
            summary = "Forget a means of payment",
            description = "It cannot be used from now on, and the provider lets go of it. Safe to repeat.")
    @APIResponse(responseCode = "204", description = "It is done")
    public Response remove(@PathParam("id") UUID id) {
        tenders.remove(call.principal(), id);
        return Response.noContent().build();
    }

    private TenderView view(SavedTender tender) {
        var now = clock.now();
        var expired = tender.isExpired(now);
        return new TenderView(
                tender.id(),
                tender.customerId(),
                tender.provider(),
                tender.type(),
                tender.label(),
                tender.brand(),
                tender.last4(),
                tender.expMonth(),
                tender.expYear(),
                expired,
                !expired && tender.isExpired(now.plus(config.warning).plusMonths(1)),
                tender.consentText(),
                tender.consentChannel(),
                tender.consentedAt());
    }
}
