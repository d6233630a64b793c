package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who is in the checkout now, and what the last hour and five minutes brought. */
@Schema(name = "LiveReport")
public record LiveReport(
        OffsetDateTime at, FunnelReport.LagView lag, Counters lastFiveMinutes, Counters lastHour, List<OpenView> open)
        implements Table {

    /**
     * @param completed sessions that got their order in this time
     * @param lost sessions that are lost and had their last sign of life in it
     */
    @Schema(name = "LiveCounters")
    public record Counters(long opened, long completed, long lost) {

        static Counters of(long[] numbers) {
            return new Counters(numbers[0], numbers[1], numbers[2]);
        }
    }

    /** @param totalMinor what they would pay altogether */
    @Schema(name = "OpenSessions")
    public record OpenView(String channelId, String step, long sessions, long totalMinor, String currency) {

        static OpenView of(Reports.Open open) {
            return new OpenView(open.channelId(), open.step(), open.sessions(), open.totalMinor(), open.currency());
        }
    }

    @Override
    public List<String> csvColumns() {
        return List.of("channel_id", "step", "sessions", "total_minor", "currency");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return open.stream()
                .map(it -> Arrays.<@Nullable Object>asList(
                        it.channelId(), it.step(), it.sessions(), it.totalMinor(), it.currency()))
                .toList();
    }
}
