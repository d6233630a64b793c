package onetill.order;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.drawer.Drawer;
import onetill.money.Money;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/**
 * Everything an order keeps of its session.
 *
 * @param fulfillments in which parts, and from where, its goods reach the buyer
 * @param totals the session's totals, as they are shown
 * @param drawer during which shift a till has sold it
 * @param takenAt when it was sold; null is now
 */
public record OrderDraft(
        UUID merchantId,
        UUID sessionId,
        String channelId,
        String channelKind,
        Money total,
        Money tip,
        List<Line> lines,
        Object totals,
        Taxes taxes,
        Object buyer,
        Object fulfillment,
        Object fulfillments,
        @Nullable UUID customerId,
        Drawer drawer,
        @Nullable OffsetDateTime takenAt,
        String actor) {

    boolean isAtTill() {
        return "pos".equals(channelKind);
    }

    /** One line as it was bought. */
    public record Line(
            int line,
            String sku,
            String name,
            long quantity,
            long unitPriceMinor,
            long discountMinor,
            long totalMinor,
            long taxMinor) {

        /** The same line, of another quantity; its amounts stay those of the whole. */
        Line of(long other) {
            return new Line(line, sku, name, other, unitPriceMinor, discountMinor, totalMinor, taxMinor);
        }
    }
}
