package onetill.telephony;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many calls there were, how long they took and what came of them. */
@Schema(name = "CallReport")
public record CallReport(OffsetDateTime from, OffsetDateTime to, By by, List<Row> data) implements Table {

    /** What the rows are. */
    @Schema(name = "CallReportBy")
    public enum By {
        CHANNEL("c.channel_id"),
        AGENT("coalesce(c.agent, '')"),
        DAY("to_char(c.started_at at time zone 'UTC', 'YYYY-MM-DD')"),
        HOUR("to_char(c.started_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24') || chr(58) || '00Z'");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    @Schema(name = "CallReasonCount")
    public record ReasonCount(String code, long calls) {}

    /**
     * One row.
     *
     * @param key the channel, the agent ({@code staff:alex}, empty for nobody), the day or the hour (UTC)
     * @param handleP50Seconds from the answer to the end of the wrap-up; null where nobody answered
     * @param sales calls whose session is completed
     * @param conversion sales ÷ answered; null where nobody answered
     * @param asksPutMean how many questions their sessions put while they went on; null where none had a session
     */
    @Schema(name = "CallReportRow")
    public record Row(
            String key,
            long calls,
            long answered,
            long missed,
            @Nullable Long handleP50Seconds,
            @Nullable Long handleP90Seconds,
            @Nullable Long talkP50Seconds,
            @Nullable Long holdP50Seconds,
            @Nullable Long wrapUpP50Seconds,
            long withSession,
            long sales,
            @Nullable Double conversion,
            @Nullable Double asksPutMean,
            @Nullable Long keystrokesP50,
            List<ReasonCount> reasons) {}

    @Override
    public List<String> csvColumns() {
        return List.of(
                "key",
                "calls",
                "answered",
                "missed",
                "handle_p50_seconds",
                "handle_p90_seconds",
                "talk_p50_seconds",
                "hold_p50_seconds",
                "wrap_up_p50_seconds",
                "with_session",
                "sales",
                "conversion",
                "asks_put_mean",
                "keystrokes_p50",
                "reasons");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream().map(CallReport::csvRow).toList();
    }

    private static List<@Nullable Object> csvRow(Row it) {
        var reasons = it.reasons().stream()
                .map(each -> each.code() + "=" + each.calls())
                .collect(Collectors.joining(" "));
        return Arrays.asList(
                it.key(),
                it.calls(),
                it.answered(),
                it.missed(),
                it.handleP50Seconds(),
                it.handleP90Seconds(),
                it.talkP50Seconds(),
                it.holdP50Seconds(),
                it.wrapUpP50Seconds(),
                it.withSession(),
                it.sales(),
                it.conversion(),
                it.asksPutMean(),
                it.keystrokesP50(),
                reasons);
    }
}
