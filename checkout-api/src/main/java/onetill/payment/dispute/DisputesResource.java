package onetill.payment.dispute;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

/** Disputes for people who look after money. */
@Path("disputes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Payments")
public class DisputesResource {

    private static final int MOST = 100;

    @Inject
    Disputes disputes;

    @Inject
    Call call;

    /**
     * A payment a buyer had the bank take back.
     *
     * @param reason the provider's code
     * @param respondBy until when an answer counts; answer it at the provider
     */
    @Schema(name = "Dispute")
    public record DisputeView(
            UUID id,
            UUID sessionId,
            UUID attemptId,
            String provider,
            String providerRef,
            DisputeState state,
            String reason,
            long amountMinor,
            String currency,
            @Nullable OffsetDateTime respondBy,
            OffsetDateTime openedAt,
            @Nullable OffsetDateTime closedAt) {

        static DisputeView of(Dispute dispute) {
            return new DisputeView(
                    dispute.id(),
                    dispute.sessionId(),
                    dispute.attemptId(),
                    dispute.provider(),
                    dispute.providerRef(),
                    dispute.state(),
                    dispute.reason(),
                    dispute.amount().minor(),
                    dispute.amount().currency().getCurrencyCode(),
                    dispute.respondBy(),
                    dispute.openedAt(),
                    dispute.closedAt());
        }
    }

    @Schema(name = "DisputePage")
    public record DisputePage(
            List<DisputeView> data, @Nullable String nextCursor) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listDisputes",
            summary = "List disputes, newest first",
            description = "With state=open only those that are not decided.")
    public DisputePage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = disputes.newest(call.principal().merchantId(), Page.onlyOpen(state), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Dispute::id, DisputeView::of);
        return new DisputePage(page.data(), page.nextCursor());
    }
}
