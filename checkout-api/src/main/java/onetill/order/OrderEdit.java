package onetill.order;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was changed of an order at once, before its goods left.
 *
 * @param revision that of the order since; it is placed with 1
 * @param addressChanged whether its goods go elsewhere; where to is shown by the order alone
 * @param differenceMinor by how much it costs more; what is negative was given back
 * @param refunds what was given back for it, or is on its way
 */
@Schema(name = "OrderEdit")
public record OrderEdit(
        UUID id,
        UUID orderId,
        long revision,
        String reason,
        String actor,
        List<Line> lines,
        boolean addressChanged,
        long totalBeforeMinor,
        long totalMinor,
        long differenceMinor,
        List<OrderView.RefundView> refunds,
        OffsetDateTime createdAt) {

    /** A line of which there are fewer now. */
    @Schema(name = "EditedLine")
    public record Line(int line, String sku, String name, long quantityBefore, long quantity) {}

    /**
     * What one tender gives back.
     *
     * @param label as people know it, such as the last digits of a card
     * @param amountMinor cash: rounded to what coins can pay
     */
    @Schema(name = "EditRefund")
    public record Back(UUID tenderId, String type, @Nullable String label, long amountMinor) {}
}
