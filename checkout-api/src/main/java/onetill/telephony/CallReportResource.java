package onetill.telephony;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.funnel.Interval;
import onetill.http.Call;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.telephony.CallReport.By;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How calls go. Also as CSV, by {@code Accept: text/csv}. */
@Path("reports/calls")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RequestScoped
@Tag(name = "Reports")
public class CallReportResource {

    @Inject
    CallReports reports;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @GET
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportCalls",
            summary = "How many calls there were, how long they took and what came of them",
            description =
                    "By channel, agent, day or hour. From and to are days or full hours (UTC); to is not included; "
                            + "the last seven days when left out. With Accept: text/csv the same as a table.")
    @APIResponse(
            responseCode = "200",
            description = "The rows",
            content = @Content(schema = @Schema(implementation = CallReport.class)))
    public CallReport report(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("by") @DefaultValue("channel") String by) {
        return reports.of(call.principal().merchantId(), Interval.of(from, to, clock.now()), channel, by(by));
    }

    private static By by(String given) {
        for (var by : By.values()) if (by.name().toLowerCase(Locale.ROOT).equals(given)) return by;
        throw ProblemException.invalid("by", "is channel, agent, day or hour");
    }
}
