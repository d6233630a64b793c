package onetill.experiment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One question put to buyers.
 *
 * @param hypothesis what is expected to happen, and why; written before anybody knows
 * @param arms two to five, the control first
 * @param channels where it runs; null is everywhere
 * @param minimumEffectPercent the smallest effect worth finding, in percentage points of completion
 * @param windowSeconds how long after a unit was first shown its arm a completion counts; before, the unit waits
 * @param adoptedArm the arm that was decided for, once it is stopped; null for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Experiment(
        UUID experimentId,
        String name,
        String hypothesis,
        Varied varies,
        List<Arm> arms,
        @Nullable List<String> channels,
        BigDecimal minimumEffectPercent,
        long windowSeconds,
        List<Guardrail> guardrails,
        State state,
        @Nullable String adoptedArm,
        @Nullable String conclusion,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime stoppedAt) {

    /** A draft can be changed, what runs can be stopped, and what is stopped stays as it was. */
    @Schema(name = "ExperimentState")
    public enum State {
        DRAFT,
        RUNNING,
        STOPPED
    }

    /** Whether all arms are alike: then it measures nothing but whether we measure well. */
    boolean hasEqualArms() {
        return arms.stream().map(Arm::wants).distinct().count() == 1;
    }

    Arm control() {
        return arms.get(0);
    }

    /** The smallest effect worth finding, as a share: 0.03. */
    double effect() {
        return minimumEffectPercent.doubleValue() / 100;
    }
}
