package onetill.store;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an account of the app may use because of what was bought in stores. */
@Path("entitlements")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "In-app")
public class EntitlementsResource {

    @Inject
    Entitlements entitlements;

    @Inject
    Call call;

    @Schema(name = "EntitlementList")
    public record EntitlementList(List<Entitlement> data) {}

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "listEntitlements",
            summary = "List what an account of the app may use, newest first",
            description =
                    "The token is what the app gave the store: Apple's appAccountToken, Google's obfuscated account id.")
    public EntitlementList ofAccount(@QueryParam("app_account_token") @Nullable String token) {
        if (token == null || token.isBlank()) {
            throw ProblemException.invalid("app_account_token", "say whose, as ?app_account_token=…");
        }
        return new EntitlementList(entitlements.ofAccount(call.principal().merchantId(), token));
    }
}
