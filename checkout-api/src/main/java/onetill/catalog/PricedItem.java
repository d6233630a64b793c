package onetill.catalog;

import java.math.BigDecimal;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one unit costs now, including tax.
 *
 * @param asked the sku or barcode it was found by
 * @param taxPercent how much of the price is tax, as a rate on the net price: 19 means 19/119 of it
 */
public record PricedItem(
        String asked,
        String sku,
        String name,
        @Nullable String imageUrl,
        Money price,
        BigDecimal taxPercent,
        boolean digital,
        String category,
        long weightGrams) {

    /** The same thing at another price and rate of tax. */
    public PricedItem at(Money otherPrice, BigDecimal otherPercent) {
        return new PricedItem(asked, sku, name, imageUrl, otherPrice, otherPercent, digital, category, weightGrams);
    }
}
