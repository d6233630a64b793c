package onetill.experiment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import onetill.reassurance.TrustMessage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an arm wants: the one member that belongs to what its experiment varies. Without any, all is as usual.
 *
 * @param asks asks_order: the asks that come first, in this order; all others follow as usual, the tender always last
 * @param tender default_tender: the type of tender that is offered first
 * @param delivery default_delivery: the kind of fulfillment that is taken for a start, where there is one
 * @param trustMessage trust_message: what is said beside an ask, in the place of what the channel says there
 * @param silent trust_message: that nothing is said, whatever the channel says: so it is measured what that does
 * @param recoveryAfterSeconds recovery_delay: how long after they have left buyers are written to
 */
@Schema(name = "ExperimentArmValue")
public record ArmValue(
        @Nullable @Size(min = 1, max = 20) List<@NotNull String> asks,

        @Nullable @Pattern(regexp = "[a-z_]{2,40}", message = "is not a type of tender, such as card or apple_pay")
        String tender,

        @Nullable @Pattern(regexp = "shipping|local_delivery|pickup", message = "is shipping, local_delivery or pickup")
        String delivery,

        @Nullable @Valid TrustMessage trustMessage,

        @Nullable @AssertTrue(message = "is true or left out")
        Boolean silent,

        @Nullable Long recoveryAfterSeconds) {

    /** As usual: what a control does. */
    public static final ArmValue USUAL = new ArmValue(null, null, null, null, null, null);
}
