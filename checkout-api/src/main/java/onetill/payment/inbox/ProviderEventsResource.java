package onetill.payment.inbox;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.http.Call;
import onetill.http.Page;
import onetill.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What providers told us, and what became of it. Without bodies, which may hold what buyers entered. */
@Path("provider-events")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Provider webhooks")
public class ProviderEventsResource {

    private static final int MOST = 100;

    @Inject
    Inbox inbox;

    @Inject
    InboxWorker worker;

    @Inject
    Call call;

    @Schema(name = "ProviderEvent")
    public record ProviderEventView(
            UUID id,
            String provider,
            String eventId,
            String type,
            String objectRef,
            ProviderEvent.State state,
            int tries,
            @Nullable OffsetDateTime nextAt,
            @Nullable String error,
            OffsetDateTime receivedAt,
            @Nullable OffsetDateTime appliedAt) {

        static ProviderEventView of(ProviderEvent event) {
            return new ProviderEventView(
                    event.id(),
                    event.provider(),
                    event.eventId(),
                    event.type(),
                    event.objectRef(),
                    event.state(),
                    event.tries(),
                    event.nextAt(),
                    event.error(),
                    event.receivedAt(),
                    event.appliedAt());
        }
    }

    @Schema(name = "ProviderEventPage")
    public record ProviderEventPage(
            List<ProviderEventView> data, @Nullable String nextCursor) {}

    @GET
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(operationId = "listProviderEvents", summary = "List events of providers, newest first")
    public ProviderEventPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(MOST) int limit) {
        var rows = inbox.newest(call.principal().merchantId(), state(state), Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, ProviderEvent::id, ProviderEventView::of);
        return new ProviderEventPage(page.data(), page.nextCursor());
    }

    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.WILDCARD)
    @Allow(value = SECRET_KEY, staff = Role.ADMIN)
    @Operation(
            operationId = "retryProviderEvent",
            summary = "Have an event tried again that is dead or parked",
            description =
                    "Applying reads the provider's object again, so that repeating this call has no further effect.")
    public ProviderEventView retry(@PathParam("id") UUID id) {
        return ProviderEventView.of(worker.retry(call.principal(), id));
    }

    private static ProviderEvent.@Nullable State state(@Nullable String given) {
        if (given == null || given.isEmpty()) return null;
        return Arrays.stream(ProviderEvent.State.values())
                .filter(it -> it.stored().equals(given))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("state", "it is one of received, parked, applied, ignored, dead"));
    }
}
