package onetill.catalog;

import java.math.BigDecimal;
import java.util.Map;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one unit costs now, including tax where prices do.
 *
 * @param asked the sku or barcode it was found by
 * @param taxCategory by which its rate is found
 * @param taxPercent the rate on the price without tax: 19 is 19 %
 * @param weightGrams what one weighs
 * @param minAge how old its buyer has to be; null for everybody
 * @param fees what is paid with each one: how many, by sku
 * @param isFee whether it comes along with others and is not to be chosen
 * @param line what keeps it a line of its own, because it was measured or is not in the catalog; null else
 */
public record PricedItem(
        String asked,
        String sku,
        String name,
        @Nullable String imageUrl,
        Money price,
        String taxCategory,
        BigDecimal taxPercent,
        boolean digital,
        String category,
        long weightGrams,
        @Nullable Integer minAge,
        Map<String, Integer> fees,
        boolean isFee,
        @Nullable OwnLine line) {

    /**
     * A line that is not simply so many of an item.
     *
     * @param barcode what a scale has printed; null for what is not in the catalog
     * @param taxCategory of what is not in the catalog; null for measured goods
     */
    public record OwnLine(
            @Nullable String barcode, @Nullable String taxCategory) {}

    /** Something that is not in the catalog, at the price a server has said. */
    public static PricedItem adHoc(
            String sku, String name, Money price, BigDecimal taxPercent, boolean digital, String taxCategory) {
        return new PricedItem(
                sku,
                sku,
                name,
                null,
                price,
                taxCategory,
                taxPercent,
                digital,
                "",
                0,
                null,
                Map.of(),
                false,
                new OwnLine(null, taxCategory));
    }

    /** This piece of it, at its own price. */
    PricedItem measured(Money itsPrice, @Nullable Long grams) {
        return new PricedItem(
                asked,
                sku,
                grams == null ? name : "%s, %d g".formatted(name, grams),
                imageUrl,
                itsPrice,
                taxCategory,
                taxPercent,
                digital,
                category,
                grams == null ? weightGrams : grams,
                minAge,
                fees,
                false,
                new OwnLine(asked, null));
    }

    /** The same thing at another price and rate of tax. */
    public PricedItem at(Money otherPrice, BigDecimal otherPercent) {
        return new PricedItem(
                asked,
                sku,
                name,
                imageUrl,
                otherPrice,
                taxCategory,
                otherPercent,
                digital,
                category,
                weightGrams,
                minAge,
                fees,
                isFee,
                line);
    }
}
