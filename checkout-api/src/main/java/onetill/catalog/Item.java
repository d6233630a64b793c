package onetill.catalog;

import java.util.List;
import java.util.Map;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One thing the merchant sells, with its price in the currency that was asked for.
 *
 * @param available how many there are; null for what nobody counts and can always be had
 * @param group items of one group are kinds of the same thing; null when it comes in one kind
 * @param variant what makes it another than the rest of its group, such as its size
 * @param storeProductIds what it is called in app stores, by store
 */
public record Item(
        String sku,
        String name,
        String description,
        @Nullable String imageUrl,
        String category,
        List<String> barcodes,
        Money price,
        boolean digital,
        @Nullable Long available,
        @Nullable String group,
        Map<String, String> variant,
        Map<String, String> storeProductIds) {}
