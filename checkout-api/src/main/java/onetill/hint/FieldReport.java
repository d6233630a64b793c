package onetill.hint;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import onetill.funnel.Durations;
import onetill.funnel.Interval;
import onetill.funnel.Shares;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which fields buyers have trouble with: one row for each channel and field, the worst first. */
@Schema(name = "FieldReport")
public record FieldReport(OffsetDateTime from, OffsetDateTime to, List<Row> data) implements Table {

    private static final double P50 = 0.5;
    private static final double P90 = 0.9;
    private static final double HALF = 0.5;
    private static final double TENTHS = 10;
    private static final int HUNDRED = 100;

    /** So many more are thought to have come without any trouble: a few buyers alone make no field hot. */
    private static final int UNTROUBLED = 10;

    /**
     * One field of one channel. Shares are of those who came to it, at most 1, and null where nobody is known to have. Times are
     * in milliseconds, at most 4.5 % from the exact ones, and null where nobody typed.
     *
     * @param focused visits of the page in which somebody came to this field
     * @param errors how often it was said to be wrong: missing, malformed, refused, or for a reason the page did not give
     * @param p50Ms half of those who typed were done within this time
     * @param score from 0 to 100: how many of a hundred visits had some trouble here
     */
    @Schema(name = "FieldReportRow")
    public record Row(
            String channelId,
            String field,
            String step,
            long focused,
            long filled,
            long errors,
            long missing,
            long malformed,
            long refused,
            long leftEmpty,
            long hesitated,
            long rageClicked,
            @Nullable Double errorShare,
            @Nullable Double leftEmptyShare,
            @Nullable Double hesitatedShare,
            @Nullable Double rageClickedShare,
            @Nullable Long p50Ms,
            @Nullable Long p90Ms,
            double score) {}

    private record Place(String channelId, HintField field) {}

    private static final class Sums {
        private final Map<String, Long> byKind = new HashMap<>();
        private final Map<String, Long> byProblem = new HashMap<>();
        private final SortedMap<String, Long> times = new TreeMap<>();

        void add(HintCounts.Sum sum) {
            byKind.merge(sum.kind(), sum.n(), Long::sum);
            if (sum.detail().isEmpty()) return;
            if (sum.is(HintKind.FILLED)) times.merge(sum.detail(), sum.n(), Long::sum);
            if (sum.is(HintKind.ERROR_SHOWN)) byProblem.merge(sum.detail(), sum.n(), Long::sum);
        }

        long of(HintKind kind) {
            return byKind.getOrDefault(kind.stored(), 0L);
        }

        long of(HintProblem problem) {
            return byProblem.getOrDefault(problem.stored(), 0L);
        }

        @Nullable
        Double share(HintKind kind) {
            var whole = of(HintKind.FOCUSED);
            return Shares.of(Math.min(of(kind), whole), whole);
        }

        @Nullable
        Long quantile(double part) {
            return times.isEmpty() ? null : Durations.quantileMs(times, part);
        }

        /** That a visit has some trouble, if troubles came independently of each other; to rest and think is half a trouble. */
        double score() {
            var spared = (1 - likely(HintKind.ERROR_SHOWN))
                    * (1 - likely(HintKind.LEFT_EMPTY))
                    * (1 - HALF * likely(HintKind.HESITATED))
                    * (1 - likely(HintKind.RAGE_CLICKED));
            return Math.round((1 - spared) * HUNDRED * TENTHS) / TENTHS;
        }

        private double likely(HintKind kind) {
            var visits = Math.max(of(HintKind.FOCUSED), of(kind));
            return (double) of(kind) / (visits + UNTROUBLED);
        }
    }

    static FieldReport of(Interval days, List<HintCounts.Sum> sums) {
        var places = new HashMap<Place, Sums>();
        for (var sum : sums) {
            HintField.of(sum.field())
                    .ifPresent(field -> places.computeIfAbsent(new Place(sum.channelId(), field), it -> new Sums())
                            .add(sum));
        }
        var rows = places.entrySet().stream()
                .map(it -> row(it.getKey(), it.getValue()))
                .sorted(Comparator.comparingDouble(Row::score)
                        .reversed()
                        .thenComparing(Row::channelId)
                        .thenComparing(Row::field))
                .toList();
        return new FieldReport(days.from(), days.to(), rows);
    }

    private static Row row(Place place, Sums sums) {
        return new Row(
                place.channelId(),
                place.field().stored(),
                place.field().step(),
                sums.of(HintKind.FOCUSED),
                sums.of(HintKind.FILLED),
                sums.of(HintKind.ERROR_SHOWN),
                sums.of(HintProblem.MISSING),
                sums.of(HintProblem.MALFORMED),
                sums.of(HintProblem.REFUSED),
                sums.of(HintKind.LEFT_EMPTY),
                sums.of(HintKind.HESITATED),
                sums.of(HintKind.RAGE_CLICKED),
                sums.share(HintKind.ERROR_SHOWN),
                sums.share(HintKind.LEFT_EMPTY),
                sums.share(HintKind.HESITATED),
                sums.share(HintKind.RAGE_CLICKED),
                sums.quantile(P50),
                sums.quantile(P90),
                sums.score());
    }

    @Override
    public List<String> csvColumns() {
        return List.of(
                "channel_id",
                "field",
                "step",
                "focused",
                "filled",
                "errors",
                "missing",
                "malformed",
                "refused",
                "left_empty",
                "hesitated",
                "rage_clicked",
                "error_share",
                "left_empty_share",
                "hesitated_share",
                "rage_clicked_share",
                "p50_ms",
                "p90_ms",
                "score");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream()
                .map(it -> Arrays.<@Nullable Object>asList(
                        it.channelId(),
                        it.field(),
                        it.step(),
                        it.focused(),
                        it.filled(),
                        it.errors(),
                        it.missing(),
                        it.malformed(),
                        it.refused(),
                        it.leftEmpty(),
                        it.hesitated(),
                        it.rageClicked(),
                        it.errorShare(),
                        it.leftEmptyShare(),
                        it.hesitatedShare(),
                        it.rageClickedShare(),
                        it.p50Ms(),
                        it.p90Ms(),
                        it.score()))
                .toList();
    }
}
