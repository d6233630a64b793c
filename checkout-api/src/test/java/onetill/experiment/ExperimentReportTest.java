package onetill.experiment;

import static onetill.experiment.ExperimentReport.Decision.Code.AA_ALIKE;
import static onetill.experiment.ExperimentReport.Decision.Code.AA_DIFFERENT;
import static onetill.experiment.ExperimentReport.Decision.Code.BETTER;
import static onetill.experiment.ExperimentReport.Decision.Code.GUARDRAIL_BROKEN;
import static onetill.experiment.ExperimentReport.Decision.Code.NOT_STARTED;
import static onetill.experiment.ExperimentReport.Decision.Code.NO_DIFFERENCE_YET;
import static onetill.experiment.ExperimentReport.Decision.Code.SAMPLE_RATIO_BROKEN;
import static onetill.experiment.ExperimentReport.Decision.Code.TOO_FEW;
import static onetill.experiment.ExperimentReport.Decision.Code.WORSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onetill.experiment.Experiment.State;
import onetill.experiment.ExperimentReport.GuardrailReport;
import onetill.experiment.Guardrail.Metric;
import onetill.experiment.Sequential.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {

    private static final OffsetDateTime STARTED = OffsetDateTime.parse("2026-11-01T00:00:00Z");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-11T00:00:00Z");
    private static final Sample NONE = new Sample(0, 0, 0);

    private static Experiment experiment(State state, @Nullable String tender, Guardrail... guardrails) {
        return new Experiment(
                UUID.fromString("019ab000-0000-7000-8000-000000000001"),
                "Wallet first",
                "Whoever sees the wallet first types less",
                Varied.DEFAULT_TENDER,
                List.of(
                        new Arm("usual", 1, ArmValue.USUAL),
                        new Arm("wallet", 1, new ArmValue(null, tender, null, null, null, null))),
                null,
                BigDecimal.valueOf(3),
                86_400,
                List.of(guardrails),
                state,
                null,
                null,
                STARTED,
                STARTED,
                null);
    }

    private static ExperimentReport report(Experiment experiment, Tally... tallies) {
        return ExperimentReport.of(
                experiment, Stream.of(tallies).collect(Collectors.toMap(Tally::arm, it -> it)), "EUR", NOW);
    }

    private static Tally tally(String arm, long counted, long completed) {
        return new Tally(arm, counted + 20, counted + 10, counted, completed, 0, 0, NONE, NONE);
    }

    @Test
    void a_draft_has_nothing_to_decide() {
        var report = ExperimentReport.of(experiment(State.DRAFT, "apple_pay"), Map.of(), null, NOW);

        assertThat(report.decision().code()).isEqualTo(NOT_STARTED);
        assertThat(report.arms()).extracting(ExperimentReport.ArmReport::rate).containsOnlyNulls();
    }

    @Test
    void too_few_are_told_as_too_few() {
        var report = report(experiment(State.RUNNING, "apple_pay"), tally("usual", 99, 10), tally("wallet", 99, 90));

        assertThat(report.decision().code()).isEqualTo(TOO_FEW);
        assertThat(report.decision().mayDecide()).isFalse();
        assertThat(report.arms().get(1).difference()).isNull();
    }

    @Test
    void those_who_wait_do_not_count() {
        var report =
                report(experiment(State.RUNNING, "apple_pay"), tally("usual", 200, 100), tally("wallet", 200, 110));

        var arm = report.arms().get(1);
        assertThat(arm.exposures()).isEqualTo(220);
        assertThat(arm.units()).isEqualTo(210);
        assertThat(arm.waiting()).isEqualTo(10);
        assertThat(arm.rate()).isEqualTo(0.55);
    }

    @Test
    void a_better_arm_may_be_decided_for() {
        var report = report(
                experiment(State.RUNNING, "apple_pay"), tally("usual", 8_000, 4_800), tally("wallet", 8_000, 5_200));

        assertThat(report.decision().code()).isEqualTo(BETTER);
        assertThat(report.decision().mayDecide()).isTrue();
        assertThat(report.decision().arm()).isEqualTo("wallet");
        assertThat(report.decision().text()).contains("wallet completes 5.0 percentage points");
    }

    @Test
    void a_worse_arm_speaks_for_the_control() {
        var report = report(
                experiment(State.RUNNING, "apple_pay"), tally("usual", 8_000, 5_200), tally("wallet", 8_000, 4_800));

        assertThat(report.decision().code()).isEqualTo(WORSE);
        assertThat(report.decision().arm()).isEqualTo("usual");
    }

    @Test
    void nothing_yet_comes_with_the_days_that_are_left() {
        var report = report(
                experiment(State.RUNNING, "apple_pay"), tally("usual", 2_000, 1_200), tally("wallet", 2_000, 1_210));

        assertThat(report.decision().code()).isEqualTo(NO_DIFFERENCE_YET);
        assertThat(report.decision().mayDecide()).isFalse();
        var needed = report.progress().unitsNeededPerArm();
        assertThat(needed).isBetween(5_000L, 12_000L);
        // 2,010 in each arm in ten days
        assertThat(report.progress().daysLeft()).isEqualTo((long) Math.ceil((needed - 2_000) / 201.0));
        assertThat(report.decision().text())
                .contains("in about " + report.progress().daysLeft() + " more days");
    }

    @Test
    void an_uneven_deal_spoils_everything() {
        var report = report(
                experiment(State.RUNNING, "apple_pay"), tally("usual", 8_000, 4_800), tally("wallet", 7_000, 5_000));

        assertThat(report.sampleRatio().ok()).isFalse();
        assertThat(report.decision().code()).isEqualTo(SAMPLE_RATIO_BROKEN);
        assertThat(report.decision().mayDecide()).isFalse();
    }

    @Test
    void arms_that_are_alike_are_an_aa_test() {
        var alike =
                report(experiment(State.RUNNING, null), tally("usual", 8_000, 4_800), tally("wallet", 8_000, 4_810));
        var different =
                report(experiment(State.RUNNING, null), tally("usual", 8_000, 4_800), tally("wallet", 8_000, 5_200));

        assertThat(alike.aaTest()).isTrue();
        assertThat(alike.decision().code()).isEqualTo(AA_ALIKE);
        assertThat(different.decision().code()).isEqualTo(AA_DIFFERENT);
        assertThat(different.decision().mayDecide()).isFalse();
    }

    @Test
    void a_broken_guardrail_speaks_before_a_better_rate() {
        var watched = experiment(State.RUNNING, "apple_pay", new Guardrail(Metric.DECLINE_RATE, 10));

        var report = report(
                watched,
                new Tally("usual", 8_000, 8_000, 8_000, 4_800, 400, 0, NONE, NONE),
                new Tally("wallet", 8_000, 8_000, 8_000, 5_200, 800, 0, NONE, NONE));

        assertThat(report.arms().get(1).guardrails().get(0).state()).isEqualTo(GuardrailReport.State.BROKEN);
        assertThat(report.arms().get(1).guardrails().get(0).change()).isEqualTo(100);
        assertThat(report.decision().code()).isEqualTo(GUARDRAIL_BROKEN);
        assertThat(report.decision().text()).contains("wallet", "decline rate worse by 100 %", "10 %");
    }

    @Test
    void a_guardrail_is_held_when_it_is_surely_within_its_limit_and_open_before() {
        var watched = experiment(State.RUNNING, "apple_pay", new Guardrail(Metric.AVERAGE_ORDER_VALUE, 10));
        var many = new Sample(20_000, 4_000, 4_000_000);
        var few = new Sample(150, 4_000, 4_000_000);

        var held = report(
                watched,
                new Tally("usual", 40_000, 40_000, 40_000, 20_000, 0, 0, many, NONE),
                new Tally("wallet", 40_000, 40_000, 40_000, 20_000, 0, 0, many, NONE));
        var open = report(
                watched,
                new Tally("usual", 300, 300, 300, 150, 0, 0, few, NONE),
                new Tally("wallet", 300, 300, 300, 150, 0, 0, few, NONE));

        assertThat(held.arms().get(1).guardrails().get(0).state()).isEqualTo(GuardrailReport.State.HELD);
        assertThat(open.arms().get(1).guardrails().get(0).state()).isEqualTo(GuardrailReport.State.OPEN);
        assertThat(held.arms().get(1).guardrails().get(0).value()).isEqualTo(4_000);
    }
}
