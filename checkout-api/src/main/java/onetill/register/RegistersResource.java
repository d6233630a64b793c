package onetill.register;

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
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Answers;
import onetill.http.Call;
import onetill.http.Page;
import onetill.idempotency.Once;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Devices that work as tills. */
@Path("registers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Registers")
public class RegistersResource {

    private static final int MOST = 100;
    private static final int CREATED = 201;

    @Inject
    Registers registers;

    @Inject
    Once once;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    /** @param channelId of kind pos; with its location it is what the device is bound to */
    @Schema(name = "CreateRegister")
    public record Create(
            @NotBlank @Size(max = 100) String channelId,
            @NotBlank @Size(max = 100) String name) {}

    @Schema(name = "Register")
    public record RegisterView(
            UUID id,
            String name,
            String channelId,
            @Nullable String locationId,
            Register.State state,
            @Nullable OffsetDateTime codeExpiresAt,
            String createdBy,
            OffsetDateTime createdAt,
            @Nullable OffsetDateTime enrolledAt,
            @Nullable OffsetDateTime lastSeenAt,
            @Nullable OffsetDateTime revokedAt) {

        static RegisterView of(Register register, OffsetDateTime now) {
            return new RegisterView(
                    register.id(),
                    register.name(),
                    register.channelId(),
                    register.locationId(),
                    register.state(now),
                    register.codeExpiresAt(),
                    register.createdBy(),
                    register.createdAt(),
                    register.enrolledAt(),
                    register.lastSeenAt(),
                    register.revokedAt());
        }
    }

    /** @param code to type into the device; shown once, and null in an answer that is replayed */
    @Schema(name = "RegisterWithCode")
    public record RegisterWithCode(
            RegisterView register, @Nullable String code) {}

    @Schema(name = "RegisterPage")
    public record RegisterPage(
            List<RegisterView> data, @Nullable String nextCursor) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "createRegister", summary = "Let a device become a till")
    @APIResponse(
            responseCode = "201",
            description = "The register, which waits for its device, and the code for it",
            content = @Content(schema = @Schema(implementation = RegisterWithCode.class)))
    public Response create(@NotNull @Valid Create request) {
        var shown = new AtomicReference<@Nullable RegisterWithCode>();
        var answer = once.atOnce(call.principal(), "register", call.idempotencyKey(), request, () -> {
            var made = registers.create(call.principal(), request.channelId(), request.name());
            var view = RegisterView.of(made.register(), clock.now());
            shown.set(new RegisterWithCode(view, made.code()));
            return Once.Answer.of(CREATED, Map.of(), new RegisterWithCode(view, null));
        });
        var withCode = shown.get();
        return Answers.of(answer.replayed() || withCode == null ? answer : answer.showing(withCode));
    }

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "listRegisters", summary = "List all registers, newest first")
    public RegisterPage list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = registers.list(call.principal().merchantId(), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Register::id, it -> RegisterView.of(it, clock.now()));
        return new RegisterPage(page.data(), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getRegister", summary = "Get a register")
    public RegisterView get(@PathParam("id") UUID id) {
        return RegisterView.of(registers.get(call.principal().merchantId(), id), clock.now());
    }

    @POST
    @Path("{id}/revoke")
    @Consumes(MediaType.WILDCARD)
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "revokeRegister", summary = "Let a device in no more")
    public RegisterView revoke(@PathParam("id") UUID id) {
        return RegisterView.of(registers.revoke(call.principal(), id), clock.now());
    }
}
