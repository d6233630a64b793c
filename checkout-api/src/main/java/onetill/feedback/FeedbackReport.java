package onetill.feedback;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How easy buyers found it, one row for each channel and week.
 *
 * @param average of all; null when nobody has said anything
 */
@Schema(name = "FeedbackReport")
public record FeedbackReport(
        OffsetDateTime from,
        OffsetDateTime to,
        long count,
        @Nullable BigDecimal average,
        List<Long> scores,
        List<Row> data)
        implements Table {

    private static final int SCORES = 5;
    private static final int DECIMALS = 2;

    /**
     * @param week its Monday, by UTC
     * @param scores how often 1, 2, 3, 4 and 5 were given
     */
    @Schema(name = "FeedbackRow")
    public record Row(String channelId, LocalDate week, long count, BigDecimal average, List<Long> scores) {}

    static FeedbackReport of(OffsetDateTime from, OffsetDateTime to, List<Feedback.Week> weeks) {
        var all = IntStream.range(0, SCORES)
                .mapToObj(
                        i -> weeks.stream().mapToLong(it -> it.scores().get(i)).sum())
                .toList();
        var count = count(all);
        var rows = weeks.stream()
                .map(it -> new Row(it.channelId(), it.begins(), count(it.scores()), average(it.scores()), it.scores()))
                .toList();
        return new FeedbackReport(from, to, count, count == 0 ? null : average(all), all, rows);
    }

    private static long count(List<Long> scores) {
        return scores.stream().mapToLong(Long::longValue).sum();
    }

    private static BigDecimal average(List<Long> scores) {
        var sum = IntStream.range(0, SCORES)
                .mapToLong(i -> (i + 1) * scores.get(i))
                .sum();
        return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count(scores)), DECIMALS, RoundingMode.HALF_UP);
    }

    @Override
    public List<String> csvColumns() {
        return List.of("channel_id", "week", "count", "average", "score_1", "score_2", "score_3", "score_4", "score_5");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream().map(FeedbackReport::csvRow).toList();
    }

    private static List<@Nullable Object> csvRow(Row row) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.channelId());
        cells.add(row.week().toString());
        cells.add(row.count());
        cells.add(row.average());
        cells.addAll(row.scores());
        return cells;
    }
}
