package onetill.experiment;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import onetill.experiment.Sequential.Comparison;
import onetill.experiment.Sequential.Sample;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment has found until now. It may be read at any time and as often as one likes: intervals and p-values are always valid.
 *
 * @param primaryMetric {@code completion}: how many of the units that were shown an arm have an order within the window
 * @param currency of average order values; null while there are none
 */
@Schema(name = "ExperimentReport")
public record ExperimentReport(
        UUID experimentId,
        Experiment.State state,
        boolean aaTest,
        String primaryMetric,
        OffsetDateTime computedAt,
        @Nullable String currency,
        List<ArmReport> arms,
        SampleRatioReport sampleRatio,
        Progress progress,
        Decision decision) {

    private static final double DAY_SECONDS = 86_400;

    /**
     * An arm, and how it differs from the control.
     *
     * @param units customers, and sessions of nobody known, that were shown it
     * @param waiting of these, whose window is not over
     * @param counted of these, whose window is
     * @param rate completed of those counted; null while nobody is
     * @param difference of the rate from the control's; null for the control, and before {@code counted} is 100 in both
     */
    @Schema(name = "ExperimentArmReport")
    public record ArmReport(
            String name,
            boolean control,
            int weight,
            long exposures,
            long units,
            long waiting,
            long counted,
            long completed,
            @Nullable Double rate,
            @Nullable Difference difference,
            List<GuardrailReport> guardrails) {}

    /**
     * @param value arm less control, as a share: 0.03 is three percentage points
     * @param low of the confidence sequence, 95 % for all arms and looks together
     * @param pValue always valid
     */
    @Schema(name = "ExperimentDifference")
    public record Difference(double value, double low, double high, double pValue) {}

    /**
     * @param value of the arm; null while there is none
     * @param change from the control's, in percent of it; positive is more, whether that is good or not
     * @param state {@code held}: surely not worse than the limit; {@code broken}: surely worse than the control, and by more than the limit; {@code open}
     */
    @Schema(name = "ExperimentGuardrailReport")
    public record GuardrailReport(
            Guardrail.Metric metric,
            int limitPercent,
            @Nullable Double value,
            @Nullable Double change,
            @Nullable Double low,
            @Nullable Double high,
            State state) {

        @Schema(name = "ExperimentGuardrailState")
        public enum State {
            OPEN,
            HELD,
            BROKEN
        }
    }

    /** @param ok whether the deal is as even as chance makes it */
    @Schema(name = "ExperimentSampleRatio")
    public record SampleRatioReport(double pValue, boolean ok, String text) {}

    /**
     * @param unitsNeededPerArm until the smallest effect worth finding is found four times in five; null before there is a rate to go by
     * @param daysLeft at the speed until now; null while that is not known
     */
    @Schema(name = "ExperimentProgress")
    public record Progress(
            @Nullable Long unitsNeededPerArm, @Nullable Long daysLeft) {}

    /**
     * @param mayDecide whether the figures are good enough to end it by
     * @param arm that is meant; null for none
     * @param text why, in plain words
     */
    @Schema(name = "ExperimentDecision")
    public record Decision(
            boolean mayDecide, Code code, @Nullable String arm, String text) {

        @Schema(name = "ExperimentDecisionCode")
        public enum Code {
            NOT_STARTED,
            SAMPLE_RATIO_BROKEN,
            GUARDRAIL_BROKEN,
            TOO_FEW,
            NO_DIFFERENCE_YET,
            BETTER,
            WORSE,
            AA_ALIKE,
            AA_DIFFERENT
        }
    }

    static ExperimentReport of(
            Experiment experiment, Map<String, Tally> tallies, @Nullable String currency, OffsetDateTime now) {
        var found = experiment.arms().stream()
                .map(it -> tallies.getOrDefault(it.name(), Tally.nothing(it.name())))
                .toList();
        var control = found.get(0);
        var alpha = Sequential.ALPHA / (experiment.arms().size() - 1);
        var arms = new ArrayList<ArmReport>();
        for (var i = 0; i < found.size(); i++) {
            arms.add(arm(experiment, experiment.arms().get(i), control, found.get(i), alpha));
        }
        var ratio = ratio(experiment, found);
        var progress = progress(experiment, found, alpha, now);
        return new ExperimentReport(
                experiment.experimentId(),
                experiment.state(),
                experiment.hasEqualArms(),
                "completion",
                now,
                currency,
                List.copyOf(arms),
                ratio,
                progress,
                decision(experiment, arms, ratio, progress));
    }

    private static ArmReport arm(Experiment experiment, Arm arm, Tally control, Tally tally, double alpha) {
        var isControl = tally == control;
        var compared =
                isControl ? null : compared(control.completion(), tally.completion(), experiment.effect(), alpha);
        return new ArmReport(
                arm.name(),
                isControl,
                arm.share(),
                tally.sessions(),
                tally.units(),
                tally.units() - tally.counted(),
                tally.counted(),
                tally.completed(),
                tally.counted() == 0 ? null : tally.completion().mean(),
                compared == null
                        ? null
                        : new Difference(compared.difference(), compared.low(), compared.high(), compared.pValue()),
                experiment.guardrails().stream()
                        .map(it -> guardrail(it, control.of(it.metric()), tally.of(it.metric()), isControl))
                        .toList());
    }

    /** Null while too little is known of either. */
    private static @Nullable Comparison compared(Sample control, Sample arm, double expected, double alpha) {
        var few = Math.min(control.n(), arm.n()) < Sequential.LEAST_UNITS;
        var still = control.variance() <= 0 && arm.variance() <= 0;
        return few || still || expected <= 0 ? null : Sequential.compare(control, arm, expected, alpha);
    }

    private static GuardrailReport guardrail(Guardrail rail, Sample control, Sample arm, boolean isControl) {
        var limit = rail.limitPercent() / 100.0 * control.mean();
        var value = arm.n() == 0 ? null : arm.mean();
        var compared = isControl ? null : compared(control, arm, limit, Sequential.ALPHA);
        if (compared == null) {
            return new GuardrailReport(
                    rail.metric(), rail.limitPercent(), value, null, null, null, GuardrailReport.State.OPEN);
        }
        var percent = 100 / control.mean();
        return new GuardrailReport(
                rail.metric(),
                rail.limitPercent(),
                value,
                compared.difference() * percent,
                compared.low() * percent,
                compared.high() * percent,
                state(rail.metric().worse(), compared, limit));
    }

    private static GuardrailReport.State state(int worse, Comparison compared, double limit) {
        var estimate = worse * compared.difference();
        var least = worse > 0 ? compared.low() : -compared.high();
        var most = worse > 0 ? compared.high() : -compared.low();
        if (least > 0 && estimate > limit) return GuardrailReport.State.BROKEN;
        return most <= limit ? GuardrailReport.State.HELD : GuardrailReport.State.OPEN;
    }

    private static SampleRatioReport ratio(Experiment experiment, List<Tally> found) {
        var p = SampleRatio.pValue(
                found.stream().map(Tally::units).toList(),
                experiment.arms().stream().map(Arm::share).toList());
        var ok = p >= SampleRatio.LEAST;
        return new SampleRatioReport(
                p,
                ok,
                ok
                        ? "The arms got as many as they should."
                        : String.format(
                                Locale.ROOT,
                                "The arms did not get as many as they should, and chance hardly explains it (p = %.2g). Something loses buyers of one arm before they are counted: find it, and start a new experiment.",
                                p));
    }

    private static Progress progress(Experiment experiment, List<Tally> found, double alpha, OffsetDateTime now) {
        var control = found.get(0);
        var started = experiment.startedAt();
        if (control.counted() < Sequential.LEAST_UNITS || started == null) return new Progress(null, null);
        var needed = Sequential.unitsNeeded(control.completion().mean(), experiment.effect(), alpha);
        if (experiment.state() != Experiment.State.RUNNING) return new Progress(needed, null);
        var days = Duration.between(started, now).toSeconds() / DAY_SECONDS;
        var slowest = found.stream().mapToLong(Tally::units).min().orElse(0);
        var least = found.stream().mapToLong(Tally::counted).min().orElse(0);
        if (slowest == 0 || days <= 0) return new Progress(needed, null);
        return new Progress(needed, (long) Math.ceil(Math.max(0, needed - least) / (slowest / days)));
    }

    private static Decision decision(
            Experiment experiment, List<ArmReport> arms, SampleRatioReport ratio, Progress progress) {
        if (experiment.state() == Experiment.State.DRAFT) {
            return new Decision(false, Decision.Code.NOT_STARTED, null, "It has not been started yet.");
        }
        if (!ratio.ok()) {
            return new Decision(
                    false,
                    Decision.Code.SAMPLE_RATIO_BROKEN,
                    null,
                    "No result of this experiment is to be believed: " + ratio.text());
        }
        var broken = arms.stream()
                .filter(it -> it.guardrails().stream().anyMatch(r -> r.state() == GuardrailReport.State.BROKEN))
                .findFirst();
        if (broken.isPresent() && !experiment.hasEqualArms()) return guarded(broken.get());
        var compared = arms.stream()
                .map(ArmReport::difference)
                .filter(Objects::nonNull)
                .toList();
        if (compared.size() < arms.size() - 1) {
            return new Decision(
                    false,
                    Decision.Code.TOO_FEW,
                    null,
                    "Not enough data: each arm needs %d units whose window is over before anything can be said."
                            .formatted(Sequential.LEAST_UNITS));
        }
        return experiment.hasEqualArms() ? alike(arms) : verdict(experiment, arms, progress);
    }

    private static Decision guarded(ArmReport arm) {
        var rail = arm.guardrails().stream()
                .filter(it -> it.state() == GuardrailReport.State.BROKEN)
                .findFirst()
                .orElseThrow();
        return new Decision(
                true,
                Decision.Code.GUARDRAIL_BROKEN,
                arm.name(),
                String.format(
                        Locale.ROOT,
                        "Arm %s has made the %s worse by %.0f %%, more than the %d %% that were agreed. Stop it; do not adopt this arm.",
                        arm.name(),
                        rail.metric().words(),
                        Math.abs(Objects.requireNonNull(rail.change())),
                        rail.limitPercent()));
    }

    private static Decision alike(List<ArmReport> arms) {
        var different = sure(arms).findFirst();
        return different
                .map(arm -> new Decision(
                        false,
                        Decision.Code.AA_DIFFERENT,
                        arm.name(),
                        "All arms are alike, and yet %s differs from the control. That happens by chance once in twenty experiments; otherwise something measures wrongly. Look into it before you trust another experiment."
                                .formatted(arm.name())))
                .orElseGet(() -> new Decision(
                        false,
                        Decision.Code.AA_ALIKE,
                        null,
                        "All arms are alike, and none looks different: measuring works. There is nothing to adopt."));
    }

    private static Stream<ArmReport> sure(List<ArmReport> arms) {
        return arms.stream().filter(it -> {
            var difference = it.difference();
            return difference != null && (difference.low() > 0 || difference.high() < 0);
        });
    }

    private static Decision verdict(Experiment experiment, List<ArmReport> arms, Progress progress) {
        var best =
                sure(arms).filter(it -> value(it) > 0).reduce((one, other) -> value(other) > value(one) ? other : one);
        if (best.isPresent()) {
            return new Decision(
                    true,
                    Decision.Code.BETTER,
                    best.get().name(),
                    "Arm %s completes %s more often than the control.%s"
                            .formatted(best.get().name(), points(best.get()), open(best.get())));
        }
        if (sure(arms).count() == arms.size() - 1L) {
            var least = sure(arms).findFirst().orElseThrow();
            return new Decision(
                    true,
                    Decision.Code.WORSE,
                    experiment.control().name(),
                    "No arm does better: %s completes %s less often than the control. Keep the control."
                            .formatted(least.name(), points(least)));
        }
        return new Decision(false, Decision.Code.NO_DIFFERENCE_YET, null, waiting(experiment, progress));
    }

    private static double value(ArmReport arm) {
        return Objects.requireNonNull(arm.difference()).value();
    }

    private static String points(ArmReport arm) {
        var it = Objects.requireNonNull(arm.difference());
        var low = Math.min(Math.abs(it.low()), Math.abs(it.high()));
        var high = Math.max(Math.abs(it.low()), Math.abs(it.high()));
        return String.format(
                Locale.ROOT,
                "%.1f percentage points (%.1f to %.1f)",
                Math.abs(it.value()) * 100,
                low * 100,
                high * 100);
    }

    private static String open(ArmReport arm) {
        var open = arm.guardrails().stream()
                .filter(it -> it.state() == GuardrailReport.State.OPEN)
                .map(it -> it.metric().words())
                .toList();
        return open.isEmpty() ? "" : " Not sure yet: " + String.join(", ", open) + ".";
    }

    private static String waiting(Experiment experiment, Progress progress) {
        var days = progress.daysLeft();
        var needed = progress.unitsNeededPerArm();
        var reached = days != null && days == 0;
        if (reached) {
            return "No difference was found, although one of %s percentage points would have been, four times in five. It is smaller than that, or none; you may go on for a smaller one."
                    .formatted(experiment
                            .minimumEffectPercent()
                            .stripTrailingZeros()
                            .toPlainString());
        }
        var more = days == null ? "" : ", in about %d more days".formatted(days);
        return "No difference is sure yet. With %d units in each arm one of %s percentage points would be found four times in five%s."
                .formatted(
                        needed == null ? 0 : needed,
                        experiment.minimumEffectPercent().stripTrailingZeros().toPlainString(),
                        more);
    }
}
