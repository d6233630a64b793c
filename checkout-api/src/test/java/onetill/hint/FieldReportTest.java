package onetill.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import onetill.funnel.Durations;
import onetill.funnel.Interval;
import org.junit.jupiter.api.Test;

class FieldReportTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-09T10:20:30Z");
    private static final Interval DAYS = Interval.of(null, null, NOW).wholeDays();

    private static HintCounts.Sum sum(String channel, HintField field, HintKind kind, String detail, long n) {
        return new HintCounts.Sum(channel, field.stored(), kind.stored(), detail, n);
    }

    private static String took(long ms) {
        return Durations.bucket(Duration.ofMillis(ms));
    }

    @Test
    void what_was_told_becomes_one_row_for_each_channel_and_field() {
        var report = FieldReport.of(
                DAYS,
                List.of(
                        sum("web", HintField.EMAIL, HintKind.FOCUSED, "", 90),
                        sum("web", HintField.EMAIL, HintKind.FILLED, took(2_000), 50),
                        sum("web", HintField.EMAIL, HintKind.FILLED, took(8_000), 10),
                        sum("web", HintField.EMAIL, HintKind.FILLED, "", 20),
                        sum("web", HintField.EMAIL, HintKind.ERROR_SHOWN, "malformed", 8),
                        sum("web", HintField.EMAIL, HintKind.ERROR_SHOWN, "", 1),
                        sum("web", HintField.EMAIL, HintKind.HESITATED, "", 18)));

        var row = report.data().get(0);
        assertThat(row.step()).isEqualTo("contact");
        assertThat(row.filled()).isEqualTo(80);
        assertThat(row.errors()).isEqualTo(9);
        assertThat(row.malformed()).isEqualTo(8);
        assertThat(row.missing()).isZero();
        assertThat(row.errorShare()).isEqualTo(0.1);
        assertThat(row.hesitatedShare()).isEqualTo(0.2);
        assertThat(row.leftEmptyShare()).isZero();
        assertThat(row.p50Ms()).isBetween(1_910L, 2_090L);
        assertThat(row.p90Ms()).isBetween(7_640L, 8_360L);
        // 1 - (1 - 9/100) (1 - 18/100 / 2)
        assertThat(row.score()).isEqualTo(17.2);
        assertThat(report.csvRows().get(0)).hasSameSizeAs(report.csvColumns()).startsWith("web", "buyer.email");
    }

    @Test
    void the_worst_comes_first_and_few_buyers_make_no_field_hot() {
        var report = FieldReport.of(
                DAYS,
                List.of(
                        sum("web", HintField.EMAIL, HintKind.FOCUSED, "", 1_000),
                        sum("web", HintField.EMAIL, HintKind.LEFT_EMPTY, "", 20),
                        sum("app", HintField.CITY, HintKind.FOCUSED, "", 1),
                        sum("app", HintField.CITY, HintKind.ERROR_SHOWN, "missing", 1),
                        sum("web", HintField.POSTAL_CODE, HintKind.FOCUSED, "", 1_000),
                        sum("web", HintField.POSTAL_CODE, HintKind.RAGE_CLICKED, "", 300)));

        assertThat(report.data())
                .extracting(FieldReport.Row::field)
                .containsExactly("fulfillment.address.postal_code", "fulfillment.address.city", "buyer.email");
        assertThat(report.data().get(1).errorShare()).isEqualTo(1);
        assertThat(report.data().get(1).score()).isEqualTo(9.1);
    }

    @Test
    void more_errors_than_visits_are_not_more_than_all() {
        var report = FieldReport.of(
                DAYS,
                List.of(
                        sum("web", HintField.EMAIL, HintKind.FOCUSED, "", 2),
                        sum("web", HintField.EMAIL, HintKind.ERROR_SHOWN, "refused", 500),
                        sum("web", HintField.CITY, HintKind.ERROR_SHOWN, "refused", 5)));

        assertThat(report.data().get(0).errorShare()).isEqualTo(1);
        assertThat(report.data().get(0).score()).isLessThan(100);
        assertThat(report.data().get(1).errorShare()).isNull();
        assertThat(report.data().get(1).p50Ms()).isNull();
    }

    @Test
    void is_about_whole_days() {
        assertThat(DAYS.from()).isEqualTo("2026-11-02T00:00:00Z");
        assertThat(DAYS.to()).isEqualTo("2026-11-10T00:00:00Z");
        var exact = Interval.of("2026-11-01", "2026-11-03", NOW);
        assertThat(exact.wholeDays()).isEqualTo(exact);
    }
}
