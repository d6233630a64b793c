package onetill.payment.reconciliation;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How our books stand against those of providers. */
@Path("reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Ledger")
public class ReconciliationResource {

    @Inject
    Reconciliation reconciliation;

    @Inject
    Breaks breaks;

    @Inject
    Call call;

    /**
     * The comparison with one provider.
     *
     * @param readFrom what happened before was never compared
     * @param readUntil up to here its list was read
     * @param readAt when the last whole reading began; null before the first has ended
     * @param openBreaks differences of this merchant that nobody has explained
     */
    @Schema(name = "Reconciliation")
    public record ReconciliationView(
            String provider,
            OffsetDateTime readFrom,
            OffsetDateTime readUntil,
            @Nullable OffsetDateTime readAt,
            long openBreaks) {}

    @Schema(name = "Reconciliations")
    public record ReconciliationList(List<ReconciliationView> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listReconciliations",
            summary = "How far each provider's list was read and compared",
            description = "Only providers that report their movements are in the list.")
    public ReconciliationList list() {
        return view();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "reconcile",
            summary = "Read and compare now",
            description = "Does what the timer would do at its time. Safe to repeat.")
    public ReconciliationList reconcile() {
        reconciliation.now();
        return view();
    }

    private ReconciliationList view() {
        var merchantId = call.principal().merchantId();
        return new ReconciliationList(reconciliation.statements().stream()
                .map(it -> new ReconciliationView(
                        it.provider(),
                        it.readFrom(),
                        it.readUntil(),
                        it.readAt(),
                        breaks.open(merchantId, it.provider())))
                .toList());
    }
}
