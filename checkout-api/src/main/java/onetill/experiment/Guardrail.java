package onetill.experiment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What must not get worse for the sake of completion.
 *
 * @param limitPercent how much worse than the control's it may be: 10 lets a decline rate of 5 % become 5.5 %
 */
@Schema(name = "ExperimentGuardrail")
public record Guardrail(
        @NotNull Metric metric, @Min(1) @Max(1000) int limitPercent) {

    /** What is watched. */
    @Schema(name = "ExperimentMetric")
    public enum Metric {
        /** Of the units that were shown the arm, how many had a payment declined. */
        DECLINE_RATE(true),
        /** Of those that completed, how many got money back. */
        REFUND_RATE(true),
        /** What those that completed have paid, in minor units of the currency most of them pay in. */
        AVERAGE_ORDER_VALUE(false),
        /** Of those that completed, how many seconds after they were shown the arm. */
        TIME_TO_COMPLETE(true);

        private final boolean worseWhenHigher;

        Metric(boolean worseWhenHigher) {
            this.worseWhenHigher = worseWhenHigher;
        }

        /** 1 when more of it is worse, -1 when less is. */
        int worse() {
            return worseWhenHigher ? 1 : -1;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
