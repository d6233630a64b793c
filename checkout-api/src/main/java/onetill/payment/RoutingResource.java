package onetill.payment;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rules by which payments find their provider. */
@Path("routing-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Payments")
public class RoutingResource {

    @Inject
    Routing routing;

    @Inject
    Providers providers;

    @Inject
    Audit audit;

    @Inject
    Call call;

    /**
     * All rules in their order.
     *
     * @param providers the names that rules may use; not read
     */
    @Schema(name = "RoutingRules")
    public record Rules(
            @NotNull @Valid @Size(max = 200) List<Routing.Rule> rules,
            @Nullable List<String> providers) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN})
    @Operation(operationId = "getRoutingRules", summary = "Get the rules by which payments find their provider")
    public Rules get() {
        return new Rules(routing.all(call.principal().merchantId()), providers.names());
    }

    @PUT
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "replaceRoutingRules",
            summary = "Replace all rules",
            description = "The first rule that fits a payment decides. Without one, any provider that can is asked.")
    public Rules replace(@NotNull @Valid Rules wanted) {
        var known = providers.names();
        for (var rule : wanted.rules()) {
            for (var name : rule.providers()) {
                if (known.contains(name)) continue;
                throw ProblemException.invalid("providers", "\"%s\" is not one of %s".formatted(name, known));
            }
        }
        var by = call.principal();
        return audit.change(by, Deed.of(AuditAction.REPLACE_ROUTING_RULES), this::get, () -> {
            routing.replace(by.merchantId(), wanted.rules());
            return get();
        });
    }
}
