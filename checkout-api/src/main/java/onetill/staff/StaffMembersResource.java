package onetill.staff;

import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.idempotency.Once;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The people who work at the merchant's registers. */
@Path("staff-members")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Staff")
public class StaffMembersResource {

    private static final int CREATED = 201;

    @Inject
    StaffMembers members;

    @Inject
    Once once;

    @Inject
    Call call;

    /** @param subject by which the OpenID Connect issuer knows them, so that they can set their PIN themselves */
    @Schema(name = "AddStaffMember")
    public record Add(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty Set<@NotNull Role> roles,
            @Nullable @Size(max = 255) String subject) {}

    /** What is present is changed; an empty subject takes it away. */
    @Schema(name = "ChangeStaffMember")
    public record Update(
            @Nullable @Size(min = 1, max = 100) String name,
            @Nullable @Size(min = 1) Set<@NotNull Role> roles,
            @Nullable @Size(max = 255) String subject,
            @Nullable Boolean active) {

        StaffMembers.Wish wish() {
            return new StaffMembers.Wish(name, roles, subject, active);
        }
    }

    /** @param pin four to eight digits, and not 1234 */
    @Schema(name = "SetPin")
    public record SetPin(
            @NotNull @Pattern(regexp = "[0-9]{4,8}", message = "is four to eight digits")
            String pin) {}

    @Schema(name = "StaffMember")
    public record StaffMemberView(
            UUID id,
            String name,
            List<Role> roles,
            @Nullable String subject,
            boolean hasPin,
            boolean active,
            @Nullable OffsetDateTime createdAt) {

        static StaffMemberView of(StaffMember member) {
            return new StaffMemberView(
                    member.id(),
                    member.name(),
                    member.roles().stream().sorted().toList(),
                    member.subject(),
                    member.pinSetAt() != null,
                    member.active(),
                    member.createdAt());
        }

        /** What stands on the buttons of a till. */
        StaffMemberView forRegister() {
            return new StaffMemberView(id, name, roles, null, hasPin, active, null);
        }
    }

    @Schema(name = "StaffMemberList")
    public record StaffMemberList(List<StaffMemberView> data) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "addStaffMember", summary = "Add somebody who works at the registers")
    @APIResponse(
            responseCode = "201",
            description = "The staff member",
            content = @Content(schema = @Schema(implementation = StaffMemberView.class)))
    public Response add(@NotNull @Valid Add request) {
        return Answers.of(once.atOnce(call.principal(), "staff_member", call.idempotencyKey(), request, () -> {
            var added = members.add(call.principal(), request.name(), request.roles(), request.subject());
            return Once.Answer.of(CREATED, Map.of(), StaffMemberView.of(added));
        }));
    }

    @GET
    @Allow(
            value = {SECRET_KEY, REGISTER},
            staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listStaffMembers",
            summary = "List the people of the merchant",
            description = "A register sees those who can sign in there.")
    public StaffMemberList list() {
        var all = members.all(call.principal().merchantId()).stream().map(StaffMemberView::of);
        if (!call.principal().is(REGISTER)) return new StaffMemberList(all.toList());
        return new StaffMemberList(all.filter(it -> it.active() && it.hasPin())
                .map(StaffMemberView::forRegister)
                .toList());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "changeStaffMember",
            summary = "Change a staff member",
            description = "Who is no longer active is signed out at once.")
    public StaffMemberView change(@PathParam("id") UUID id, @NotNull @Valid Update request) {
        return StaffMemberView.of(members.change(call.principal(), id, request.wish()));
    }

    @PUT
    @Path("{id}/pin")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(staff = {Role.AGENT, Role.CASHIER, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "setPin",
            summary = "Set the PIN for the registers",
            description = "By the person themselves, by an admin, or for cashiers and agents by a manager.")
    public void setPin(@PathParam("id") UUID id, @NotNull @Valid SetPin request) {
        members.setPin(call.principal(), id, request.pin());
    }
}
