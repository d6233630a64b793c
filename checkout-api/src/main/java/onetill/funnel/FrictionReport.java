package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onetill.funnel.Counts.Measure;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What costs most: one row for each reason, step and channel, the dearest first. */
@Schema(name = "FrictionReport")
public record FrictionReport(OffsetDateTime from, OffsetDateTime to, FunnelReport.LagView lag, List<Row> data)
        implements Table {

    static final List<Measure> MEASURES = List.of(Measure.LOSS, Measure.SESSIONS, Measure.WON, Measure.WAITING);

    /**
     * Sessions that were lost at one place for one reason.
     *
     * @param valueMinor what they would have paid altogether
     * @param estimate what of it the reason has cost; null where the reason is not known
     * @param href the sessions themselves, below the base path
     */
    @Schema(name = "FrictionRow")
    public record Row(
            LossReason reason,
            String step,
            String channelId,
            String currency,
            long sessions,
            long previousSessions,
            long valueMinor,
            @Nullable Estimate estimate,
            String href) {

        long rank() {
            return estimate == null ? -1 : estimate.lostMinor();
        }
    }

    private record Place(String channelId, String step) {}

    static FrictionReport of(
            Interval interval, FunnelReport.LagView lag, List<Reports.Cell> now, List<Reports.Cell> before) {
        var at = new HashMap<Place, Map<String, Long>>();
        now.forEach(it -> at.computeIfAbsent(new Place(it.channelId(), it.step()), place -> new HashMap<>())
                .merge(it.measure(), it.n(), Long::sum));
        var previous = new HashMap<String, Long>();
        before.stream().filter(it -> it.is(Measure.LOSS)).forEach(it -> previous.put(key(it), it.n()));
        var rows = now.stream()
                .filter(it -> it.is(Measure.LOSS))
                .map(it -> row(
                        interval,
                        it,
                        at.getOrDefault(new Place(it.channelId(), it.step()), Map.of()),
                        previous.getOrDefault(key(it), 0L)))
                .sorted(Comparator.comparingLong(Row::rank)
                        .reversed()
                        .thenComparing(Comparator.comparingLong(Row::sessions).reversed())
                        .thenComparing(Row::href))
                .toList();
        return new FrictionReport(interval.from(), interval.to(), lag, rows);
    }

    private static String key(Reports.Cell cell) {
        return cell.channelId() + " " + cell.step() + " " + cell.detail();
    }

    private static Row row(Interval interval, Reports.Cell loss, Map<String, Long> place, long before) {
        var words = loss.detail().split(" ", -1);
        var reason = LossReason.of(words[0]);
        var undecided = place.getOrDefault("waiting", 0L);
        var comparable = place.getOrDefault("sessions", 0L) - undecided - loss.n();
        return new Row(
                reason,
                loss.step(),
                loss.channelId(),
                words[1],
                loss.n(),
                before,
                loss.minor(),
                reason == LossReason.UNKNOWN
                        ? null
                        : Estimate.of(loss.minor(), comparable, place.getOrDefault("won", 0L)),
                "reports/sessions?outcome=lost&reason=%s&step=%s&channel=%s&from=%s&to=%s"
                        .formatted(reason.stored(), loss.step(), loss.channelId(), interval.from(), interval.to()));
    }

    @Override
    public List<String> csvColumns() {
        return List.of(
                "reason",
                "step",
                "channel_id",
                "currency",
                "sessions",
                "previous_sessions",
                "value_minor",
                "estimated_lost_minor",
                "estimated_low_minor",
                "estimated_high_minor");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream()
                .map(it -> {
                    var estimate = it.estimate();
                    return Arrays.<@Nullable Object>asList(
                            it.reason().stored(),
                            it.step(),
                            it.channelId(),
                            it.currency(),
                            it.sessions(),
                            it.previousSessions(),
                            it.valueMinor(),
                            estimate == null ? null : estimate.lostMinor(),
                            estimate == null ? null : estimate.lowMinor(),
                            estimate == null ? null : estimate.highMinor());
                })
                .toList();
    }
}
