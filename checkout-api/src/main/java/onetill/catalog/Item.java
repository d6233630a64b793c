package onetill.catalog;

import java.util.List;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** One thing the merchant sells, with its price in the currency that was asked for. */
public record Item(
        String sku,
        String name,
        String description,
        @Nullable String imageUrl,
        String category,
        List<String> barcodes,
        Money price,
        boolean digital,
        long available) {}
