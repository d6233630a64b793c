package onetill.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackReportTest {

    private static final OffsetDateTime FROM = OffsetDateTime.parse("2026-11-02T00:00:00Z");
    private static final OffsetDateTime TO = FROM.plusDays(14);

    @Test
    void counts_and_averages_by_channel_and_week_and_altogether() {
        var report = FeedbackReport.of(
                FROM,
                TO,
                List.of(
                        new Feedback.Week("web", LocalDate.parse("2026-11-02"), List.of(1L, 0L, 0L, 0L, 2L)),
                        new Feedback.Week("till-1", LocalDate.parse("2026-11-09"), List.of(0L, 0L, 1L, 0L, 0L))));

        assertThat(report.count()).isEqualTo(4);
        assertThat(report.average()).isEqualTo(new BigDecimal("3.50"));
        assertThat(report.scores()).containsExactly(1L, 0L, 1L, 0L, 2L);
        assertThat(report.data().get(0).average()).isEqualTo(new BigDecimal("3.67"));
        assertThat(report.csvRows().get(0))
                .containsExactly("web", "2026-11-02", 3L, new BigDecimal("3.67"), 1L, 0L, 0L, 0L, 2L);
        assertThat(report.csvRows().get(0)).hasSameSizeAs(report.csvColumns());
    }

    @Test
    void of_nothing_there_is_no_average() {
        var report = FeedbackReport.of(FROM, TO, List.of());

        assertThat(report.average()).isNull();
        assertThat(report.scores()).containsExactly(0L, 0L, 0L, 0L, 0L);
    }
}
