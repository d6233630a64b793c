package onetill.session;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One thing bought, with the price shown to the buyer.
 *
 * @param unitPriceMinor what one costs including tax, in the minor unit of the session's currency
 * @param discountMinor what promotions take off this line
 * @param totalMinor what the line costs after that
 * @param taxPercent the rate inside that price
 * @param weightGrams of one
 * @param minAge how old the buyer has to be; null for everybody
 * @param fee whether it comes along with other lines, such as the deposit on bottles
 * @param handedOver how many of them the buyer takes along at once, while the others are sent
 * @param scaleBarcode what a scale has printed for this piece; null for all else
 * @param adHocTaxCategory of what is not in the catalog; null for what is
 */
public record LineItem(
        String sku,
        String name,
        @Nullable String imageUrl,
        long quantity,
        long unitPriceMinor,
        long discountMinor,
        long totalMinor,
        long taxMinor,
        BigDecimal taxPercent,
        boolean digital,
        long weightGrams,
        @Nullable Integer minAge,
        boolean fee,
        long handedOver,
        @Nullable String scaleBarcode,
        @Nullable String adHocTaxCategory) {

    /** Whether its price is that of the catalog: no fee, nothing a scale has priced, nothing the merchant's server has. */
    boolean hasCatalogPrice() {
        return !fee && scaleBarcode == null && adHocTaxCategory == null;
    }
}
