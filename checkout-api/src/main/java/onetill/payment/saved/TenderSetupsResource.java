package onetill.payment.saved;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.payment.Action;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tenders on their way to being kept. */
@Path("tender-setups")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Saved tenders")
public class TenderSetupsResource {

    @Inject
    SavedTenders tenders;

    @Inject
    Call call;

    /**
     * How far it has come.
     *
     * @param state {@code sent}, {@code requires_action}, {@code kept}, {@code declined} or {@code canceled}
     * @param clientSecret for the provider's script in the page or app; null when it is not needed
     * @param action where the customer has to go, when a bank asks
     * @param savedTenderId once it is kept
     */
    @Schema(name = "TenderSetup")
    public record SetupView(
            UUID id,
            UUID customerId,
            SetupState state,
            @Nullable String clientSecret,
            @Nullable Action action,
            @Nullable UUID savedTenderId,
            @Nullable String declineCode) {

        static SetupView of(SavedTenders.Begun begun) {
            var setup = begun.setup();
            var now = begun.now();
            return new SetupView(
                    setup.id(),
                    setup.customerId(),
                    setup.state(),
                    now.clientSecret(),
                    now.action(),
                    setup.savedTenderId(),
                    setup.declineCode() == null ? now.declineCode() : setup.declineCode());
        }
    }

    @GET
    @Path("{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.AGENT, Role.MANAGER, Role.ADMIN})
    @Operation(
            operationId = "getTenderSetup",
            summary = "How far a tender has come",
            description = "Asks the provider again while it is not decided.")
    public SetupView get(@PathParam("id") UUID id) {
        return SetupView.of(tenders.get(call.principal().merchantId(), id));
    }
}
