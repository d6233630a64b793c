package onetill.telephony;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import onetill.telephony.KeypadField.Name;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Cards that callers type on the keys of their phone. */
@Path("channels/{channel}/calls/{session_id}/keypad-entries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Phone")
public class KeypadEntriesResource {

    private static final int CREATED = 201;

    @Inject
    KeypadEntries entries;

    @Inject
    Once once;

    @Inject
    Call call;

    /** What the caller agreed to, in the words that were read to them. */
    @Schema(name = "KeypadConsent")
    public record Consent(
            @NotBlank @Size(max = 1000) String text,
            @AssertTrue(message = "must be given") boolean given) {}

    /** @param callId by which the telephony finds the line; without it, the one of the agent */
    @Schema(name = "StartKeypadEntry")
    public record Start(
            @NotNull Long revision,
            @NotNull Long confirmedTotalMinor,
            @NotNull @Valid Consent consent,
            @Nullable UUID callId) {

        KeypadEntries.Agreed agreed() {
            return new KeypadEntries.Agreed(revision, confirmedTotalMinor, consent.text(), callId);
        }
    }

    @Schema(name = "RestartKeypadField")
    public record Restart(@NotNull Name field) {}

    /**
     * How far a caller is. Never what they type.
     *
     * @param problem why nothing was paid
     */
    @Schema(name = "KeypadEntry")
    public record EntryView(
            UUID id,
            UUID sessionId,
            @Nullable UUID callId,
            String agent,
            KeypadEntry.State state,
            long amountMinor,
            String currency,
            List<KeypadField> fields,
            @Nullable String problem,
            OffsetDateTime startedAt,
            OffsetDateTime expiresAt,
            @Nullable OffsetDateTime endedAt) {

        static EntryView of(KeypadEntry it) {
            return new EntryView(
                    it.id(),
                    it.sessionId(),
                    it.callId(),
                    it.agent(),
                    it.state(),
                    it.amountMinor(),
                    it.currency(),
                    it.fields(),
                    it.problem(),
                    it.startedAt(),
                    it.expiresAt(),
                    it.endedAt());
        }
    }

    @POST
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "startKeypadEntry",
            summary = "Let the caller type a card on the keys of their phone",
            description =
                    "The telephony takes the keys and tells how far the caller is; when all is typed, it is paid.")
    @APIResponse(
            responseCode = "201",
            description = "The entry; its progress comes with the events keypad_entry.*",
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response start(
            @PathParam("channel") String channel,
            @PathParam("session_id") UUID session,
            @NotNull @Valid Start request) {
        return Answers.of(once.inSteps(
                call.principal(),
                "keypad-entry:" + session,
                call.idempotencyKey(),
                request,
                run -> Once.Answer.of(
                        CREATED,
                        Map.of(),
                        EntryView.of(entries.start(call.principal(), run, channel, session, request.agreed())))));
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getKeypadEntry", summary = "Get how far a caller is with their card")
    public EntryView get(
            @PathParam("channel") String channel, @PathParam("session_id") UUID session, @PathParam("id") UUID id) {
        return EntryView.of(entries.ofSession(call.principal(), channel, session, id));
    }

    @POST
    @Path("{id}/restart")
    @Allow(staff = Role.AGENT)
    @Operation(
            operationId = "restartKeypadField",
            summary = "Let the caller type one field once more",
            description = "The time for all begins anew. Safe to repeat, so it needs no key.")
    public EntryView restart(
            @PathParam("channel") String channel,
            @PathParam("session_id") UUID session,
            @PathParam("id") UUID id,
            @NotNull @Valid Restart request) {
        return EntryView.of(entries.restart(call.principal(), channel, session, id, request.field()));
    }

    @POST
    @Path("{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @Allow(staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "cancelKeypadEntry",
            summary = "Take no more keys",
            description = "A payment that is under way already goes on. Safe to repeat.")
    public EntryView cancel(
            @PathParam("channel") String channel, @PathParam("session_id") UUID session, @PathParam("id") UUID id) {
        return EntryView.of(entries.cancel(call.principal(), channel, session, id));
    }
}
