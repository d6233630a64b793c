package onetill.offline;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.drawer.OfflineDays;
import onetill.http.Bulk;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.register.Register;
import onetill.register.Registers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What tills have sold while they could not reach us. */
@Path("offline-sales")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Offline sales")
public class OfflineSalesResource {

    private static final int MOST = 500;

    @Inject
    OfflineSales sales;

    @Inject
    OfflineDays days;

    @Inject
    Registers registers;

    @Inject
    Call call;

    /** @param lastSequence how far the register has counted its offline sales of the day */
    @Schema(name = "AnnouncedOfflineDay")
    public record Announced(
            @NotNull LocalDate businessDay,
            @NotNull @Positive @Max(StoredSale.MOST_A_DAY) Long lastSequence) {}

    /**
     * What a register has stored.
     *
     * @param registerId of which register; the one that calls when absent. Another one of the same till for a device that was replaced
     * @param announced how far it has counted, so that no shift is closed before all of it is here
     */
    @Schema(name = "SendOfflineSales")
    public record Sent(
            @Nullable UUID registerId,
            @Nullable @Valid @Size(max = 100) List<@NotNull @Valid Announced> announced,
            @Nullable @Valid @Size(max = MOST) List<@NotNull @Valid StoredSale> sales) {}

    /**
     * What became of it.
     *
     * @param data in the order of the request
     * @param waiting what of the till's sales has been announced and is not here
     */
    @Schema(name = "TakenSales")
    public record Taken(List<TakenSale> data, List<OfflineDays.Waiting> waiting) {}

    @Schema(name = "WaitingOfflineSalesList")
    public record WaitingList(List<OfflineDays.Waiting> data) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "sendOfflineSales",
            summary = "Hand in what a till has sold alone",
            description =
                    "Each sale is recorded once under its register, business day and sequence, however often, in whatever order and by "
                            + "however many calls at once it comes: no Idempotency-Key is needed, and a call whose answer was lost is sent again. "
                            + "What is not as we would have had it is recorded all the same, with variances.")
    public Taken send(@NotNull @Valid @Bulk Sent request) {
        var register = register(request.registerId());
        var stored = request.sales() == null ? List.<StoredSale>of() : request.sales();
        guardOnceEach(stored);
        if (request.announced() != null) {
            for (var day : request.announced()) {
                days.announce(by().merchantId(), register.id(), day.businessDay(), day.lastSequence());
            }
        }
        var taken = sales.take(by(), register, stored);
        return new Taken(taken, days.waiting(by().merchantId(), register.channelId()));
    }

    private static void guardOnceEach(List<StoredSale> stored) {
        var names = new HashSet<StoredSale.Name>();
        for (var sale : stored) {
            if (names.add(sale.name())) continue;
            throw ProblemException.invalid(
                    "sales",
                    "%s number %d stands there twice: one call has each sale once"
                            .formatted(sale.businessDay(), sale.sequence()));
        }
    }

    private Register register(@Nullable UUID asked) {
        var by = by();
        if (!by.is(PrincipalKind.REGISTER)) {
            if (asked == null) throw ProblemException.invalid("register_id", "say of which register these are");
            return registers.get(by.merchantId(), asked);
        }
        var own = registers
                .of(by)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.FORBIDDEN,
                        "offline sales are taken from a register that was enrolled by a code (POST /registers)"));
        if (asked == null || asked.equals(own.id())) return own;
        var other = registers.get(by.merchantId(), asked);
        if (!other.channelId().equals(own.channelId())) throw ProblemException.notFound("register", asked);
        return other;
    }

    @GET
    @Path("waiting")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listWaitingOfflineSales",
            summary = "What has been announced and has not arrived",
            description = "A register sees what is its own till's.")
    public WaitingList waiting() {
        var channel = by().is(PrincipalKind.REGISTER) ? by().channelId() : null;
        return new WaitingList(days.waiting(by().merchantId(), channel));
    }

    private Principal by() {
        return call.principal();
    }
}
