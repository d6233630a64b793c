package onetill.hint;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.funnel.Interval;
import onetill.http.Call;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which fields buyers have trouble with. Also as CSV, by {@code Accept: text/csv}. */
@Path("reports/fields")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RequestScoped
@Tag(name = "Reports")
public class FieldReportResource {

    @Inject
    HintCounts counts;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportFields",
            summary = "Which fields buyers have trouble with, the worst first",
            description =
                    "Whole days (UTC) that from and to touch; the last seven and today when left out. Of what pages told, as far as they "
                            + "did. The score is explained in docs/funnel.md. With Accept: text/csv the same as a table.")
    @APIResponse(
            responseCode = "200",
            description = "One row for each channel and field",
            content = @Content(schema = @Schema(implementation = FieldReport.class)))
    public FieldReport report(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("channel") @Nullable String channel) {
        var days = Interval.of(from, to, clock.now()).wholeDays();
        var sums = counts.sums(call.principal().merchantId(), days.from(), days.to()).stream()
                .filter(it -> channel == null || it.channelId().equals(channel))
                .toList();
        return FieldReport.of(days, sums);
    }
}
