package onetill.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants, by sku or by barcode, and never with a price: prices are ours. Only a merchant's own server may add
 * what is not in the catalog, with its name and price.
 *
 * @param sku for what is not in the catalog a reference of the merchant's, if there is one
 * @param handedOver how many of them the buyer takes along at once, while the others are sent; tills only
 * @param unitPriceMinor what one costs, including tax where the channel's prices do
 * @param taxCategory {@code standard} when absent
 */
public record LineChoice(
        @Nullable @Size(max = 100) String sku,
        @Nullable @Size(max = 100) String barcode,

        @Nullable @Min(value = 1, message = "must be at least 1") @Max(value = 9999, message = "must be at most 9999")
        Integer quantity,

        @Nullable @PositiveOrZero Integer handedOver,
        @Nullable @Size(max = 200) String name,
        @Nullable @PositiveOrZero Long unitPriceMinor,
        @Nullable @Size(max = 100) String taxCategory,
        @Nullable Boolean digital) {

    private static final String NO_SKU = "ad-hoc";

    long count() {
        return quantity == null ? 1 : quantity;
    }

    long alongAtOnce() {
        if (handedOver == null) return 0;
        if (handedOver > count()) {
            throw ProblemException.invalid(
                    "line_items", "handed_over is more than the quantity, %d of %d".formatted(handedOver, count()));
        }
        return handedOver;
    }

    /** Whether it is priced by whoever asks. */
    boolean isPriced() {
        return unitPriceMinor != null || name != null || taxCategory != null || digital != null;
    }

    String code() {
        var code = sku != null ? sku : barcode;
        if (code == null || code.isBlank()) {
            throw ProblemException.invalid("line_items", "each line item needs a sku or a barcode");
        }
        return code;
    }

    AdHocLine adHoc() {
        if (name == null || name.isBlank() || unitPriceMinor == null || barcode != null) {
            throw ProblemException.invalid(
                    "line_items", "what is not in the catalog needs a name and a unit_price_minor, and no barcode");
        }
        return new AdHocLine(
                sku == null || sku.isBlank() ? NO_SKU : sku,
                name.strip(),
                unitPriceMinor,
                taxCategory == null ? "standard" : taxCategory,
                digital != null && digital);
    }
}
