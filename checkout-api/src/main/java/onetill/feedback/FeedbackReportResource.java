package onetill.feedback;

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

/** How easy buyers found it. Also as CSV, by {@code Accept: text/csv}. */
@Path("reports/feedback")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RequestScoped
@Tag(name = "Reports")
public class FeedbackReportResource {

    @Inject
    Feedback feedback;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportFeedback",
            summary = "How easy buyers found it, by channel and week",
            description =
                    "From and to are days or full hours (UTC); to is not included; the last seven days when left out. "
                            + "Counts and averages alone, no words. With Accept: text/csv the same as a table.")
    @APIResponse(
            responseCode = "200",
            description = "Count, average and distribution",
            content = @Content(schema = @Schema(implementation = FeedbackReport.class)))
    public FeedbackReport report(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        var interval = Interval.of(from, to, clock.now());
        return FeedbackReport.of(
                interval.from(),
                interval.to(),
                feedback.weeks(call.principal().merchantId(), interval.from(), interval.to()));
    }
}
