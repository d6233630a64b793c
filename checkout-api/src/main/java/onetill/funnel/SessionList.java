package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import onetill.http.Table;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Sessions behind a number, the newest first. */
@Schema(name = "FunnelSessionPage")
public record SessionList(List<View> data, @Nullable String nextCursor) implements Table {

    /**
     * One of them, as the funnel knows it.
     *
     * @param channelId where it was last
     * @param reason of one that is lost
     * @param totalMinor what is left to pay
     * @param activeAt the last sign of life
     */
    @Schema(name = "FunnelSession")
    public record View(
            UUID sessionId,
            String channelId,
            String step,
            String outcome,
            @Nullable String reason,
            long totalMinor,
            String currency,
            OffsetDateTime openedAt,
            OffsetDateTime activeAt) {

        static View of(Reports.Row row) {
            return new View(
                    row.sessionId(),
                    row.channelId(),
                    row.step(),
                    row.outcome(),
                    row.reason(),
                    row.totalMinor(),
                    row.currency(),
                    row.openedAt(),
                    row.activeAt());
        }
    }

    @Override
    public List<String> csvColumns() {
        return List.of(
                "session_id",
                "channel_id",
                "step",
                "outcome",
                "reason",
                "total_minor",
                "currency",
                "opened_at",
                "active_at");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return data.stream()
                .map(it -> Arrays.<@Nullable Object>asList(
                        it.sessionId(),
                        it.channelId(),
                        it.step(),
                        it.outcome(),
                        it.reason(),
                        it.totalMinor(),
                        it.currency(),
                        it.openedAt(),
                        it.activeAt()))
                .toList();
    }
}
