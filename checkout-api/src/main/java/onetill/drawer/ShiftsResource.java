package onetill.drawer;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import onetill.access.Allow;
import onetill.access.Principal;
import onetill.access.Role;
import onetill.drawer.Shift.Count;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shifts at the tills, over HTTP. */
@Path("shifts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Shifts")
public class ShiftsResource {

    private static final int MOST = 100;
    private static final int OK = 200;
    private static final int CREATED = 201;

    /** Far more than any drawer holds, and far from what a sum of sums could overflow. */
    private static final long MOST_MINOR = 1_000_000_000_000L;

    @Inject
    Shifts shifts;

    @Inject
    ShiftReports reports;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param floatMinor what lies in the drawer for change, in minor units of the till's currency */
    @Schema(name = "OpenShift")
    public record Open(
            @NotNull @PositiveOrZero @Max(MOST_MINOR) Long floatMinor) {}

    /**
     * Cash that moves without a sale.
     *
     * @param kind where it comes from or goes to
     * @param reason why, for the audit
     */
    @Schema(name = "MoveCash")
    public record Move(
            @NotNull CashMovement.Direction direction,
            @NotNull CashMovement.Kind kind,
            @NotNull @Positive @Max(MOST_MINOR) Long amountMinor,
            @NotBlank @Size(max = 200) String reason) {

        Shifts.Movement wish() {
            return new Shifts.Movement(direction, kind, amountMinor, reason);
        }
    }

    /**
     * @param reason why the drawer has to be opened without a sale
     * @param approval the token of a manager's approval of open_drawer; a cashier needs one
     */
    @Schema(name = "OpenDrawer")
    public record OpenDrawer(
            @NotBlank @Size(max = 200) String reason,
            @Nullable @Size(max = 100) String approval) {}

    /**
     * What was counted.
     *
     * @param counts how many there are of each note and coin; an empty list for an empty drawer
     * @param giveUpOfflineSales why nobody waits any more for sales that were announced and have not arrived; managers only
     */
    @Schema(name = "CloseShift")
    public record Close(
            @NotNull @Size(max = 100) List<@NotNull @Valid Count> counts,
            @Nullable @Size(min = 1, max = 200) String giveUpOfflineSales) {}

    @Schema(name = "ShiftPage")
    public record ShiftPage(List<Shift> data, @Nullable String nextCursor) {}

    @POST
    @Allow(REGISTER)
    @Operation(
            operationId = "openShift",
            summary = "Open a shift at this register with a float",
            description =
                    "One shift at a time is open at a till. From then on the cash of its sales and refunds belongs to it.")
    @APIResponse(
            responseCode = "201",
            description = "The shift",
            content = @Content(schema = @Schema(implementation = Shift.class)))
    public Response open(@NotNull @Valid Open request) {
        return answer("shift", request, CREATED, () -> shifts.open(by(), request.floatMinor()));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listShifts",
            summary = "List shifts, newest first",
            description = "A register sees those of its own till; state=open shows the one it has now.")
    public ShiftPage list(
            @QueryParam("register_id") @Nullable UUID registerId,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var wanted = new Shifts.Wanted(registerId, state(state));
        var rows = shifts.newest(by(), wanted, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Shift::id, it -> it);
        return new ShiftPage(page.data(), page.nextCursor());
    }

    private static Shift.@Nullable State state(@Nullable String given) {
        if (given == null) return null;
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "open" -> Shift.State.OPEN;
            case "closed" -> Shift.State.CLOSED;
            default -> throw ProblemException.invalid("state", "it is open or closed");
        };
    }

    @GET
    @Path("{id}")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getShift", summary = "Get a shift")
    public Shift get(@PathParam("id") UUID id) {
        return shifts.get(by(), id);
    }

    @GET
    @Path("{id}/report")
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "reportShift",
            summary = "The X report of an open shift, the Z report of a closed one",
            description = "At any time and as often as you like; it changes nothing. With Accept: text/csv as a table.")
    @APIResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(schema = @Schema(implementation = ShiftReport.class)))
    public ShiftReport report(@PathParam("id") UUID id) {
        return reports.of(by().merchantId(), shifts.get(by(), id));
    }

    @POST
    @Path("{id}/movements")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "moveCash", summary = "Put cash into the drawer or take it out, with a reason")
    @APIResponse(
            responseCode = "201",
            description = "What was moved, and posted",
            content = @Content(schema = @Schema(implementation = CashMovement.class)))
    public Response move(@PathParam("id") UUID id, @NotNull @Valid Move request) {
        return answer("cash:" + id, request, CREATED, () -> shifts.move(by(), id, request.wish()));
    }

    @POST
    @Path("{id}/drawer-openings")
    @Allow(REGISTER)
    @Operation(
            operationId = "openDrawer",
            summary = "Open the drawer without a sale, with a reason",
            description =
                    "Recorded before the till opens it, and listed in the X and Z report. A manager has to agree (approval), unless one is signed in at the register.")
    @APIResponse(
            responseCode = "201",
            description = "That it may be opened",
            content = @Content(schema = @Schema(implementation = DrawerOpening.class)))
    public Response openDrawer(@PathParam("id") UUID id, @NotNull @Valid OpenDrawer request) {
        return answer(
                "open_drawer:" + id,
                request,
                CREATED,
                () -> shifts.openDrawer(by(), id, request.reason(), request.approval()));
    }

    @POST
    @Path("{id}/close")
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "closeShift",
            summary = "Close a shift by counting its drawer",
            description =
                    "What was counted differs from what is expected by an amount that is posted as over or short.")
    @APIResponse(
            responseCode = "200",
            description = "The shift with its Z number",
            content = @Content(schema = @Schema(implementation = Shift.class)))
    public Response close(@PathParam("id") UUID id, @NotNull @Valid Close request) {
        return answer(
                "close_shift:" + id,
                request,
                OK,
                () -> shifts.close(by(), id, request.counts(), request.giveUpOfflineSales()));
    }

    private Response answer(String operation, Object request, int status, Supplier<?> effect) {
        return Answers.of(once.atOnce(
                by(), operation, call.idempotencyKey(), request, () -> Once.Answer.of(status, Map.of(), effect.get())));
    }

    private Principal by() {
        return call.principal();
    }
}
