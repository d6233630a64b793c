package onetill.funnel;

import static onetill.access.PrincipalKind.SECRET_KEY;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onetill.access.Allow;
import onetill.access.Role;
import onetill.event.Events;
import onetill.funnel.Counts.Grain;
import onetill.funnel.Counts.Measure;
import onetill.http.Call;
import onetill.http.Page;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where buyers are lost, and why. Each report is also there as CSV, by {@code Accept: text/csv}. */
@Path("reports")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RequestScoped
@Tag(name = "Reports")
public class ReportsResource {

    private static final String INTERVAL =
            "From and to are days or full hours (UTC); to is not included; the last seven days when left out. "
                    + "With Accept: text/csv the same as a table.";
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);
    private static final Duration LONGEST_BY_ATTRIBUTE = Duration.ofDays(92);
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-z0-9_]{0,39}|experiment_[0-9a-f-]{36}");
    private static final int MOST_EVENTS = 500;
    private static final int LIVE_MINUTES = 5;

    @Inject
    Reports reports;

    @Inject
    Journeys journeys;

    @Inject
    Events events;

    @Inject
    Clocks clock;

    @Inject
    Call call;

    @GET
    @Path("funnel")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportFunnel",
            summary = "Into which step how many came, and what became of them",
            description =
                    INTERVAL
                            + " by=step (for all channels), channel, hour, day, or an attribute of the events such as country, "
                            + "tender or fulfillment_option, or experiment_ and its id for arms. Each row but those by time has the interval before beside it.")
    @APIResponse(
            responseCode = "200",
            description = "Entered is always advanced and waiting and lost",
            content = @Content(schema = @Schema(implementation = FunnelReport.class)))
    public FunnelReport funnel(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("by") @DefaultValue("channel") String by) {
        var interval = Interval.of(from, to, clock.now());
        var now = of(channel, reports.sums(merchantId(), interval, FunnelReport.MEASURES));
        var before = of(channel, reports.sums(merchantId(), interval.previous(), FunnelReport.MEASURES));
        return new FunnelReport(
                interval.from(),
                interval.to(),
                interval.previous().from(),
                FunnelReport.sum(now, Measure.OPENED),
                FunnelReport.sum(now, Measure.COMPLETED),
                FunnelReport.sum(before, Measure.OPENED),
                FunnelReport.sum(before, Measure.COMPLETED),
                lag(),
                rows(interval, channel, by, now, before));
    }

    private List<FunnelReport.Row> rows(
            Interval interval, @Nullable String channel, String by, List<Reports.Cell> now, List<Reports.Cell> before) {
        return switch (by) {
            case "step" -> FunnelReport.rows(now, before, false);
            case "channel" -> FunnelReport.rows(now, before, true);
            case "hour" -> {
                guardLength(interval, LONGEST_BY_HOUR, "hour");
                yield series(interval, channel, Grain.HOUR);
            }
            case "day" -> {
                guardDays(interval);
                yield series(interval, channel, Grain.DAY);
            }
            default -> attribute(interval, channel, by);
        };
    }

    private List<FunnelReport.Row> series(Interval interval, @Nullable String channel, Grain grain) {
        return FunnelReport.series(
                of(channel, reports.series(merchantId(), interval, grain, FunnelReport.MEASURES)), true);
    }

    private List<FunnelReport.Row> attribute(Interval interval, @Nullable String channel, String name) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "by", "it is step, channel, hour, day or the name of an attribute such as country");
        }
        guardLength(interval, LONGEST_BY_ATTRIBUTE, "an attribute");
        return FunnelReport.values(
                ofValues(channel, reports.byAttribute(merchantId(), interval, name)),
                ofValues(channel, reports.byAttribute(merchantId(), interval.previous(), name)));
    }

    private static void guardLength(Interval interval, Duration longest, String by) {
        if (interval.length().compareTo(longest) <= 0) return;
        throw ProblemException.invalid(
                "from", "a report by %s is about %d days at most".formatted(by, longest.toDays()));
    }

    private static void guardDays(Interval interval) {
        if (interval.firstDay().equals(interval.from()) && interval.lastDay().equals(interval.to())) return;
        throw ProblemException.invalid("from", "a report by day begins and ends at midnight UTC, such as 2026-11-01");
    }

    @GET
    @Path("times")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportTimes",
            summary = "How long buyers stay in a step, and how many do not go on",
            description = INTERVAL)
    @APIResponse(
            responseCode = "200",
            description = "Quantiles of time in step and drop-off",
            content = @Content(schema = @Schema(implementation = TimesReport.class)))
    public TimesReport times(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("channel") @Nullable String channel) {
        var interval = Interval.of(from, to, clock.now());
        return new TimesReport(
                interval.from(),
                interval.to(),
                lag(),
                TimesReport.rows(
                        of(channel, reports.sums(merchantId(), interval, TimesReport.MEASURES)),
                        of(channel, reports.sums(merchantId(), interval.previous(), TimesReport.MEASURES))));
    }

    @GET
    @Path("paths")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportPaths",
            summary = "The ways of buyers through steps and channels",
            description = INTERVAL + " Nodes and links, for a Sankey diagram.")
    @APIResponse(
            responseCode = "200",
            description = "What leads from where to where, and how often",
            content = @Content(schema = @Schema(implementation = PathsReport.class)))
    public PathsReport paths(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        var interval = Interval.of(from, to, clock.now());
        return PathsReport.of(interval, lag(), reports.sums(merchantId(), interval, PathsReport.measures()));
    }

    @GET
    @Path("friction")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportFriction",
            summary = "What costs most: reasons by step and channel, with the money they are estimated to cost",
            description = INTERVAL + " The estimate and its interval are explained in docs/funnel.md.")
    @APIResponse(
            responseCode = "200",
            description = "The dearest first",
            content = @Content(schema = @Schema(implementation = FrictionReport.class)))
    public FrictionReport friction(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("channel") @Nullable String channel) {
        var interval = Interval.of(from, to, clock.now());
        return FrictionReport.of(
                interval,
                lag(),
                of(channel, reports.sums(merchantId(), interval, FrictionReport.MEASURES)),
                of(channel, reports.sums(merchantId(), interval.previous(), FrictionReport.MEASURES)));
    }

    @GET
    @Path("sessions")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportSessions",
            summary = "The sessions behind a number",
            description = INTERVAL + " Those whose last stay began in the interval, the newest first.")
    @APIResponse(
            responseCode = "200",
            description = "Ids and what became of them, nothing about their buyers",
            content = @Content(schema = @Schema(implementation = SessionList.class)))
    public SessionList sessions(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("step") @Nullable String step,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        var wanted = new Reports.Wanted(
                Interval.of(from, to, clock.now()),
                one(
                        "outcome",
                        outcome,
                        Arrays.stream(Journey.Outcome.values())
                                .map(Journey.Outcome::stored)
                                .toList()),
                one(
                        "reason",
                        reason,
                        Arrays.stream(LossReason.values())
                                .map(LossReason::stored)
                                .toList()),
                channel,
                one("step", step, Journey.STEPS));
        var rows = reports.sessions(merchantId(), wanted, Page.after(cursor), limit + 1);
        var page = Page.of(rows, limit, Reports.Row::sessionId, SessionList.View::of);
        return new SessionList(page.data(), page.nextCursor());
    }

    private static @Nullable String one(String name, @Nullable String given, List<String> of) {
        if (given == null || of.contains(given)) return given;
        throw ProblemException.invalid(
                name, "it is one of " + of.stream().collect(Collectors.joining(", ")) + ", or left out");
    }

    @GET
    @Path("sessions/{id}")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportSession",
            summary = "One session from its beginning to where it stands",
            description =
                    "Its way, its events, and why it was lost, with the evidence. With Accept: text/csv its events as a table.")
    @APIResponse(
            responseCode = "200",
            description = "The timeline",
            content = @Content(schema = @Schema(implementation = Timeline.class)))
    public Timeline session(@PathParam("id") UUID id) {
        var journey = journeys.find(merchantId(), id)
                .orElseThrow(() -> ProblemException.notFound("session in the funnel", id));
        return Timeline.of(journey, events.ofSession(merchantId(), id, 0, MOST_EVENTS));
    }

    @GET
    @Path("live")
    @Allow(
            value = SECRET_KEY,
            staff = {Role.MANAGER, Role.ADMIN, Role.ANALYST})
    @Operation(
            operationId = "reportLive",
            summary = "Who is in the checkout now",
            description =
                    "Open sessions by channel and step, and what the last minutes brought. Ask as often as every few seconds.")
    @APIResponse(
            responseCode = "200",
            description = "The counters",
            content = @Content(schema = @Schema(implementation = LiveReport.class)))
    public LiveReport live() {
        var now = clock.now();
        return new LiveReport(
                now,
                lag(),
                LiveReport.Counters.of(reports.since(merchantId(), now.minusMinutes(LIVE_MINUTES))),
                LiveReport.Counters.of(reports.since(merchantId(), now.minusHours(1))),
                reports.open(merchantId()).stream().map(LiveReport.OpenView::of).toList());
    }

    private FunnelReport.LagView lag() {
        return FunnelReport.LagView.of(reports.lag(merchantId()));
    }

    private static List<Reports.Cell> of(@Nullable String channel, List<Reports.Cell> cells) {
        return channel == null
                ? cells
                : cells.stream().filter(it -> it.channelId().equals(channel)).toList();
    }

    private static List<Reports.ValueCell> ofValues(@Nullable String channel, List<Reports.ValueCell> cells) {
        return channel == null
                ? cells
                : cells.stream().filter(it -> it.channelId().equals(channel)).toList();
    }

    private UUID merchantId() {
        return call.principal().merchantId();
    }
}
