package onetill.funnel;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a buyer was lost, as far as is known.
 *
 * @param evidence what it was seen by, for people: {@code declined insufficient_funds}, {@code fulfillment or tax added 490 to 1780}
 */
@Schema(name = "LossFinding")
public record Finding(LossReason reason, List<String> evidence) {

    static final Finding NONE = new Finding(LossReason.UNKNOWN, List.of());
}
