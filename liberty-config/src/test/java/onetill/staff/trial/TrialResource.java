package onetill.staff.trial;

import static onetill.access.PrincipalKind.REGISTER;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.http.Call;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;

/** Does nothing but use an approval up, as a call that overrides a price does. */
@Path("trial-overrides")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TrialResource {

    @Inject
    Approvals approvals;

    @Inject
    Call call;

    public record Override(UUID sessionId, ApprovalAction action, String approval) {}

    @POST
    @Allow(REGISTER)
    public Approvals.Approved override(Override wanted) {
        return approvals.use(call.principal(), wanted.approval(), wanted.action(), wanted.sessionId());
    }
}
