package onetill.offline;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stored sale.
 *
 * @param state whether it was recorded now, or is known from before
 * @param variances what of it is not as we would have had it; it was recorded all the same
 */
@Schema(name = "TakenSale")
public record TakenSale(
        LocalDate businessDay,
        long sequence,
        State state,
        @Nullable UUID orderId,
        @Nullable String orderNumber,
        List<Variance.Kind> variances) {

    @Schema(name = "TakenSaleState")
    public enum State {
        RECORDED,
        KNOWN
    }
}
