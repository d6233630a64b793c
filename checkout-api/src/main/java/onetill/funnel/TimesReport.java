package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import onetill.funnel.Counts.Measure;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long buyers stay in a step before they go on, and how many do not. */
@Schema(name = "FunnelTimesReport")
public record TimesReport(OffsetDateTime from, OffsetDateTime to, FunnelReport.LagView lag, List<Row> data)
        implements Table {

    static final List<Measure> MEASURES = List.of(Measure.TIME, Measure.ENTERED, Measure.LOST);

    private static final double P50 = 0.5;
    private static final double P90 = 0.9;
    private static final double P95 = 0.95;

    /**
     * One step of one channel. Times are of stays that went on, in milliseconds, at most 4.5 % from the exact ones.
     *
     * @param p50Ms half of them went on within this time; null where nobody has
     * @param dropOff lost ÷ entered
     */
    @Schema(name = "FunnelTimesRow")
    public record Row(
            String channelId,
            String step,
            long stays,
            @Nullable Long p50Ms,
            @Nullable Long p90Ms,
            @Nullable Long p95Ms,
            @Nullable Long previousP50Ms,
            @Nullable Long previousP95Ms,
            @Nullable Double dropOff,
            @Nullable Double previousDropOff) {}

    private record Place(String channelId, String step) {}

    private static final class Sums {
        final SortedMap<String, Long> buckets = new TreeMap<>();
        long entered;
        long lost;

        void add(Reports.Cell cell) {
            if (cell.is(Measure.ENTERED)) entered += cell.n();
            if (cell.is(Measure.LOST)) lost += cell.n();
            if (cell.is(Measure.TIME)) buckets.merge(cell.detail(), cell.n(), Long::sum);
        }

        @Nullable
        Long quantile(double part) {
            return buckets.isEmpty() ? null : Durations.quantileMs(buckets, part);
        }
    }

    static List<Row> rows(List<Reports.Cell> now, List<Reports.Cell> before) {
        var sums = sums(now);
        var previous = sums(before);
        return sums.entrySet().stream()
                .map(it -> row(it.getKey(), it.getValue(), previous.getOrDefault(it.getKey(), new Sums())))
                .toList();
    }

    private static SortedMap<Place, Sums> sums(List<Reports.Cell> cells) {
        var sums = new TreeMap<Place, Sums>(
                Comparator.comparing(Place::channelId).thenComparingInt(it -> Journey.STEPS.indexOf(it.step())));
        for (var cell : cells) {
            sums.computeIfAbsent(new Place(cell.channelId(), cell.step()), it -> new Sums())
                    .add(cell);
        }
        return sums;
    }

    private static Row row(Place place, Sums now, Sums before) {
        return new Row(
                place.channelId(),
                place.step(),
                now.buckets.values().stream().mapToLong(Long::longValue).sum(),
                now.quantile(P50),
                now.quantile(P90),
                now.quantile(P95),
                before.quantile(P50),
                before.quantile(P95),
                Shares.of(now.lost, now.entered),
                Shares.of(before.lost, before.entered));
    }

    @Override
    public List<String> csvColumns() {
        return List.of(
                "channel_id",
                "step",
                "stays",
                "p50_ms",
                "p90_ms",
                "p95_ms",
                "previous_p50_ms",
                "previous_p95_ms",
                "drop_off",
                "previous_drop_off");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream()
                .map(it -> Arrays.<@Nullable Object>asList(
                        it.channelId(),
                        it.step(),
                        it.stays(),
                        it.p50Ms(),
                        it.p90Ms(),
                        it.p95Ms(),
                        it.previousP50Ms(),
                        it.previousP95Ms(),
                        it.dropOff(),
                        it.previousDropOff()))
                .toList();
    }
}
