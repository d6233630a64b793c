package onetill.payment.reconciliation;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Differences between our books and those of providers, until somebody or something explains them. */
@Path("reconciliation-breaks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Ledger")
public class BreaksResource {

    private static final int MOST = 100;

    @Inject
    Breaks breaks;

    @Inject
    Call call;

    /**
     * One difference.
     *
     * @param kind {@code missing_here}, {@code missing_there}, {@code amount_differs}, {@code refund_differs}, {@code
     *     duplicate_charge}, {@code unknown_movement} or {@code payout_differs}
     * @param providerRef what it is about, as the provider names it
     * @param hereMinor what our books say
     * @param thereMinor what the provider says
     * @param explanation null while it is open
     */
    @Schema(name = "ReconciliationBreak")
    public record BreakView(
            UUID id,
            String provider,
            String kind,
            String providerRef,
            @Nullable UUID attemptId,
            long hereMinor,
            long thereMinor,
            String currency,
            OffsetDateTime foundAt,
            @Nullable OffsetDateTime explainedAt,
            @Nullable String explainedBy,
            @Nullable String explanation) {

        static BreakView of(Break found) {
            return new BreakView(
                    found.id(),
                    found.provider(),
                    found.kind(),
                    found.providerRef(),
                    found.attemptId(),
                    found.hereMinor(),
                    found.thereMinor(),
                    found.currency(),
                    found.foundAt(),
                    found.explainedAt(),
                    found.explainedBy(),
                    found.explanation());
        }
    }

    @Schema(name = "ReconciliationBreakPage")
    public record BreakPage(List<BreakView> data, @Nullable String nextCursor) {}

    @Schema(name = "ExplainBreak")
    public record Explanation(@NotBlank @Size(max = 500) String explanation) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listReconciliationBreaks",
            summary = "List differences, newest first",
            description = "With state=open only those that nobody has explained.")
    public BreakPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = breaks.newest(call.principal().merchantId(), Page.onlyOpen(state), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Break::id, BreakView::of);
        return new BreakPage(page.data(), page.nextCursor());
    }

    @POST
    @Path("{id}/explain")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "explainReconciliationBreak",
            summary = "Say why a difference is as it is",
            description = "The first explanation stays, with who gave it and when; repeating changes nothing.")
    public BreakView explain(@PathParam("id") UUID id, @NotNull @Valid Explanation request) {
        return BreakView.of(breaks.explain(call.principal(), id, request.explanation()));
    }
}
