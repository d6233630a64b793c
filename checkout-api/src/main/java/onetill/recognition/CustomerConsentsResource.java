package onetill.recognition;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.customer.Customers;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What customers have agreed to, for servers and staff. */
@Path("customers/{id}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Customers")
public class CustomerConsentsResource {

    private static final int CREATED = 201;

    @Inject
    Consents consents;

    @Inject
    Customers customers;

    @Inject
    Once once;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * Somebody agrees. To remember a device and to a passkey one agrees in the calls that make them.
     *
     * @param purpose {@code card}: the cards they pay with tell who they may be; {@code analytics}: what they do is counted together
     *     with what they did before; {@code marketing_measurement}: those who sold advertising are told of the purchase;
     *     {@code review}: they may be asked for a review
     * @param text the words that were shown or read out
     */
    @Schema(name = "GiveConsent")
    public record GiveConsent(
            @NotNull
            @Pattern(
                    regexp = "card|analytics|marketing_measurement|review",
                    message =
                            "is card, analytics, marketing_measurement or review; device and passkey are agreed to where they are added")
            String purpose,

            @NotBlank @Size(max = 1000) String text) {}

    /** @param withdrawnAt null while it holds */
    @Schema(name = "Consent")
    public record ConsentView(
            UUID id,
            String purpose,
            String text,
            @Nullable String channelId,
            OffsetDateTime givenAt,
            @Nullable OffsetDateTime withdrawnAt) {

        public static ConsentView of(Consents.Consent consent) {
            return new ConsentView(
                    consent.id(),
                    consent.purpose(),
                    consent.text(),
                    consent.channelId(),
                    consent.givenAt(),
                    consent.withdrawnAt());
        }
    }

    @Schema(name = "Consents")
    public record ConsentList(List<ConsentView> data) {

        public static ConsentList of(List<Consents.Consent> consents) {
            return new ConsentList(consents.stream().map(ConsentView::of).toList());
        }
    }

    @POST
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "giveConsentOfCustomer", summary = "Keep what a customer has agreed to")
    @APIResponse(
            responseCode = "201",
            description = "The consent",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    public Response give(@PathParam("id") UUID id, @NotNull @Valid GiveConsent request) {
        return Answers.of(once.atOnce(call.principal(), "consent:" + id, call.idempotencyKey(), request, () -> {
            guardKnown(id);
            var given = consents.give(call.principal(), id, request.purpose(), request.text(), null);
            audit.record(
                    call.principal(),
                    Deed.of(AuditAction.GIVE_CONSENT_OF_CUSTOMER, id),
                    Map.of("consent_id", given, "purpose", request.purpose()));
            return Once.Answer.of(
                    CREATED,
                    Map.of(),
                    ConsentView.of(consents.get(call.principal().merchantId(), id, given)));
        }));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listConsentsOfCustomer", summary = "List what a customer has agreed to")
    public ConsentList list(@PathParam("id") UUID id) {
        guardKnown(id);
        return ConsentList.of(consents.of(call.principal().merchantId(), id));
    }

    @DELETE
    @Path("{consent_id}")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "withdrawConsentOfCustomer",
            summary = "A customer takes a consent back",
            description = "The device, passkeys and cards kept under it recognize nobody any more. Safe to repeat.")
    public ConsentView withdraw(@PathParam("id") UUID id, @PathParam("consent_id") UUID consentId) {
        var by = call.principal();
        return audit.change(
                by,
                Deed.of(AuditAction.WITHDRAW_CONSENT_OF_CUSTOMER, id),
                () -> standing(id),
                () -> ConsentView.of(consents.withdraw(by, id, consentId)));
    }

    private List<Standing> standing(UUID id) {
        return consents.of(call.principal().merchantId(), id).stream()
                .map(it -> new Standing(it.id(), it.purpose(), it.withdrawnAt() != null))
                .toList();
    }

    /** What the audit may show of a consent. */
    private record Standing(UUID id, String purpose, boolean withdrawn) {}

    private void guardKnown(UUID id) {
        if (customers.get(call.principal().merchantId(), id).isEmpty()) throw ProblemException.notFound("customer", id);
    }
}
