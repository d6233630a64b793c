package onetill.experiment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways that are compared. The first arm of an experiment is its control.
 *
 * @param weight how many of all buyers it gets, beside the weights of the others; 1 when absent
 * @param value what is so in this arm; as usual when absent
 */
@Schema(name = "ExperimentArm")
public record Arm(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,39}", message = "has small letters, digits, - and _ only")
        String name,

        @Nullable @Min(1) @Max(1000) Integer weight,
        @Nullable @Valid ArmValue value) {

    /** How many of all buyers, beside those of other arms. */
    int share() {
        return weight == null ? 1 : weight;
    }

    /** What is so in it. */
    public ArmValue wants() {
        return value == null ? ArmValue.USUAL : value;
    }

    /** With nothing left out. */
    Arm whole() {
        return new Arm(name, share(), wants());
    }
}
