package onetill.register;

import static onetill.access.PrincipalKind.REGISTER;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.runtime.Clocks;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import onetill.staff.StaffMember;
import onetill.staff.StaffMembers;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The register that calls, and the person at it. */
@Path("registers/current")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Registers")
public class CurrentRegisterResource {

    private static final int CREATED = 201;

    @Inject
    Registers registers;

    @Inject
    Cashiers cashiers;

    @Inject
    StaffMembers members;

    @Inject
    Approvals approvals;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @Schema(name = "SignInCashier")
    public record SignIn(
            @NotNull UUID staffMemberId,
            @NotBlank @Size(max = 8) String pin) {}

    /**
     * @param action what the manager agrees to
     * @param reason why, for the audit
     * @param sessionId the only session it is for; whichever is at the register when absent
     */
    @Schema(name = "AskForApproval")
    public record Ask(
            @NotNull UUID staffMemberId,
            @NotBlank @Size(max = 8) String pin,
            @NotNull ApprovalAction action,
            @NotBlank @Size(max = 200) String reason,
            @Nullable UUID sessionId) {}

    @Schema(name = "Cashier")
    public record CashierView(UUID id, String name, List<Role> roles) {

        static CashierView of(StaffMember member) {
            return new CashierView(
                    member.id(), member.name(), member.roles().stream().sorted().toList());
        }
    }

    /** @param token to call with instead of the register's credential, as long as this person is at it; shown once */
    @Schema(name = "SignedInCashier")
    public record SignedInView(CashierView cashier, String token, OffsetDateTime expiresAt) {}

    /** @param token for the body of the call that needs it; shown once, used once */
    @Schema(name = "Approval")
    public record ApprovalView(
            UUID id, ApprovalAction action, CashierView manager, String token, OffsetDateTime expiresAt) {}

    /** @param register null for a till whose credential was not enrolled by a code */
    @Schema(name = "CurrentRegister")
    public record CurrentView(
            String channelId,
            RegistersResource.@Nullable RegisterView register,
            @Nullable CashierView cashier) {}

    @GET
    @Allow(REGISTER)
    @Operation(operationId = "getCurrentRegister", summary = "Get the register that calls and who has signed in")
    public CurrentView get() {
        var by = call.principal();
        var cashier = by.cashierId();
        var view = registers
                .of(by)
                .map(it -> RegistersResource.RegisterView.of(it, clock.now()))
                .orElse(null);
        return new CurrentView(
                by.id(), view, cashier == null ? null : CashierView.of(members.get(by.merchantId(), cashier)));
    }

    @POST
    @Path("cashier")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(REGISTER)
    @Operation(
            operationId = "signInCashier",
            summary = "Sign in at the register by a PIN",
            description =
                    "Whoever was signed in before is signed out; sessions at the register stay open. Five wrong PINs of one "
                            + "person at one register, and that PIN rests.")
    @APIResponse(
            responseCode = "201",
            description = "The cashier and their token for this register",
            content = @Content(schema = @Schema(implementation = SignedInView.class)))
    public Response signIn(@NotNull @Valid SignIn request) {
        var done = cashiers.signIn(call.principal(), request.staffMemberId(), request.pin());
        return Response.status(CREATED)
                .entity(new SignedInView(CashierView.of(done.cashier()), done.token(), done.expiresAt()))
                .build();
    }

    @DELETE
    @Path("cashier")
    @Allow(REGISTER)
    @Operation(operationId = "signOutCashier", summary = "Sign out at the register")
    public void signOut() {
        cashiers.signOut(call.principal());
    }

    @POST
    @Path("approvals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(REGISTER)
    @Operation(
            operationId = "approveAtRegister",
            summary = "Agree as a manager to what a cashier may not do alone",
            description =
                    "By the manager's PIN and with a reason, whoever is signed in. Gives a token for one use within minutes, at this "
                            + "register and for this action only.")
    @APIResponse(
            responseCode = "201",
            description = "The approval and its token",
            content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    public Response approve(@NotNull @Valid Ask request) {
        var given = approvals.give(
                call.principal(),
                request.staffMemberId(),
                request.pin(),
                request.action(),
                request.reason(),
                request.sessionId());
        return Response.status(CREATED)
                .entity(new ApprovalView(
                        given.id(),
                        request.action(),
                        CashierView.of(given.manager()),
                        given.token(),
                        given.expiresAt()))
                .build();
    }
}
