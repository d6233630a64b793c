package onetill.payment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.Page;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Attempts for people who look after money: above all those whose truth is not known yet. */
@Path("payment-attempts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Payments")
public class PaymentAttemptsResource {

    private static final int MOST = 100;

    @Inject
    Payments payments;

    @Inject
    Resolver resolver;

    @Inject
    Call call;

    /**
     * One try of one tender at one provider.
     *
     * @param checks how often the provider was asked what became of it
     * @param checkAt when it is asked next; null when the truth is known
     * @param unwantedFor why its money goes back, where nobody waits for it
     * @param captureBefore when the provider lets a held amount go
     */
    @Schema(name = "PaymentAttempt")
    public record AttemptView(
            UUID id,
            UUID sessionId,
            UUID tenderId,
            String provider,
            @Nullable String providerRef,
            AttemptState state,
            long amountMinor,
            String currency,
            long capturedMinor,
            long refundedMinor,
            boolean deposit,
            @Nullable String declineCode,
            @Nullable String unwantedFor,
            int checks,
            @Nullable OffsetDateTime sentAt,
            @Nullable OffsetDateTime checkAt,
            @Nullable OffsetDateTime captureBefore) {

        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.id(),
                    attempt.reference(),
                    attempt.tenderId(),
                    attempt.provider(),
                    attempt.providerRef(),
                    attempt.state(),
                    attempt.amount().minor(),
                    attempt.amount().currency().getCurrencyCode(),
                    attempt.captured().minor(),
                    attempt.refunded().minor(),
                    attempt.isDeposit(),
                    attempt.declineCode(),
                    attempt.unwantedFor(),
                    attempt.checks(),
                    attempt.sentAt(),
                    attempt.checkAt(),
                    attempt.captureBefore());
        }
    }

    @Schema(name = "PaymentAttemptPage")
    public record AttemptPage(
            List<AttemptView> data, @Nullable String nextCursor) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listPaymentAttempts",
            summary = "List attempts, newest first",
            description = "With state=open only those whose money is on its way: not answered, pending, or going back.")
    public AttemptPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("session_id") @Nullable UUID sessionId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = payments.newest(
                call.principal().merchantId(), Page.onlyOpen(state), sessionId, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Attempt::id, AttemptView::of);
        return new AttemptPage(page.data(), page.nextCursor());
    }

    @POST
    @Path("{id}/check")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "checkPaymentAttempt",
            summary = "Ask the provider now what became of an attempt",
            description = "Does what the resolver would do at its time. Safe to repeat.")
    public AttemptView check(@PathParam("id") UUID id) {
        return AttemptView.of(resolver.now(call.principal().merchantId(), id));
    }
}
