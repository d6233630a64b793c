package onetill.register;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import onetill.access.Allow;
import onetill.limit.Visitor;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A device becomes a till by the code that a manager has typed into it. */
@Path("register-enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Registers")
public class RegisterEnrollmentsResource {

    private static final int CREATED = 201;

    @Inject
    Registers registers;

    @Inject
    Clocks clock;

    @Inject
    Visitor visitor;

    @Schema(name = "EnrollRegister")
    public record Enroll(@NotBlank @Size(max = 20) String code) {}

    /** @param credential with which the device calls from now on; shown once */
    @Schema(name = "EnrolledRegister")
    public record EnrolledView(RegistersResource.RegisterView register, String credential) {}

    @POST
    @Allow(anyone = true)
    @Operation(
            operationId = "enrollRegister",
            summary = "Become a till",
            description = "The code is good for one device. The till that was the channel's before is let in no more.")
    @APIResponse(
            responseCode = "201",
            description = "The register and its credential, which is not shown again",
            content = @Content(schema = @Schema(implementation = EnrolledView.class)))
    public Response enroll(@NotNull @Valid Enroll wanted) {
        var enrolled = registers.enroll(wanted.code(), visitor.address());
        var view = RegistersResource.RegisterView.of(enrolled.register(), clock.now());
        return Response.status(CREATED)
                .entity(new EnrolledView(view, enrolled.credential()))
                .build();
    }
}
